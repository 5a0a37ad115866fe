package org.mirrorx.inference.drape;

/**
 * The ground behind the shopper where old cloth goes and nobody is (drape recipe §8.4): near the shopper's outline the ground beside it,
 * laid inwards as in a looking glass, so that its grain and its lines go on; further in, colours grown from all sides.
 */
final class FillBackground {
    /** The known ground keeps this distance from the shopper, pixels of a 768×1024 capture. */
    private static final double INSET = 4;

    /** The looking glass fades out over this distance, pixels of a 768×1024 capture. */
    private static final double REFLECTION = 48;

    private FillBackground() {}

    static Plane fill(Scene scene, double pixel) {
        Plane body = scene.person()
                .map(i -> Math.max(scene.person().values()[i], scene.old().values()[i]) > 0.08f ? 1 : 0);
        Plane known = body.grow(INSET * pixel);
        for (int i = 0; i < known.values().length; i++) {
            known.values()[i] = 1 - known.values()[i];
        }
        Plane filled = PushPull.fill(scene.photo(), known);
        LookingGlass.reflect(scene.photo(), known, filled, REFLECTION * pixel);
        return filled;
    }
}
