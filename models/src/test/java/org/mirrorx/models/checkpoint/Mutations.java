package org.mirrorx.models.checkpoint;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.mirrorx.models.Refusal;

/** Damage of files, and what a reader must do with a damaged one: accept it or refuse it in one sentence, with bounded memory. */
public final class Mutations {
    private static final int[] EXTREMES = {
        0, 1, -1, 0x7fff, 0x8000, 0xffff, 0x10000, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x40000000, 0x00ffffff
    };

    private Mutations() {}

    /**
     * One to three wounds: flipped bits, extreme numbers, copied or cut pieces; half of them within {@code hotBytes} of the file's
     * begin or end, where formats keep their structure.
     */
    public static byte[] of(byte[] whole, Random random, int hotBytes) {
        byte[] damaged = whole.clone();
        int wounds = 1 + random.nextInt(3);
        for (int i = 0; i < wounds && damaged.length > 8; i++) {
            int at = place(damaged.length - 4, random, hotBytes);
            switch (random.nextInt(6)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt();
                case 2 -> putInt(damaged, at, EXTREMES[random.nextInt(EXTREMES.length)]);
                case 3 -> putInt(damaged, at, random.nextInt());
                case 4 -> {
                    int from = place(damaged.length - 4, random, hotBytes);
                    int length = Math.min(1 + random.nextInt(64), damaged.length - Math.max(at, from));
                    System.arraycopy(whole, Math.min(from, whole.length - length), damaged, at, length);
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                    }
                }
            }
        }
        return damaged;
    }

    /** Runs a reader; anything but success or a one-sentence refusal that names the source fails the test, and so does hunger. */
    public static boolean accepts(String source, String seed, long mostBytes, Runnable reader) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean accepted = true;
        try {
            reader.run();
        } catch (Refusal refusal) {
            accepted = false;
            String sentence = String.valueOf(refusal.getMessage());
            Assertions.assertTrue(
                    sentence.contains(source)
                            && sentence.endsWith(".")
                            && sentence.lines().count() == 1,
                    seed + ": " + sentence);
        } catch (RuntimeException | Error crash) {
            throw new AssertionError(seed + ": the reader fails with " + crash, crash);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        Assertions.assertTrue(allocated <= mostBytes, seed + ": the reader took " + allocated + " bytes");
        return accepted;
    }

    private static int place(int length, Random random, int hotBytes) {
        int hot = Math.min(hotBytes, length);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(hot);
            case 1 -> length - 1 - random.nextInt(hot);
            default -> random.nextInt(length);
        };
    }

    private static void putInt(byte[] bytes, int at, int number) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (number >>> (i * Byte.SIZE));
        }
    }
}
