package org.mirrorx.inference.drape;

/**
 * A trunk's cloth ends at an arm that hangs beside it: what a wide sheet would show beyond the arm's outer edge is taken away, sleeves
 * excepted.
 */
final class BehindArms {
    /** This many pixels of a 768×1024 capture of bare arm in a row make an arm. */
    private static final double ARM = 4;

    private BehindArms() {}

    /**
     * @param arms bare arms, 0 to 1
     * @param axis column of the trunk's middle
     */
    static Cloth cut(Cloth cloth, Plane arms, double axis, double pixel) {
        Frame frame = cloth.alpha().frame();
        Plane alpha = cloth.alpha().copy();
        int middle = (int) Math.clamp(Math.round(axis - frame.x()), 0L, frame.width() - 1L);
        for (int y = 0; y < frame.height(); y++) {
            for (int step : new int[] {-1, 1}) {
                int bare = 0;
                for (int x = middle; x >= 0 && x < frame.width(); x += step) {
                    int i = y * frame.width() + x;
                    if (arms.values()[i] > 0.5f) {
                        bare++;
                    } else if (bare > ARM * pixel) {
                        alpha.values()[i] =
                                Math.min(alpha.values()[i], cloth.sleeves().values()[i]);
                    }
                }
            }
        }
        return new Cloth(cloth.colours(), alpha, cloth.sleeves());
    }
}
