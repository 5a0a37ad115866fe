package org.mirrorx.kiosk.store;

import java.util.Optional;
import org.mirrorx.inference.image.PictureHeader.Format;

/**
 * A picture of a garment, kept as the shop gave it.
 *
 * @param sha256 of the file's bytes, lower-case hex: its name in the store
 * @param format how the file is written
 * @param landmarks text of the {@code <picture>.landmarks.json} that staff put beside it
 */
public record GarmentPicture(String sha256, Format format, Optional<String> landmarks) {}
