package org.mirrorx.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.bodylite.PublishedFiles;

final class TfjsWeightsTest {
    /** Loading the JSON library counts too; a file of 200 bytes must not cost more. */
    private static final long MOST_BYTES = 50_000_000;

    private static final String MANIFEST = """
            [{"weights":[
              {"name":"q","shape":[3],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.5,"min":-1.0}},
              {"name":"f","shape":[2],"dtype":"float32"}],
              "paths":["w.bin"]}]""";

    private static TfjsWeights read(String manifest, byte[] numbers) {
        return TfjsWeights.read(manifest.getBytes(StandardCharsets.UTF_8), MemorySegment.ofArray(numbers), "w.bin");
    }

    @Test
    void quantisedNumbersAreByteTimesScalePlusMin() {
        byte[] numbers = ByteBuffer.allocate(11)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0, 2, (byte) 255})
                .putFloat(7)
                .putFloat(-8)
                .array();
        TfjsWeights weights = read(MANIFEST, numbers);
        assertArrayEquals(new float[] {-1, 0, 126.5f}, weights.floats("q", Shape.of(3)));
        assertArrayEquals(new float[] {7, -8}, weights.floats("f", Shape.of(2)));
    }

    @Test
    void theFaceEmbeddingHas117TensorsAndEightOfThemAreFloats() {
        Tensors stored = TfjsWeights.read(
                        PublishedFiles.bytes("face_recognition_model-weights_manifest.json"),
                        MemorySegment.ofArray(PublishedFiles.bytes("face_recognition_model.bin")),
                        "face_recognition_model.bin")
                .stored();
        assertEquals(117, stored.names().size());
        long numbers = 0;
        int floats = 0;
        for (String name : stored.names()) {
            numbers += stored.get(name).shape().elements();
            floats += stored.get(name).type() == ElementType.F32 ? 1 : 0;
        }
        assertEquals(5_614_592, numbers);
        assertEquals(8, floats);
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() {
        Refusal longer = assertThrows(Refusal.class, () -> read(MANIFEST, new byte[12]));
        assertEquals(
                "w.bin has 12 bytes where its manifest lists 11; take both files from the same package.",
                longer.getMessage());
        Refusal shorter = assertThrows(Refusal.class, () -> read(MANIFEST, new byte[10]));
        assertEquals(
                "w.bin: tensor f ends behind byte 10, the end of the file; take the published file.",
                shorter.getMessage());
    }

    @Test
    void aDeeplyNestedManifestIsRefused() {
        Refusal refusal = assertThrows(Refusal.class, () -> read("[{\"paths\":" + "[".repeat(1_000_000), new byte[0]));
        assertTrue(String.valueOf(refusal.getMessage()).contains("not JSON"));
    }

    @Test
    void aDamagedManifestIsReadOrRefusedInOneSentence() {
        byte[] whole = MANIFEST.getBytes(StandardCharsets.UTF_8);
        long seed = 11;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = Mutations.of(whole, new Random(seed + round), whole.length);
            Mutations.accepts(
                    "w.bin",
                    "seed " + seed + ", round " + round,
                    MOST_BYTES,
                    () -> TfjsWeights.read(damaged, MemorySegment.ofArray(new byte[11]), "w.bin"));
        }
    }
}
