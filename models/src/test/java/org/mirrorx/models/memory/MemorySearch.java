package org.mirrorx.models.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for runs of bytes in all of this process's memory (Linux). What it looks for it keeps masked only, so that it never finds itself;
 * its own window is overwritten after use.
 */
public final class MemorySearch {
    /** Bytes of a run. */
    public static final int RUN = 32;

    private static final long MASK = 0x9E37_79B9_7F4A_7C15L;
    private static final int TABLE = 1 << 20;
    private static final int WINDOW = 4 << 20;
    private static final int LEAST_DIFFERENT = 18;

    /** Bytes of which plain numbers are made: 0, and the first byte of fractions. */
    private static final String USUAL = "\0\77";

    private static final int MOST_USUAL = 4;

    private record Wanted(String name, long[] masked) {}

    private final List<Wanted> wanted = new ArrayList<>();
    private final boolean[] hashes = new boolean[TABLE];
    private final Map<Long, List<Wanted>> byStart = new HashMap<>();
    private final Map<String, Integer> places = new TreeMap<>();

    /**
     * Remembers a run to look for.
     *
     * @param bytes direct, at least {@link #RUN} from its position on
     * @return false when the bytes are too even to be told from others
     */
    public boolean remember(String name, ByteBuffer bytes) {
        ByteBuffer run = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        boolean[] seen = new boolean[256];
        int different = 0;
        int usual = 0;
        int at = run.position();
        for (int i = 0; i < RUN; i++) {
            int value = run.get(at + i) & 0xff;
            usual += USUAL.indexOf(value) >= 0 ? 1 : 0;
            different += seen[value] ? 0 : 1;
            seen[value] = true;
        }
        if (different < LEAST_DIFFERENT || usual > MOST_USUAL) {
            return false;
        }
        long[] masked = new long[RUN / Long.BYTES];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = run.getLong(at + i * Long.BYTES) ^ MASK;
        }
        Wanted one = new Wanted(name, masked);
        wanted.add(one);
        byStart.computeIfAbsent(masked[0], start -> new ArrayList<>()).add(one);
        hashes[hash(masked[0])] = true;
        return true;
    }

    /** Where the last search found what, how often: a name and the system's line about that part of the memory. */
    public Map<String, Integer> places() {
        return new TreeMap<>(places);
    }

    /** How often each name's runs occur; 0 for those that do not. */
    public Map<String, Integer> find() {
        places.clear();
        Map<String, Integer> found = new TreeMap<>();
        wanted.forEach(one -> found.put(one.name(), 0));
        ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
        long own = MemorySegment.ofBuffer(window).address();
        try (FileChannel memory = FileChannel.open(Path.of("/proc/self/mem"), StandardOpenOption.READ)) {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                String[] parts = line.split("\\s+", 6);
                String[] ends = parts[0].split("-");
                long from = Long.parseUnsignedLong(ends[0], 16);
                long to = Long.parseUnsignedLong(ends[1], 16);
                boolean file = parts.length == 6 && parts[5].startsWith("/");
                if (from >= 0 && parts[1].startsWith("r") && !(file && parts[1].charAt(1) != 'w')) {
                    search(memory, from, to, own, window, found, line);
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } finally {
            wipe(window);
        }
        return found;
    }

    private void search(
            FileChannel memory,
            long from,
            long to,
            long own,
            ByteBuffer window,
            Map<String, Integer> found,
            String line) {
        long at = from;
        while (at < to) {
            window.clear().limit((int) Math.min(WINDOW, to - at));
            int read;
            try {
                read = memory.read(window, at);
            } catch (IOException notReadable) {
                return; // pages of a device
            }
            if (read <= 0) {
                return;
            }
            for (int i = 0; i + RUN <= read; i++) {
                long start = window.getLong(i) ^ MASK;
                if (hashes[hash(start)] && !(at + i >= own && at + i < own + WINDOW)) {
                    for (Wanted one : byStart.getOrDefault(start, List.of())) {
                        if (matches(window, i, one.masked())) {
                            found.merge(one.name(), 1, Integer::sum);
                            places.merge(one.name() + " in " + line, 1, Integer::sum);
                        }
                    }
                }
            }
            at += read < RUN || at + read >= to ? read : read - RUN + 1;
        }
    }

    private static boolean matches(ByteBuffer window, int at, long[] masked) {
        for (int i = 1; i < masked.length; i++) {
            if ((window.getLong(at + i * Long.BYTES) ^ MASK) != masked[i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(long value) {
        return (int) ((value * 0xD6E8_FEB8_6659_FD93L) >>> 44);
    }

    private static void wipe(ByteBuffer buffer) {
        buffer.clear();
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0);
        }
    }
}
