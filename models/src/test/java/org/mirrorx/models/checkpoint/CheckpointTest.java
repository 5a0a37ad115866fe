package org.mirrorx.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Refusal;

final class CheckpointTest {
    private static final long SEED = 20_261_127L;
    private static final int MUTATIONS = 100;

    /** What a reader may allocate for a file of some hundred bytes. */
    private static final long MOST_BYTES = 4_000_000;

    private static final int HOT_BYTES = 200;

    @TempDir
    Path folder;

    private static Map<String, byte[]> wellFormed() {
        return Map.of(
                "model.safetensors", CheckpointFiles.safeTensors(),
                "model.pth", CheckpointFiles.torchZip(),
                "legacy.pth", CheckpointFiles.legacyTorch(),
                "model.pkl", CheckpointFiles.numpy());
    }

    @TestFactory
    Stream<DynamicTest> everyFormatGivesTheSameNumbers() {
        return wellFormed().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    try (Arena arena = Arena.ofConfined()) {
                        Tensors tensors = Checkpoint.open(write(file.getKey(), file.getValue()), arena);
                        assertEquals(List.of("a", "b"), List.copyOf(tensors.names()));
                        assertEquals(List.of(2, 3), tensors.get("a").shape().sides());
                        assertArrayEquals(
                                new float[] {1, 2, 3, 4, 5, 6}, tensors.get("a").toFloats());
                        assertArrayEquals(
                                new float[] {-1, 0.5f, 0.25f, 8},
                                tensors.get("b").toFloats());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> damagedFilesAreReadOrRefusedInOneSentence() {
        return wellFormed().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    Random random = new Random(SEED);
                    for (int i = 0; i < MUTATIONS; i++) {
                        Path damaged = write(file.getKey(), Mutations.of(file.getValue(), random, HOT_BYTES));
                        Mutations.accepts(damaged.toString(), "seed " + SEED + " mutation " + i, MOST_BYTES, () -> {
                            try (Arena arena = Arena.ofConfined()) {
                                Tensors tensors = Checkpoint.open(damaged, arena);
                                tensors.names()
                                        .forEach(name -> tensors.get(name).toDoubles());
                            }
                        });
                    }
                }));
    }

    @Test
    void aPickleThatCallsTheSystemIsRefusedByNameAndDoesNothing() throws IOException {
        Path ran = folder.resolve("ran");
        for (String global : List.of("posix system", "nt system", "os system", "builtins eval")) {
            Path file = write("bad.pkl", CheckpointFiles.calling(global, "touch " + ran));
            assertTrue(refusal(file).contains(global), refusal(file));
            Path zip = write("bad.pth", CheckpointFiles.torchZip(global));
            assertTrue(refusal(zip).contains(global), refusal(zip));
        }
        assertFalse(Files.exists(ran));
    }

    @Test
    void whatIsNoCheckpointIsCalledWhatItIs() throws IOException {
        assertTrue(refusal(text("a.pth", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n"))
                .contains("pointer"));
        assertTrue(refusal(text("b.safetensors", "<!DOCTYPE html><html>404</html>"))
                .contains("web page"));
        assertTrue(refusal(text("c.safetensors", "")).contains("empty"));
        assertTrue(refusal(folder).contains("no file"));
        assertTrue(refusal(folder.resolve("absent.pth")).contains("no file"));
    }

    @Test
    void shardsAreReadThroughTheirIndex() throws IOException {
        write("one.safetensors", CheckpointFiles.safeTensors());
        Path index = text("model.safetensors.index.json", "{\"weight_map\":{\"b\":\"one.safetensors\"}}");
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(List.of("b"), List.copyOf(Checkpoint.open(index, arena).names()));
            assertEquals(List.of(index, folder.resolve("one.safetensors")), Checkpoint.files(index));
        }
    }

    @Test
    void aShardThatIsALinkOutOfTheFolderIsRefused() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path outside = write("outside.safetensors", CheckpointFiles.safeTensors());
        Files.createSymbolicLink(inside.resolve("one.safetensors"), outside);
        Path index = inside.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":\"one.safetensors\"}}");
        assertTrue(refusal(index).contains("link"), refusal(index));
    }

    @Test
    void anArchiveBeyondFourGigabytesIsReadWithoutBeingCopied() throws IOException {
        Path file = folder.resolve("large.pth");
        LargeArchive.write(file, CheckpointFiles.torchZip());
        assertTrue(Files.size(file) > 1L << 32);
        try (Arena arena = Arena.ofConfined()) {
            assertArrayEquals(
                    new float[] {1, 2, 3, 4, 5, 6},
                    Checkpoint.open(file, arena).get("a").toFloats());
        }
    }

    /** Moves the entries of a small archive behind four empty gigabytes and describes them with ZIP64. */
    private static final class LargeArchive {
        private static final long GAP = 1L << 32;

        static void write(Path file, byte[] small) throws IOException {
            ByteBuffer old = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
            int end = small.length - 22;
            int count = old.getShort(end + 10);
            int from = old.getInt(end + 16);
            ByteBuffer directory = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
            int at = from;
            for (int i = 0; i < count; i++) {
                int name = old.getShort(at + 28);
                int next = at + 46 + name + old.getShort(at + 30) + old.getShort(at + 32);
                byte[] head = Arrays.copyOfRange(small, at, at + 46 + name);
                ByteBuffer changed = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
                long header = changed.getInt(42) + GAP;
                changed.putInt(42, -1).putShort(30, (short) 12).putShort(32, (short) 0);
                directory.put(head).putShort((short) 1).putShort((short) 8).putLong(header);
                at = next;
            }
            directory.flip();
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.write(small, 0, 2); // so that the first bytes say what it is
                out.seek(GAP);
                out.write(small, 0, from);
                long begin = out.getFilePointer();
                out.write(directory.array(), 0, directory.limit());
                long large = out.getFilePointer();
                ByteBuffer tail = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
                tail.putInt(0x06064b50)
                        .putLong(44)
                        .putInt(0)
                        .putLong(0)
                        .putLong(count)
                        .putLong(count);
                tail.putLong(directory.limit()).putLong(begin);
                tail.putInt(0x07064b50).putInt(0).putLong(large).putInt(1);
                tail.putInt(0x06054b50)
                        .putInt(0)
                        .putShort((short) -1)
                        .putShort((short) -1)
                        .putInt(-1)
                        .putInt(-1);
                out.write(tail.array());
            }
        }
    }

    private static String refusal(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            String sentence = String.valueOf(assertThrows(Refusal.class, () -> Checkpoint.open(file, arena))
                    .getMessage());
            assertTrue(sentence.endsWith(".") && !sentence.contains("\n"), sentence);
            return sentence;
        }
    }

    private Path text(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
