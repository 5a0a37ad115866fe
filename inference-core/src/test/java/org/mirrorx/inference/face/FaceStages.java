package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;

/** Comparisons with recorded steps of swapping and restoring. */
final class FaceStages {
    private FaceStages() {}

    /** A tolerance that case.json states as a number in quotes. */
    static double tolerance(GoldenCase golden, String quantity) {
        return Double.parseDouble(golden.json().path("tolerance").path(quantity).asText());
    }

    /** Where {@code box} lies in a black picture. */
    static Mat whole(Mat inBox, Rect box, Size size, Workspace workspace) {
        Mat whole = workspace.zeros((int) size.height, (int) size.width, inBox.type());
        Mat part = whole.submat(box);
        inBox.copyTo(part);
        part.release();
        return whole;
    }

    /** Every {@code step}-th row and column of any matrix, interleaved. */
    static double[] every(int step, Mat mat, Workspace workspace) {
        Mat doubles = workspace.mat();
        mat.convertTo(doubles, CvType.CV_64F);
        List<Double> values = new ArrayList<>();
        for (int y = 0; y < mat.rows(); y += step) {
            for (int x = 0; x < mat.cols(); x += step) {
                for (double value : doubles.get(y, x)) {
                    values.add(value);
                }
            }
        }
        return values.stream().mapToDouble(value -> value).toArray();
    }

    /** Every {@code step}-th row and column of planes. */
    static double[] every(int step, float[] planes, int side) {
        List<Double> values = new ArrayList<>();
        for (int c = 0; c < planes.length / side / side; c++) {
            for (int y = 0; y < side; y += step) {
                for (int x = 0; x < side; x += step) {
                    values.add((double) planes[(c * side + y) * side + x]);
                }
            }
        }
        return values.stream().mapToDouble(value -> value).toArray();
    }

    /** Recorded B, G, R as R, G, B. */
    static double[] redFirst(double[] blueFirst) {
        double[] turned = new double[blueFirst.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = blueFirst[i - i % 3 + 2 - i % 3];
        }
        return turned;
    }

    static double[] numbers(Samples samples) {
        double[] numbers = new double[samples.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = samples.at(i);
        }
        return numbers;
    }

    static double[] flat(JsonNode rows) {
        List<Double> values = new ArrayList<>();
        rows.forEach(row -> row.forEach(value -> values.add(value.doubleValue())));
        return values.stream().mapToDouble(value -> value).toArray();
    }

    static void near(double[] expected, double[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " number " + i);
        }
    }

    /** Largest difference, mean difference, share of those that differ at all. */
    record Distance(double largest, double mean, double share) {
        static Distance of(double[] expected, double[] found, String what) {
            assertEquals(expected.length, found.length, what);
            double largest = 0;
            double sum = 0;
            int differing = 0;
            for (int i = 0; i < expected.length; i++) {
                double difference = Math.abs(expected[i] - found[i]);
                largest = Math.max(largest, difference);
                sum += difference;
                differing += difference > 0 ? 1 : 0;
            }
            return new Distance(largest, sum / expected.length, (double) differing / expected.length);
        }

        void within(double most, double meanMost, double shareMost, String what) {
            assertTrue(largest <= most && mean <= meanMost && share <= shareMost, what + ": " + this);
        }
    }

    static double shareWithin(double[] expected, double[] found, double levels) {
        int within = 0;
        for (int i = 0; i < expected.length; i++) {
            within += Math.abs(expected[i] - found[i]) <= levels ? 1 : 0;
        }
        return (double) within / expected.length;
    }

    static List<Point2> points(float[] numbers, int face, double factor) {
        List<Point2> points = new ArrayList<>();
        for (int p = 0; p < 5; p++) {
            int at = 10 * face + 2 * p;
            points.add(new Point2(factor * numbers[at], factor * numbers[at + 1]));
        }
        return points;
    }
}
