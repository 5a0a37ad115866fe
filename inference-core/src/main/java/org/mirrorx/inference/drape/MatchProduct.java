package org.mirrorx.inference.drape;

import java.util.Map;
import org.mirrorx.inference.image.CieLab;

/** Compares the drawn cloth with its product photograph brought to the same size and shape: sharpness and colour. */
final class MatchProduct {
    private MatchProduct() {}

    /**
     * {@code sharpness}: ratio of the Laplacians' standard deviations; {@code colourShift}: CIE76 between the mean colours of the cloth as it
     * is seen and of the same places of the product photograph.
     *
     * @param warped the product photograph in the garment's new shape, before light fell on it
     */
    static Map<String, Double> measure(ProductAtSize product, Cloth warped, Layers layers) {
        Plane inside = ProductAtSize.inside(layers.cloth());
        double detail = Detail.of(layers.colours()).deviation(inside);
        double shift = CieLab.difference(mean(warped.colours(), inside), mean(layers.colours(), inside));
        return Map.of("sharpness", product.detail() > 0 ? detail / product.detail() : 1, "colourShift", shift);
    }

    /** Lab of the mean colour where {@code inside} is above a half. */
    private static double[] mean(Plane colours, Plane inside) {
        double[] sum = new double[3];
        double count = 1e-6;
        for (int i = 0; i < inside.values().length; i++) {
            if (inside.values()[i] > 0.5f) {
                count++;
                for (int c = 0; c < 3; c++) {
                    sum[c] += colours.values()[3 * i + c];
                }
            }
        }
        return CieLab.of(sum[0] / count, sum[1] / count, sum[2] / count);
    }
}
