package org.mirrorx.inference.diffusion;

/** What a network was trained to say of a noisy sample x = a · clean + s · noise. */
enum Prediction {
    /** The noise. */
    EPSILON,
    /** a · noise − s · clean (arXiv 2202.00512). */
    V_PREDICTION,
    /** The clean sample. */
    SAMPLE;

    double clean(double x, double output, double a, double s) {
        return switch (this) {
            case EPSILON -> (x - s * output) / a;
            case V_PREDICTION -> a * x - s * output;
            case SAMPLE -> output;
        };
    }

    double noise(double x, double output, double a, double s) {
        return switch (this) {
            case EPSILON -> output;
            case V_PREDICTION -> a * output + s * x;
            case SAMPLE -> (x - a * output) / s;
        };
    }
}
