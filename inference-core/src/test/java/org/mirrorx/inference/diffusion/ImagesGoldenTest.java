package org.mirrorx.inference.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.Interpolate;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Resampling and preparation of pictures against recorded runs of Pillow, diffusers, transformers and PyTorch; and OpenCV, as this
 * program calls it, against the version the references ran with.
 */
final class ImagesGoldenTest {
    /** Transposed once: OpenCV's own results differ by that much between versions only there. */
    private static final int GREY_SHIFT = 16;

    @TestFactory
    Stream<DynamicTest> everyRecordedPictureIsMet() {
        Natives.load();
        return GoldenCase.tests("images", golden -> {
            try (Workspace workspace = new Workspace()) {
                switch (golden.json().path("settings").path("op").asText()) {
                    case "pillow_resize" -> pillow(golden, workspace);
                    case "clip_image_processor" -> clip(golden, workspace);
                    case "vae_preprocess" -> vae(golden, workspace);
                    case "vae_postprocess" -> vaeBack(golden, workspace);
                    case "normalise_tables" -> tables(golden);
                    case "torch_interpolate" -> interpolate(golden);
                    case "cv_resize" -> cvResize(golden, workspace);
                    case "cv_warp_affine" -> cvWarp(golden, workspace);
                    case "cv_filters" -> cvFilters(golden, workspace);
                    default -> throw new AssertionError("an unknown operation");
                }
            }
        });
    }

    private static void pillow(GoldenCase golden, Workspace workspace) {
        JsonNode settings = golden.json().path("settings");
        PillowResample.Filter filter =
                PillowResample.Filter.valueOf(settings.path("filter").asText().toUpperCase(Locale.ROOT));
        Mat in = mat(golden, "in.image", workspace);
        for (String name : golden.tensors().names()) {
            if (name.startsWith("out.")) {
                boolean boxed = name.startsWith("out.box_");
                String[] sides =
                        name.substring((boxed ? "out.box_" : "out.").length()).split("x");
                int width = Integer.parseInt(sides[0]);
                int height = Integer.parseInt(sides[1]);
                JsonNode box = settings.path("box_left_top_right_bottom");
                Mat out = boxed
                        ? PillowResample.resize(
                                in,
                                new PillowResample.Box(
                                        box.get(0).doubleValue(),
                                        box.get(1).doubleValue(),
                                        box.get(2).doubleValue(),
                                        box.get(3).doubleValue()),
                                width,
                                height,
                                filter)
                        : PillowResample.resize(in, width, height, filter);
                near(golden, name, workspace.keep(out), golden.tolerance("abs"));
            }
        }
    }

    private static void clip(GoldenCase golden, Workspace workspace) {
        JsonNode settings = golden.json().path("settings");
        ClipInput clip = new ClipInput(
                settings.path("shortest_edge").intValue(), settings.path("crop").intValue());
        Mat in = mat(golden, "in.image", workspace);
        Mat resized = clip.resized(in, workspace);
        if (golden.tensors().has("stage.resized")) {
            near(golden, "stage.resized", resized, golden.tolerance("uint8_abs"));
        }
        near(golden, "stage.cropped", clip.cropped(resized, workspace), golden.tolerance("uint8_abs"));
        float[] planes = clip.planes(in);
        for (String name : golden.tensors().names()) {
            if (name.startsWith("out.pixel_values")) {
                String row = name.replaceAll("\\D", "");
                float[] found = planes;
                if (!row.isEmpty()) {
                    found = new float[3 * clip.crop()];
                    for (int plane = 0; plane < 3; plane++) {
                        int from = (plane * clip.crop() + Integer.parseInt(row)) * clip.crop();
                        System.arraycopy(planes, from, found, plane * clip.crop(), clip.crop());
                    }
                }
                near(golden.floats(name), found, golden.tolerance("float_abs"), name);
            }
        }
    }

    private static void vae(GoldenCase golden, Workspace workspace) {
        JsonNode config = golden.json().path("settings").path("config");
        JsonNode call = golden.json().path("settings").path("call");
        VaeInput input = new VaeInput(
                config.path("vae_scale_factor").intValue(),
                call.has("height")
                        ? Optional.of(new Size(
                                call.path("width").intValue(),
                                call.path("height").intValue()))
                        : Optional.empty(),
                VaeInput.Mode.valueOf(call.path("resize_mode").asText("default").toUpperCase(Locale.ROOT)));
        VaeInput.Range range = config.path("do_binarize").booleanValue() ? VaeInput.Range.MASK : VaeInput.Range.PICTURE;
        float[] found = input.planes(mat(golden, "in.image", workspace), range);
        near(golden.floats("out.tensor"), found, golden.tolerance("float_abs"), "tensor");
    }

    private static void vaeBack(GoldenCase golden, Workspace workspace) {
        Tensor in = golden.tensors().get("in.tensor");
        int height = in.shape().side(2);
        int width = in.shape().side(3);
        float[] all = in.toFloats();
        double[] expected = golden.doubles("out.pixels");
        int size = 3 * width * height;
        for (int b = 0; b < in.shape().side(0); b++) {
            Mat picture = VaeInput.picture(Arrays.copyOfRange(all, b * size, (b + 1) * size), width, height, workspace);
            double[] found = numbers(picture);
            for (int i = 0; i < size; i++) {
                assertEquals(expected[b * size + i], found[i], golden.tolerance("uint8_abs"), "level " + i);
            }
        }
    }

    private static void tables(GoldenCase golden) {
        float[] clip = golden.floats("out.clip");
        float[] fashn = golden.floats("out.fashn_div127_5_minus1");
        float[] vae = golden.floats("out.vae_image_processor");
        float[] half = golden.floats("out.totensor_normalize_half");
        for (int level = 0; level < 256; level++) {
            for (int channel = 0; channel < 3; channel++) {
                float found = ClipInput.normalised(level, channel);
                assertEquals(clip[3 * level + channel], found, golden.tolerance("clip_abs"), "CLIP " + level);
            }
            assertEquals(fashn[level], level / 127.5f - 1, golden.tolerance("float_abs"), "FASHN " + level);
            assertEquals(vae[level], 2 * (level / 255f) - 1, golden.tolerance("float_abs"), "VAE " + level);
            assertEquals(half[level], (level / 255f - 0.5f) / 0.5f, golden.tolerance("float_abs"), "half " + level);
        }
    }

    private static void interpolate(GoldenCase golden) {
        Tensor in = golden.tensors().get("in.tensor");
        int height = in.shape().side(2);
        int width = in.shape().side(3);
        for (String name : golden.tensors().names()) {
            if (name.startsWith("out.")) {
                String[] parts = name.split("\\.");
                String[] sides = parts[2].split("x");
                Interpolate.Mode mode = Interpolate.Mode.valueOf(
                        parts[1].replaceAll("_align\\d", "").toUpperCase(Locale.ROOT));
                float[] found = Interpolate.resize(
                        in.toFloats(),
                        width,
                        height,
                        Integer.parseInt(sides[1]),
                        Integer.parseInt(sides[0]),
                        mode,
                        parts[1].endsWith("1") ? Interpolate.Corners.CENTRES : Interpolate.Corners.EDGES);
                near(golden.floats(name), found, golden.tolerance("float_abs"), name);
            }
        }
    }

    private static void cvResize(GoldenCase golden, Workspace workspace) {
        int interpolation = interpolation(
                golden.json().path("settings").path("interpolation").asText());
        for (String name : golden.tensors().names()) {
            if (name.startsWith("out.")) {
                String[] parts = name.split("\\.");
                Mat in = mat(golden, "in." + parts[1], workspace);
                Mat out = workspace.mat();
                if (parts[2].equals("fx8")) {
                    Mat corner = workspace.keep(in.submat(0, 6, 0, 5).clone());
                    Imgproc.resize(corner, out, new Size(), 8, 8, interpolation);
                } else {
                    String[] sides = parts[2].split("x");
                    Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
                    Imgproc.resize(in, out, size, 0, 0, interpolation);
                }
                boolean floats = out.depth() == CvType.CV_32F;
                near(golden, name, out, golden.tolerance(floats ? "float_abs" : "uint8_abs"));
            }
        }
    }

    private static void cvWarp(GoldenCase golden, Workspace workspace) {
        JsonNode settings = golden.json().path("settings");
        JsonNode size = settings.path("dsize_width_height");
        for (String name : golden.tensors().names()) {
            if (name.startsWith("out.")) {
                String[] parts = name.split("\\.");
                int which = Integer.parseInt(parts[1].substring(1));
                Mat matrix = mat(golden, "in.matrix_" + which, workspace);
                boolean masked = parts[2].equals("mask");
                boolean inverse = parts[2].equals("inverse_map");
                String mode = masked || inverse ? parts[3] : parts[2];
                String border = masked || inverse ? "constant" : parts[3];
                JsonNode value = settings.path("border_value").path(which);
                Mat out = workspace.mat();
                Imgproc.warpAffine(
                        mat(golden, masked ? "in.mask" : "in.image", workspace),
                        out,
                        matrix,
                        new Size(size.get(0).intValue(), size.get(1).intValue()),
                        interpolation(mode) | (inverse ? Imgproc.WARP_INVERSE_MAP : 0),
                        border(border),
                        masked || inverse
                                ? Scalar.all(0)
                                : Scalar.all(value.get(0).doubleValue()));
                near(golden, name, out, golden.tolerance("uint8_abs"));
            }
        }
    }

    private static void cvFilters(GoldenCase golden, Workspace workspace) {
        for (JsonNode op : golden.json().path("settings").path("ops")) {
            String name = op.path("out").asText();
            String function = op.path("fn").asText();
            boolean floats = name.contains("_f32");
            boolean grey = !name.startsWith("gauss_f32")
                    && !name.contains("colour")
                    && Stream.of("mask", "dilate", "erode", "open", "close", "distance")
                            .anyMatch(name::contains);
            Mat in = mat(golden, name.startsWith("gauss_f32") ? "in.f32" : grey ? "in.mask" : "in.image", workspace);
            if (name.startsWith("dilate_f32") || name.startsWith("distance")) {
                Mat ones = workspace.mat();
                Imgproc.threshold(in, ones, 0, 1, Imgproc.THRESH_BINARY);
                in = ones;
                if (floats) {
                    Mat wide = workspace.mat();
                    ones.convertTo(wide, CvType.CV_32F);
                    in = wide;
                }
            }
            Mat out = workspace.mat();
            switch (function.split(" ")[0]) {
                case "GaussianBlur" ->
                    Imgproc.GaussianBlur(
                            in,
                            out,
                            new Size(
                                    op.path("ksize").get(0).intValue(),
                                    op.path("ksize").get(1).intValue()),
                            op.path("sigma").doubleValue(),
                            0,
                            border(op.path("border").asText()));
                case "dilate" ->
                    Imgproc.dilate(
                            in,
                            out,
                            kernel(op, workspace),
                            anchor(op),
                            op.path("iterations").intValue());
                case "erode" ->
                    Imgproc.erode(
                            in,
                            out,
                            kernel(op, workspace),
                            anchor(op),
                            op.path("iterations").intValue());
                case "morphologyEx" -> {
                    int side = Integer.parseInt(name.replaceAll(".*_(\\d+)x.*", "$1"));
                    Imgproc.morphologyEx(
                            in,
                            out,
                            function.endsWith("OPEN") ? Imgproc.MORPH_OPEN : Imgproc.MORPH_CLOSE,
                            workspace.keep(Mat.ones(side, side, CvType.CV_8UC1)));
                }
                case "medianBlur" ->
                    Imgproc.medianBlur(in, out, op.path("ksize").intValue());
                case "distanceTransform" -> Imgproc.distanceTransform(in, out, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
                case "cvtColor" -> Imgproc.cvtColor(in, out, Imgproc.COLOR_RGB2GRAY);
                case "Pillow" -> pillowGrey(in, out);
                default -> throw new AssertionError("an unknown filter " + function);
            }
            String tolerance = name.startsWith("distance")
                    ? "distance_abs"
                    : floats ? "float_abs" : name.startsWith("gauss") ? "gauss_uint8_abs" : "uint8_abs";
            near(golden, "out." + name, out, golden.tolerance(tolerance));
        }
        for (String name : golden.tensors().names()) {
            if (name.startsWith("stage.ellipse_")) {
                String[] sides = name.substring("stage.ellipse_".length()).split("x");
                Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
                near(golden, name, workspace.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, size)), 0);
            }
        }
    }

    /** (19595 R + 38470 G + 7471 B + 32768) / 65536. */
    private static void pillowGrey(Mat rgb, Mat grey) {
        double[] numbers = numbers(rgb);
        byte[] levels = new byte[numbers.length / 3];
        for (int i = 0; i < levels.length; i++) {
            int sum = (int) (19595 * numbers[3 * i] + 38470 * numbers[3 * i + 1] + 7471 * numbers[3 * i + 2] + 32768);
            levels[i] = (byte) (sum >> GREY_SHIFT);
        }
        grey.create(rgb.rows(), rgb.cols(), CvType.CV_8UC1);
        grey.put(0, 0, levels);
    }

    private static Mat kernel(JsonNode op, Workspace workspace) {
        Size size = new Size(
                op.path("kernel_width_height").get(0).intValue(),
                op.path("kernel_width_height").get(1).intValue());
        int shape = switch (op.path("kernel").asText()) {
            case "ellipse" -> Imgproc.MORPH_ELLIPSE;
            case "cross" -> Imgproc.MORPH_CROSS;
            default -> Imgproc.MORPH_RECT;
        };
        return workspace.keep(Imgproc.getStructuringElement(shape, size));
    }

    private static Point anchor(JsonNode op) {
        return new Point(
                op.path("anchor_xy").get(0).intValue(),
                op.path("anchor_xy").get(1).intValue());
    }

    private static int interpolation(String name) {
        return switch (name) {
            case "nearest" -> Imgproc.INTER_NEAREST;
            case "nearest_exact" -> Imgproc.INTER_NEAREST_EXACT;
            case "linear" -> Imgproc.INTER_LINEAR;
            case "cubic" -> Imgproc.INTER_CUBIC;
            case "area" -> Imgproc.INTER_AREA;
            case "lanczos4" -> Imgproc.INTER_LANCZOS4;
            default -> throw new AssertionError("an unknown interpolation " + name);
        };
    }

    private static int border(String name) {
        return switch (name) {
            case "constant" -> Core.BORDER_CONSTANT;
            case "replicate" -> Core.BORDER_REPLICATE;
            case "reflect101" -> Core.BORDER_REFLECT_101;
            default -> throw new AssertionError("an unknown border " + name);
        };
    }

    /** A tensor [rows, columns(, channels)] as a matrix of its type. */
    private static Mat mat(GoldenCase golden, String name, Workspace workspace) {
        Tensor tensor = golden.tensors().get(name);
        int channels = tensor.shape().rank() == 3 ? tensor.shape().side(2) : 1;
        int depth = tensor.type() == ElementType.U8
                ? CvType.CV_8U
                : tensor.type() == ElementType.F64 ? CvType.CV_64F : CvType.CV_32F;
        Mat mat = workspace.zeros(tensor.shape().side(0), tensor.shape().side(1), CvType.makeType(depth, channels));
        switch (tensor.type()) {
            case U8 -> mat.put(0, 0, tensor.bytes().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
            case F64 -> mat.put(0, 0, tensor.toDoubles());
            default -> mat.put(0, 0, tensor.toFloats());
        }
        return mat;
    }

    private static double[] numbers(Mat mat) {
        Mat wide = new Mat();
        mat.convertTo(wide, CvType.CV_64F);
        double[] numbers = new double[(int) wide.total() * wide.channels()];
        wide.get(0, 0, numbers);
        wide.release();
        return numbers;
    }

    private static void near(GoldenCase golden, String name, Mat found, double tolerance) {
        double[] expected = golden.doubles(name);
        double[] numbers = numbers(found);
        assertEquals(expected.length, numbers.length, name);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], numbers[i], tolerance, name + " number " + i);
        }
    }

    private static void near(float[] expected, float[] found, double tolerance, String name) {
        assertEquals(expected.length, found.length, name);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, name + " number " + i);
        }
    }
}
