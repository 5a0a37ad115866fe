package org.mirrorx.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Refusal;

/** Small files that were made to keep a reader busy for ever or to fill the memory, and healthy ones that look like something else. */
final class HostileCheckpointTest {
    @TempDir
    Path folder;

    /** The length of the header reads as a brace after a blank, as a bracket after a blank, as the letters of a zip archive. */
    @TestFactory
    Stream<DynamicTest> aHealthyFileIsReadWhateverItsHeadersLengthSpells() {
        return Stream.of(31_520, 15_392, 19_280)
                .map(length -> DynamicTest.dynamicTest("header of " + length, () -> {
                    String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
                    byte[] header = (json + " ".repeat(length - json.length())).getBytes(StandardCharsets.UTF_8);
                    byte[] file = ByteBuffer.allocate(8 + header.length + 4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .put(header)
                            .putFloat(7)
                            .array();
                    try (Arena arena = Arena.ofConfined()) {
                        assertArrayEquals(
                                new float[] {7},
                                Checkpoint.open(write("model.safetensors", file), arena)
                                        .get("a")
                                        .toFloats());
                    }
                }));
    }

    @Test
    void keysThatHashAlikeTakeNoTime() throws IOException {
        ByteArrayOutputStream pickle = start();
        pickle.writeBytes(new byte[] {'}', '('});
        for (long i = 0; i < 100_000; i++) { // Long.hashCode is high ^ low
            pickle.write(0x8a);
            pickle.write(8);
            pickle.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(i << 32 | i)
                    .array());
            pickle.write('N');
        }
        pickle.writeBytes(new byte[] {'u', '.'});
        refused(pickle);
    }

    @Test
    void aLongNameOverAndOverFillsNoMemory() throws IOException {
        ByteArrayOutputStream pickle = start();
        byte[] name = "n".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        text(pickle, name);
        pickle.writeBytes(new byte[] {'q', 0});
        for (int i = 0; i < 40; i++) {
            pickle.writeBytes(new byte[] {'}', 'h', 0});
        }
        pickle.write(']');
        pickle.write('(');
        for (int i = 0; i < 20_000; i++) {
            pickle.write('N');
        }
        pickle.write('e');
        for (int i = 0; i < 40; i++) {
            pickle.write('s');
        }
        pickle.write('.');
        refused(pickle);
    }

    @Test
    void aTensorOfFiveHundredSidesIsNone() throws IOException {
        ByteArrayOutputStream pickle = start();
        global(pickle, "numpy.core.multiarray\n_reconstruct\n");
        global(pickle, "numpy\nndarray\n");
        pickle.writeBytes(new byte[] {'K', 0, (byte) 0x85, 'C', 1, 'b', (byte) 0x87, 'R', '(', 'K', 1, '('});
        for (int i = 0; i < 500; i++) {
            pickle.writeBytes(new byte[] {'K', 1});
        }
        pickle.write('t');
        global(pickle, "numpy\ndtype\n");
        text(pickle, "f4".getBytes(StandardCharsets.UTF_8));
        pickle.writeBytes(new byte[] {(byte) 0x85, 'R', (byte) 0x89, 'C', 4, 0, 0, 0, 0, 't', 'b', '.'});
        assertTrue(refused(pickle).contains("500 sides"));
    }

    @Test
    void bytesThatAreRepeatedAreCountedEachTime() throws IOException {
        ByteArrayOutputStream pickle = start();
        text(pickle, "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        pickle.writeBytes(new byte[] {'q', 0});
        text(pickle, "latin1".getBytes(StandardCharsets.UTF_8));
        pickle.writeBytes(new byte[] {'q', 1});
        global(pickle, "_codecs\nencode\n");
        pickle.writeBytes(new byte[] {'q', 2});
        for (int i = 0; i < 3000; i++) {
            pickle.writeBytes(new byte[] {'h', 2, 'h', 0, 'h', 1, (byte) 0x86, 'R', '0'});
        }
        pickle.writeBytes(new byte[] {'N', '.'});
        assertTrue(refused(pickle).contains("repeats"));
    }

    @Test
    void aShardThatNoFileCanBeCalledIsRefused() throws IOException {
        Path index = write(
                "model.safetensors.index.json",
                "{\"weight_map\":{\"a\":\"\\ud800.safetensors\"}}".getBytes(StandardCharsets.UTF_8));
        try (Arena arena = Arena.ofConfined()) {
            assertThrows(Refusal.class, () -> Checkpoint.open(index, arena));
        }
    }

    private static ByteArrayOutputStream start() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 3});
        return pickle;
    }

    private static void global(ByteArrayOutputStream pickle, String name) {
        pickle.write('c');
        pickle.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void text(ByteArrayOutputStream pickle, byte[] utf8) {
        pickle.write('X');
        pickle.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(utf8.length)
                .array());
        pickle.writeBytes(utf8);
    }

    private String refused(ByteArrayOutputStream pickle) throws IOException {
        Path file = write("model.pkl", pickle.toByteArray());
        try (Arena arena = Arena.ofConfined()) {
            Refusal refusal = assertThrows(Refusal.class, () -> Checkpoint.open(file, arena));
            String sentence = String.valueOf(refusal.getMessage());
            assertTrue(sentence.endsWith(".") && !sentence.contains("\n"), sentence);
            return sentence;
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
