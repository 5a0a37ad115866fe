package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

final class SharpnessTest {
    /** A picture without contrast, or of a pixel, says nothing. */
    @Test
    void nothingIsSaidOfNothing() {
        try (Arena memory = Arena.ofConfined()) {
            assertEquals(0, Sharpness.blur(Picture.allocate(memory, 1, 1), new Point2(1, 0), new Point2(0, 0)));
            assertEquals(0, Sharpness.blur(Picture.allocate(memory, 12_000, 1), new Point2(900, 0), new Point2(0, 0)));
            assertEquals(
                    0, Sharpness.blur(Picture.allocate(memory, 300, 400), new Point2(200, 100), new Point2(100, 100)));
            assertEquals(0, Sharpness.blur(Picture.allocate(memory, 300, 400), new Point2(50, 50), new Point2(50, 50)));
        }
    }

    /** The edge of a square, blurred by a known Gaussian. */
    @Test
    void aKnownBlurIsMeasured() {
        DrawnBody.standing();
        try (Arena memory = Arena.ofConfined();
                Workspace workspace = new Workspace()) {
            for (double deviation : new double[] {4, 8}) {
                Mat square = workspace.zeros(400, 400, CvType.CV_8UC3);
                Imgproc.rectangle(
                        square,
                        new org.opencv.core.Rect(120, 120, 160, 200),
                        new Scalar(200, 200, 200),
                        Imgproc.FILLED);
                Imgproc.GaussianBlur(square, square, new Size(0, 0), deviation);
                Picture picture = Picture.copyOf(memory, square);
                double blur = Sharpness.blur(picture, new Point2(300, 180), new Point2(100, 180));
                assertEquals(deviation / 200, blur, 0.15 * deviation / 200);
            }
        }
    }

    /** Sharp photographs pass; the same ones blurred or moved do not. */
    @Test
    void photographsPassAndBlurredOnesDoNot() {
        try (BodyLite bodies = BodyLite.open(Optional.empty())) {
            for (Path file : photographs()) {
                try (Arena memory = Arena.ofShared();
                        Workspace workspace = new Workspace()) {
                    Mat sharp = Photograph.mat(file, workspace);
                    BodyReading body = bodies.read(Picture.copyOf(memory, sharp), memory)
                            .body()
                            .orElseThrow();
                    assertTrue(blur(sharp, body, memory) < Sharpness.BLURRED, file + " is taken for blurred");
                    Mat blurred = workspace.mat();
                    Imgproc.GaussianBlur(sharp, blurred, new Size(0, 0), sharp.rows() * 6.0 / 1024);
                    assertTrue(blur(blurred, body, memory) > Sharpness.BLURRED, file + " blurred is taken for sharp");
                    Mat moved = workspace.mat();
                    Mat way = workspace.keep(Mat.ones(1, sharp.rows() * 32 / 1024, CvType.CV_32F));
                    Core.multiply(way, Scalar.all(1.0 / way.cols()), way);
                    Imgproc.filter2D(sharp, moved, -1, way);
                    assertTrue(blur(moved, body, memory) > Sharpness.BLURRED, file + " moved is taken for sharp");
                }
            }
        }
    }

    private static List<Path> photographs() {
        try (Stream<Path> files = Files.list(SharedData.PHOTOS.resolve("people"))) {
            return files.sorted()
                    .filter(file -> file.toString().endsWith(".jpg"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static double blur(Mat rgb, BodyReading body, Arena memory) {
        return Sharpness.blur(
                Picture.copyOf(memory, rgb),
                body.at(Joint.LEFT_SHOULDER).at(),
                body.at(Joint.RIGHT_SHOULDER).at());
    }
}
