package org.mirrorx.benchmarks.catalog;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.kiosk.store.CatalogStore;

/**
 * Processor time of the queries of {@link CatalogSearch}, which other programs on a busy machine do not lengthen. Argument: the folder of
 * the catalog that {@link CatalogSearch} filled.
 */
public final class SearchTime {
    private static final int QUERIES = 200;
    private static final int WARM_UP = 4;
    private static final double MS = 1e6;

    private SearchTime() {}

    /** See the class. */
    public static void main(String[] arguments) {
        List<String> queries = SampleShop.queries(QUERIES, 42);
        double[] milliseconds = new double[QUERIES];
        try (CatalogStore store = CatalogStore.open(Path.of(arguments[0]))) {
            for (int round = 0; round <= WARM_UP; round++) {
                for (int i = 0; i < QUERIES; i++) {
                    long begun = processorTime();
                    store.search(queries.get(i));
                    milliseconds[i] = (processorTime() - begun) / MS;
                }
            }
            Arrays.sort(milliseconds);
            System.out.printf(
                    "processor time of %d queries over %d garments: median %.2f ms, p95 %.2f ms, longest %.2f ms%n",
                    QUERIES,
                    store.size(),
                    milliseconds[QUERIES / 2],
                    milliseconds[QUERIES * 95 / 100],
                    milliseconds[QUERIES - 1]);
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
