package org.mirrorx.kiosk.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.kiosk.flow.Hint;

final class FramingTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 700;

    private final Framing framing = new Framing();
    private double seconds;

    @Test
    void somebodyWhoStandsRightIsTold() {
        assertEquals(Hint.RIGHT, settled(body(0.5, 100, 60, 200, 0)));
    }

    @Test
    void nobodyIsAskedOntoTheMark() {
        assertEquals(Hint.NOBODY, settled(Optional.empty()));
    }

    @Test
    void whoeverStandsAtThePicturesLeftIsBeforeTheMirrorsRightAndGoesLeft() {
        // the mirror shows the picture's left at the shopper's right: to reach the middle they go to their own left
        assertEquals(Hint.MOVE_LEFT, settled(body(0.25, 100, 60, 200, 0)));
        assertEquals(Hint.MOVE_RIGHT, settled(body(0.75, 100, 60, 200, 0)));
    }

    @Test
    void distanceIsTold() {
        assertEquals(Hint.STEP_BACK, settled(body(0.5, 200, 60, 200, 0)));
        assertEquals(Hint.STEP_CLOSER, settled(body(0.5, 40, 60, 200, 0)));
    }

    @Test
    void armsAtTheSidesAreAskedAway() {
        assertEquals(Hint.ARMS_AWAY, settled(body(0.5, 100, -10, 200, 0)));
    }

    @Test
    void theDarkAndOthersAreTold() {
        assertEquals(Hint.MORE_LIGHT, settled(body(0.5, 100, 60, 20, 0)));
        assertEquals(Hint.JUST_YOU, settled(body(0.5, 100, 60, 200, 1)));
    }

    @Test
    void aHintOfOneFrameIsNotShown() {
        settled(body(0.5, 100, 60, 200, 0));
        seconds += 0.033;
        assertEquals(Hint.RIGHT, framing.next(body(0.5, 100, -10, 200, 0), reach, seconds));
    }

    private Hint settled(Optional<TrackedBody> body) {
        Hint hint = Hint.NOBODY;
        for (int i = 0; i < 20; i++) {
            seconds += 0.05;
            hint = framing.next(body, reach, seconds);
        }
        return hint;
    }

    private double blur;
    private Framing.Reach reach = Framing.Reach.HIPS;

    @Test
    void aBlurredPictureAsksToHoldStill() {
        blur = 0.05;
        assertEquals(Hint.HOLD_STILL, settled(body(0.5, 100, 60, 200, 0)));
    }

    @Test
    void aDressNeedsTheKneesInView() {
        reach = Framing.Reach.KNEES;
        assertEquals(Hint.RIGHT, settled(body(0.5, 100, 60, 200, 0)));
        knees = HEIGHT + 5;
        assertEquals(Hint.STEP_BACK, settled(body(0.5, 100, 60, 200, 0)));
        reach = Framing.Reach.HIPS;
        assertEquals(Hint.RIGHT, settled(body(0.5, 100, 60, 200, 0)));
    }

    private double knees = 300;

    /** @param outwards how far the wrists hang outside the hips, pixels */
    private Optional<TrackedBody> body(double middle, double shoulders, double outwards, double light, int others) {
        List<Landmark> points = new ArrayList<>();
        for (int i = 0; i < Joint.values().length; i++) {
            points.add(at(middle * WIDTH, 100));
        }
        double x = middle * WIDTH;
        double hips = shoulders * 0.35;
        set(points, Joint.LEFT_SHOULDER, x + shoulders / 2, 200);
        set(points, Joint.RIGHT_SHOULDER, x - shoulders / 2, 200);
        set(points, Joint.LEFT_HIP, x + hips, 200 + shoulders);
        set(points, Joint.RIGHT_HIP, x - hips, 200 + shoulders);
        set(points, Joint.LEFT_WRIST, x + hips + outwards, 220 + shoulders);
        set(points, Joint.RIGHT_WRIST, x - hips - outwards, 220 + shoulders);
        set(points, Joint.LEFT_KNEE, x + hips, knees);
        set(points, Joint.RIGHT_KNEE, x - hips, knees);
        List<TrackedBody.Bystander> beside =
                others == 0 ? List.of() : List.of(new TrackedBody.Bystander(0, 0, 100, 300, true));
        return Optional.of(new TrackedBody(WIDTH, HEIGHT, points, light, blur, beside));
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    private static void set(List<Landmark> points, Joint joint, double x, double y) {
        points.set(joint.ordinal(), at(x, y));
    }

    private static Landmark at(double x, double y) {
        return new Landmark(x, y, 0, 1, 1);
    }
}
