package org.mirrorx.models.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.checkpoint.Tensors;
import org.opentest4j.TestAbortedException;

/**
 * One recorded run of a reference program: a folder {@code AREA/CASE} with {@code case.json}, {@code tensors.safetensors} and
 * pictures.
 */
public final class GoldenCase {
    private static final String JSON = "case.json";

    private final String area;
    private final Path folder;
    private final JsonNode json;
    private final Tensors tensors;

    private GoldenCase(String area, Path folder) throws IOException {
        this.area = area;
        this.folder = folder;
        this.json = new ObjectMapper().readTree(folder.resolve(JSON).toFile());
        Path file = folder.resolve("tensors.safetensors");
        this.tensors =
                Files.exists(file) ? SafeTensors.map(file, Arena.ofAuto()) : new Tensors(file.toString(), List.of());
    }

    /** What a test claims about one case. */
    @FunctionalInterface
    public interface Claim {
        void check(GoldenCase golden) throws Exception;
    }

    /** One test for each case of an area; see {@link #tests(String, List, Claim)}. */
    public static Stream<DynamicTest> tests(String area, Claim claim) {
        return tests(area, List.of(), claim);
    }

    /**
     * One test for each case of an area that has all of these files and tensors, named {@code area/case}. Without recorded data one
     * test that is skipped, or fails where {@code mirrorx.requireShared} is true; where no case has them, a failure.
     */
    public static Stream<DynamicTest> tests(String area, List<String> needs, Claim claim) {
        Path root;
        try {
            root = SharedData.GOLDEN.resolve(area);
        } catch (TestAbortedException absent) {
            return Stream.of(DynamicTest.dynamicTest(area + "/absent", () -> {
                throw absent;
            }));
        }
        List<GoldenCase> cases =
                casesOf(root).stream().filter(golden -> golden.hasAll(needs)).toList();
        Assertions.assertFalse(cases.isEmpty(), "no case of " + area + " has " + needs);
        return cases.stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> claim.check(golden)));
    }

    public String name() {
        return area + "/" + folder.getFileName();
    }

    /** The whole of {@code case.json}. */
    public JsonNode json() {
        return json;
    }

    public Tensors tensors() {
        return tensors;
    }

    /** A tensor's numbers as floats. */
    public float[] floats(String tensor) {
        return tensors.get(tensor).toFloats();
    }

    /** A tensor's numbers as doubles. */
    public double[] doubles(String tensor) {
        return tensors.get(tensor).toDoubles();
    }

    /** The tolerance that {@code case.json} names for a quantity, as a number or as a number in words. */
    public double tolerance(String quantity) {
        JsonNode tolerance = json.path("tolerance").path(quantity);
        double value = tolerance.isNumber() || tolerance.isTextual() ? tolerance.asDouble(Double.NaN) : Double.NaN;
        Assertions.assertTrue(value >= 0, name() + " names no tolerance for " + quantity);
        return value;
    }

    /** The path of a file of this case. */
    public Path file(String file) {
        return folder.resolve(file);
    }

    /** The stored numbers of a picture of this case. */
    public Samples picture(String png) {
        return Samples.read(folder.resolve(png));
    }

    /** Whether this case has all these files and tensors. */
    public boolean hasAll(List<String> filesAndTensors) {
        return filesAndTensors.stream().allMatch(name -> tensors.has(name) || Files.exists(folder.resolve(name)));
    }

    private static List<GoldenCase> casesOf(Path root) {
        String area = String.valueOf(root.getFileName());
        try (Stream<Path> entries = Files.list(root)) {
            List<GoldenCase> cases = new ArrayList<>();
            for (Path folder : entries.filter(entry -> Files.exists(entry.resolve(JSON)))
                    .sorted()
                    .toList()) {
                cases.add(new GoldenCase(area, folder));
            }
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the recorded runs in " + root, unreadable);
        }
    }
}
