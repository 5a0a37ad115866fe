package org.mirrorx.kiosk.screens;

import java.util.Optional;
import javafx.scene.image.Image;

/**
 * A picture of the catalog for the attract screen: never a visitor.
 *
 * @param picture 9:16, fills the display
 * @param head the same size, only the head's pixels, to stand before the shop's name; empty where it cannot be cut well
 * @param headTop where the head begins, as a share of the picture's height: the screen lowers the picture so that the shop's name stays
 *     readable above it
 * @param garment what is worn
 */
public record Poster(Image picture, Optional<Image> head, double headTop, GarmentCard garment) {}
