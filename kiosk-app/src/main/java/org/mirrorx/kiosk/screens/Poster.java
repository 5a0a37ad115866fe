package org.mirrorx.kiosk.screens;

import java.util.Optional;
import javafx.scene.image.Image;

/**
 * A picture of the catalog for the attract screen: never a visitor.
 *
 * @param picture 9:16, fills the display
 * @param head the same size, only the head's pixels, to stand before the shop's name; empty where it cannot be cut well
 * @param garment what is worn
 */
public record Poster(Image picture, Optional<Image> head, GarmentCard garment) {}
