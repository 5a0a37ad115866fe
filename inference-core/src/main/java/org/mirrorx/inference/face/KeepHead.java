package org.mirrorx.inference.face;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Optional;
import org.mirrorx.inference.FaceFault;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Puts the shopper's own head back: every protected pixel is the capture's, bit for bit; what adapts is the generated side. Where the
 * engine touched the head, its picture is first moved so that its face lies on the shopper's, fading out over one head height below the
 * chin, and brought to the capture's tone around the head; then it blends into the head over a narrow band (a feather on both sides would
 * mix invented pixels into the face).
 */
public final class KeepHead {
    /** Width of the feather in head heights, and its limits in pixels (face page, section 9, step 5). */
    private static final double FEATHER_OF_HEAD = 0.025;

    private static final double FEATHER_LEAST = 3;
    private static final double FEATHER_MOST = 24;

    /** How far the tone is corrected, in head heights: beside the head, and below the chin, where garments begin. */
    private static final double TONE_REACH = 0.8;

    private static final double NECK_REACH = 0.25;

    /** Below this share of the head's pixels an engine has not touched it: the edges of a garment. */
    private static final double TOUCHED_SHARE = 0.2;

    /** Hair surer than the first is hair; below the second there is none (probability × 255). */
    private static final double HAIR = 191;

    private static final double NO_HAIR = 32;

    /** How far the background may differ for strands of hair to be copied with it, levels. */
    private static final int SAME_BACKGROUND = 12;

    private final EmbedFace.Faces faces;

    /** @param faces finds the face in pictures whose head the engine made */
    public KeepHead(EmbedFace.Faces faces) {
        this.faces = faces;
    }

    /**
     * @param picture the generated picture with the capture's head
     * @param changed 0 where {@code picture} is bit-identical to the capture
     * @param head 255 where protected; empty (all 0) when no head is in view
     * @param path how the head came there, one sentence for staff
     */
    public record Kept(Picture picture, Mask changed, Mask head, String path) {
        /** The picture with the protected region tinted, for {@code --explain}. */
        public void drawHead(Mat canvas) {
            Mat pixels = picture.view();
            Mat region = head.view();
            try (Workspace workspace = new Workspace()) {
                pixels.copyTo(canvas);
                Mat tint = workspace.keep(new Mat(canvas.size(), CvType.CV_8UC3, new Scalar(60, 200, 90)));
                Core.addWeighted(canvas, 0.5, tint, 0.5, 0, tint);
                tint.copyTo(canvas, region);
            } finally {
                pixels.release();
                region.release();
            }
        }
    }

    /**
     * Copies {@code generated} into {@code memory} with the head of {@code capture} on top.
     *
     * @throws FaceFault when the engine made the head anew and its face is missing or in another pose
     */
    public Kept keep(Picture capture, BodyReading body, Generated generated, Arena memory) {
        Natives.load();
        Picture picture = generated.picture().copyTo(memory);
        Mask changed = Mask.allocate(memory, capture.width(), capture.height());
        changed.coverage().copyFrom(generated.changed().coverage());
        Mask head = Mask.allocate(memory, capture.width(), capture.height());
        String path = "There is no head to keep.";
        Mat protect = head.view();
        Mat own = capture.view();
        Mat result = picture.view();
        Mat region = changed.view();
        try (Workspace workspace = new Workspace()) {
            Optional<HeadMask.Geometry> found = HeadMask.draw(body, protect, workspace);
            if (found.isPresent()) {
                HeadMask.Geometry geometry = found.get();
                path = "The head is the capture's; the engine did not touch it.";
                if (touched(region, protect, workspace)) {
                    path = putBelow(result, region, geometry, body, generated.picture(), workspace);
                    adapt(own, result, region, protect, geometry, workspace);
                }
                feather(own, result, region, protect, geometry, body.hair(), workspace);
                own.copyTo(result, protect);
                region.setTo(Scalar.all(0), protect).release();
            }
        } finally {
            protect.release();
            own.release();
            result.release();
            region.release();
        }
        return new Kept(picture, changed, head, path);
    }

    private static boolean touched(Mat region, Mat protect, Workspace workspace) {
        Mat both = workspace.mat();
        Core.bitwise_and(region, protect, both);
        return Core.countNonZero(both) > TOUCHED_SHARE * Core.countNonZero(protect);
    }

    /** Moves the generated picture under the capture's head. */
    private String putBelow(
            Mat result,
            Mat region,
            HeadMask.Geometry geometry,
            BodyReading body,
            Picture generated,
            Workspace workspace) {
        if (body.face().isEmpty()) {
            return "The head is the capture's; it shows no face to compare.";
        }
        FaceReading face = body.face().get();
        if (Profile.isTurnedAway(face.fivePoints())) {
            return "The head is the capture's; it is turned too far to compare.";
        }
        Optional<FaceReading> made = faces.face(generated);
        if (made.isEmpty()) {
            throw new FaceFault("The engine made the head anew and shows no face.");
        }
        Registration registration =
                Registration.of(face.fivePoints(), made.get().fivePoints());
        return switch (registration.fit()) {
            case IN_PLACE -> "The head is the capture's; the generated one lay in its place.";
            case MOVED -> {
                move(result, region, geometry, registration.matrix(), workspace);
                yield "The head is the capture's; the generated picture was moved under it (" + registration + ").";
            }
            case BEYOND -> throw new FaceFault("The engine made the head anew in another pose (" + registration + ").");
        };
    }

    /** Fully above the chin, not at all one head height below it. */
    private static void move(Mat result, Mat region, HeadMask.Geometry geometry, double[] m, Workspace workspace) {
        int width = result.cols();
        int height = result.rows();
        float[] from = new float[2 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double t = Math.clamp(geometry.belowChin(x, y) / geometry.height(), 0, 1);
                double share = 1 - smooth(t);
                int i = 2 * (y * width + x);
                from[i] = (float) (x + share * (m[0] * x + m[1] * y + m[2] - x));
                from[i + 1] = (float) (y + share * (m[3] * x + m[4] * y + m[5] - y));
            }
        }
        Mat map = workspace.zeros(height, width, CvType.CV_32FC2);
        map.put(0, 0, from);
        Mat moved = workspace.mat();
        Imgproc.remap(result, moved, map, workspace.mat(), Imgproc.INTER_CUBIC, Core.BORDER_REPLICATE, Scalar.all(0));
        moved.copyTo(result, region);
    }

    /** Brings the generated side to the capture's tone. */
    private static void adapt(
            Mat own, Mat result, Mat region, Mat protect, HeadMask.Geometry geometry, Workspace workspace) {
        Rect box = around(protect, (int) Math.ceil(TONE_REACH * geometry.height()));
        Mat capture = part(own, box, workspace);
        Mat generated = part(result, box, workspace);
        Mat core = part(protect, box, workspace);
        byte[] above = new byte[box.width * box.height];
        for (int i = 0; i < above.length; i++) {
            above[i] = (byte) (geometry.belowChin(box.x + i % box.width, box.y + i / box.width) < 0 ? 255 : 0);
        }
        Mat usable = workspace.zeros(box.height, box.width, CvType.CV_8U);
        usable.put(0, 0, above);
        Mat field = HeadTone.field(capture, generated, core, usable, geometry.height(), workspace);
        float[] correction = new float[3 * above.length];
        field.get(0, 0, correction);
        float[] away = distance(core, workspace);
        byte[] pixels = fetch(result, box, 3);
        byte[] changed = fetch(region, box, 1);
        for (int i = 0; i < away.length; i++) {
            if (away[i] <= 0 || changed[i] == 0) {
                continue;
            }
            double below = geometry.belowChin(box.x + i % box.width, box.y + i / box.width) / geometry.height();
            double neck = below <= 0 ? 1 : 1 - smooth(Math.min(1, below / NECK_REACH));
            double weight = neck * (1 - smooth(Math.min(1, away[i] / (TONE_REACH * geometry.height()))));
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                pixels[c] = (byte) Math.clamp(Math.round((pixels[c] & 0xff) + weight * correction[c]), 0, 255);
            }
        }
        Mat toned = result.submat(box);
        toned.put(0, 0, pixels);
        toned.release();
        Arrays.fill(pixels, (byte) 0);
    }

    /**
     * Blends the generated side towards the capture beside the head, never below the chin, where the old garment's collar may be. Strands
     * of hair over a background that stayed are copied with it.
     */
    private static void feather(
            Mat own,
            Mat result,
            Mat region,
            Mat protect,
            HeadMask.Geometry face,
            Mask hairProbability,
            Workspace workspace) {
        double width = Math.clamp(FEATHER_OF_HEAD * face.height(), FEATHER_LEAST, FEATHER_MOST);
        Rect box = around(protect, (int) Math.ceil(2 * width));
        if (box.empty()) {
            return;
        }
        Mat core = part(protect, box, workspace);
        float[] away = distance(core, workspace);
        byte[] capture = fetch(own, box, 3);
        byte[] generated = fetch(result, box, 3);
        byte[] changed = fetch(region, box, 1);
        Mat hairs = hairProbability.view();
        byte[] hair = fetch(hairs, box, 1);
        hairs.release();
        for (int i = 0; i < away.length; i++) {
            double d = away[i];
            if (d <= 0
                    || d >= 2 * width
                    || changed[i] == 0
                    || face.belowChin(box.x + i % box.width, box.y + i / box.width) > 0) {
                continue;
            }
            double weight = smooth(Math.max(0, 1 - d / width));
            if (apart(capture, generated, i) <= SAME_BACKGROUND) {
                double strands = Math.clamp(((hair[i] & 0xff) - NO_HAIR) / (HAIR - NO_HAIR), 0, 1);
                weight = Math.max(weight, strands * smooth(Math.max(0, 1 - d / (2 * width))));
            }
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                int from = generated[c] & 0xff;
                int to = capture[c] & 0xff;
                generated[c] = (byte) Math.round(from + weight * (to - from));
            }
        }
        Mat blended = result.submat(box);
        blended.put(0, 0, generated);
        blended.release();
        Arrays.fill(capture, (byte) 0);
        Arrays.fill(generated, (byte) 0);
    }

    private static int apart(byte[] one, byte[] other, int pixel) {
        int most = 0;
        for (int c = 3 * pixel; c < 3 * pixel + 3; c++) {
            most = Math.max(most, Math.abs((one[c] & 0xff) - (other[c] & 0xff)));
        }
        return most;
    }

    /** 0 to 1, without a corner at either end. */
    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    /** Pixels to the core; 0 inside. */
    private static float[] distance(Mat core, Workspace workspace) {
        Mat outside = workspace.mat();
        Core.bitwise_not(core, outside);
        Mat distance = workspace.mat();
        Imgproc.distanceTransform(outside, distance, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
        float[] away = new float[(int) distance.total()];
        distance.get(0, 0, away);
        return away;
    }

    /** A copy: what a workspace holds is overwritten in the end. */
    static Mat part(Mat picture, Rect box, Workspace workspace) {
        Mat view = picture.submat(box);
        Mat copy = workspace.mat();
        view.copyTo(copy);
        view.release();
        return copy;
    }

    private static byte[] fetch(Mat from, Rect box, int channels) {
        Mat part = from.submat(box);
        byte[] values = new byte[box.width * box.height * channels];
        part.get(0, 0, values);
        part.release();
        return values;
    }

    /** The mask's box with a margin, inside the picture; empty where the mask is. */
    static Rect around(Mat mask, int margin) {
        Rect tight = Imgproc.boundingRect(mask);
        if (tight.empty()) {
            return tight;
        }
        int left = Math.max(0, tight.x - margin);
        int top = Math.max(0, tight.y - margin);
        int right = Math.min(mask.cols(), tight.x + tight.width + margin);
        int bottom = Math.min(mask.rows(), tight.y + tight.height + margin);
        return new Rect(left, top, right - left, bottom - top);
    }
}
