package org.mirrorx.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;

final class SafeTensorsTest {
    /** Loading the JSON library counts too; a file of 200 bytes must not cost more. */
    private static final long MOST_BYTES = 50_000_000;

    private static final String TWO_TENSORS = """
            {"__metadata__":{"format":"pt"},
             "b":{"dtype":"F16","shape":[2],"data_offsets":[12,16]},
             "a":{"dtype":"F32","shape":[3,1],"data_offsets":[0,12]}}""" + "  ";

    private static byte[] file(String header, int numbers) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + numbers).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        return file.array();
    }

    private static Tensors read(byte[] file) {
        return SafeTensors.read(MemorySegment.ofArray(file), "net.safetensors");
    }

    @Test
    void tensorsAreFoundByName(@TempDir Path folder) throws IOException {
        byte[] file = file(TWO_TENSORS, 16);
        ByteBuffer numbers =
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(file.length - 16);
        numbers.putFloat(1).putFloat(-2.5f).putFloat(3);
        numbers.putShort(Float.floatToFloat16(0.5f)).putShort(Float.floatToFloat16(-65504));
        Path path = folder.resolve("net.safetensors");
        Files.write(path, file);
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors = SafeTensors.map(path, arena);
            assertEquals(List.of("b", "a"), List.copyOf(tensors.names()));
            assertArrayEquals(
                    new float[] {1, -2.5f, 3},
                    tensors.get("a", ElementType.F32, Shape.of(3, 1)).toFloats());
            assertArrayEquals(new float[] {0.5f, -65504}, tensors.get("b").toFloats());
            Refusal absent = assertThrows(Refusal.class, () -> tensors.get("c"));
            assertEquals(path + " has no tensor c; take the published file.", absent.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\":1}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,15]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[4,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,99999999999]}}",
                "{\"a\":{\"dtype\":\"F31\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}} {}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4.5],\"data_offsets\":[0,16]}}",
            })
    void aHeaderThatDoesNotAddUpIsRefused(String header) {
        Refusal refusal = assertThrows(Refusal.class, () -> read(file(header, 16)));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("net.safetensors is not a safetensors file: "));
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() {
        byte[] file = file(TWO_TENSORS, 16);
        for (long length : new long[] {-1, 0, 1, file.length - 7, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            assertThrows(Refusal.class, () -> read(file), "length " + length);
        }
    }

    @Test
    void anAbsentFileIsNamed(@TempDir Path folder) {
        Path absent = folder.resolve("absent.safetensors");
        try (Arena arena = Arena.ofConfined()) {
            Refusal refusal = assertThrows(Refusal.class, () -> SafeTensors.map(absent, arena));
            assertEquals("There is no file " + absent + "; check the name.", refusal.getMessage());
        }
    }

    @Test
    void aDamagedFileIsReadOrRefusedInOneSentence() {
        byte[] whole = file(TWO_TENSORS, 16);
        long seed = 7;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = Mutations.of(whole, new Random(seed + round), whole.length);
            Mutations.accepts("net.safetensors", "seed " + seed + ", round " + round, MOST_BYTES, () -> read(damaged));
        }
    }
}
