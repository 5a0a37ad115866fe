package org.mirrorx.kiosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How much memory may still be taken, of the machine and of its graphics card. */
public final class FreeMemory {
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1 << 20;
    private static final int PATIENCE_SECONDS = 5;

    private FreeMemory() {}

    /** Bytes that programs can get without others being pushed out; empty where the system does not say. */
    public static OptionalLong ofMachine() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    return OptionalLong.of(KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        } catch (IOException notLinux) {
            // asked below
        }
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? OptionalLong.of(system.getFreeMemorySize())
                : OptionalLong.empty();
    }

    /** Free bytes of the first NVIDIA card; empty without one. */
    public static OptionalLong ofCard() {
        try {
            Process process = new ProcessBuilder(
                            List.of("nvidia-smi", "--query-gpu=memory.free", "--format=csv,noheader,nounits"))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return OptionalLong.empty();
            }
            String first = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            return first.matches("\\d{1,9}") ? OptionalLong.of(MEBIBYTE * Long.parseLong(first)) : OptionalLong.empty();
        } catch (IOException notInstalled) {
            return OptionalLong.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
