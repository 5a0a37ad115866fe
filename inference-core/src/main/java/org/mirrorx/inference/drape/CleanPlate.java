package org.mirrorx.inference.drape;

/**
 * The photograph without the old cloth: what will be seen beside and through the new garment's edge. Because the whole old garment goes,
 * a soft new edge mixes with clean ground or skin and never with a fringe of old cloth.
 *
 * @param colours R, G, B
 * @param amount where and how far they differ from the photograph
 */
record CleanPlate(Plane colours, Plane amount) {
    static CleanPlate of(Scene scene, Hole hole, BareBody body, double pixel) {
        Plane background = FillBackground.fill(scene, pixel);
        Plane skin = FillSkin.fill(scene, body, pixel);
        Plane sureOther = scene.other()
                .map(i -> scene.other().values()[i] > 0.95f ? 1 : 0)
                .shrink(2 * pixel);
        Plane other = needed(hole) ? PushPull.fill(scene.photo(), sureOther) : scene.photo();
        Plane colours = scene.photo().copy();
        float[] out = colours.values();
        for (int i = 0; i < scene.frame().size(); i++) {
            float amount = hole.amount().values()[i];
            if (amount > 0) {
                float s = hole.skin().values()[i];
                float l = Math.min(hole.lower().values()[i], 1 - s);
                float b = Math.max(0, 1 - s - l);
                for (int c = 0; c < 3; c++) {
                    int k = 3 * i + c;
                    float fill = s * skin.values()[k]
                            + l * other.values()[k]
                            + b * background.values()[k];
                    out[k] += amount * (fill - out[k]);
                }
            }
        }
        return new CleanPlate(colours, hole.amount());
    }

    /** True when any of the old cloth is replaced by the other garment. */
    private static boolean needed(Hole hole) {
        float[] amount = hole.amount().values();
        float[] lower = hole.lower().values();
        for (int i = 0; i < amount.length; i++) {
            if (amount[i] > 0 && lower[i] > 0) {
                return true;
            }
        }
        return false;
    }
}
