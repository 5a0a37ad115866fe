package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Recognises cloth and cuts that lose their shape when draped: sheer cloth, fur and fringes, halters (spec drape §11). Lengths are pixels
 * at 1024 pixels of long side.
 */
final class HardCloth {
    /** Sheer cloth lies in one layer at its edge: pixels this deep are compared with cloth this much deeper. */
    private static final double EDGE_FROM = 4;

    private static final double EDGE_TO = 14;
    private static final double DEEP = 20;
    /** Cloth whose colour is this near the ground's cannot be judged. ΔE. */
    private static final double COLOURED = 20;
    /** Share of the way from ground to inner colour below which an edge is paler, above which it is deeper than the inside. */
    private static final double PALER = 0.9;

    private static final double DEEPER = 1.1;
    /** Opaque cloth varies to both sides; sheer cloth is paler only. */
    private static final double SHEER_SHARE = 0.4;

    private static final double SHEER_ONE_SIDED = 0.15;
    /** Share of the edge that must be judged. */
    private static final double JUDGED = 0.5;
    /** Growth of outline² / area against the outline opened by 15 px. Spec drape §3. */
    private static final double RAGGED = 1.5;

    private static final double OPENING = 15;
    /** Shoulder tips nearer to each other than this share of the chest hang from the neck. */
    private static final double HALTER = 0.6;

    private final Workspace work;
    private final Mat mask;
    private final double unit;

    HardCloth(Workspace work, Mat mask, double unit) {
        this.work = work;
        this.mask = mask;
        this.unit = unit;
    }

    /**
     * One sentence for each reason not to drape.
     *
     * @param lab of the photograph, {@code CV_32FC3}
     * @param ground whether {@code lab} shows an opaque ground
     */
    List<String> doubts(Mat lab, GroundKind ground, Optional<Upper> upper) {
        List<String> doubts = new ArrayList<>();
        if (ground == GroundKind.OPAQUE && isSheer(lab)) {
            doubts.add("The cloth grows paler towards its edges as sheer cloth does; its look would be lost.");
        }
        boolean straps = upper.map(Upper::straps).orElse(false);
        if (!straps && isRagged()) {
            doubts.add("The outline is ragged like fur or fringes.");
        }
        if (upper.isPresent() && isHalter(upper.get())) {
            doubts.add("The garment hangs from the neck (halter); its shape would be lost.");
        }
        return doubts;
    }

    /** What the garment was photographed on. */
    enum GroundKind {
        OPAQUE,
        TRANSPARENT
    }

    private static boolean isHalter(Upper upper) {
        double tips = upper.tipRight().x() - upper.tipLeft().x();
        double chest = upper.armpitRight().x() - upper.armpitLeft().x();
        return !upper.straps()
                && upper.sleeveLeft().isEmpty()
                && upper.sleeveRight().isEmpty()
                && tips < HALTER * chest;
    }

    private boolean isRagged() {
        Mat opened = work.mat();
        Mat kernel = work.keep(Imgproc.getStructuringElement(
                Imgproc.MORPH_ELLIPSE, new Size(Math.max(3, OPENING * unit), Math.max(3, OPENING * unit))));
        Imgproc.morphologyEx(mask, opened, Imgproc.MORPH_OPEN, kernel);
        double plain = compactness(opened);
        return plain > 0 && compactness(mask) > RAGGED * plain;
    }

    /** Outline length² / area of the largest part. */
    private double compactness(Mat solid) {
        List<MatOfPoint> contours = new ArrayList<>();
        Mat copy = work.mat();
        solid.copyTo(copy);
        Imgproc.findContours(copy, contours, work.mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
        double area = 0;
        double length = 0;
        for (MatOfPoint contour : contours) {
            work.keep(contour);
            double here = Imgproc.contourArea(contour);
            if (here > area) {
                area = here;
                length = Imgproc.arcLength(work.keep(new MatOfPoint2f(contour.toArray())), true);
            }
        }
        return area == 0 ? 0 : length * length / area;
    }

    private boolean isSheer(Mat lab) {
        int width = mask.cols();
        int height = mask.rows();
        Mat distance = work.mat();
        Imgproc.distanceTransform(mask, distance, Imgproc.DIST_L2, 3);
        Mat core = work.mat();
        Core.compare(distance, Scalar.all(DEEP * unit), core, Core.CMP_GE);
        if (Core.countNonZero(core) == 0) {
            return false;
        }
        Mat calm = work.mat();
        Imgproc.GaussianBlur(lab, calm, new Size(0, 0), Math.max(0.8, 2 * unit));
        float[] colours = new float[3 * width * height];
        calm.get(0, 0, colours);
        float[] off = GroundColour.of(colours, width, height, unit).differences(colours, width, height);
        float[] depth = new float[width * height];
        distance.get(0, 0, depth);
        NearestPixel nearest = NearestPixel.of(work, core);
        int edge = 0;
        int judged = 0;
        int paler = 0;
        int deeper = 0;
        for (int i = 0; i < depth.length; i++) {
            if (depth[i] <= EDGE_FROM * unit || depth[i] >= EDGE_TO * unit) {
                continue;
            }
            edge++;
            int inner = nearest.of(i);
            double dot = 0;
            double length = 0;
            for (int c = 0; c < 3; c++) {
                dot += off[3 * inner + c] * off[3 * i + c];
                length += off[3 * inner + c] * off[3 * inner + c];
            }
            if (length < COLOURED * COLOURED) {
                continue;
            }
            judged++;
            paler += dot < PALER * length ? 1 : 0;
            deeper += dot > DEEPER * length ? 1 : 0;
        }
        return judged > JUDGED * edge && paler > SHEER_SHARE * judged && deeper < SHEER_ONE_SIDED * paler;
    }
}
