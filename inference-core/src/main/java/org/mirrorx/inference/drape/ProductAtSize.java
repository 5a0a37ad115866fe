package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What the product photograph is like at the size at which the garment is worn: what a look of it is measured against.
 *
 * @param detail standard deviation of the Laplacian (4, −1 across and along) of its luma, levels
 */
record ProductAtSize(double detail) {
    /** Pixels at the cloth's edge that are left aside. */
    static final double INSET = 6;

    static ProductAtSize of(Fit fit) {
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
            Plane colours = Plane.colours(scratch, frame);
            colours.read(product, 1);
            Plane coverage = Plane.coverage(scratch, frame);
            coverage.read(alpha, 1 / 255.0);
            return new ProductAtSize(Detail.of(colours).deviation(inside(coverage)));
        }
    }

    /** 1 where cloth of full coverage is at least {@link #INSET} pixels wide on all sides, else 0. */
    static Plane inside(Plane coverage) {
        return coverage.map(i -> coverage.values()[i] > 0.99f ? 1 : 0).shrink(INSET);
    }
}
