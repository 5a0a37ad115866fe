package org.mirrorx.inference.face;

import org.mirrorx.inference.image.Ciede2000;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Holds the tone of a restored face to that of the crop it was made from. An export of CodeFormer without its matching of means (AdaIN)
 * drifts in colour, which cannot be seen from its interface, only from its result.
 */
final class ToneGuard {
    /** CIEDE2000 difference of the mean tones that is let pass: the skin tone across a join that counts as good (face page, section 10). */
    static final double TOLERATED = 3;

    /** The middle of FFHQ's template, from eye to eye and from the eyes to the mouth, as shares of the side: skin, nose, lips. */
    private static final double LEFT = 0.377;

    private static final double TOP = 0.469;
    private static final double RIGHT = 0.623;
    private static final double BOTTOM = 0.725;

    private static final double WHITE = 255;

    private ToneGuard() {}

    /**
     * The restored face as it is where its tone is the crop's, else shifted as a whole in L*a*b* by the difference of the means.
     *
     * @param restored, crop {@code CV_8UC3}, R, G, B, aligned to FFHQ's template, of one size
     */
    static Mat hold(Mat restored, Mat crop, Workspace workspace) {
        Mat lab = lab(restored, workspace);
        Scalar found = tone(lab);
        Scalar wanted = tone(lab(crop, workspace));
        double[] shift = new double[3];
        for (int c = 0; c < shift.length; c++) {
            shift[c] = wanted.val[c] - found.val[c];
        }
        if (Ciede2000.difference(found.val, wanted.val) <= TOLERATED) {
            return restored;
        }
        Core.add(lab, new Scalar(shift), lab);
        Mat colours = workspace.mat();
        Imgproc.cvtColor(lab, colours, Imgproc.COLOR_Lab2RGB);
        Mat held = workspace.mat();
        colours.convertTo(held, CvType.CV_8U, WHITE);
        return held;
    }

    private static Mat lab(Mat rgb, Workspace workspace) {
        Mat unit = workspace.mat();
        rgb.convertTo(unit, CvType.CV_32F, 1 / WHITE);
        Mat lab = workspace.mat();
        Imgproc.cvtColor(unit, lab, Imgproc.COLOR_RGB2Lab);
        return lab;
    }

    private static Scalar tone(Mat lab) {
        int left = (int) (LEFT * lab.cols());
        int top = (int) (TOP * lab.rows());
        Mat middle = lab.submat(new Rect(
                left, top, (int) Math.ceil(RIGHT * lab.cols()) - left, (int) Math.ceil(BOTTOM * lab.rows()) - top));
        Scalar mean = Core.mean(middle);
        middle.release();
        return mean;
    }
}
