package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Draws the sheets of a fit: one resampling from the garment's picture a sheet, clipped to the sheet's outline (drape recipe §7).
 */
final class RenderSheets {
    /** Nothing is drawn further outside a sheet's outline, in S: outside its pins a spline may fold back and paint ghosts. */
    private static final double CLIP = 0.02;

    /** Softness of the seam where a sleeve lies over the torso, pixels of a 768×1024 capture. */
    private static final double SEAM = 2.0;

    /** Softness of a sheet's clip elsewhere. */
    private static final double EDGE = 0.7;

    /** Above this scale the garment's picture needs no blur against aliasing. */
    private static final double NEARLY_SAME = 0.92;

    private static final double ALIASING = 0.6;

    /** Long enough for the steps of a nearly upright edge, pixels of the garment's picture. */
    private static final double STEPS = 3;

    /** Makes an edge blurred by {@link #STEPS} about as soft as it was. */
    private static final double STEPS_SLOPE = 5;

    private static final double HALF = 127.5;

    /** How far above the neckline its cut-out reaches, in S. */
    private static final double NECK_OPENING = 0.6;

    private RenderSheets() {}

    /**
     * @param frame what to draw
     * @param shoulderWidth S in pixels
     * @param pixel pixels of this capture for one of 768×1024
     * @param step pixels between the nodes of the field: {@link Field#STEP}, live 16
     */
    static Cloth render(Scratch scratch, Fit fit, Frame frame, double shoulderWidth, double pixel, int step) {
        try (Workspace work = new Workspace()) {
            return render(scratch, fit, prepare(work, fit), frame, shoulderWidth, pixel, step);
        }
    }

    /** A garment's picture and coverage, ready to be resampled at the scale of a fit. They live as long as the workspace. */
    record Prepared(Mat garment, Mat coverage) {}

    static Prepared prepare(Workspace work, Fit fit) {
        return new Prepared(
                softened(work, fit.garment().colours(), fit.scale()),
                even(work, fit.garment().alpha(), fit.scale()));
    }

    /** The same with a garment prepared before, for a fit of about that scale. */
    static Cloth render(
            Scratch scratch, Fit fit, Prepared prepared, Frame frame, double shoulderWidth, double pixel, int step) {
        Plane colours = Plane.colours(scratch, frame);
        Plane alpha = Plane.coverage(scratch, frame);
        Plane sleeves = Plane.coverage(scratch, frame);
        Plane opening = neckOpening(scratch, fit, frame, shoulderWidth);
        for (Sheet sheet : fit.sheets()) {
            double clip = CLIP * shoulderWidth;
            Frame part = Frame.around(
                            sheet.outline(),
                            clip + 4 * SEAM * pixel,
                            frame.x() + frame.width(),
                            frame.y() + frame.height())
                    .intersect(frame);
            draw(
                    sheet,
                    part,
                    prepared.garment(),
                    prepared.coverage(),
                    clip,
                    pixel,
                    step,
                    opening,
                    colours,
                    alpha,
                    sleeves);
        }
        return new Cloth(colours, alpha, sleeves);
    }

    private static void draw(
            Sheet sheet,
            Frame part,
            Mat garment,
            Mat coverage,
            double clip,
            double pixel,
            int step,
            Plane opening,
            Plane colours,
            Plane alpha,
            Plane sleeves) {
        Scratch scratch = colours.scratch();
        boolean sleeve = isSleeve(sheet.part());
        float[] mapX = new float[part.size()];
        float[] mapY = new float[part.size()];
        Field.of(sheet, part, step).upsample(part, mapX, mapY);
        Plane ownColours = Plane.colours(scratch, part);
        Plane ownAlpha = Plane.coverage(scratch, part);
        try (Workspace work = new Workspace()) {
            Mat x = work.keep(new Mat(part.height(), part.width(), CvType.CV_32F));
            Mat y = work.keep(new Mat(part.height(), part.width(), CvType.CV_32F));
            x.put(0, 0, mapX);
            y.put(0, 0, mapY);
            Mat warped = work.mat();
            Imgproc.remap(garment, warped, x, y, Imgproc.INTER_CUBIC, Core.BORDER_REPLICATE, Scalar.all(0));
            ownColours.read(warped, 1);
            Mat warpedAlpha = work.mat();
            Imgproc.remap(coverage, warpedAlpha, x, y, Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, Scalar.all(0));
            ownAlpha.read(warpedAlpha, 1 / 255.0);
        }
        Plane inside = Plane.polygon(scratch, part, List.of(sheet.outline()))
                .grow(clip)
                .blur((sleeve ? SEAM : EDGE) * pixel);
        over(part, ownColours, ownAlpha, inside, sleeve, opening, colours, alpha, sleeves);
    }

    /** Porter and Duff's "over", unpremultiplied. */
    private static void over(
            Frame part,
            Plane ownColours,
            Plane ownAlpha,
            Plane inside,
            boolean sleeve,
            Plane opening,
            Plane colours,
            Plane alpha,
            Plane sleeves) {
        Frame frame = colours.frame();
        float[] top = ownColours.values();
        float[] bottom = colours.values();
        for (int y = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++) {
                int i = y * part.width() + x;
                int j = (y + part.y() - frame.y()) * frame.width() + x + part.x() - frame.x();
                float a = ownAlpha.values()[i] * inside.values()[i] * (1 - opening.values()[j]);
                if (a <= 0) {
                    continue;
                }
                float below = alpha.values()[j] * (1 - a);
                float sum = a + below;
                for (int c = 0; c < 3; c++) {
                    bottom[3 * j + c] = (a * top[3 * i + c] + below * bottom[3 * j + c]) / sum;
                }
                alpha.values()[j] = sum;
                sleeves.values()[j] = sleeve ? a + sleeves.values()[j] * (1 - a) : sleeves.values()[j] * (1 - a);
            }
        }
    }

    private static boolean isSleeve(Sheet.Part part) {
        return switch (part) {
            case SLEEVE_LEFT, SLEEVE_RIGHT -> true;
            case TORSO, LEG_LEFT, LEG_RIGHT, SKIRT -> false;
        };
    }

    /** The garment's picture, blurred as much as it will shrink, else fine checks alias. */
    private static Mat softened(Workspace work, Picture picture, double scale) {
        Mat view = picture.view();
        Mat garment = work.mat();
        if (scale < NEARLY_SAME) {
            double sigma = ALIASING * Math.sqrt(1 / (scale * scale) - 1);
            Imgproc.GaussianBlur(view, garment, new Size(0, 0), sigma, sigma, Core.BORDER_REPLICATE);
        } else {
            view.copyTo(garment);
        }
        view.release();
        return garment;
    }

    /** The coverage; where it will grow, without the steps of its pixels, which move its edge by less than one. */
    private static Mat even(Workspace work, Mask alpha, double scale) {
        Mat view = alpha.view();
        Mat coverage = work.mat();
        if (scale <= 1) {
            view.copyTo(coverage);
        } else {
            Mat blurred = work.mat();
            Imgproc.GaussianBlur(view, blurred, new Size(0, 0), STEPS, STEPS, Core.BORDER_REPLICATE);
            Mat square = work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(3, 3)));
            Mat least = work.mat();
            Mat most = work.mat();
            Imgproc.erode(view, least, square);
            Imgproc.dilate(view, most, square);
            blurred.convertTo(blurred, -1, STEPS_SLOPE, HALF * (1 - STEPS_SLOPE));
            Core.max(blurred, least, blurred);
            Core.min(blurred, most, coverage);
        }
        view.release();
        return coverage;
    }

    /** Between the neckline and high above it nothing of the garment is shown: there lies its back collar. */
    static Plane neckOpening(Scratch scratch, Fit fit, Frame frame, double shoulderWidth) {
        return fit.neckline()
                .map(line -> Plane.polygon(scratch, frame, List.of(opening(line, NECK_OPENING * shoulderWidth))))
                .orElseGet(() -> Plane.coverage(scratch, frame));
    }

    private static List<Point2> opening(List<Point2> neckline, double height) {
        List<Point2> polygon = new ArrayList<>(neckline);
        polygon.add(neckline.getLast().plus(0, -height));
        polygon.add(neckline.getFirst().plus(0, -height));
        return polygon;
    }
}
