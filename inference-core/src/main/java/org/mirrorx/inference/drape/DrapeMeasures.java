package org.mirrorx.inference.drape;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers on one drawn garment (drape recipe §13).
 *
 * @param values by name, as {@link Drape} documents them
 */
record DrapeMeasures(Map<String, Double> values) {
    /** Colours nearer than this (CIE76) count as unchanged. */
    private static final double UNCHANGED = 6;

    static DrapeMeasures of(Scene scene, Hole hole, Cloth cloth, Layers layers, Fit fit, Figure figure) {
        Map<String, Double> values = new HashMap<>(fit.measures());
        float[] before = FillSkin.lab(scene.photo());
        float[] after = FillSkin.lab(layers.colours());
        double old = 0;
        double leak = 0;
        double skin = 0;
        double background = 0;
        double armSkin = 0;
        for (int i = 0; i < scene.frame().size(); i++) {
            if (scene.old().values()[i] <= 0.5f) {
                continue;
            }
            old++;
            boolean front = Math.max(scene.hair().values()[i], scene.inFront().values()[i]) > 0.3f;
            if (front || cloth.alpha().values()[i] > 0.5f || layers.cloth().values()[i] > 0.5f) {
                continue;
            }
            double difference = Math.sqrt(square(before[3 * i] - after[3 * i])
                    + square(before[3 * i + 1] - after[3 * i + 1])
                    + square(before[3 * i + 2] - after[3 * i + 2]));
            if (difference < UNCHANGED) {
                leak++;
            }
            skin += hole.skin().values()[i];
            armSkin += hole.skin().values()[i] * scene.arms().values()[i];
            background += Math.max(0, 1 - hole.skin().values()[i] - hole.lower().values()[i]);
        }
        double all = Math.max(1, old);
        values.put("leak", leak / all);
        values.put("skinInvented", skin / all);
        values.put("armSkinInvented", armSkin / all);
        values.put("backgroundInvented", background / all);
        return new DrapeMeasures(values);
    }

    private static double square(double v) {
        return v * v;
    }
}
