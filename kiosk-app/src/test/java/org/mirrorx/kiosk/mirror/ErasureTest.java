package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.assets.SampleAssets;

/** What {@link ErasureProof} finds, in a process that runs as the launcher runs the mirror. */
@EnabledOnOs(OS.LINUX)
final class ErasureTest {
    /** The camera's frame, the capture, the frame in which the shopper is followed, and the surfaces: mirror, capture and two looks. */
    private static final List<String> KINDS = List.of(
            "frame BGR",
            "frame RGB",
            "frame BGRA mirrored",
            "reduced frame RGB",
            "surface 0",
            "surface 1",
            "surface 2",
            "surface 3");

    /** Usually one. */
    private static final long LONGEST_MINUTES = 10;

    @Test
    void afterAVisitNoPixelOfItIsLeftInTheMemoryOfTheProcess(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path person = folder.resolve("person.jpg");
        Files.write(person, SampleAssets.read(SampleAssets.shoppers().getFirst()));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.library.path=" + System.getProperty("java.library.path", ""),
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:PretenureSizeThreshold=64k",
                "-XX:+ZeroTLAB",
                "-cp",
                System.getProperty("java.class.path"),
                ErasureProof.class.getName(),
                folder.toString(),
                person.toString(),
                "540",
                "960");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "1048576");
        builder.environment().put("MIRRORX_HOME", folder.resolve("home").toString());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output);
        if (said.contains("cannot draw its first screen") && !Boolean.getBoolean("mirrorx.requireShared")) {
            Assumptions.abort("JavaFX cannot set text here: libpango or fontconfig is missing.");
        }
        assertTrue(ended, said);
        assertEquals(0, process.exitValue(), said);
        Map<String, Integer> before = counts(said, "before");
        KINDS.forEach(kind -> assertTrue(before.getOrDefault(kind, 0) > 0, kind + " was never seen\n" + said));
        Map<String, Integer> after = counts(said, "after");
        assertEquals(before.keySet(), after.keySet());
        assertTrue(after.values().stream().allMatch(count -> count == 0), said);
    }

    private static Map<String, Integer> counts(String said, String when) {
        Map<String, Integer> counts = new TreeMap<>();
        said.lines()
                .map(line -> line.split("; "))
                .filter(parts -> parts.length == 3 && parts[0].equals(when))
                .forEach(parts -> counts.put(parts[1], Integer.parseInt(parts[2])));
        return counts;
    }
}
