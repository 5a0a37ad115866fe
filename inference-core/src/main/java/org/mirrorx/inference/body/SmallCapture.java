package org.mirrorx.inference.body;

import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The part of a capture around the person at about a third of its size, as plain arrays: the scale at which the labels are found.
 *
 * @param width, height cells
 * @param left, top pixels of the capture where the first cell begins
 * @param step pixels of the capture a cell is wide
 * @param l, a, b CIE Lab, rows from the top
 * @param rgb three planes, 0 to 255
 * @param person, hair probabilities 0 to 1
 * @param parsedSkin, parsedCloth the optional parser's probabilities, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // planes of one computation; never compared
record SmallCapture(
        int width,
        int height,
        int left,
        int top,
        double step,
        float[] l,
        float[] a,
        float[] b,
        float[][] rgb,
        float[] person,
        float[] hair,
        float @Nullable [] parsedSkin,
        float @Nullable [] parsedCloth) {
    /** Size the recipe labels at. */
    private static final double SHRINK = 3;
    /** The recipe's pixel counts are for photographs of this height. */
    private static final double NORMAL_HEIGHT = 1024;

    /** Background kept around the person, in cells: enough to know its colours. */
    private static final int MARGIN_CELLS = 16;

    /** A person probability that may be background noise. */
    private static final int FAINT = 40;

    static SmallCapture of(Picture capture, BodyReading reading) {
        Natives.load();
        double step = SHRINK * pixel(capture.height());
        try (Workspace work = new Workspace()) {
            Mat person = reading.person().view();
            Mat faint = work.mat();
            Imgproc.threshold(person, faint, FAINT, 255, Imgproc.THRESH_BINARY);
            Rect box = Imgproc.boundingRect(faint);
            person.release();
            int margin = (int) Math.round(MARGIN_CELLS * step);
            int x0 = Math.max(0, box.x - margin);
            int y0 = Math.max(0, box.y - margin);
            int x1 = Math.min(capture.width(), box.x + box.width + margin);
            int y1 = Math.min(capture.height(), box.y + box.height + margin);
            if (x1 - x0 < 8 * step || y1 - y0 < 8 * step) { // nobody there: the whole picture, all background
                x0 = 0;
                y0 = 0;
                x1 = capture.width();
                y1 = capture.height();
            }
            int columns = Math.max(1, (int) Math.floor((x1 - x0) / step));
            int rows = Math.max(1, (int) Math.floor((y1 - y0) / step));
            x1 = Math.min(capture.width(), x0 + (int) Math.round(columns * step));
            y1 = Math.min(capture.height(), y0 + (int) Math.round(rows * step));
            Rect window = new Rect(x0, y0, x1 - x0, y1 - y0);
            Size size = new Size(columns, rows);

            Mat whole = capture.view();
            Mat part = whole.submat(window);
            Mat small = work.mat();
            Imgproc.resize(part, small, size, 0, 0, Imgproc.INTER_AREA);
            part.release();
            whole.release();
            Mat floats = work.mat();
            small.convertTo(floats, CvType.CV_32FC3, 1 / 255.0);
            Mat lab = work.mat();
            Imgproc.cvtColor(floats, lab, Imgproc.COLOR_RGB2Lab);
            int n = columns * rows;
            float[] interleaved = new float[3 * n];
            lab.get(0, 0, interleaved);
            float[] l = new float[n];
            float[] a = new float[n];
            float[] b = new float[n];
            for (int i = 0; i < n; i++) {
                l[i] = interleaved[3 * i];
                a[i] = interleaved[3 * i + 1];
                b[i] = interleaved[3 * i + 2];
            }
            byte[] bytes = new byte[3 * n];
            small.get(0, 0, bytes);
            float[][] rgb = new float[3][n];
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < 3; c++) {
                    rgb[c][i] = bytes[3 * i + c] & 0xff;
                }
            }
            return new SmallCapture(
                    columns,
                    rows,
                    x0,
                    y0,
                    step,
                    l,
                    a,
                    b,
                    rgb,
                    shrink(work, reading.person(), window, size),
                    shrink(work, reading.hair(), window, size),
                    reading.parse()
                            .map(p -> shrink(work, p.skin(), window, size))
                            .orElse(null),
                    reading.parse()
                            .map(p -> shrink(work, p.clothes(), window, size))
                            .orElse(null));
        }
    }

    /** How many pixels of a capture make one pixel of the photographs the recipe's counts are for. */
    static double pixel(int captureHeight) {
        return captureHeight / NORMAL_HEIGHT;
    }

    private static float[] shrink(Workspace work, Mask mask, Rect window, Size size) {
        Mat whole = mask.view();
        Mat part = whole.submat(window);
        Mat small = work.mat();
        Imgproc.resize(part, small, size, 0, 0, Imgproc.INTER_AREA);
        part.release();
        whole.release();
        Mat floats = work.mat();
        small.convertTo(floats, CvType.CV_32FC1, 1 / 255.0);
        float[] values = new float[(int) (size.width * size.height)];
        floats.get(0, 0, values);
        return values;
    }

    int cells() {
        return width * height;
    }

    /** The column of cells of a column of the capture. */
    double column(double x) {
        return (x + 0.5 - left) / step - 0.5;
    }

    double row(double y) {
        return (y + 0.5 - top) / step - 0.5;
    }

    Point2 cell(Point2 p) {
        return new Point2(column(p.x()), row(p.y()));
    }

    /** The capture's column at the middle of a column of cells. */
    double x(double column) {
        return (column + 0.5) * step + left - 0.5;
    }

    double y(double row) {
        return (row + 0.5) * step + top - 0.5;
    }

    /** Index of the cell at a place of the capture, or −1 outside. */
    int at(Point2 p) {
        int cx = (int) Math.round(column(p.x()));
        int cy = (int) Math.round(row(p.y()));
        return cx < 0 || cy < 0 || cx >= width || cy >= height ? -1 : cy * width + cx;
    }
}
