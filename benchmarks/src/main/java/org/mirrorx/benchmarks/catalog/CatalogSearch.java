package org.mirrorx.benchmarks.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.Garment;
import org.mirrorx.kiosk.store.ImportProgress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time from typed words to garments on the screen: 200 queries in five scripts over 100,000 garments. Read the 95th percentile. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class CatalogSearch {
    private static final int ROWS = 100_000;
    private static final int QUERIES = 200;
    private static final long SEED = 42;

    private final Path home = Path.of("target", "search-benchmark");
    private final List<String> queries = SampleShop.queries(QUERIES, SEED);
    private final CatalogStore store = CatalogStore.open(home.resolve("home"));
    private int next;

    /** Fills the catalog, once for all runs. */
    @Setup
    public void fill() throws IOException {
        if (store.size() != ROWS) {
            SampleShop.table(home.resolve("shop"), ROWS, SEED, false);
            store.importFolder(home.resolve("shop"), ImportProgress.SILENT, new Cancellation());
        }
    }

    /** One of the queries, all in turn. */
    @Benchmark
    public List<Garment> search() {
        return store.search(queries.get(next++ % QUERIES));
    }

    /** Leaves the filled catalog for the next run. */
    @TearDown
    public void close() {
        store.close();
    }
}
