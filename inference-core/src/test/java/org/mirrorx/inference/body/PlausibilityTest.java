package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PlausibilityTest {
    @Test
    void aStandingPersonHangsTogether() {
        assertEquals(Optional.empty(), broken(new StandingPerson()));
    }

    static Stream<Arguments> collapsed() {
        return Stream.of(
                arguments("left shoulder", new StandingPerson().mirrored()),
                arguments(
                        "shoulder width to torso",
                        new StandingPerson().move(Joint.LEFT_SHOULDER, 303, 220).move(Joint.RIGHT_SHOULDER, 297, 220)),
                arguments(
                        "hip to shoulder",
                        new StandingPerson().move(Joint.LEFT_HIP, 305, 470).move(Joint.RIGHT_HIP, 295, 470)),
                arguments(
                        "outside the person's outline",
                        new StandingPerson().move(Joint.LEFT_HIP, 345, 530).move(Joint.RIGHT_HIP, 255, 530)));
    }

    @ParameterizedTest
    @MethodSource("collapsed")
    void eachWayToCollapseIsNamed(String rule, StandingPerson person) {
        String said = broken(person).orElse("nothing");
        assertTrue(said.contains(rule), said);
    }

    private static Optional<String> broken(StandingPerson person) {
        try (Arena memory = Arena.ofConfined()) {
            return Plausibility.broken(person.landmarks(), StandingPerson.outline(memory));
        }
    }
}
