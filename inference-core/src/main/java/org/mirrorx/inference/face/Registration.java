package org.mirrorx.inference.face;

import java.util.List;
import java.util.Locale;
import org.mirrorx.inference.image.Point2;

/**
 * How a face lies in a generated picture against where it lies in the capture.
 *
 * @param matrix capture to generated, two rows of three: generated = matrix · (x, y, 1)
 * @param shift of the middle of the eyes, in eye distances of the capture
 * @param degrees turned, positive from x to y
 * @param scale size in the generated picture by size in the capture
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read by the warp, never compared
record Registration(double[] matrix, double shift, double degrees, double scale) {
    /** Below all of these the generated picture lies right (face page, section 9, step 3). */
    private static final double STILL_SHIFT = 0.03;

    private static final double STILL_DEGREES = 1;
    private static final double STILL_SCALE = 0.015;

    /**
     * Beyond one of these it is another pose. The face page suggests 0.12 eye distances; on people who stand far away that is 3 pixels,
     * less than a detector's own error, so twice as much is moved back.
     */
    private static final double MOST_SHIFT = 0.25;

    private static final double MOST_DEGREES = 4;
    private static final double MOST_SCALE = 0.06;

    /** Of points on one spot nothing can be said. */
    private static final double[] SAME = {1, 0, 0, 0, 1, 0};

    /** What follows from it. */
    enum Fit {
        /** The generated picture stays where it is. */
        IN_PLACE,
        /** It is moved back. */
        MOVED,
        /** The engine made another pose. */
        BEYOND
    }

    /**
     * @param capture, generated five points each: eye at the picture's left, eye at its right, nose, mouth corners left, right
     */
    static Registration of(List<Point2> capture, List<Point2> generated) {
        double[] m = AlignFace.similarity(capture, generated).orElse(SAME);
        Point2 eyes = capture.get(0).towards(capture.get(1), 0.5);
        double x = m[0] * eyes.x() + m[1] * eyes.y() + m[2];
        double y = m[3] * eyes.x() + m[4] * eyes.y() + m[5];
        double apart = Math.max(1e-6, capture.get(0).distance(capture.get(1)));
        return new Registration(
                m,
                eyes.distance(new Point2(x, y)) / apart,
                Math.toDegrees(Math.atan2(m[3], m[0])),
                Math.hypot(m[0], m[3]));
    }

    Fit fit() {
        if (within(STILL_SHIFT, STILL_DEGREES, STILL_SCALE)) {
            return Fit.IN_PLACE;
        }
        return within(MOST_SHIFT, MOST_DEGREES, MOST_SCALE) ? Fit.MOVED : Fit.BEYOND;
    }

    private boolean within(double mostShift, double mostDegrees, double mostScale) {
        return shift <= mostShift && Math.abs(degrees) <= mostDegrees && Math.abs(scale - 1) <= mostScale;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "shift %.2f eye distances, turn %.1f°, size %.1f %%", shift, degrees, 100 * scale);
    }
}
