package org.mirrorx.inference.face;

/**
 * A point of a face in space.
 *
 * @param x, y pixels of the picture
 * @param z depth in the same unit; 0 where the network knows none
 */
public record Point3(double x, double y, double z) {}
