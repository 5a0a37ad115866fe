package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps the system from blanking the display while the mirror runs. */
final class ScreenSaver {
    /** ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED of SetThreadExecutionState: holds as long as the calling thread lives. */
    private static final int KEEP_ON = 0x8000_0003;

    private static final long SECONDS = 3;

    private ScreenSaver() {}

    /**
     * Switches blanking off. To be called on a thread that lives as long as the window.
     *
     * @return false when the system would not
     */
    static boolean stop() {
        String system = System.getProperty("os.name", "");
        return system.startsWith("Windows") ? onWindows() : !system.startsWith("Linux") || onX();
    }

    private static boolean onX() {
        try {
            Process process = new ProcessBuilder(List.of("xset", "s", "off", "s", "noblank", "-dpms"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("restricted") // two numbers to and from a function of the system
    private static boolean onWindows() {
        try (Arena arena = Arena.ofConfined()) {
            int before = (int) Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup("kernel32", arena)
                                    .find("SetThreadExecutionState")
                                    .orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(KEEP_ON);
            return before != 0;
        } catch (Throwable refused) { // a method handle may throw anything
            return false;
        }
    }
}
