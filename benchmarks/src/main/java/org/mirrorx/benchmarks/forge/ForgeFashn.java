package org.mirrorx.benchmarks.forge;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.kiosk.bench.ResidentMemory;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.forge.FashnMmdit;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.onnx.OnnxFile;

/**
 * Forges FASHN VTON's network from a checkpoint of the published sizes and tells time, throughput and memory. Arguments: checkpoint,
 * network file to write, {@code fp32} or {@code fp16}, then {@code forge}, {@code open} (a forged one, by ONNX Runtime) or {@code
 * step} (opens it and runs it once, batch 1), and for the latter two the number of threads.
 */
public final class ForgeFashn {
    private static final double SECOND = 1e9;
    private static final double MB = 1e6;
    private static final long SEED = 20_261_126L;

    private ForgeFashn() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        Path checkpoint = Path.of(arguments[0]);
        Path onnx = Path.of(arguments[1]);
        Precision precision = Precision.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        if (arguments[3].equals("forge")) {
            forge(checkpoint, onnx, precision);
        } else {
            run(onnx, Integer.parseInt(arguments[4]), arguments[3].equals("step"));
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf(
                "peaks: heap %.0f MB, resident %.0f MB (mapped files included)%n",
                heap / MB, ResidentMemory.peak().orElse(0) / MB);
    }

    private static void forge(Path checkpoint, Path onnx, Precision precision) throws IOException {
        long begun = System.nanoTime();
        try (Arena arena = Arena.ofConfined()) {
            OnnxFile.write(FashnMmdit.forge(SafeTensors.map(checkpoint, arena), FashnSizes.PUBLISHED, precision), onnx);
        }
        double seconds = (System.nanoTime() - begun) / SECOND;
        double in = Files.size(checkpoint) / MB;
        double out = (Files.size(onnx) + Files.size(OnnxFile.weightsBeside(onnx))) / MB;
        System.out.printf(
                "%s forged: %.1f s, %.0f MB in (%.0f MB/s), %.0f MB out%n", precision, seconds, in, in / seconds, out);
    }

    private static void run(Path onnx, int threads, boolean step) {
        long begun = System.nanoTime();
        try (Network network = OnnxRuntime.get().open(onnx, threads)) {
            System.out.printf("opened: %.1f s, %d threads%n", (System.nanoTime() - begun) / SECOND, threads);
            if (step) {
                step(network);
            }
        }
    }

    private static void step(Network network) {
        Map<String, Shape> shapes = new HashMap<>();
        for (var port : network.inputs()) {
            int[] sides = new int[port.shape().size()];
            for (int axis = 0; axis < sides.length; axis++) {
                sides[axis] = axis == 0 ? 1 : Math.toIntExact(port.shape().get(axis));
            }
            shapes.put(port.name(), Shape.of(sides));
        }
        SplittableRandom random = new SplittableRandom(SEED);
        try (Buffers io = network.buffers(shapes)) {
            for (String name : shapes.keySet()) {
                FloatBuffer input = io.input(name);
                while (input.hasRemaining()) {
                    input.put(name.equals("category") ? 1 : (float) random.nextDouble());
                }
            }
            long begun = System.nanoTime();
            io.run();
            double seconds = (System.nanoTime() - begun) / SECOND;
            FloatBuffer velocity = io.output("velocity");
            int odd = 0;
            while (velocity.hasRemaining()) {
                odd += Float.isFinite(velocity.get()) ? 0 : 1;
            }
            System.out.printf("one pass: %.1f s, %d numbers of the velocity are not finite%n", seconds, odd);
        }
    }
}
