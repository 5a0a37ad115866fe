package org.mirrorx.inference.fashn;

import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * A cut-out garment as the product photograph the network was trained on: on even white, centred, with a margin. What else its own
 * photograph showed (a hanger, a person, a table) is gone.
 */
final class GarmentPicture {
    private static final Scalar WHITE = Scalar.all(255);

    /** White around the garment, as a share of its longer side. */
    private static final double MARGIN = 0.06;

    private GarmentPicture() {}

    /** @return {@code CV_8UC3} in R, G, B order, in the workspace */
    static Mat onWhite(GarmentCut garment, Workspace workspace) {
        Mat alpha = garment.alpha().view();
        Mat colours = garment.colours().view();
        try {
            Rect around = Imgproc.boundingRect(alpha);
            int margin = (int) Math.round(MARGIN * Math.max(around.width, around.height));
            Mat share = workspace.mat();
            Mat part = alpha.submat(around);
            part.convertTo(share, CvType.CV_32F, 1 / 255.0);
            part.release();
            Core.merge(java.util.List.of(share, share, share), share);
            Mat cloth = workspace.mat();
            Mat own = colours.submat(around);
            own.convertTo(cloth, CvType.CV_32F);
            own.release();
            // white + share · (cloth − white)
            Core.subtract(cloth, WHITE, cloth);
            Core.multiply(cloth, share, cloth);
            Core.add(cloth, WHITE, cloth);
            Mat levels = workspace.mat();
            cloth.convertTo(levels, CvType.CV_8U);
            Mat picture = workspace.mat();
            Core.copyMakeBorder(levels, picture, margin, margin, margin, margin, Core.BORDER_CONSTANT, WHITE);
            return picture;
        } finally {
            alpha.release();
            colours.release();
        }
    }
}
