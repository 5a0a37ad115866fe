package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.PillowResample.Box;
import org.mirrorx.inference.image.PillowResample.Filter;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

final class PillowResampleTest {
    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void anEvenPictureStaysEvenWithEveryFilter() {
        Mat even = new Mat(31, 17, CvType.CV_8UC3, new Scalar(7, 130, 251));
        for (Filter filter : Filter.values()) {
            for (int width : new int[] {5, 17, 40}) {
                Mat resized = PillowResample.resize(even, width, 23, filter);
                assertArrayEquals(new double[] {7, 130, 251}, resized.get(11, width / 2), filter + " " + width);
                assertArrayEquals(new double[] {7, 130, 251}, resized.get(0, 0), filter + " " + width);
            }
        }
    }

    @Test
    void thePictureAtItsOwnSizeIsACopy() {
        Mat picture = new Mat(3, 2, CvType.CV_8UC1, new Scalar(9));
        Mat copy = PillowResample.resize(picture, 2, 3, Filter.LANCZOS);
        assertNotSame(picture, copy);
        copy.setTo(new Scalar(1));
        assertEquals(9, picture.get(0, 0)[0]);
    }

    @Test
    void theColourOfInvisiblePixelsDoesNotBleed() {
        Mat picture = new Mat(4, 4, CvType.CV_8UC4, new Scalar(255, 0, 0, 0));
        picture.submat(0, 4, 0, 2).setTo(new Scalar(0, 0, 200, 255));
        Mat small = PillowResample.resize(picture, 2, 2, Filter.BILINEAR);
        assertEquals(0, small.get(0, 0)[0], "red of the invisible half");
    }

    @Test
    void aBoxOutsideOfThePictureIsAProgrammersMistake() {
        Mat picture = new Mat(4, 4, CvType.CV_8UC1, new Scalar(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> PillowResample.resize(picture, new Box(-1, 0, 4, 4), 2, 2, Filter.BOX));
        assertThrows(IllegalArgumentException.class, () -> PillowResample.resize(picture, 0, 2, Filter.BOX));
    }
}
