package org.mirrorx.inference.drape;

/**
 * Puts the layers together, bottom to top: clean plate, shadow of the new edge, new cloth, then what is in front of it: lower garment
 * when tucked, forearms and hands, hair (drape recipe §8).
 *
 * @param colours the picture inside the frame
 * @param cloth how much of each pixel is new cloth in the end
 * @param changed 0 where nothing was done
 */
record Layers(Plane colours, Plane cloth, Plane changed) {
    private static final double SHADOW = 0.28;
    /** The ground is further away than the body: it gets this share of the shadow. */
    private static final double ON_GROUND = 0.12;

    private static final double SHADOW_SIGMA = 4;
    private static final double SHADOW_DROP = 3;

    /** Colours in front are not divided by less coverage than this when the old colours behind are taken out. */
    private static final float SMALLEST_SHARE = 0.35f;

    /** Differences below this are rounding. */
    private static final float NOTHING = 0.002f;

    static Layers compose(Scene scene, CleanPlate plate, Cloth cloth, Plane front, double pixel) {
        Plane under = plate.colours().copy();
        Plane changed = plate.amount().copy();
        shadow(scene, under, changed, cloth.alpha(), pixel);
        blend(under, changed, cloth);
        Plane result = scene.photo().copy();
        Plane behind = behind(scene, front, pixel);
        Plane seen = Plane.coverage(scene.scratch(), scene.frame());
        for (int i = 0; i < scene.frame().size(); i++) {
            float change = changed.values()[i];
            float a = front.values()[i];
            if (change <= NOTHING || a >= 0.995f) {
                changed.values()[i] = 0;
                continue;
            }
            seen.values()[i] = cloth.alpha().values()[i] * (1 - a);
            for (int c = 0; c < 3; c++) {
                int k = 3 * i + c;
                float photo = scene.photo().values()[k];
                float below = under.values()[k];
                float value = below;
                if (a > 0.005f) {
                    float back = behind.values()[k];
                    float own = Math.clamp(back + (photo - back) / Math.max(a, SMALLEST_SHARE), 0f, 255f);
                    float mixed = a * own + (1 - a) * below;
                    value = photo + Math.min(1, 2 * change) * (mixed - photo);
                }
                result.values()[k] = value;
            }
        }
        return new Layers(result, seen, changed);
    }

    private static void shadow(Scene scene, Plane under, Plane changed, Plane alpha, double pixel) {
        Plane blurred = alpha.blur(SHADOW_SIGMA * pixel);
        int drop = (int) Math.round(SHADOW_DROP * pixel);
        int w = alpha.width();
        for (int y = 0; y < alpha.height(); y++) {
            int from = Math.max(0, y - drop) * w;
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                float body =
                        (float) (ON_GROUND + (1 - ON_GROUND) * scene.person().values()[i]);
                float dark = body * (float) SHADOW * Math.max(0, blurred.values()[from + x] - alpha.values()[i]);
                if (dark > NOTHING) {
                    changed.values()[i] = Math.max(changed.values()[i], Math.min(1, 8 * dark));
                    for (int c = 0; c < 3; c++) {
                        under.values()[3 * i + c] *= 1 - dark;
                    }
                }
            }
        }
    }

    private static void blend(Plane under, Plane changed, Cloth cloth) {
        for (int i = 0; i < cloth.alpha().values().length; i++) {
            float a = cloth.alpha().values()[i];
            if (a > 0) {
                changed.values()[i] = Math.max(changed.values()[i], a);
                for (int c = 0; c < 3; c++) {
                    int k = 3 * i + c;
                    under.values()[k] += a * (cloth.colours().values()[k] - under.values()[k]);
                }
            }
        }
    }

    /** The old picture as it goes on behind hair, hands and waistband: needed to take its colour out of their soft edges. */
    private static Plane behind(Scene scene, Plane front, double pixel) {
        Plane known = front.map(i -> front.values()[i] > 0.02f ? 1 : 0).grow(2 * pixel);
        for (int i = 0; i < known.values().length; i++) {
            known.values()[i] = 1 - known.values()[i];
        }
        return PushPull.fill(scene.photo(), known);
    }
}
