package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Separates a garment from a plain ground (spec drape §3): two colour thresholds and a decision between them, soft shadows off, holes
 * of the ground's colour open, the outline trimmed along the line from ground colour to inner colour.
 *
 * <p>Lengths in the constants are pixels at 1024 pixels of long side; {@code unit} scales them.
 */
final class CutOut {
    /** ΔE76 above which a pixel surely is garment, and the share of the ground's spread it must rise above. */
    private static final double STRONG = 5;

    private static final double WEAK = 1.3;
    /** Share of the weak mask outside the strong one from which the garment counts as pale. */
    private static final double PALE_SHARE = 0.02;
    /** Ground of a pale garment: within this ΔE of the ground after a median. */
    private static final double PALE_GROUND = 0.9;
    /** A garment farther than this from the ground in the median cannot be mistaken for a shadow. */
    private static final double COLOURFUL = 18;

    private static final double SHADOW_CHROMA = 2.5;
    private static final double SHADOW_DARKER = 14;
    private static final double SHADOW_GRADIENT = 1.6;
    private static final double SHADOW_SHARE = 0.06;

    private static final double HOLE_LIGHTNESS_DEVIATION = 0.6;
    private static final double HOLE_AREA = 60;
    /** More holes of the ground's colour than this are a pattern, not gaps between body and strap. */
    private static final int MOST_HOLES = 6;

    private static final double TRIM_BAND = 9;
    private static final double TRIM_DIFFERENCE = 12;
    private static final double SMALLEST_PART = 0.02;
    private static final double FRAME_STRIP = 0.04;

    private final Workspace work;
    private final Mat rgb;
    private final int width;
    private final int height;
    private final double unit;
    private final List<String> doubts = new ArrayList<>();

    private CutOut(Workspace work, Mat rgb) {
        this.work = work;
        this.rgb = rgb;
        this.width = rgb.cols();
        this.height = rgb.rows();
        this.unit = Math.max(width, height) / 1024.0;
    }

    /**
     * @param mask {@code CV_8UC1}, 255 garment, hard
     * @param lab {@code CV_32FC3}
     * @param pale the garment has the ground's colour at parts of its outline
     * @param groundPlain share of the frame that shows the ground
     */
    record Cut(Mat mask, Mat lab, boolean pale, double groundPlain, List<String> doubts) {}

    /** @param rgb {@code CV_8UC3}; results live in {@code work} */
    static Cut of(Workspace work, Mat rgb) {
        return new CutOut(work, rgb).cut();
    }

    /** CIE Lab (D65), L 0 to 100, {@code CV_32FC3}. */
    static Mat lab(Workspace work, Mat rgb) {
        Mat lab = work.mat();
        rgb.convertTo(lab, CvType.CV_32FC3, 1 / 255.0);
        Imgproc.cvtColor(lab, lab, Imgproc.COLOR_RGB2Lab);
        return lab;
    }

    private Cut cut() {
        Mat lab = lab(work, rgb);
        float[] colours = new float[3 * width * height];
        lab.get(0, 0, colours);
        GroundColour ground = GroundColour.of(colours, width, height, unit);
        float[] off = ground.differences(colours, width, height);
        Mat difference = distances(off);
        double strong = Math.max(STRONG, 3 * ground.spread() + 2);
        double weak = Math.max(WEAK, 3 * ground.spread() + 0.8);
        boolean pale = isPale(difference, strong, weak);
        Mat candidate = work.mat();
        if (pale) {
            Mat calm = work.mat();
            Imgproc.medianBlur(difference, calm, 5);
            Core.compare(calm, Scalar.all(Math.max(PALE_GROUND, 2 * ground.spread())), candidate, Core.CMP_LT);
        } else {
            Core.compare(difference, Scalar.all(strong), candidate, Core.CMP_LT);
        }
        Mat outside = joinedToFrame(candidate);
        Mat mask = work.mat();
        Core.bitwise_not(outside, mask);
        dropStripsAndCrumbs(mask);
        if (Core.countNonZero(mask) > 0) {
            removeShadow(mask, difference, off, pale);
            openHoles(mask, candidate, off);
            if (!pale) {
                trim(mask, lab, off, difference);
            }
            Imgproc.medianBlur(mask, mask, odd(pale ? 13 : 5));
            dropStripsAndCrumbs(mask);
        }
        return new Cut(mask, lab, pale, ground.plainShare(), List.copyOf(doubts));
    }

    /** ΔE76 to the ground, smoothed by σ 0.8. */
    private Mat distances(float[] off) {
        float[] d = new float[width * height];
        for (int i = 0, k = 0; i < d.length; i++, k += 3) {
            d[i] = (float) Math.sqrt(off[k] * off[k] + off[k + 1] * off[k + 1] + off[k + 2] * off[k + 2]);
        }
        Mat distance = work.zeros(height, width, CvType.CV_32FC1);
        distance.put(0, 0, d);
        Imgproc.GaussianBlur(distance, distance, new Size(0, 0), Math.max(0.5, 0.8 * unit));
        return distance;
    }

    private boolean isPale(Mat difference, double strong, double weak) {
        Mat sure = solid(difference, strong);
        Mat perhaps = solid(difference, weak);
        int all = Core.countNonZero(perhaps);
        Imgproc.dilate(sure, sure, ellipse(17));
        Core.subtract(perhaps, sure, perhaps);
        boolean pale = all > 0 && Core.countNonZero(perhaps) > PALE_SHARE * all;
        work.free(sure);
        work.free(perhaps);
        return pale;
    }

    /** Above the threshold, gaps closed, holes filled, specks and lint opened away. */
    private Mat solid(Mat difference, double threshold) {
        Mat mask = work.mat();
        Core.compare(difference, Scalar.all(threshold), mask, Core.CMP_GE);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_CLOSE, rectangle(9));
        Mat empty = work.mat();
        Core.bitwise_not(mask, empty);
        Mat outside = joinedToFrame(empty);
        Core.bitwise_not(outside, mask);
        work.free(empty);
        work.free(outside);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_OPEN, rectangle(15));
        return mask;
    }

    /** The part of a mask that is connected to the picture's frame. */
    private Mat joinedToFrame(Mat candidate) {
        Mat padded = work.mat();
        Core.copyMakeBorder(candidate, padded, 1, 1, 1, 1, Core.BORDER_CONSTANT, Scalar.all(255));
        Imgproc.floodFill(padded, new Mat(), new Point(0, 0), Scalar.all(128));
        Core.compare(padded, Scalar.all(128), padded, Core.CMP_EQ);
        Mat inner = work.mat();
        padded.submat(new Rect(1, 1, width, height)).copyTo(inner);
        work.free(padded);
        return inner;
    }

    /** Soft shadows: the ground's hue, a little darker, no edge, joined to the ground. */
    private void removeShadow(Mat mask, Mat difference, float[] off, boolean pale) {
        byte[] inside = bytes(mask);
        double typical = medianInside(difference, inside);
        if (pale || (typical < COLOURFUL && isFlatWhite())) {
            return;
        }
        float[] gradient = lightnessGradient(off);
        byte[] shadow = new byte[inside.length];
        for (int i = 0, k = 0; i < inside.length; i++, k += 3) {
            boolean likely = Math.hypot(off[k + 1], off[k + 2]) <= SHADOW_CHROMA
                    && off[k] <= 0.5
                    && off[k] >= -SHADOW_DARKER
                    && gradient[i] < SHADOW_GRADIENT / unit;
            shadow[i] = (byte) (likely || inside[i] == 0 ? 255 : 0);
        }
        Mat candidate = work.zeros(height, width, CvType.CV_8UC1);
        candidate.put(0, 0, shadow);
        Mat joined = joinedToFrame(candidate);
        Mat kept = work.mat();
        Core.bitwise_not(joined, kept);
        Core.bitwise_and(kept, mask, kept);
        int before = Core.countNonZero(mask);
        if (before - Core.countNonZero(kept) < SHADOW_SHARE * before) {
            kept.copyTo(mask);
        }
        work.free(candidate);
        work.free(joined);
        work.free(kept);
    }

    private boolean isFlatWhite() {
        Scalar corner = Core.mean(rgb.submat(new Rect(0, 0, Math.min(8, width), Math.min(8, height))));
        return corner.val[0] > 238 && corner.val[1] > 238 && corner.val[2] > 238;
    }

    /** Magnitude of the gradient of L, units of L a pixel. */
    private float[] lightnessGradient(float[] off) {
        float[] l = new float[width * height];
        for (int i = 0; i < l.length; i++) {
            l[i] = off[3 * i];
        }
        Mat lightness = work.zeros(height, width, CvType.CV_32FC1);
        lightness.put(0, 0, l);
        Imgproc.GaussianBlur(lightness, lightness, new Size(0, 0), Math.max(0.6, unit));
        Mat dx = work.mat();
        Mat dy = work.mat();
        Imgproc.Sobel(lightness, dx, CvType.CV_32F, 1, 0, 3, 0.125);
        Imgproc.Sobel(lightness, dy, CvType.CV_32F, 0, 1, 3, 0.125);
        Core.magnitude(dx, dy, dx);
        dx.get(0, 0, l);
        work.free(lightness);
        work.free(dx);
        work.free(dy);
        return l;
    }

    /** Opens gaps that show the flat ground, such as the one between a strap and the body. */
    private void openHoles(Mat mask, Mat groundLike, float[] off) {
        Mat holes = work.mat();
        Core.bitwise_and(mask, groundLike, holes);
        Mat labels = work.mat();
        Mat stats = work.mat();
        Mat centres = work.mat();
        int count = Imgproc.connectedComponentsWithStats(holes, labels, stats, centres, 4);
        double[] sum = new double[count];
        double[] squares = new double[count];
        int[] area = new int[count];
        int[] label = new int[width * height];
        labels.get(0, 0, label);
        for (int i = 0; i < label.length; i++) {
            int l = label[i];
            if (l > 0) {
                double v = off[3 * i];
                area[l]++;
                sum[l] += v;
                squares[l] += v * v;
            }
        }
        boolean[] open = new boolean[count];
        int opened = 0;
        for (int l = 1; l < count; l++) {
            if (area[l] > HOLE_AREA * unit * unit) {
                double mean = sum[l] / area[l];
                double deviation = Math.sqrt(Math.max(0, squares[l] / area[l] - mean * mean));
                open[l] = deviation < HOLE_LIGHTNESS_DEVIATION && Math.abs(mean) < 2;
                opened += open[l] ? 1 : 0;
            }
        }
        if (opened > 0 && opened <= MOST_HOLES) {
            byte[] inside = bytes(mask);
            for (int i = 0; i < label.length; i++) {
                if (open[label[i]]) {
                    inside[i] = 0;
                }
            }
            mask.put(0, 0, inside);
        }
        work.free(holes);
        work.free(labels);
        work.free(stats);
        work.free(centres);
    }

    /** In a band along the outline keeps only pixels nearer the inner colour than the ground's (JPEG halos, blur, soft shadow). */
    private void trim(Mat mask, Mat lab, float[] off, Mat difference) {
        Mat core = work.mat();
        Imgproc.erode(
                mask,
                core,
                ellipse((int) (2 * TRIM_BAND + 1)),
                new Point(-1, -1),
                1,
                Core.BORDER_CONSTANT,
                Scalar.all(255));
        if (Core.countNonZero(core) == 0) {
            return;
        }
        NearestPixel nearest = NearestPixel.of(work, core);
        Mat calm = work.mat();
        Imgproc.GaussianBlur(lab, calm, new Size(0, 0), Math.max(0.8, 2 * unit));
        float[] inner = new float[3 * width * height];
        calm.get(0, 0, inner);
        float[] original = new float[3 * width * height];
        lab.get(0, 0, original);
        Mat highest = work.mat();
        Imgproc.dilate(difference, highest, rectangle((int) TRIM_BAND));
        float[] top = new float[width * height];
        highest.get(0, 0, top);
        float[] d = new float[width * height];
        difference.get(0, 0, d);
        byte[] inside = bytes(mask);
        byte[] deep = bytes(core);
        byte[] loose = new byte[inside.length];
        double reach = 1.6 * TRIM_BAND * unit;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (inside[i] == 0) {
                    loose[i] = (byte) 255;
                    continue;
                }
                if (deep[i] != 0) {
                    continue;
                }
                int n = nearest.of(i);
                boolean near = Math.hypot(n % width - x, n / width - y) <= reach;
                loose[i] = (byte) ((near ? projectedOut(off, original, inner, i, n) : d[i] < 0.5 * top[i]) ? 255 : 0);
            }
        }
        Mat candidate = work.zeros(height, width, CvType.CV_8UC1);
        candidate.put(0, 0, loose);
        Mat joined = joinedToFrame(candidate);
        Mat keep = work.mat();
        Core.bitwise_not(joined, keep);
        Core.bitwise_and(mask, keep, mask);
        for (Mat used : List.of(core, calm, highest, candidate, joined, keep)) {
            work.free(used);
        }
    }

    /** Is pixel {@code i} less than half of the way from the ground to the colour of the inner pixel {@code n}? */
    private static boolean projectedOut(float[] off, float[] lab, float[] inner, int i, int n) {
        double dot = 0;
        double length = 0;
        for (int c = 0; c < 3; c++) {
            double ground = lab[3 * i + c] - off[3 * i + c];
            double axis = inner[3 * n + c] - ground;
            dot += axis * off[3 * i + c];
            length += axis * axis;
        }
        return length > TRIM_DIFFERENCE * TRIM_DIFFERENCE && dot < 0.5 * length;
    }

    /** Drops parts below 2 % of the garment and strips along the frame (a page's edge). */
    private void dropStripsAndCrumbs(Mat mask) {
        Mat labels = work.mat();
        Mat stats = work.mat();
        Mat centres = work.mat();
        int count = Imgproc.connectedComponentsWithStats(mask, labels, stats, centres, 8);
        int[] table = new int[5 * count];
        stats.get(0, 0, table);
        boolean[] keep = new boolean[count];
        int largest = 0;
        for (int l = 1; l < count; l++) {
            int left = table[5 * l];
            int top = table[5 * l + 1];
            int w = table[5 * l + 2];
            int h = table[5 * l + 3];
            boolean atFrame = left == 0 || top == 0 || left + w == width || top + h == height;
            boolean strip = w < FRAME_STRIP * width || h < FRAME_STRIP * height;
            keep[l] = !(atFrame && strip);
            if (keep[l]) {
                largest = Math.max(largest, table[5 * l + 4]);
            }
        }
        int parts = 0;
        for (int l = 1; l < count; l++) {
            keep[l] &= table[5 * l + 4] >= SMALLEST_PART * largest;
            parts += keep[l] && table[5 * l + 4] > 0.25 * largest ? 1 : 0;
        }
        if (parts > 1 && doubts.isEmpty()) {
            doubts.add("The photograph shows " + parts + " separate pieces; say which one is the garment.");
        }
        int[] label = new int[width * height];
        labels.get(0, 0, label);
        byte[] inside = new byte[label.length];
        for (int i = 0; i < label.length; i++) {
            inside[i] = (byte) (keep[label[i]] ? 255 : 0);
        }
        mask.put(0, 0, inside);
        work.free(labels);
        work.free(stats);
        work.free(centres);
    }

    private double medianInside(Mat difference, byte[] inside) {
        float[] d = new float[width * height];
        difference.get(0, 0, d);
        int n = 0;
        for (int i = 0; i < d.length; i++) {
            if (inside[i] != 0) {
                d[n++] = d[i];
            }
        }
        return GroundColour.median(java.util.Arrays.copyOf(d, n));
    }

    static byte[] bytes(Mat mask) {
        byte[] values = new byte[mask.rows() * mask.cols()];
        mask.get(0, 0, values);
        return values;
    }

    private int odd(int at1024) {
        return Math.max(3, 2 * (int) Math.round((at1024 * unit - 1) / 2) + 1);
    }

    private Mat rectangle(int at1024) {
        int n = odd(at1024);
        return work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(n, n)));
    }

    private Mat ellipse(int at1024) {
        int n = odd(at1024);
        return work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(n, n)));
    }
}
