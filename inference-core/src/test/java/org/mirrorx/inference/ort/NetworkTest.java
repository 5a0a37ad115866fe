package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.bodylite.BodyLite;
import org.mirrorx.models.memory.MemorySearch;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.onnx.Value;

final class NetworkTest {
    private static Network half(Arena arena) {
        Graph graph = new Graph("half");
        Value x = graph.input("x", ElementType.F32, Shape.of(4));
        graph.output("y", x.multiply(graph.scalar(0.5f)));
        return OnnxRuntime.get().open("half", OnnxFile.write(graph, arena), 1);
    }

    @Test
    void theNumbersThatGoInAreTheNumbersTheNetworkSees() {
        try (Arena arena = Arena.ofConfined();
                Network half = half(arena);
                Buffers io = half.buffers()) {
            for (int run = 1; run <= 3; run++) {
                io.input("x").put(new float[] {run, -2, 1e-20f, 3e20f});
                io.run();
                FloatBuffer y = io.output("y");
                assertEquals(run / 2f, y.get());
                assertEquals(-1f, y.get());
                assertEquals(0.5e-20f, y.get());
                assertEquals(1.5e20f, y.get());
                assertEquals(Shape.of(4), io.outputShape("y"));
            }
        }
    }

    @Test
    void whatIsForgottenIsZeroAndTheNextRunIsRight() {
        try (Arena arena = Arena.ofConfined();
                Network half = half(arena);
                Buffers io = half.buffers()) {
            io.input().put(new float[] {1, 2, 3, 4});
            io.run();
            io.forget();
            for (int i = 0; i < 4; i++) {
                assertEquals(0f, io.input().get(i));
                assertEquals(0f, io.output("y").get(i));
            }
            io.input().put(3, 10);
            io.run();
            assertEquals(5f, io.output("y").get(3));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsForgottenIsNowhereInTheMemoryOfTheProcess() {
        Random random = new Random(20_261_126L);
        MemorySearch search = new MemorySearch();
        try (Arena arena = Arena.ofConfined();
                Network network = OnnxRuntime.get().open("pose", BodyLite.POSE_DETECTION.forge(arena), 1);
                Buffers io = network.buffers()) {
            FloatBuffer picture = io.input();
            int size = picture.capacity();
            for (int i = 0; i < size; i++) {
                picture.put(i, random.nextFloat());
            }
            ByteBuffer run = ByteBuffer.allocateDirect(MemorySearch.RUN).order(ByteOrder.nativeOrder());
            for (int place = 0; place < 200; place++) {
                run.asFloatBuffer().put(0, picture, random.nextInt(size - 8), 8);
                search.remember("the input", run);
            }
            run.putLong(0, 0).putLong(8, 0).putLong(16, 0).putLong(24, 0);
            io.run();
            assertTrue(search.find().getOrDefault("the input", 0) > 100, "the search sees what is there");
            io.forget();
            assertEquals(
                    0, search.find().get("the input"), () -> search.places().toString());
        }
    }

    @Test
    void theModelsBytesAreNotNeededAfterwards() {
        Network half;
        try (Arena arena = Arena.ofConfined()) {
            half = half(arena);
        }
        try (half;
                Buffers io = half.buffers()) {
            io.input().put(0, 8);
            io.run();
            assertEquals(4, io.output("y").get(0));
        }
    }

    @Test
    void namesAndShapesAreThoseOfTheModel() {
        try (Arena arena = Arena.ofConfined();
                Network half = half(arena);
                Buffers io = half.buffers()) {
            assertEquals("x", half.inputs().getFirst().name());
            assertEquals(List.of(4L), half.outputs().getFirst().shape());
            assertThrows(IllegalArgumentException.class, () -> io.input("z"));
            assertThrows(IllegalArgumentException.class, () -> io.output("x"));
        }
    }

    @Test
    void bytesThatAreNoModelAreRefusedInOneSentence() {
        try (Arena arena = Arena.ofConfined()) {
            Refusal refusal = assertThrows(
                    Refusal.class,
                    () -> OnnxRuntime.get()
                            .open("holiday", arena.allocateFrom("no model", StandardCharsets.US_ASCII), 1));
            String sentence = String.valueOf(refusal.getMessage());
            assertTrue(sentence.startsWith("ONNX Runtime cannot use the network holiday: "), sentence);
            assertEquals(1, sentence.lines().count());
        }
    }

    @Test
    void aFileThatIsAbsentOrNoModelIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.onnx");
        assertThrows(Refusal.class, () -> OnnxRuntime.get().open(file, 1));
        Files.writeString(file, "no model");
        assertThrows(Refusal.class, () -> OnnxRuntime.get().open(file, 1));
    }

    @Test
    void severalThreadsRunOneNetworkAndAgree() throws Exception {
        try (Arena arena = Arena.ofConfined();
                Network network = OnnxRuntime.get().open("face", BodyLite.FACE_DETECTION.forge(arena), 1);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(threads.submit(() -> {
                    try (Buffers io = network.buffers()) {
                        FloatBuffer input = io.input();
                        for (int n = 0; n < input.capacity(); n++) {
                            input.put(n % 17 / 8f - 1);
                        }
                        io.run();
                        float[] scores = new float[io.output("classificators").capacity()];
                        io.output("classificators").get(scores);
                        return scores;
                    }
                }));
            }
            float[] first = results.getFirst().get();
            for (Future<float[]> result : results) {
                assertArrayEquals(first, result.get());
            }
        }
    }

    @Test
    void closedBuffersCanBeClosedAgain() {
        try (Arena arena = Arena.ofConfined();
                Network half = half(arena)) {
            Buffers io = half.buffers();
            io.close();
            io.close();
            assertThrows(IllegalArgumentException.class, () -> io.output("y"));
        }
    }
}
