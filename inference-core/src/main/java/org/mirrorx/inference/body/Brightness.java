package org.mirrorx.inference.body;

import java.util.Optional;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** How light a photograph is where it matters. Highlights, not the mean: dark skin in dark clothes under good light still has them. */
final class Brightness {
    /** Below, of 255, even skin and folds in the light drown in noise; calibrated on darkened photographs. */
    static final double DARK = 50;

    private static final double HIGHLIGHTS = 0.95;
    private static final int LONG_SIDE = 256;
    private static final int PERSON = 128;

    /**
     * The luma that 95 % of the pixels stay below, 0 to 255.
     *
     * @param person where to look; everywhere when empty
     */
    double of(Picture picture, Optional<Mask> person) {
        double scale = Math.min(1, LONG_SIDE / (double) Math.max(picture.width(), picture.height()));
        Size size = new Size(
                Math.max(1, Math.round(picture.width() * scale)), Math.max(1, Math.round(picture.height() * scale)));
        Mat view = picture.view();
        try (Workspace workspace = new Workspace()) {
            Mat small = workspace.mat();
            Imgproc.resize(view, small, size, 0, 0, Imgproc.INTER_AREA);
            Mat luma = workspace.mat();
            Imgproc.cvtColor(small, luma, Imgproc.COLOR_RGB2GRAY);
            byte[] values = new byte[luma.rows() * luma.cols()];
            luma.get(0, 0, values);
            byte[] where = person.map(mask -> scaled(mask, size, workspace)).orElse(new byte[0]);
            return highlights(values, where);
        } finally {
            view.release();
        }
    }

    private static byte[] scaled(Mask mask, Size size, Workspace workspace) {
        Mat view = mask.view();
        Mat small = workspace.mat();
        Imgproc.resize(view, small, size, 0, 0, Imgproc.INTER_AREA);
        view.release();
        byte[] values = new byte[small.rows() * small.cols()];
        small.get(0, 0, values);
        return values;
    }

    private static double highlights(byte[] luma, byte[] where) {
        int[] count = new int[256];
        int all = 0;
        for (int p = 0; p < luma.length; p++) {
            if (where.length == 0 || Byte.toUnsignedInt(where[p]) >= PERSON) {
                count[Byte.toUnsignedInt(luma[p])]++;
                all++;
            }
        }
        int below = 0;
        for (int value = 0; value < count.length; value++) {
            below += count[value];
            if (below >= HIGHLIGHTS * all) {
                return value;
            }
        }
        return 255;
    }
}
