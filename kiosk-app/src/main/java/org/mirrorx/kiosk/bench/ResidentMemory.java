package org.mirrorx.kiosk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory this process ever held at once. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";

    private ResidentMemory() {}

    /** Bytes, all of the process: heap, natives, libraries; empty where the system does not tell. */
    public static OptionalLong peak() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(HIGH_WATER_MARK)) {
                    String kilobytes = line.substring(HIGH_WATER_MARK.length())
                            .replace("kB", "")
                            .strip();
                    return OptionalLong.of(1024 * Long.parseLong(kilobytes));
                }
            }
            return OptionalLong.empty();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
