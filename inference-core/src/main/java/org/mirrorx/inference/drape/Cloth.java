package org.mirrorx.inference.drape;

/**
 * Garment pixels bent to the body, before light.
 *
 * @param colours R, G, B, 0 to 255; meaningful where {@code alpha} is above 0
 * @param alpha coverage of all sheets together
 * @param sleeves the share of the coverage that lies on top because it belongs to a sleeve: a hand before the trunk is in front of the
 *     torso, not of its own sleeve
 */
record Cloth(Plane colours, Plane alpha, Plane sleeves) {}
