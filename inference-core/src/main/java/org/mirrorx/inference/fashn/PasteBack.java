package org.mirrorx.inference.fashn;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Lays the network's picture into the capture: only where it differs from what the network was shown by more than its own noise, near
 * the person, closed and with a soft edge. Everything else stays the capture's, bit for bit.
 */
final class PasteBack {
    /** Levels by which a redrawn but unchanged place may differ, after smoothing: what such networks lose in their own rounding. */
    private static final double NOISE_LEVELS = 14;

    /** Smoothing of the difference before it is judged, pixels of the canvas. */
    private static final double SMOOTHING = 1.5;

    /** A redrawn edge moves by up to this share of a pixel: the same share of the local contrast is no difference either. */
    private static final double EDGE_MOVES = 0.3;

    /** Gaps up to this share of the canvas's height belong to the region. */
    private static final double GAP = 0.012;

    /** Specks up to this share of the canvas's height do not. */
    private static final double SPECK = 0.003;

    /** How far outside the person's outline a new garment may hang, as a share of the shoulder width. */
    private static final double OVERHANG = 0.6;

    /** Parts below this share of the largest are edges that the network moved, not cloth. */
    private static final double LEAST_PART = 0.02;

    /** Width of the soft edge, as a share of the canvas's height. */
    private static final double FEATHER = 0.004;

    /** Widths of the soft edge over which what is pasted fades at the part's border. */
    private static final double FADES_OVER = 4;

    private static final double HALF = 127;
    private static final Scalar INSIDE = Scalar.all(255);

    private final BodyReading body;
    private final Rect part;

    /** @param part of the capture that the network was shown */
    PasteBack(BodyReading body, Rect part) {
        this.body = body;
        this.part = part;
    }

    /**
     * @param shown {@code CV_8UC3}, what the network was shown of {@code part}, without padding
     * @param drawn what it made of it, of the same size
     * @param picture the capture or an earlier result; changed in place
     * @param changed 255 is set wherever {@code picture} may be changed
     */
    void paste(Mat shown, Mat drawn, Picture picture, Mask changed) {
        try (Workspace workspace = new Workspace()) {
            Mat share = softRegion(shown, drawn, workspace);
            Size size = new Size(part.width, part.height);
            Mat wideShare = workspace.mat();
            Imgproc.resize(share, wideShare, size, 0, 0, Imgproc.INTER_LINEAR);
            Mat wide = workspace.mat();
            boolean grows = part.height > drawn.rows();
            Imgproc.resize(drawn, wide, size, 0, 0, grows ? Imgproc.INTER_CUBIC : Imgproc.INTER_AREA);
            Mat whole = picture.view();
            Mat region = changed.view();
            Mat own = whole.submat(part);
            Mat mark = region.submat(part);
            try {
                blend(own, wide, wideShare, workspace);
                Mat any = workspace.mat();
                Core.compare(wideShare, Scalar.all(0), any, Core.CMP_GT);
                mark.setTo(INSIDE, any).release();
            } finally {
                own.release();
                mark.release();
                whole.release();
                region.release();
            }
        }
    }

    private static void blend(Mat own, Mat drawn, Mat share, Workspace workspace) {
        Mat weight = workspace.mat();
        share.convertTo(weight, CvType.CV_32F, 1 / 255.0);
        Core.merge(List.of(weight, weight, weight), weight);
        Mat from = workspace.mat();
        Mat to = workspace.mat();
        own.convertTo(from, CvType.CV_32F);
        drawn.convertTo(to, CvType.CV_32F);
        Core.subtract(to, from, to);
        Core.multiply(to, weight, to);
        Core.add(from, to, from);
        Mat mixed = workspace.mat();
        from.convertTo(mixed, CvType.CV_8U);
        Mat any = workspace.mat();
        Core.compare(share, Scalar.all(0), any, Core.CMP_GT);
        mixed.copyTo(own, any);
    }

    /** {@code CV_8UC1} of the canvas's size without padding: 0 where the capture stays, 255 where the network's picture shows. */
    private Mat softRegion(Mat shown, Mat drawn, Workspace workspace) {
        Mat region = differing(shown, drawn, workspace);
        Mat outline = outline(shown.size(), workspace);
        Core.bitwise_and(region, limit(outline, workspace), region);
        Imgproc.morphologyEx(region, region, Imgproc.MORPH_OPEN, disc(SPECK * shown.rows(), workspace));
        Imgproc.morphologyEx(region, region, Imgproc.MORPH_CLOSE, disc(GAP * shown.rows(), workspace));
        dropSmallParts(region, workspace);
        fillHoles(region, outline, workspace);
        double feather = Math.max(0.5, FEATHER * shown.rows());
        // Widened first, so that the soft edge lies outside of what changed.
        Imgproc.dilate(region, region, disc(2 * feather, workspace));
        Imgproc.GaussianBlur(region, region, new Size(0, 0), feather);
        fadeAtBorders(region, (int) Math.ceil(FADES_OVER * feather));
        return region;
    }

    /** Where the part ends inside the capture, what is pasted fades: a picture cut off would show. */
    private void fadeAtBorders(Mat region, int over) {
        for (int i = 0; i < Math.min(over, Math.min(region.cols(), region.rows()) / 2); i++) {
            double share = (double) i / over;
            if (part.x > 0) {
                fade(region.col(i), share);
            }
            if (part.x + part.width < body.width()) {
                fade(region.col(region.cols() - 1 - i), share);
            }
            if (part.y > 0) {
                fade(region.row(i), share);
            }
            if (part.y + part.height < body.height()) {
                fade(region.row(region.rows() - 1 - i), share);
            }
        }
    }

    private static void fade(Mat line, double share) {
        line.convertTo(line, -1, share);
        line.release();
    }

    private static Mat disc(double radius, Workspace workspace) {
        int whole = Math.max(1, (int) Math.round(radius));
        return workspace.keep(
                Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2 * whole + 1, 2 * whole + 1)));
    }

    private static Mat differing(Mat shown, Mat drawn, Workspace workspace) {
        Mat before = workspace.mat();
        Mat after = workspace.mat();
        Imgproc.GaussianBlur(shown, before, new Size(0, 0), SMOOTHING);
        Imgproc.GaussianBlur(drawn, after, new Size(0, 0), SMOOTHING);
        Mat difference = workspace.mat();
        Core.absdiff(before, after, difference);
        Mat contrast = workspace.mat();
        Imgproc.morphologyEx(before, contrast, Imgproc.MORPH_GRADIENT, disc(1, workspace));
        Core.addWeighted(difference, 1, contrast, -EDGE_MOVES, 0, difference);
        Mat largest = workspace.mat();
        Core.reduce(
                workspace.keep(difference.reshape(1, (int) difference.total())),
                largest,
                1,
                Core.REDUCE_MAX,
                CvType.CV_8U);
        Mat differing = workspace.mat();
        Core.compare(
                workspace.keep(largest.reshape(1, shown.rows())), Scalar.all(NOISE_LEVELS), differing, Core.CMP_GT);
        return differing;
    }

    /** The person's outline at the canvas's size. */
    private Mat outline(Size size, Workspace workspace) {
        Mat whole = body.person().view();
        Mat own = whole.submat(part);
        Mat outline = workspace.mat();
        Imgproc.resize(own, outline, size, 0, 0, Imgproc.INTER_AREA);
        own.release();
        whole.release();
        Core.compare(outline, Scalar.all(HALF), outline, Core.CMP_GT);
        return outline;
    }

    /** The person's outline and as far around it as cloth may hang. */
    private Mat limit(Mat outline, Workspace workspace) {
        Mat outside = workspace.mat();
        Core.bitwise_not(outline, outside);
        Mat distance = workspace.mat();
        Imgproc.distanceTransform(outside, distance, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
        double overhang = OVERHANG * body.shoulderWidth() * outline.rows() / part.height;
        Mat limit = workspace.mat();
        Core.compare(distance, Scalar.all(overhang), limit, Core.CMP_LE);
        return limit;
    }

    private static void dropSmallParts(Mat region, Workspace workspace) {
        Mat parts = workspace.mat();
        Mat numbers = workspace.mat();
        int count = Imgproc.connectedComponentsWithStats(region, parts, numbers, workspace.mat());
        double largest = 0;
        for (int part = 1; part < count; part++) {
            largest = Math.max(largest, numbers.get(part, Imgproc.CC_STAT_AREA)[0]);
        }
        for (int part = 1; part < count; part++) {
            if (numbers.get(part, Imgproc.CC_STAT_AREA)[0] < LEAST_PART * largest) {
                Mat small = workspace.mat();
                Core.compare(parts, Scalar.all(part), small, Core.CMP_EQ);
                region.setTo(Scalar.all(0), small).release();
                workspace.free(small);
            }
        }
    }

    /** Holes inside the person are places where new cloth looks like old; those outside show the ground between arm and body. */
    private static void fillHoles(Mat region, Mat outline, Workspace workspace) {
        Mat searched = workspace.mat();
        region.copyTo(searched);
        List<MatOfPoint> edges = new ArrayList<>();
        Imgproc.findContours(searched, edges, workspace.mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
        Mat filled = workspace.zeros(region.rows(), region.cols(), CvType.CV_8UC1);
        Imgproc.drawContours(filled, edges, -1, INSIDE, Imgproc.FILLED);
        edges.forEach(workspace::keep);
        Core.bitwise_and(filled, outline, filled);
        Core.bitwise_or(region, filled, region);
    }
}
