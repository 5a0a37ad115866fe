package org.mirrorx.inference.drape;

/** The ground behind the shopper where old cloth goes and nobody is: grown from the ground beside (drape recipe §8.4). */
final class FillBackground {
    /** The known ground keeps this distance from the shopper, pixels of a 768×1024 capture. */
    private static final double INSET = 4;

    private FillBackground() {}

    static Plane fill(Scene scene, double pixel) {
        Plane body = scene.person()
                .map(i -> Math.max(scene.person().values()[i], scene.old().values()[i]) > 0.08f ? 1 : 0);
        Plane known = body.grow(INSET * pixel);
        for (int i = 0; i < known.values().length; i++) {
            known.values()[i] = 1 - known.values()[i];
        }
        return PushPull.fill(scene.photo(), known);
    }
}
