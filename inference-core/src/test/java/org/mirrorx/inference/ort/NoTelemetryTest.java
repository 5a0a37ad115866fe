package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoTelemetryTest {
    /** Run in a process of its own, whose home is a new folder. */
    static final class Start {
        private Start() {}

        public static void main(String[] words) {
            System.out.println(OnnxRuntime.get().version());
        }
    }

    @Test
    void startingTheRuntimeWritesNothingIntoTheHomeFolder(@TempDir Path home) throws IOException, InterruptedException {
        Path output = Files.createTempFile("mirrorx", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Start.class.getName());
            // nothing of this process's variables: on a build server the runtime is silent by itself
            builder.environment().clear();
            builder.environment().put("HOME", home.toString());
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            int code = builder.start().waitFor();
            assertEquals(0, code, Files.readString(output));
        } finally {
            Files.delete(output);
        }
        try (Stream<Path> inside = Files.walk(home)) {
            assertEquals(List.of(), inside.filter(file -> !file.equals(home)).toList());
        }
    }
}
