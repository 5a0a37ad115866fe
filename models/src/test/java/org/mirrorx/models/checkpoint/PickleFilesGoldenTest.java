package org.mirrorx.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.golden.GoldenCase;

/** Good checkpoint files are read to the last number, bad ones are refused in one sentence. */
final class PickleFilesGoldenTest {
    private static final double SUM_TOLERANCE = 1e-9;

    @TestFactory
    Stream<DynamicTest> everyFileIsReadOrRefusedAsRecorded() {
        return GoldenCase.tests("pickle_files", golden -> {
            JsonNode settings = golden.json().path("settings");
            Path file = golden.file(settings.path("file").asText());
            boolean accept =
                    golden.json().path("expect").path("result").asText().equals("accept");
            boolean either = settings.path("either").asBoolean();
            try (Arena arena = Arena.ofConfined()) {
                if (accept && !either) {
                    check(golden, Checkpoint.open(file, arena));
                } else if (either) {
                    try {
                        Tensors tensors = Checkpoint.open(file, arena);
                        if (accept) {
                            check(golden, tensors);
                        }
                    } catch (Refusal refusal) {
                        assertIsSentence(refusal, file);
                    }
                } else {
                    assertIsSentence(assertThrows(Refusal.class, () -> Checkpoint.open(file, arena)), file);
                }
            }
        });
    }

    private static void assertIsSentence(Refusal refusal, Path file) {
        String sentence = String.valueOf(refusal.getMessage());
        assertTrue(sentence.endsWith(".") && !sentence.contains("\n"), sentence);
        Path folder = file.getParent();
        assertTrue(sentence.contains(String.valueOf(folder)), sentence);
    }

    private static void check(GoldenCase golden, Tensors tensors) {
        List<String> names = new ArrayList<>();
        for (JsonNode expected : golden.json().path("expect").path("tensors")) {
            String name = expected.path("name").asText();
            names.add(name);
            Tensor found = tensors.get(name);
            List<Integer> shape = new ArrayList<>();
            expected.path("shape").forEach(side -> shape.add(side.intValue()));
            assertEquals(shape, found.shape().sides(), name);
            assertEquals(type(expected.path("dtype").asText()), found.type().name(), name);
            double[] numbers = found.toDoubles();
            double sum = 0;
            for (double number : numbers) {
                sum += number;
            }
            JsonNode first = expected.path("first");
            for (int i = 0; i < first.size(); i++) {
                assertEquals(first.get(i).doubleValue(), numbers[i], name + " number " + i);
            }
            if (numbers.length > 0) {
                assertEquals(expected.path("last").doubleValue(), numbers[numbers.length - 1], name + " last number");
            }
            double wanted = expected.path("sum").doubleValue();
            assertEquals(wanted, sum, SUM_TOLERANCE * Math.max(1, Math.abs(wanted)), name + " sum");
        }
        assertEquals(names.size(), tensors.names().size(), "tensors " + tensors.names());
        Tensors chosen = tensors;
        JsonNode settings = golden.json().path("settings");
        if (settings.has("select")) {
            chosen = chosen.below(settings.path("select").asText());
        }
        if (settings.has("strip_prefix")) {
            chosen = chosen.startingWith(settings.path("strip_prefix").asText());
        }
        for (String name : chosen.names()) {
            String whole = (settings.has("select") ? settings.path("select").asText() + "/" : "")
                    + settings.path("strip_prefix").asText()
                    + name;
            assertTrue(names.contains(whole), whole);
        }
    }

    private static String type(String dtype) {
        return switch (dtype) {
            case "float64" -> "F64";
            case "float32" -> "F32";
            case "float16" -> "F16";
            case "bfloat16" -> "BF16";
            case "uint8" -> "U8";
            default -> dtype.toUpperCase(Locale.ROOT).replace("INT", "I");
        };
    }
}
