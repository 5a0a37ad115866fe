package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** A garment farther than this from the ground in the median cannot be mistaken for a shadow. */
    private static final double COLOURFUL = 18;

    private static final double SHADOW_CHROMA = 2.5;
    private static final double SHADOW_DARKER = 14;
    private static final double SHADOW_GRADIENT = 1.6;
    private static final double SHADOW_SHARE = 0.06;

    private static final double TRIM_BAND = 9;
    private static final double TRIM_DIFFERENCE = 12;
    private static final double PALEST_REACH = 16;
    private static final double SMALLEST_PART = 0.02;
    private static final double FRAME_STRIP = 0.04;

    /** A page within the page: its edge this far inside, touched by this share of its frame, as flat, as near the ground's colour. */
    private static final double PAGE_BAND = 3;

    private static final double PAGE_TOUCH = 0.8;
    private static final double PAGE_FLAT = 0.5;
    private static final double PAGE_DIFFERENCE = 8;

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
        Mat candidate = work.mat();
        Core.compare(difference, Scalar.all(strong), candidate, Core.CMP_LT);
        PaleCloth paleCloth = new PaleCloth(work, difference, unit);
        Mat mask = paleCloth.everything(ground.spread());
        dropStripsAndCrumbs(mask);
        Optional<Rect> page = page(mask, off);
        if (page.isPresent()) {
            return onPage(page.get(), lab, ground);
        }
        boolean pale = paleCloth.isPale(mask);
        if (pale) {
            new Gaps(work, difference, ground.spread(), unit).openBesidePale(mask, paleCloth);
            paleCloth.dropRinging(mask, strong);
        } else {
            Mat everything = mask.clone();
            work.keep(everything);
            Core.bitwise_not(joinedToFrame(work, candidate), mask);
            paleCloth.addEdgeSpots(mask, everything, ground.spread());
            new Gaps(work, difference, ground.spread(), unit).openBesideColour(mask, candidate);
        }
        dropStripsAndCrumbs(mask);
        if (Core.countNonZero(mask) > 0) {
            removeShadow(mask, difference, off, pale);
            trim(mask, lab, off, difference);
            Imgproc.medianBlur(mask, mask, odd(pale ? 13 : 5));
            dropStripsAndCrumbs(mask);
        }
        return new Cut(mask, lab, pale, ground.plainShare(), List.copyOf(doubts));
    }

    /** A flat rectangle of nearly the ground's colour round the garment: a page within the page. */
    private Optional<Rect> page(Mat mask, float[] off) {
        Rect box = Imgproc.boundingRect(mask);
        if (box.width < 0.1 * width || box.height < 0.1 * height || box.area() > 0.98 * width * height) {
            return Optional.empty();
        }
        byte[] inside = bytes(mask);
        int touching = 0;
        int perimeter = 0;
        int band = (int) Math.max(2, PAGE_BAND * unit);
        float[] away = new float[2 * (box.width + box.height)];
        for (int y = box.y; y < box.y + box.height; y++) {
            for (int x : new int[] {box.x + band, box.x + box.width - 1 - band}) {
                touching += inside[y * width + x] != 0 ? 1 : 0;
                away[perimeter++] = distance(off, y * width + x);
            }
        }
        for (int x = box.x; x < box.x + box.width; x++) {
            for (int y : new int[] {box.y + band, box.y + box.height - 1 - band}) {
                touching += inside[y * width + x] != 0 ? 1 : 0;
                away[perimeter++] = distance(off, y * width + x);
            }
        }
        double typical = GroundColour.median(away);
        int flat = 0;
        for (float d : away) {
            flat += Math.abs(d - typical) < 1 ? 1 : 0;
        }
        boolean isPage = touching > PAGE_TOUCH * perimeter && flat > PAGE_FLAT * perimeter && typical < PAGE_DIFFERENCE;
        return isPage
                ? Optional.of(new Rect(box.x + band, box.y + band, box.width - 2 * band, box.height - 2 * band))
                : Optional.empty();
    }

    private Cut onPage(Rect page, Mat lab, GroundColour ground) {
        Mat inner = work.mat();
        Mat pageOfPicture = rgb.submat(page);
        pageOfPicture.copyTo(inner);
        pageOfPicture.release();
        Cut cut = new CutOut(work, inner).cut();
        Mat mask = work.zeros(height, width, CvType.CV_8UC1);
        Mat pageOfMask = mask.submat(page);
        cut.mask.copyTo(pageOfMask);
        pageOfMask.release();
        return new Cut(mask, lab, cut.pale, Math.min(ground.plainShare(), cut.groundPlain), cut.doubts);
    }

    private static float distance(float[] off, int i) {
        return (float)
                Math.sqrt(off[3 * i] * off[3 * i] + off[3 * i + 1] * off[3 * i + 1] + off[3 * i + 2] * off[3 * i + 2]);
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

    /** The part of a mask that is connected to the picture's frame. */
    static Mat joinedToFrame(Workspace work, Mat candidate) {
        Mat padded = work.mat();
        Core.copyMakeBorder(candidate, padded, 1, 1, 1, 1, Core.BORDER_CONSTANT, Scalar.all(255));
        Imgproc.floodFill(padded, new Mat(), new Point(0, 0), Scalar.all(128));
        Core.compare(padded, Scalar.all(128), padded, Core.CMP_EQ);
        Mat inner = work.mat();
        Mat withoutBorder = padded.submat(new Rect(1, 1, candidate.cols(), candidate.rows()));
        withoutBorder.copyTo(inner);
        withoutBorder.release();
        work.free(padded);
        return inner;
    }

    /** Removes from a mask those parts of {@code loose} that reach beyond it. */
    static void removeTouchingGround(Workspace work, Mat mask, Mat loose) {
        Mat labels = work.mat();
        Mat around = work.mat();
        Core.bitwise_not(mask, around);
        Imgproc.dilate(around, around, work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(3, 3))));
        int count = Imgproc.connectedComponents(loose, labels, 4);
        byte[] inside = bytes(mask);
        byte[] ground = bytes(around);
        int[] label = new int[inside.length];
        labels.get(0, 0, label);
        boolean[] touches = new boolean[count];
        for (int i = 0; i < label.length; i++) {
            touches[label[i]] |= ground[i] != 0;
        }
        touches[0] = false;
        for (int i = 0; i < label.length; i++) {
            if (touches[label[i]]) {
                inside[i] = 0;
            }
        }
        mask.put(0, 0, inside);
        work.free(labels);
        work.free(around);
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
        Mat joined = joinedToFrame(work, candidate);
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
        Mat part = rgb.submat(new Rect(0, 0, Math.min(8, width), Math.min(8, height)));
        Scalar corner = Core.mean(part);
        part.release();
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
        float[] palest = palestNearby(core, difference);
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
                if (palest[i] < TRIM_DIFFERENCE) {
                    continue;
                }
                boolean near = Math.hypot(n % width - x, n / width - y) <= reach;
                loose[i] = (byte) ((near ? projectedOut(off, original, inner, i, n) : d[i] < 0.5 * top[i]) ? 255 : 0);
            }
        }
        Mat candidate = work.zeros(height, width, CvType.CV_8UC1);
        candidate.put(0, 0, loose);
        removeTouchingGround(work, mask, candidate);
        for (Mat used : List.of(core, calm, highest, candidate)) {
            work.free(used);
        }
    }

    /** The smallest ΔE to the ground of sure cloth in the neighbourhood: where it is small, white cloth may reach the edge. */
    private float[] palestNearby(Mat core, Mat difference) {
        Mat inner = work.zeros(height, width, CvType.CV_32FC1);
        inner.setTo(Scalar.all(1e3)).release();
        difference.copyTo(inner, core);
        Imgproc.medianBlur(inner, inner, 3);
        Imgproc.erode(inner, inner, rectangle((int) (2 * PALEST_REACH + 1)));
        float[] palest = new float[width * height];
        inner.get(0, 0, palest);
        work.free(inner);
        return palest;
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
