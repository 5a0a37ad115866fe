package org.mirrorx.kiosk.visit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Memory that this process shares with the X server. Without a graphics card, finished frames of the window travel through it, and blocks
 * that were used once keep an old frame for as long as nobody happens to use them again.
 */
public final class DisplayMemory {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path MEMORY = Path.of("/proc/self/mem");

    /** How the system names memory shared by its System V calls. */
    private static final String SHARED = "/SYSV";

    private static final int BLOCK = 1 << 20;

    private DisplayMemory() {}

    /**
     * Overwrites all of it with zeros; the window's next frame is written anew. Does nothing on systems without such memory.
     *
     * @throws IllegalStateException when it is there and cannot be written
     */
    public static void overwrite() {
        if (!Files.isReadable(MAPS)) {
            return;
        }
        try {
            List<String> shared = Files.readAllLines(MAPS).stream()
                    .filter(line -> line.contains(SHARED) && line.contains(" rw"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
            if (shared.isEmpty()) {
                return;
            }
            // Through the file, since a plain write would end the program if the memory was given back a moment ago.
            try (FileChannel memory = FileChannel.open(MEMORY, StandardOpenOption.WRITE)) {
                for (String range : shared) {
                    int dash = range.indexOf('-');
                    overwrite(
                            memory,
                            Long.parseUnsignedLong(range, 0, dash, 16),
                            Long.parseUnsignedLong(range, dash + 1, range.length(), 16));
                }
            }
        } catch (IOException fault) {
            throw new IllegalStateException(
                    "The memory shared with the display cannot be overwritten: " + fault.getMessage(), fault);
        }
    }

    private static void overwrite(FileChannel memory, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(BLOCK, to - from));
        for (long at = from; at < to; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            while (zeros.hasRemaining()) {
                memory.write(zeros, at + zeros.position());
            }
        }
    }
}
