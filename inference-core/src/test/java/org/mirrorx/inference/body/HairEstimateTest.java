package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** On a drawn head and shoulders: S is 160 px, so without a mesh the face is taken to be 67 px wide, its chin at row 159. */
final class HairEstimateTest {
    private static final Scalar SKIN = new Scalar(205, 160, 135);
    private static final Scalar HAIR = new Scalar(70, 45, 35);
    private static final Scalar SHIRT = new Scalar(60, 110, 180);
    private static final Scalar WHITE = Scalar.all(255);

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void longHairIsFoundDownToTheShoulders() {
        try (Workspace workspace = new Workspace()) {
            Drawn drawn = new Drawn(workspace, HAIR, SHIRT);
            assertTrue(drawn.overlap() > 0.85, "IoU " + drawn.overlap());
        }
    }

    @Test
    void darkHairOverADarkShirtIsNotLostOnTheHead() {
        try (Workspace workspace = new Workspace()) {
            Drawn drawn = new Drawn(workspace, HAIR, new Scalar(66, 44, 38));
            assertTrue(drawn.foundAt(300, 55), "the crown");
            assertTrue(drawn.foundAt(256, 120), "beside the face");
        }
    }

    @Test
    void aBaldHeadHasNoHairOnNeckOrShirt() {
        try (Workspace workspace = new Workspace()) {
            Drawn drawn = new Drawn(workspace, SKIN, SHIRT);
            assertEquals(false, drawn.foundAt(300, 185), "the neck");
            assertEquals(false, drawn.foundAt(300, 300), "the shirt");
        }
    }

    private static final class Drawn {
        private final Workspace workspace;
        private final Mat hair;
        private final Mat found;

        Drawn(Workspace workspace, Scalar hairColour, Scalar shirt) {
            this.workspace = workspace;
            Mat picture = workspace.zeros(StandingPerson.HEIGHT, StandingPerson.WIDTH, CvType.CV_8UC3);
            Mat outline = workspace.zeros(StandingPerson.HEIGHT, StandingPerson.WIDTH, CvType.CV_8U);
            hair = workspace.zeros(StandingPerson.HEIGHT, StandingPerson.WIDTH, CvType.CV_8U);
            picture.setTo(Scalar.all(225));
            Point head = new Point(300, 112);
            Point from = new Point(205, 205);
            Point to = new Point(395, 540);
            Imgproc.rectangle(picture, from, to, shirt, -1);
            Imgproc.rectangle(outline, from, to, WHITE, -1);
            Imgproc.rectangle(picture, new Point(280, 140), new Point(320, 215), SKIN, -1);
            // Hair: a cap round the head and a strand at each side of the neck, then the face over it.
            for (Mat plane : new Mat[] {picture, outline, hair}) {
                Scalar colour = plane.channels() == 3 ? hairColour : WHITE;
                Imgproc.ellipse(plane, head, new Size(55, 65), 0, 0, 360, colour, -1);
                Imgproc.rectangle(plane, new Point(246, 112), new Point(272, 235), colour, -1);
                Imgproc.rectangle(plane, new Point(328, 112), new Point(354, 235), colour, -1);
            }
            Imgproc.rectangle(outline, new Point(272, 140), new Point(328, 215), WHITE, -1);
            Imgproc.ellipse(picture, head, new Size(34, 46), 0, 0, 360, SKIN, -1);
            Imgproc.ellipse(hair, head, new Size(34, 46), 0, 0, 360, Scalar.all(0), -1);
            Imgproc.rectangle(hair, new Point(280, 140), new Point(320, 215), Scalar.all(0), -1);
            Imgproc.GaussianBlur(picture, picture, new Size(0, 0), 1);
            found = HairEstimate.of(picture, outline, new StandingPerson().landmarks(), Optional.empty(), workspace);
        }

        boolean foundAt(int column, int row) {
            return found.get(row, column)[0] >= 128;
        }

        double overlap() {
            Mat sure = workspace.mat();
            Core.compare(found, Scalar.all(127), sure, Core.CMP_GT);
            Mat both = workspace.mat();
            Core.bitwise_and(sure, hair, both);
            Mat any = workspace.mat();
            Core.bitwise_or(sure, hair, any);
            return Core.countNonZero(both) / (double) Core.countNonZero(any);
        }
    }
}
