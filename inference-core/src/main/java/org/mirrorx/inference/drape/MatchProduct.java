package org.mirrorx.inference.drape;

import java.util.Map;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Compares the drawn cloth with its product photograph brought to the same size: sharpness and colour. */
final class MatchProduct {
    /** Pixels at the cloth's edge that are left aside. */
    private static final double INSET = 6;

    private MatchProduct() {}

    /** {@code sharpness}: ratio of the Laplacians' standard deviations; {@code colourShift}: CIE76 between the mean colours. */
    static Map<String, Double> measure(Fit fit, Cloth cloth, Layers layers) {
        Plane inside = layers.cloth()
                .map(i -> layers.cloth().values()[i] > 0.99f ? 1 : 0)
                .shrink(INSET);
        try (Scratch scratch = new Scratch();
                Workspace work = new Workspace()) {
            Mat view = fit.garment().colours().view();
            Mat alphaView = fit.garment().alpha().view();
            Mat product = work.mat();
            Mat alpha = work.mat();
            Size size = new Size(
                    Math.max(1, Math.round(view.cols() * fit.scale())),
                    Math.max(1, Math.round(view.rows() * fit.scale())));
            Imgproc.resize(view, product, size, 0, 0, Imgproc.INTER_AREA);
            Imgproc.resize(alphaView, alpha, size, 0, 0, Imgproc.INTER_AREA);
            view.release();
            alphaView.release();
            Frame frame = new Frame(0, 0, product.cols(), product.rows());
            Plane productColours = Plane.colours(scratch, frame);
            productColours.read(product, 1);
            Plane productAlpha = Plane.coverage(scratch, frame);
            productAlpha.read(alpha, 1 / 255.0);
            Plane productInside = productAlpha
                    .map(i -> productAlpha.values()[i] > 0.99f ? 1 : 0)
                    .shrink(INSET);
            double there = laplacian(layers.colours(), inside);
            double here = laplacian(productColours, productInside);
            double shift = CieLab.difference(mean(productColours, productInside), mean(layers.colours(), inside));
            return Map.of("sharpness", here > 0 ? there / here : 1, "colourShift", shift);
        }
    }

    /** Lab of the mean colour. */
    private static double[] mean(Plane colours, Plane inside) {
        double[] sum = new double[3];
        double count = 1e-6;
        for (int i = 0; i < inside.values().length; i++) {
            if (inside.values()[i] > 0.5f) {
                count++;
                for (int c = 0; c < 3; c++) {
                    sum[c] += colours.values()[3 * i + c];
                }
            }
        }
        return CieLab.of(sum[0] / count, sum[1] / count, sum[2] / count);
    }

    private static double laplacian(Plane colours, Plane inside) {
        try (Workspace work = new Workspace()) {
            Mat grey = work.mat();
            Imgproc.cvtColor(colours.mat(work), grey, Imgproc.COLOR_RGB2GRAY);
            Mat response = work.mat();
            Imgproc.Laplacian(grey, response, CvType.CV_32F);
            Mat mask = work.mat();
            Core.compare(inside.mat(work), new Scalar(0.5), mask, Core.CMP_GT);
            MatOfDouble mean = work.keep(new MatOfDouble());
            MatOfDouble deviation = work.keep(new MatOfDouble());
            Core.meanStdDev(response, mean, deviation, mask);
            return deviation.toArray()[0];
        }
    }
}
