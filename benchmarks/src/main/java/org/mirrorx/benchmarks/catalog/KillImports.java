package org.mirrorx.benchmarks.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.ImportProgress;

/**
 * Kills imports (SIGKILL) at random moments and looks each time whether the catalog opens, is whole, and is either the one from before or
 * the one that was being imported. Arguments: number of kills, seed, a working folder. Leaves with 1 when it ever is not.
 */
public final class KillImports {
    private static final int GARMENTS = 150;
    /** Steps that an import reports after its rows: the words, the swap. */
    private static final int FURTHER_STEPS = 2;
    /** Share of the kills that aims at these last steps, where the catalog changes. */
    private static final double AT_THE_END = 0.5;
    /** A kill comes up to this long after the step it aims at: the swap and the cleaning after it take about as long. */
    private static final int LONGEST_DELAY_MS = 120;

    private KillImports() {}

    /** See the class. With the argument {@code import} it is the program that gets killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("import")) {
            importOnce(Path.of(arguments[1]), Path.of(arguments[2]));
            return;
        }
        int kills = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path work = Path.of(arguments[2]);
        System.exit(run(kills, seed, work) ? 0 : 1);
    }

    private static void importOnce(Path home, Path shop) {
        try (CatalogStore store = CatalogStore.open(home)) {
            store.importFolder(shop, (stage, done, total) -> System.out.println(stage), new Cancellation());
        }
    }

    private static void importQuietly(Path home, Path shop) {
        try (CatalogStore store = CatalogStore.open(home)) {
            store.importFolder(shop, ImportProgress.SILENT, new Cancellation());
        }
    }

    private static boolean run(int kills, long seed, Path work) throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<Path> shops = List.of(work.resolve("shop0"), work.resolve("shop1"));
        List<Set<String>> contents = new ArrayList<>();
        for (int i = 0; i < shops.size(); i++) {
            SampleShop.table(shops.get(i), GARMENTS, seed + i, true);
            SampleShop.pictures(shops.get(i), GARMENTS, 96, 128, seed + i);
            importQuietly(work.resolve("reference" + i), shops.get(i));
            contents.add(content(work.resolve("reference" + i)));
        }
        Path home = work.resolve("home");
        importQuietly(home, shops.get(0));
        System.out.printf("seed %d, imports of %d garments%n", seed, GARMENTS);
        int now = 0;
        int old = 0;
        int swapped = 0;
        int finished = 0;
        for (int kill = 1; kill <= kills; kill++) {
            int next = 1 - now;
            int step = random.nextDouble() < AT_THE_END
                    ? GARMENTS + 1 + random.nextInt(FURTHER_STEPS)
                    : random.nextInt(GARMENTS);
            int delay = random.nextInt(LONGEST_DELAY_MS);
            Process process = child(home, shops.get(next));
            waitForStep(process, step);
            if (process.waitFor(delay, TimeUnit.MILLISECONDS)) {
                finished++;
            }
            process.destroyForcibly().waitFor();
            Set<String> found = content(home);
            if (found.equals(contents.get(next))) {
                swapped++;
                now = next;
            } else if (found.equals(contents.get(now))) {
                old++;
            } else {
                System.out.printf(
                        "kill %d, %d ms after step %d: the catalog is neither the old nor the new one%n",
                        kill, delay, step);
                return false;
            }
            if (kill % 10 == 0) {
                System.out.printf(
                        "%d kills: %d left the old catalog, %d the new one (%d of them came after the end)%n",
                        kill, old, swapped, finished);
            }
        }
        return true;
    }

    private static Process child(Path home, Path shop) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillImports.class.getName(),
                        "import",
                        home.toString(),
                        shop.toString())
                .redirectError(home.resolveSibling("child.log").toFile())
                .start();
    }

    /** Reads the lines that the import prints, one a step; before the first row nothing is printed. */
    private static void waitForStep(Process process, int step) throws IOException {
        BufferedReader steps = process.inputReader();
        for (int i = 0; i < step; i++) {
            if (steps.readLine() == null) {
                return;
            }
        }
    }

    /** All garments with all they say, after looking that everything is whole and can be found. */
    private static Set<String> content(Path home) throws IOException {
        Files.createDirectories(home);
        try (CatalogStore store = CatalogStore.open(home)) {
            List<String> faults = store.faults();
            if (!faults.isEmpty()) {
                throw new IllegalStateException("the catalog is not whole: " + faults);
            }
            Set<String> garments = new HashSet<>();
            store.forEach(garment -> garments.add(garment.toString()));
            return garments;
        }
    }
}
