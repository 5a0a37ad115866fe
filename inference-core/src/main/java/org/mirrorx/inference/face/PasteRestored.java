package org.mirrorx.inference.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Pastes restored faces into their picture as CodeFormer's helper does ({@code face_restoration_helper.py}), in the touched rectangle
 * alone. Without parsed faces the arithmetic is single precision, with them (or with grey faces) double; what results is cut off to
 * 8 bit once, after the last face.
 *
 * @param upscale of the picture the faces are pasted into against that they were cut from: 1, or as the published program has it 2
 */
record PasteRestored(int upscale) {
    /** The square's share that its soft edge takes up (the reference's {@code w_edge}). */
    private static final int EDGE_PART = 20;

    private static final double WHITE = 255;

    /** Pixels around the square on which all masks are sure to be zero, beside kernels. */
    private static final int SPARE = 2;

    /**
     * One face to paste.
     *
     * @param face {@code CV_8UC3}, or {@code CV_64FC3} where it was made grey; same channel order as the picture
     * @param way from the face into the picture it was cut from
     * @param kept {@code CV_64F} of the face's size, 0 to 1: what is face, hair or neither ({@link ParseFace}); empty without parsing
     */
    record Restored(Mat face, PasteBack way, Optional<Mat> kept) {
        boolean isDouble() {
            return kept.isPresent() || face.depth() == CvType.CV_64F;
        }
    }

    /**
     * All steps of one face in its box.
     *
     * @param eroded {@code CV_32F}: the square without its rim
     * @param area sum of {@code eroded}
     * @param soft {@code CV_32F}
     * @param kept {@code CV_64F}
     */
    record Stages(Rect box, Mat eroded, double area, int edge, Mat soft, Optional<Mat> kept, Mat warped) {}

    /** The way into the enlarged picture; more than once as large, half an enlarged pixel further. */
    PasteBack enlarged(PasteBack way) {
        return way.enlarged(upscale, upscale > 1 ? 0.5 * upscale : 0);
    }

    /**
     * Changes the picture; faces are pasted one after another.
     *
     * @param picture {@code CV_8UC3}, already enlarged
     * @return the steps of each face that the picture shows something of, in the workspace
     */
    List<Stages> paste(List<Restored> faces, Mat picture, Workspace workspace) {
        List<Stages> all = new ArrayList<>();
        List<Restored> shown = new ArrayList<>();
        for (Restored face : faces) {
            PasteBack way = enlarged(face.way);
            int margin = 2 * upscale + (int) Math.ceil(way.sideInPicture() / EDGE_PART) + SPARE;
            Optional<Rect> box = way.box(margin, picture.cols(), picture.rows());
            if (box.isPresent()) {
                all.add(stages(face, way, box.get(), workspace));
                shown.add(face);
            }
        }
        if (all.isEmpty()) {
            return all;
        }
        Rect whole = around(all);
        Mat part = picture.submat(whole);
        double[] canvas = canvas(part);
        for (int f = 0; f < all.size(); f++) {
            if (shown.stream().anyMatch(Restored::isDouble)) {
                layDouble(all.get(f), canvas, whole);
            } else {
                laySingle(all.get(f), canvas, whole);
            }
        }
        cutOff(canvas, part);
        Arrays.fill(canvas, 0);
        part.release();
        return all;
    }

    private Stages stages(Restored face, PasteBack way, Rect box, Workspace workspace) {
        PasteBack.Window window = way.window(box, workspace);
        Mat warped = window.warp(face.face);
        Mat eroded = PasteBack.erode(window.warpSquare(1), 2 * upscale, workspace);
        double area = Core.sumElems(eroded).val[0];
        int edge = (int) Math.sqrt(area) / EDGE_PART;
        Mat centre = PasteBack.erode(eroded, 2 * edge, workspace);
        Mat soft = PasteBack.blur(centre, 2 * edge + 1, workspace);
        Optional<Mat> kept = face.kept.map(window::warp);
        return new Stages(box, eroded, area, edge, soft, kept, warped);
    }

    private static Rect around(List<Stages> all) {
        int left = all.stream().mapToInt(s -> s.box.x).min().orElseThrow();
        int top = all.stream().mapToInt(s -> s.box.y).min().orElseThrow();
        int right = all.stream().mapToInt(s -> s.box.x + s.box.width).max().orElseThrow();
        int bottom = all.stream().mapToInt(s -> s.box.y + s.box.height).max().orElseThrow();
        return new Rect(left, top, right - left, bottom - top);
    }

    /** Singles are kept as doubles without loss. */
    private static double[] canvas(Mat part) {
        int row = 3 * part.cols();
        double[] canvas = new double[row * part.rows()];
        byte[] levels = new byte[row];
        for (int y = 0; y < part.rows(); y++) {
            part.get(y, 0, levels);
            for (int i = 0; i < row; i++) {
                canvas[y * row + i] = levels[i] & 0xFF;
            }
        }
        Arrays.fill(levels, (byte) 0);
        return canvas;
    }

    private static void cutOff(double[] canvas, Mat part) {
        int row = 3 * part.cols();
        byte[] levels = new byte[row];
        for (int y = 0; y < part.rows(); y++) {
            for (int i = 0; i < row; i++) {
                // A grey face matched to a contrasty crop may leave the range; the reference's levels would wrap
                // around.
                levels[i] = (byte) (int) Math.clamp(canvas[y * row + i], 0, WHITE);
            }
            part.put(y, 0, levels);
        }
        Arrays.fill(levels, (byte) 0);
    }

    private static void laySingle(Stages stages, double[] canvas, Rect whole) {
        Rect box = stages.box;
        float[] eroded = new float[box.width];
        float[] soft = new float[box.width];
        byte[] face = new byte[3 * box.width];
        for (int y = 0; y < box.height; y++) {
            stages.eroded.get(y, 0, eroded);
            stages.soft.get(y, 0, soft);
            stages.warped.get(y, 0, face);
            int start = 3 * ((box.y - whole.y + y) * whole.width + box.x - whole.x);
            for (int i = 0; i < face.length; i++) {
                float mask = soft[i / 3];
                float under = (float) canvas[start + i];
                canvas[start + i] = mask * (eroded[i / 3] * (face[i] & 0xFF)) + (1 - mask) * under;
            }
        }
        Arrays.fill(face, (byte) 0);
    }

    private static void layDouble(Stages stages, double[] canvas, Rect whole) {
        Rect box = stages.box;
        float[] eroded = new float[box.width];
        float[] soft = new float[box.width];
        double[] kept = new double[box.width];
        double[] pasted = new double[3 * box.width];
        for (int y = 0; y < box.height; y++) {
            int row = y;
            stages.eroded.get(y, 0, eroded);
            stages.soft.get(y, 0, soft);
            Arrays.fill(kept, 1);
            stages.kept.ifPresent(mask -> mask.get(row, 0, kept));
            pasted(stages.warped, y, eroded, pasted);
            int start = 3 * ((box.y - whole.y + y) * whole.width + box.x - whole.x);
            for (int i = 0; i < pasted.length; i++) {
                double mask = Math.min(kept[i / 3], soft[i / 3]);
                double rest = stages.kept.isPresent() ? 1 - mask : 1 - soft[i / 3];
                canvas[start + i] = mask * pasted[i] + rest * canvas[start + i];
            }
        }
        Arrays.fill(pasted, 0);
    }

    /** One row of the warped face times the square: single precision where both are, as the reference has it. */
    private static void pasted(Mat warped, int y, float[] eroded, double[] pasted) {
        if (warped.depth() == CvType.CV_64F) {
            warped.get(y, 0, pasted);
            for (int i = 0; i < pasted.length; i++) {
                pasted[i] *= eroded[i / 3];
            }
            return;
        }
        byte[] face = new byte[pasted.length];
        warped.get(y, 0, face);
        for (int i = 0; i < pasted.length; i++) {
            pasted[i] = eroded[i / 3] * (face[i] & 0xFF);
        }
        Arrays.fill(face, (byte) 0);
    }
}
