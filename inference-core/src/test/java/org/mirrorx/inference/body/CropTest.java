package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

final class CropTest {
    @BeforeAll
    static void load() {
        Natives.load();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, -1.2, 3.0})
    void aSpotIsFoundWhereTheCropSaysItLies(double rotation) {
        try (Workspace workspace = new Workspace()) {
            Mat picture = workspace.zeros(400, 300, CvType.CV_8UC3);
            Imgproc.circle(picture, new org.opencv.core.Point(140, 210), 9, Scalar.all(255), -1);
            Crop crop = Crop.square(new RotatedBox(150, 200, 160, 160, rotation), 128, Crop.Sampling.CENTRED);
            Mat cut = crop.cut(picture, Crop.Border.BLACK, workspace);
            Mat grey = workspace.mat();
            Imgproc.cvtColor(cut, grey, Imgproc.COLOR_RGB2GRAY);
            var moments = Imgproc.moments(grey);
            // The centre of pixel i of the crop is the fraction (i + ½) / 128.
            Point2 found =
                    crop.toPicture((moments.m10 / moments.m00 + 0.5) / 128, (moments.m01 / moments.m00 + 0.5) / 128);
            assertEquals(140, found.x(), 0.1);
            assertEquals(210, found.y(), 0.1);
        }
    }

    @Test
    void aMaskLiesOverThePictureWhereItWasCut() {
        try (Workspace workspace = new Workspace()) {
            Mat picture = workspace.zeros(400, 300, CvType.CV_8UC3);
            Imgproc.circle(picture, new org.opencv.core.Point(140, 210), 30, Scalar.all(255), -1);
            Crop crop = Crop.square(new RotatedBox(150, 200, 260, 260, 0.4), 128, Crop.Sampling.CENTRED);
            Mat grey = workspace.mat();
            Imgproc.cvtColor(crop.cut(picture, Crop.Border.BLACK, workspace), grey, Imgproc.COLOR_RGB2GRAY);
            var moments = Imgproc.moments(crop.layOver(grey, 300, 400, workspace));
            assertEquals(140, moments.m10 / moments.m00, 0.1);
            assertEquals(210, moments.m01 / moments.m00, 0.1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLetterboxHoldsTheWholePicture(Crop.Sampling sampling) {
        Crop crop = Crop.square(RotatedBox.letterbox(300, 400), 224, sampling);
        double half = sampling == Crop.Sampling.CENTRED ? 0.5 : 0;
        assertEquals(0, new Point2(-50 - half, -half).distance(crop.toPicture(0, 0)), 1e-9);
        assertEquals(0, new Point2(350 - half, 400 - half).distance(crop.toPicture(1, 1)), 1e-9);
    }
}
