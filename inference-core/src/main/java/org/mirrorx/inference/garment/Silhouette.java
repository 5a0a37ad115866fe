package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfInt4;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/** A garment's shape: its outline, its rows and columns. Pixels of the cut. */
final class Silhouette {
    /** Row runs shorter than this share of the picture's width are lint. */
    private static final double SHORTEST_RUN = 0.008;

    final int width;
    final int height;
    final int left;
    final int top;
    final int right;
    final int bottom;
    private final byte[] inside;
    private final Point[] outline;
    private final List<Notch> notches;

    private Silhouette(byte[] inside, int width, int height, Point[] outline, List<Notch> notches) {
        this.inside = inside;
        this.width = width;
        this.height = height;
        this.outline = outline;
        this.notches = notches;
        int l = width;
        int t = height;
        int r = -1;
        int b = -1;
        for (Point p : outline) {
            l = Math.min(l, (int) p.x);
            r = Math.max(r, (int) p.x);
            t = Math.min(t, (int) p.y);
            b = Math.max(b, (int) p.y);
        }
        this.left = l;
        this.top = t;
        this.right = r;
        this.bottom = b;
    }

    /** A run of garment pixels in a row, both ends inclusive. */
    record Run(int from, int to) {
        int width() {
            return to - from + 1;
        }

        boolean contains(double x) {
            return x >= from && x <= to;
        }
    }

    /**
     * A convexity defect of the outline.
     *
     * @param start, end indices into the outline of the hull points beside it
     * @param deepest index of the outline point farthest from the hull
     * @param depth pixels
     */
    record Notch(int start, int end, int deepest, double depth) {}

    /** @param mask {@code CV_8UC1}, at least one pixel set; its largest part is the garment */
    static Silhouette of(Workspace work, Mat mask) {
        List<MatOfPoint> contours = new ArrayList<>();
        Mat copy = work.mat();
        mask.copyTo(copy);
        Imgproc.findContours(copy, contours, work.mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
        MatOfPoint largest = contours.getFirst();
        for (MatOfPoint contour : contours) {
            work.keep(contour);
            if (Imgproc.contourArea(contour) > Imgproc.contourArea(largest)) {
                largest = contour;
            }
        }
        List<Notch> notches = new ArrayList<>();
        if (largest.rows() > 8) {
            MatOfInt hull = work.keep(new MatOfInt());
            Imgproc.convexHull(largest, hull);
            MatOfInt4 defects = work.keep(new MatOfInt4());
            Imgproc.convexityDefects(largest, hull, defects);
            int[] values = defects.empty() ? new int[0] : defects.toArray();
            for (int i = 0; i + 3 < values.length; i += 4) {
                notches.add(new Notch(values[i], values[i + 1], values[i + 2], values[i + 3] / 256.0));
            }
        }
        return new Silhouette(CutOut.bytes(mask), mask.cols(), mask.rows(), largest.toArray(), List.copyOf(notches));
    }

    boolean inside(double x, double y) {
        int column = (int) Math.round(x);
        int row = (int) Math.round(y);
        return column >= 0 && row >= 0 && column < width && row < height && inside[row * width + column] != 0;
    }

    /** Rows from the top of the garment to its end. */
    double extent() {
        return bottom - top + 1.0;
    }

    /** The row that lies {@code share} of the garment's height below its top. */
    int rowAt(double share) {
        return Math.clamp(Math.round(top + share * (extent() - 1)), top, bottom);
    }

    List<Run> runs(int y) {
        List<Run> runs = new ArrayList<>();
        if (y < 0 || y >= height) {
            return runs;
        }
        int shortest = (int) Math.max(2, SHORTEST_RUN * width);
        for (int x = 0; x < width; ) {
            if (inside[y * width + x] == 0) {
                x++;
                continue;
            }
            int from = x;
            while (x < width && inside[y * width + x] != 0) {
                x++;
            }
            if (x - from >= shortest) {
                runs.add(new Run(from, x - 1));
            }
        }
        return runs;
    }

    /** The widest run of a row; a run of width 0 where the row is empty. */
    Run widest(int y) {
        Run widest = new Run(0, -1);
        for (Run run : runs(y)) {
            if (run.width() > widest.width()) {
                widest = run;
            }
        }
        return widest;
    }

    /** From the row's first garment pixel to its last. */
    Run span(int y) {
        List<Run> runs = runs(y);
        return runs.isEmpty()
                ? new Run(0, -1)
                : new Run(runs.getFirst().from(), runs.getLast().to());
    }

    /** The run containing a column, else the nearest one within {@code reach} pixels, else the widest. */
    Run runAt(int y, double x, double reach) {
        Run best = new Run(0, -1);
        double nearest = reach;
        for (Run run : runs(y)) {
            double away = run.contains(x) ? 0 : Math.min(Math.abs(run.from() - x), Math.abs(run.to() - x));
            if (away <= nearest) {
                nearest = away;
                best = run;
            }
        }
        return best.width() > 0 ? best : widest(y);
    }

    /** First garment row of a column, or −1. */
    int topOf(int x) {
        if (x < 0 || x >= width) {
            return -1;
        }
        for (int y = top; y <= bottom; y++) {
            if (inside[y * width + x] != 0) {
                return y;
            }
        }
        return -1;
    }

    /** Last garment row of a column, or −1. */
    int bottomOf(int x) {
        if (x < 0 || x >= width) {
            return -1;
        }
        for (int y = bottom; y >= top; y--) {
            if (inside[y * width + x] != 0) {
                return y;
            }
        }
        return -1;
    }

    List<Notch> notches() {
        return notches;
    }

    int outlineLength() {
        return outline.length;
    }

    Point2 outline(int index) {
        Point p = outline[Math.floorMod(index, outline.length)];
        return new Point2(p.x, p.y);
    }

    /** Index of the outline point nearest to a place. */
    int nearestOutline(Point2 place) {
        int best = 0;
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < outline.length; i++) {
            double d = Math.hypot(outline[i].x - place.x(), outline[i].y - place.y());
            if (d < nearest) {
                nearest = d;
                best = i;
            }
        }
        return best;
    }

    /** The outline from one index to another, the way round that does not pass {@code avoid}. */
    List<Point2> path(int from, int to, int avoid) {
        int n = outline.length;
        int forward = Math.floorMod(to - from, n);
        boolean passes = Math.floorMod(avoid - from, n) < forward;
        int step = passes ? -1 : 1;
        int count = passes ? n - forward : forward;
        List<Point2> path = new ArrayList<>(count + 1);
        for (int k = 0; k <= count; k++) {
            path.add(outline(from + step * k));
        }
        return path;
    }

    double area() {
        int count = 0;
        for (byte b : inside) {
            count += b != 0 ? 1 : 0;
        }
        return count;
    }

    static double median(double[] values) {
        return percentile(values, 0.5);
    }

    /** @param share 0 to 1 */
    static double percentile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** {@code count} points even in arc length along a polyline, both ends included. */
    static List<Point2> even(List<Point2> path, int count) {
        double[] along = new double[path.size()];
        for (int i = 1; i < along.length; i++) {
            along[i] = along[i - 1] + path.get(i).distance(path.get(i - 1));
        }
        double length = along[along.length - 1];
        List<Point2> points = new ArrayList<>(count);
        int k = 0;
        for (int i = 0; i < count; i++) {
            double want = length * i / (count - 1);
            while (k < along.length - 2 && along[k + 1] < want) {
                k++;
            }
            if (along.length == 1 || along[k + 1] <= along[k]) {
                points.add(path.get(Math.min(k, path.size() - 1)));
            } else {
                double t = Math.clamp((want - along[k]) / (along[k + 1] - along[k]), 0, 1);
                points.add(path.get(k).towards(path.get(k + 1), t));
            }
        }
        return points;
    }
}
