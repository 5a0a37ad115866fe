package org.mirrorx.inference.drape;

/**
 * Gives the warped cloth the detail its product photograph has at that size, camera noise included (drape recipe §9): a resampling
 * takes some or leaves too much, differently for every size of shopper. The answer is a mix of the cloth and a blurred copy of it, whose
 * share follows from the variances and the covariance of the two.
 */
final class Soften {
    /** Standard deviation of the blurred copy, pixels of a 768×1024 capture. */
    private static final double BLUR = 0.7;

    /** Below 0 the mix sharpens; more than this makes pale rims beside edges. */
    private static final double MOST_SHARPENED = -0.6;

    /** White noise of variance 1 has a Laplacian (4, −1 across and along) of variance 20. */
    private static final double LAPLACIAN_OF_NOISE = 20;

    private Soften() {}

    static Cloth soften(Cloth cloth, ProductAtSize product, double noise, double pixel) {
        Plane sharp = cloth.colours();
        Plane soft = sharp.blur(BLUR * pixel);
        Plane inside = ProductAtSize.inside(cloth.alpha());
        Detail ofSharp = Detail.of(sharp);
        Detail ofSoft = Detail.of(soft);
        double wanted = Math.max(0, product.detail() * product.detail() - LAPLACIAN_OF_NOISE * noise * noise);
        double share = share(
                ofSharp.covariance(ofSharp, inside),
                ofSoft.covariance(ofSoft, inside),
                ofSharp.covariance(ofSoft, inside),
                wanted);
        float[] mixed = soft.values();
        for (int i = 0; i < mixed.length; i++) {
            float a = sharp.values()[i];
            mixed[i] = (float) Math.clamp(a + share * (mixed[i] - a), 0, 255);
        }
        return new Cloth(soft, cloth.alpha(), cloth.sleeves());
    }

    /**
     * Share of the blurred copy for which a mix has the wanted variance: of {@code (1−t)² sharp + 2t(1−t) both + t² soft = wanted} the
     * solution on the sharper side; where there is none, the nearest.
     */
    static double share(double sharp, double soft, double both, double wanted) {
        double a = sharp - 2 * both + soft;
        if (a <= 0) {
            return 0;
        }
        double b = both - sharp;
        double discriminant = b * b - a * (sharp - wanted);
        double flattest = -b / a;
        double share = discriminant <= 0 ? flattest : flattest - Math.sqrt(discriminant) / a;
        return Math.clamp(share, MOST_SHARPENED, 1);
    }
}
