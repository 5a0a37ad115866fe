package org.mirrorx.inference.face;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A face of about 200 pixels pasted into a picture of 768 × 1024: in its rectangle alone, as the mirror does, and over the whole picture,
 * as the published programs do. In the package of what it measures, which nobody else may call.
 */
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class PasteBackBench {
    private static final int WIDTH = 768;
    private static final int HEIGHT = 1024;
    private static final double FACE = 200;
    private static final double TILT = Math.toRadians(8);
    private static final int SWAPPED = 128;
    private static final int RESTORED = 512;
    private static final int WHITE = 255;

    private final Workspace memory = new Workspace();
    private final Mat picture = noise(HEIGHT, WIDTH);
    private final Mat swapped = noise(SWAPPED, SWAPPED);
    private final Mat restored = noise(RESTORED, RESTORED);

    private Mat noise(int rows, int columns) {
        Natives.load();
        Mat mat = memory.zeros(rows, columns, CvType.CV_8UC3);
        Core.randu(mat, 0, WHITE);
        return mat;
    }

    private static PasteBack way(int side) {
        double cosine = FACE / side * Math.cos(TILT);
        double sine = FACE / side * Math.sin(TILT);
        return new PasteBack(new double[] {cosine, -sine, 290, sine, cosine, 130}, side);
    }

    /** The swapped face in its rectangle. */
    @Benchmark
    public int swapInItsRectangle() {
        try (Workspace workspace = new Workspace()) {
            return PasteSwapped.paste(swapped, way(SWAPPED), picture, workspace)
                    .orElseThrow()
                    .box()
                    .width;
        }
    }

    /** The swapped face over the whole picture. */
    @Benchmark
    public int swapOverTheWholePicture() {
        try (Workspace workspace = new Workspace()) {
            Mat white = PasteSwapped.white(whole(square(SWAPPED, WHITE, workspace), SWAPPED, workspace), workspace);
            PasteSwapped.Kernels kernels =
                    PasteSwapped.kernels(white, workspace).orElseThrow();
            Mat eroded = PasteBack.erode(white, kernels.erosion(), workspace);
            Mat soft = PasteBack.blur(eroded, 2 * kernels.radius() + 1, workspace);
            Core.divide(soft, Scalar.all(WHITE), soft);
            PasteSwapped.blend(soft, whole(swapped, SWAPPED, workspace), picture);
            return soft.cols();
        }
    }

    /** The restored face in its rectangle, not parsed. */
    @Benchmark
    public int restoreInItsRectangle() {
        try (Workspace workspace = new Workspace()) {
            PasteRestored.Restored face = new PasteRestored.Restored(restored, way(RESTORED), Optional.empty());
            return new PasteRestored(1).paste(List.of(face), picture, workspace).size();
        }
    }

    /** The restored face over the whole picture. */
    @Benchmark
    public int restoreOverTheWholePicture() {
        try (Workspace workspace = new Workspace()) {
            Mat eroded = PasteBack.erode(whole(square(RESTORED, 1, workspace), RESTORED, workspace), 2, workspace);
            int edge = (int) Math.sqrt(Core.sumElems(eroded).val[0]) / 20;
            Mat soft = PasteBack.blur(PasteBack.erode(eroded, 2 * edge, workspace), 2 * edge + 1, workspace);
            Mat warped = workspace.mat();
            whole(restored, RESTORED, workspace).convertTo(warped, CvType.CV_32F);
            Mat under = workspace.mat();
            picture.convertTo(under, CvType.CV_32F);
            Core.multiply(warped, three(eroded, workspace), warped);
            Mat mask = three(soft, workspace);
            Core.multiply(warped, mask, warped);
            Mat rest = workspace.mat();
            Core.subtract(workspace.keep(new Mat(mask.size(), mask.type(), Scalar.all(1))), mask, rest);
            Core.multiply(under, rest, under);
            Core.add(warped, under, under);
            under.convertTo(picture, CvType.CV_8U);
            return edge;
        }
    }

    private static Mat square(int side, double value, Workspace workspace) {
        return workspace.keep(new Mat(side, side, CvType.CV_32F, Scalar.all(value)));
    }

    private static Mat whole(Mat crop, int side, Workspace workspace) {
        Mat matrix = workspace.zeros(2, 3, CvType.CV_64F);
        matrix.put(0, 0, way(side).toPicture());
        Mat warped = workspace.mat();
        Imgproc.warpAffine(crop, warped, matrix, new org.opencv.core.Size(WIDTH, HEIGHT));
        return warped;
    }

    private static Mat three(Mat plane, Workspace workspace) {
        Mat three = workspace.mat();
        Core.merge(List.of(plane, plane, plane), three);
        return three;
    }

    /** Frees the pictures. */
    @TearDown
    public void close() {
        memory.close();
    }
}
