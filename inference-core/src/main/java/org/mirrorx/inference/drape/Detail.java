package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * How much a picture changes from pixel to pixel.
 *
 * @param laplacian of the luma (4, −1 across and along), levels, one a pixel
 */
record Detail(float[] laplacian) {
    static Detail of(Plane colours) {
        try (Workspace work = new Workspace()) {
            Mat grey = work.mat();
            Imgproc.cvtColor(colours.mat(work), grey, Imgproc.COLOR_RGB2GRAY);
            Mat response = work.mat();
            Imgproc.Laplacian(grey, response, CvType.CV_32F);
            float[] values = colours.scratch().floats(colours.frame().size());
            response.get(0, 0, values);
            return new Detail(values);
        }
    }

    /** Standard deviation where {@code inside} is above a half. */
    double deviation(Plane inside) {
        return Math.sqrt(covariance(this, inside));
    }

    /** Covariance with another picture's where {@code inside} is above a half; 0 where there is nothing. */
    double covariance(Detail other, Plane inside) {
        double n = 0;
        double a = 0;
        double b = 0;
        double ab = 0;
        for (int i = 0; i < inside.values().length; i++) {
            if (inside.values()[i] > 0.5f) {
                n++;
                a += laplacian[i];
                b += other.laplacian[i];
                ab += (double) laplacian[i] * other.laplacian[i];
            }
        }
        return n == 0 ? 0 : ab / n - a / n * (b / n);
    }
}
