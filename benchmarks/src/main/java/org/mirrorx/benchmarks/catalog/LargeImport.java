package org.mirrorx.benchmarks.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.ImportProgress.Stage;
import org.mirrorx.kiosk.store.ImportReport;

/**
 * Imports garments with distinct 768×1024 JPEGs and tells the time, the time of the final swap, and how memory grew meanwhile. Arguments:
 * number of garments, a working folder, and {@code make} to draw the pictures or {@code import} to take them in.
 */
public final class LargeImport {
    private static final double MS = 1e6;

    private LargeImport() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        int garments = Integer.parseInt(arguments[0]);
        Path work = Path.of(arguments[1]);
        Path shop = work.resolve("shop");
        if (arguments[2].equals("make")) {
            SampleShop.table(shop, garments, 7, true);
            SampleShop.pictures(shop, garments, 768, 1024, 7);
            return;
        }
        AtomicLong swapBegun = new AtomicLong();
        List<String> memory = new ArrayList<>();
        long begun = System.nanoTime();
        try (CatalogStore store = CatalogStore.open(work.resolve("home"))) {
            ImportReport report = store.importFolder(
                    shop,
                    (stage, done, total) -> {
                        if (stage == Stage.SWAPPING) {
                            swapBegun.set(System.nanoTime());
                        }
                        if (stage == Stage.READING_ROWS && done > garments * (memory.size() + 1L) / 5 - 1) {
                            memory.add(Memory.peak());
                        }
                    },
                    new Cancellation());
            long ended = System.nanoTime();
            System.out.printf(
                    "%d garments in, %d rows refused: %.1f s, of which from the swap to the end %.0f ms%n",
                    report.garments(),
                    report.refusedRows(),
                    (ended - begun) / MS / 1000,
                    (ended - swapBegun.get()) / MS);
        }
        System.out.println("peak resident memory after each fifth: " + memory + ", at the end " + Memory.peak());
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(time -> System.out.println("processor time: " + time.toSeconds() + " s"));
    }
}
