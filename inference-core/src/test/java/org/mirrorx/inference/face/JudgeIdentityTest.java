package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.EngineFault;
import org.mirrorx.inference.image.Picture;

final class JudgeIdentityTest {
    private final Arena arena = Arena.ofConfined();
    private final Picture picture = Picture.allocate(arena, 2, 2);
    private final Deque<Optional<float[]>> seen = new ArrayDeque<>();
    private final JudgeIdentity judge = new JudgeIdentity(looked -> seen.remove());

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void theDistanceIsEuclidean() {
        assertEquals(
                5,
                distance(Optional.of(new float[] {0, 0}), Optional.of(new float[] {3, 4}))
                        .orElseThrow());
    }

    @Test
    void withoutAFaceInTheCaptureThereIsNothingToJudge() {
        seen.add(Optional.empty());
        JudgeIdentity.Face nobody = judge.remember(picture);
        OptionalDouble distance = judge.distance(nobody, picture);
        assertTrue(distance.isEmpty());
        assertDoesNotThrow(() -> judge.requireSamePerson("drape", nobody, distance));
    }

    @Test
    void aFaceThatIsGoneFromTheLookIsAFault() {
        seen.add(Optional.of(new float[] {1}));
        seen.add(Optional.empty());
        JudgeIdentity.Face shopper = judge.remember(picture);
        OptionalDouble distance = judge.distance(shopper, picture);
        assertThrows(EngineFault.class, () -> judge.requireSamePerson("drape", shopper, distance));
    }

    @Test
    void embeddingsAreOverwrittenWhenTheyAreNotNeededAnyMore() {
        float[] shopper = {1, 2};
        float[] look = {1, 2};
        seen.add(Optional.of(shopper));
        seen.add(Optional.of(look));
        JudgeIdentity.Face face = judge.remember(picture);
        judge.distance(face, picture);
        assertArrayEquals(new float[2], look);
        face.forget();
        assertArrayEquals(new float[2], shopper);
    }

    private OptionalDouble distance(Optional<float[]> capture, Optional<float[]> look) {
        seen.add(capture);
        seen.add(look);
        return judge.distance(judge.remember(picture), picture);
    }
}
