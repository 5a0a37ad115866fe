package org.mirrorx.models.forge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.models.bodylite.PublishedFiles;
import org.mirrorx.models.checkpoint.Mutations;
import org.mirrorx.models.checkpoint.TfLite;
import org.mirrorx.models.golden.SharedData;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.store.OptionalNetwork;

final class MediaPipeFuzzTest {
    private static final long SEED = 20_261_125L;
    /** The build takes a sample; the program was tried with 400 a file. */
    private static final int ROUNDS = Integer.getInteger("mirrorx.fuzzRounds", 100);

    /** Tables, names and options stand at both ends of these files. */
    private static final int HOT_BYTES = 60_000;

    /** f16 grows to f32 and is reordered; a sparse file may grow further. */
    private static final long MOST_BYTES = 400_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"face_detection_short_range.tflite", "selfie_segmentation.tflite", "pose_detection.tflite"})
    void aDamagedNetworkIsForgedOrRefusedInOneSentence(String file) {
        damage(file, PublishedFiles.bytes(file));
    }

    @Test
    void aDamagedNetworkWithOperatorsOfMediaPipesOwnIsForgedOrRefusedToo() throws IOException {
        String file = OptionalNetwork.HAIR_SEGMENTATION.file();
        damage(file, Files.readAllBytes(SharedData.MODELS.resolve(file)));
    }

    private static void damage(String file, byte[] published) {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String seed = file + ", seed " + SEED + ", round " + round;
            byte[] damaged = Mutations.of(published, new Random(SEED + round), HOT_BYTES);
            boolean accepted = Mutations.accepts(file, seed, MOST_BYTES, () -> {
                try (Arena arena = Arena.ofConfined()) {
                    OnnxFile.write(MediaPipe.forge(TfLite.read(MemorySegment.ofArray(damaged), file)), arena);
                }
            });
            refused += accepted ? 0 : 1;
        }
        assertTrue(refused > ROUNDS / 20, "only " + refused + " of " + ROUNDS + " damaged files were refused");
    }
}
