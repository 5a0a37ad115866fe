package org.mirrorx.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.kiosk.cli.Photographs;

/** The drawn shopper is good enough a person for the networks that read real ones. */
final class SampleShopperTest {
    private static final List<Joint> NEEDED = List.of(
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST,
            Joint.LEFT_HIP,
            Joint.RIGHT_HIP,
            Joint.LEFT_KNEE,
            Joint.RIGHT_KNEE);

    @TestFactory
    Stream<DynamicTest> theNetworksFindHerBodyAndHerFaceInEveryPose() {
        return SampleAssets.shoppers().stream()
                .map(pose -> DynamicTest.dynamicTest(pose, () -> {
                    try (BodyLite networks = BodyLite.open(Optional.empty());
                            Arena memory = Arena.ofShared()) {
                        Picture picture = Photographs.person(
                                SampleAssets.read(pose), pose, Photographs.WORKING_LONG_SIDE, memory);
                        BodyReading reading =
                                networks.read(picture, memory).body().orElseThrow();
                        requireAPlausiblePerson(reading);
                        requireJointsInsideTheOutline(reading);
                        requireAFace(reading.face().orElseThrow());
                        requireTheWallBesideHer(reading);
                    }
                }));
    }

    private static void requireAPlausiblePerson(BodyReading reading) {
        assertTrue(reading.personScore() > 0.9, "person score " + reading.personScore());
        assertTrue(reading.poseFlag() > 0.95, "pose flag " + reading.poseFlag());
        assertEquals(Optional.empty(), reading.implausible());
        assertEquals(1, reading.largePeople());
    }

    private static void requireJointsInsideTheOutline(BodyReading reading) {
        for (Joint joint : NEEDED) {
            Landmark landmark = reading.at(joint);
            assertTrue(landmark.presence() > 0.5, joint + " presence " + landmark.presence());
            assertTrue(covered(reading, landmark.x(), landmark.y()), joint + " lies outside of her outline");
        }
    }

    private static void requireAFace(FaceReading face) {
        assertTrue(face.score() > 0.85, "face score " + face.score());
        assertFalse(face.mesh().isEmpty(), "no mesh of her face");
    }

    private static void requireTheWallBesideHer(BodyReading reading) {
        for (int y = 20; y < 1000; y += 20) {
            assertFalse(covered(reading, 40, y), "the wall at the picture's left is taken for her in row " + y);
            assertFalse(covered(reading, 1040, y), "the wall at the picture's right is taken for her in row " + y);
        }
    }

    private static boolean covered(BodyReading reading, double x, double y) {
        long at = Math.round(y) * reading.width() + Math.round(x);
        return Byte.toUnsignedInt(reading.person().coverage().get(ValueLayout.JAVA_BYTE, at)) >= 128;
    }
}
