package org.mirrorx.benchmarks.forge;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * Forges FASHN VTON's network from a checkpoint and tells time, throughput and memory. Arguments: {@code forge} CHECKPOINT NETWORK
 * PRECISION [SIZES], or {@code run} NETWORK THREADS RUNS: opens a forged one and runs it on made-up numbers, batch 1.
 */
public final class ForgeFashn {
    private static final double SECOND = 1e9;
    private static final double MB = 1e6;

    /** Of the inputs by their order in a recipe that other programs share: sin(0.37 · i + phase). */
    private static final List<String> PHASES = List.of("x", "person", "garment", "person_pose", "garment_pose");

    private static final double SPEED = 0.37;
    private static final float TIME = 0.25f;

    private ForgeFashn() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("forge")) {
            FashnSizes sizes = arguments.length > 4
                    ? FashnSizes.parse(Files.readString(Path.of(arguments[4])), arguments[4])
                    : FashnSizes.PUBLISHED;
            Precision precision = Precision.valueOf(arguments[3].toUpperCase(Locale.ROOT));
            forge(Path.of(arguments[1]), Path.of(arguments[2]), precision, sizes);
        } else {
            run(Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
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

    private static void forge(Path checkpoint, Path onnx, Precision precision, FashnSizes sizes) throws IOException {
        long begun = System.nanoTime();
        try (Arena arena = Arena.ofConfined()) {
            OnnxFile.write(FashnMmdit.forge(SafeTensors.map(checkpoint, arena), sizes, precision), onnx);
        }
        double seconds = (System.nanoTime() - begun) / SECOND;
        double in = Files.size(checkpoint) / MB;
        double out = (Files.size(onnx) + Files.size(OnnxFile.weightsBeside(onnx))) / MB;
        System.out.printf(
                "%s forged: %.1f s, %.0f MB in (%.0f MB/s), %.0f MB out%n", precision, seconds, in, in / seconds, out);
    }

    private static void run(Path onnx, int threads, int runs) {
        long begun = System.nanoTime();
        try (Network network = OnnxRuntime.get().open(onnx, threads)) {
            System.out.printf("opened: %.1f s, %d threads%n", (System.nanoTime() - begun) / SECOND, threads);
            passes(network, runs);
        }
    }

    /** One pass to warm up where there are several. */
    private static void passes(Network network, int runs) {
        Map<String, Shape> shapes = new HashMap<>();
        for (var port : network.inputs()) {
            int[] sides = new int[port.shape().size()];
            for (int axis = 0; axis < sides.length; axis++) {
                sides[axis] = axis == 0 ? 1 : Math.toIntExact(port.shape().get(axis));
            }
            shapes.put(port.name(), Shape.of(sides));
        }
        try (Buffers io = network.buffers(shapes)) {
            for (String name : shapes.keySet()) {
                FloatBuffer input = io.input(name);
                int phase = PHASES.indexOf(name);
                for (int i = 0; input.hasRemaining(); i++) {
                    input.put(phase >= 0 ? (float) Math.sin(i * SPEED + phase) : name.equals("time") ? TIME : 1);
                }
            }
            double[] seconds = new double[runs];
            for (int run = runs == 1 ? 0 : -1; run < runs; run++) {
                long begun = System.nanoTime();
                io.run();
                if (run >= 0) {
                    seconds[run] = (System.nanoTime() - begun) / SECOND;
                }
            }
            Arrays.sort(seconds);
            FloatBuffer velocity = io.output("velocity");
            double sum = 0;
            int count = velocity.remaining();
            while (velocity.hasRemaining()) {
                sum += Math.abs(velocity.get());
            }
            System.out.printf(
                    "ONNX Runtime %s: median %.3f s of %d passes (%.3f to %.3f), check %.8f%n",
                    OnnxRuntime.get().version(), seconds[runs / 2], runs, seconds[0], seconds[runs - 1], sum / count);
        }
    }
}
