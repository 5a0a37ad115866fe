package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Scripted visits one after the other; after each the memory is measured, so that a leak shows. */
final class Rehearsal {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Kiosk kiosk;
    private final Consumer<String> report;

    Rehearsal(Kiosk kiosk, Consumer<String> report) {
        this.kiosk = kiosk;
        this.report = report;
    }

    void play(int visits) throws InterruptedException {
        for (int visit = 1; visit <= visits; visit++) {
            long began = System.nanoTime();
            new ScriptedVisit(kiosk, (name, rests) -> {}).play();
            report.accept(String.format(
                    Locale.ROOT,
                    "visit %d of %d: erased after %.1f s; heap %d MB, direct %d MB, resident %s",
                    visit,
                    visits,
                    (System.nanoTime() - began) / 1e9,
                    heap() >> 20,
                    direct() >> 20,
                    resident()));
        }
    }

    /** Bytes of the heap that are in use after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Resident memory of this process where the system tells it. */
    private static String resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
