package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;

/**
 * Steadies landmarks of a video: a one-euro filter a coordinate, a plain low pass for visibility (google/mediapipe,
 * one_euro_filter and modules/pose_landmark, pose_landmark_filtering). Casiez, Roussel, Vogel, "1 € Filter", CHI 2012. One tracked
 * person, one thread; {@link #reset()} when the person is lost.
 */
public final class LandmarkSmoothing {
    private static final double DERIVATIVE_CUTOFF_HZ = 1;
    private static final double FIRST_RATE_HZ = 30;
    private static final double VISIBILITY_ALPHA = 0.1;

    private final double minCutoffHz;
    private final double beta;
    private final List<OneEuro> coordinates = new ArrayList<>();
    private double[] visibility = {};

    private LandmarkSmoothing(double minCutoffHz, double beta) {
        this.minCutoffHz = minCutoffHz;
        this.beta = beta;
    }

    /** For the 33 body points: trembling of 1.5 px comes down to less than a third, a person walking 6 px a frame is 3 px ahead. */
    public static LandmarkSmoothing ofBody() {
        return new LandmarkSmoothing(0.05, 80);
    }

    /** For cloth laid over a living mirror: a garment that trails behind a swaying shopper looks worse than one that trembles a little. */
    public static LandmarkSmoothing ofMirror() {
        return new LandmarkSmoothing(1.5, 150);
    }

    /** For the two points of the next region: far slower, lags behind a walking person by design. */
    public static LandmarkSmoothing ofNextRegion() {
        return new LandmarkSmoothing(0.01, 10);
    }

    /** Forgets the past. */
    public void reset() {
        coordinates.clear();
        visibility = new double[0];
    }

    /**
     * The next frame's points, steadied.
     *
     * @param points the same number every time until {@link #reset()}
     * @param seconds when the frame was taken, any origin
     * @param personSize pixels; twice the distance from the middle of the hips to the rim of the person
     */
    public List<Landmark> next(List<Landmark> points, double seconds, double personSize) {
        if (coordinates.size() != 3 * points.size()) {
            start(points.size());
        }
        List<Landmark> steady = new ArrayList<>(points.size());
        for (int p = 0; p < points.size(); p++) {
            Landmark raw = points.get(p);
            boolean first = Double.isNaN(visibility[p]);
            visibility[p] = first
                    ? raw.visibility()
                    : VISIBILITY_ALPHA * raw.visibility() + (1 - VISIBILITY_ALPHA) * visibility[p];
            steady.add(new Landmark(
                    coordinates.get(3 * p).next(raw.x(), seconds, personSize),
                    coordinates.get(3 * p + 1).next(raw.y(), seconds, personSize),
                    coordinates.get(3 * p + 2).next(raw.z(), seconds, personSize),
                    visibility[p],
                    raw.presence()));
        }
        return steady;
    }

    private void start(int points) {
        coordinates.clear();
        for (int c = 0; c < 3 * points; c++) {
            coordinates.add(new OneEuro());
        }
        visibility = new double[points];
        java.util.Arrays.fill(visibility, Double.NaN);
    }

    /** One coordinate. */
    private final class OneEuro {
        private double lastSeconds = Double.NaN;
        private double lastRaw;
        private double lastDerivative;
        private double lastOutput;
        private double rate = FIRST_RATE_HZ;

        double next(double value, double seconds, double scale) {
            if (Double.isNaN(lastSeconds)) {
                lastSeconds = seconds;
                lastRaw = value;
                lastOutput = value;
                return value;
            }
            if (seconds > lastSeconds) {
                rate = 1 / (seconds - lastSeconds);
            }
            double derivative = (value - lastRaw) / scale * rate;
            lastDerivative = mix(alpha(DERIVATIVE_CUTOFF_HZ), derivative, lastDerivative);
            double cutoff = minCutoffHz + beta * Math.abs(lastDerivative);
            lastOutput = mix(alpha(cutoff), value, lastOutput);
            lastRaw = value;
            lastSeconds = seconds;
            return lastOutput;
        }

        private double alpha(double cutoffHz) {
            return 1 / (1 + rate / (2 * Math.PI * cutoffHz));
        }

        private static double mix(double alpha, double now, double before) {
            return alpha * now + (1 - alpha) * before;
        }
    }
}
