package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

final class BodyMapTest {
    @ParameterizedTest
    @EnumSource
    void everyPartIsMadeOfItsOwnRegions(BodyMap.Part part) {
        try (Arena memory = Arena.ofConfined()) {
            int shown = 0;
            Mask mask = map(memory, new StandingPerson()).part(part, memory);
            for (int column = 0; column < Region.values().length; column++) {
                shown += Byte.toUnsignedInt(mask.coverage().get(ValueLayout.JAVA_BYTE, column)) == 255 ? 1 : 0;
            }
            int expected = switch (part) {
                case HEAD, ARMS, LEGS -> 2;
                case HAIR, HANDS, UPPER_GARMENT, LOWER_GARMENT -> 1;
            };
            assertEquals(expected, shown);
        }
    }

    @Test
    void aPointOutsideThePictureHasNoConfidenceHoweverVisibleItIsCalled() {
        try (Arena memory = Arena.ofConfined()) {
            StandingPerson cut = new StandingPerson()
                    .absent(Joint.LEFT_ANKLE)
                    .move(Joint.RIGHT_ANKLE, 255, StandingPerson.HEIGHT + 5);
            assertEquals(0, map(memory, cut).confidence(Joint.LEFT_ANKLE));
            assertEquals(0, map(memory, cut).confidence(Joint.RIGHT_ANKLE));
            assertEquals(1, map(memory, cut).confidence(Joint.LEFT_KNEE));
        }
    }

    /** The first row shows every region once, in their order. */
    private static BodyMap map(Arena memory, StandingPerson person) {
        Mask regions = Mask.allocate(memory, StandingPerson.WIDTH, StandingPerson.HEIGHT);
        for (Region region : Region.values()) {
            regions.coverage().set(ValueLayout.JAVA_BYTE, region.code(), (byte) region.code());
        }
        Mask none = Mask.allocate(memory, StandingPerson.WIDTH, StandingPerson.HEIGHT);
        return new BodyMap(
                person.reading(memory),
                new GarmentLabels(
                        regions,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        Picture.allocate(memory, StandingPerson.WIDTH, StandingPerson.HEIGHT),
                        Optional.empty(),
                        0,
                        1),
                Optional.empty());
    }
}
