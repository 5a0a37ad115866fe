package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.mirrorx.models.golden.Samples;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Recorded pictures as matrices, and comparisons with them. */
public final class RecordedMats {
    private RecordedMats() {}

    /** {@code CV_8UC(channels)} in the file's channel order. */
    public static Mat of(Samples samples) {
        Natives.load();
        byte[] bytes = new byte[samples.count()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) samples.at(i);
        }
        Mat mat = new Mat(samples.height(), samples.width(), CvType.CV_8UC(samples.channels()));
        mat.put(0, 0, bytes);
        return mat;
    }

    /** Fails where the size differs, a level differs by more than {@code levels} or more than {@code share} of the levels differ at all. */
    public static void near(Samples expected, Mat found, int levels, double share, String what) {
        assertEquals(expected.width() + "×" + expected.height(), found.cols() + "×" + found.rows(), what);
        assertEquals(expected.channels(), found.channels(), what);
        byte[] bytes = new byte[expected.count()];
        found.get(0, 0, bytes);
        int differing = 0;
        int largest = 0;
        for (int i = 0; i < bytes.length; i++) {
            int difference = Math.abs(expected.at(i) - (bytes[i] & 0xFF));
            differing += difference == 0 ? 0 : 1;
            largest = Math.max(largest, difference);
        }
        String sentence = what + ": " + differing + " of " + bytes.length + " levels differ, by up to " + largest;
        assertTrue(largest <= levels, sentence);
        assertTrue(differing <= share * bytes.length, sentence);
    }
}
