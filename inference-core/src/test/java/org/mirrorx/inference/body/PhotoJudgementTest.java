package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Declined.Reason;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;

final class PhotoJudgementTest {
    private static final byte DAYLIGHT = (byte) 200;
    private static final byte NIGHT = 20;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                arguments(Reason.SEVERAL_PEOPLE, new StandingPerson().among(1)),
                arguments(Reason.TOO_CLOSE, new StandingPerson().scaled(2.6)),
                arguments(Reason.TOO_CLOSE, new StandingPerson().faceOfHeight(300)),
                arguments(
                        Reason.TOO_CLOSE,
                        new StandingPerson().scaled(1.7).absent(Joint.LEFT_HIP).absent(Joint.RIGHT_HIP)),
                arguments(Reason.PARTS_OUTSIDE, new StandingPerson().absent(Joint.LEFT_HIP)),
                arguments(Reason.PARTS_OUTSIDE, new StandingPerson().absent(Joint.RIGHT_SHOULDER)),
                arguments(
                        Reason.PARTS_OUTSIDE,
                        new StandingPerson()
                                .move(Joint.LEFT_SHOULDER, 380, 800)
                                .move(Joint.RIGHT_SHOULDER, 220, 800)
                                .move(Joint.LEFT_HIP, 345, 1030)
                                .move(Joint.RIGHT_HIP, 255, 1030)),
                arguments(Reason.TURNED_AWAY, new StandingPerson().mirrored()),
                arguments(
                        Reason.TURNED_AWAY,
                        new StandingPerson().move(Joint.LEFT_SHOULDER, 340, 220).move(Joint.RIGHT_SHOULDER, 260, 220)),
                arguments(Reason.BODY_UNCLEAR, new StandingPerson().implausible("hips beside the trunk")),
                arguments(
                        Reason.ARMS_CROSSED,
                        new StandingPerson().move(Joint.LEFT_WRIST, 240, 330).move(Joint.RIGHT_WRIST, 360, 340)),
                arguments(Reason.ARMS_CROSSED, new StandingPerson().move(Joint.RIGHT_WRIST, 330, 400)));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void eachFaultIsDeclinedForItsOwnReason(Reason reason, StandingPerson person) {
        assertEquals(Optional.of(reason), judged(person, GarmentKind.UPPER, DAYLIGHT));
    }

    static Stream<Arguments> good() {
        return Stream.of(
                arguments(new StandingPerson()),
                arguments(new StandingPerson().faceOfHeight(140)),
                // Hands on the hips, in the pockets, behind the back, at the collar.
                arguments(new StandingPerson()
                        .move(Joint.LEFT_ELBOW, 460, 360)
                        .move(Joint.LEFT_WRIST, 350, 465)
                        .move(Joint.RIGHT_ELBOW, 140, 360)
                        .move(Joint.RIGHT_WRIST, 250, 465)),
                arguments(new StandingPerson().move(Joint.RIGHT_WRIST, 330, 400).hidden(Joint.RIGHT_WRIST)),
                arguments(new StandingPerson().move(Joint.LEFT_ELBOW, 400, 330).move(Joint.LEFT_WRIST, 350, 225)),
                // A cut head is no reason.
                arguments(new StandingPerson().absent(Joint.NOSE).move(Joint.NOSE, 300, -20)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void whoStandsReadyIsNotSentAway(StandingPerson person) {
        assertEquals(Optional.empty(), judged(person, GarmentKind.UPPER, DAYLIGHT));
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatReachesTheKneesNeedsThem(GarmentKind kind) {
        StandingPerson cut = new StandingPerson().absent(Joint.LEFT_KNEE).absent(Joint.RIGHT_KNEE);
        Optional<Reason> expected = switch (kind) {
            case UPPER -> Optional.empty();
            case LOWER, DRESS -> Optional.of(Reason.PARTS_OUTSIDE);
        };
        assertEquals(expected, judged(cut, kind, DAYLIGHT));
    }

    @Test
    void aDarkRoomIsSaidToBeDark() {
        assertEquals(Optional.of(Reason.TOO_DARK), judged(new StandingPerson(), GarmentKind.UPPER, NIGHT));
    }

    @Test
    void nobodyInTheLightIsNobodyAndNobodyInTheDarkIsDarkness() {
        try (Arena memory = Arena.ofConfined()) {
            assertEquals(Optional.of(Reason.NOBODY_THERE), judged(Optional.empty(), memory, DAYLIGHT, Set.of()));
            assertEquals(Optional.of(Reason.TOO_DARK), judged(Optional.empty(), memory, NIGHT, Set.of()));
        }
    }

    private static Optional<Reason> judged(StandingPerson person, GarmentKind kind, byte light) {
        try (Arena memory = Arena.ofConfined()) {
            return judged(Optional.of(person.reading(memory)), memory, light, EnumSet.of(kind));
        }
    }

    private static Optional<Reason> judged(
            Optional<BodyReading> body, Arena memory, byte light, Set<GarmentKind> kinds) {
        Picture capture = Picture.allocate(memory, StandingPerson.WIDTH, StandingPerson.HEIGHT);
        capture.pixels().fill(light);
        return new PhotoJudgement().judge(capture, () -> body, kinds).map(Declined::reason);
    }
}
