package org.mirrorx.models.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.mirrorx.models.Refusal;

/**
 * Opens the checkpoints that people download: safetensors, PyTorch (zip, or before 1.6), pickles of NumPy arrays; in one file, or in
 * shards with an index. What a file is shows in its first bytes, whatever its name.
 */
public final class Checkpoint {
    private static final int SNIFFED = 256;
    private static final String LFS = "version https://git-lfs";
    private static final int PROTOCOL = 0x80;

    private Checkpoint() {}

    /**
     * Maps a checkpoint; its tensors are views of the file as long as the arena is open, but for those whose numbers do not lie row by
     * row: they are copied.
     *
     * @param file a checkpoint, or the index of its shards
     * @throws Refusal when it is absent, no checkpoint, damaged, or asks for code to be run
     */
    public static Tensors open(Path file, Arena arena) {
        MemorySegment bytes = map(file, arena);
        return isIndex(bytes) ? Shards.read(bytes, file, arena) : single(bytes, file, arena);
    }

    /**
     * The files that a checkpoint lies in: itself, and the shards where it is their index.
     *
     * @throws Refusal when it is absent, or a damaged index
     */
    public static List<Path> files(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = map(file, arena);
            return isIndex(bytes) ? Shards.files(bytes, file) : List.of(file);
        }
    }

    private static boolean isIndex(MemorySegment bytes) {
        return !SafeTensors.recognises(bytes) && head(bytes).stripLeading().startsWith("{");
    }

    /** A checkpoint in one file. */
    static Tensors single(Path file, Arena arena) {
        return single(map(file, arena), file, arena);
    }

    private static Tensors single(MemorySegment bytes, Path file, Arena arena) {
        String source = file.toString();
        // First: the length of its header may read as any text.
        if (SafeTensors.recognises(bytes)) {
            return SafeTensors.read(bytes, source);
        }
        String head = head(bytes);
        if (head.isEmpty()) {
            throw new Refusal(file + " is empty; download it again.");
        }
        if (head.startsWith(LFS)) {
            throw new Refusal(file
                    + " is only the pointer of a large file that was not fetched; run `git lfs pull`, or download the"
                    + " file itself.");
        }
        if (head.stripLeading().startsWith("<")) {
            throw new Refusal(file + " is a web page, not a checkpoint; download the file itself.");
        }
        if (head.startsWith("PK")) {
            return TorchZip.read(bytes, source, arena);
        }
        if (LegacyTorch.recognises(bytes)) {
            return LegacyTorch.read(bytes, source, arena);
        }
        boolean pickle = head.charAt(0) == PROTOCOL;
        boolean named = source.endsWith(".pkl") || source.endsWith(".pickle");
        return pickle || named ? NumpyPickle.read(bytes, source, arena) : SafeTensors.read(bytes, source);
    }

    /** The first bytes, one character each. */
    private static String head(MemorySegment bytes) {
        return new String(
                bytes.asSlice(0, Math.min(SNIFFED, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.ISO_8859_1);
    }

    private static MemorySegment map(Path file, Arena arena) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Refusal(file + " is no file; give a checkpoint.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (NoSuchFileException absent) {
            throw new Refusal("There is no file " + file + "; check the name.", absent);
        } catch (IOException unreadable) {
            throw new Refusal(file + " cannot be read: " + unreadable.getMessage() + "; check its rights.", unreadable);
        }
    }

    /** @throws Refusal when a file is a link that leads out of its folder */
    public static void refuseLinkOutside(Path file) {
        try {
            Path folder = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
            if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new Refusal(file + " is a link that leads out of its folder; copy the file itself.");
            }
        } catch (IOException broken) {
            throw new Refusal(file + " is a link that leads nowhere; copy the file itself.", broken);
        }
    }
}
