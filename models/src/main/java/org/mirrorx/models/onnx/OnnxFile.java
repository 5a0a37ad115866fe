package org.mirrorx.models.onnx;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.mirrorx.models.Shape;

/**
 * The bytes of an ONNX model, field numbers of onnx.proto. Deterministic: the same graph gives the same bytes. Weights are inside
 * the model, as small networks want it, or in one file beside it, as large ones need: a protobuf message ends at 2 GiB.
 */
public final class OnnxFile {
    /** ONNX Runtime 1.29 reads up to 13. */
    private static final int IR_VERSION = 10;

    private static final int OPSET = 17;

    private static final int MICROSOFT_OPSET = 1;

    /** Name of the file of weights: that of the model with this behind. */
    private static final String BESIDE = ".data";

    /** Smaller constants stay inside the model, where shape inference finds them. */
    private static final long LEAST_BYTES_BESIDE = 1024;

    /** A page, so that a runtime can map each tensor by itself. */
    private static final long ALIGNMENT = 4096;

    /** Exported by the module jdk.unsupported; the compiler would warn of it (see this module's pom.xml). */
    private static final OpenOption PAST_THE_CACHE = com.sun.nio.file.ExtendedOpenOption.DIRECT;

    /** TensorProto.DataLocation.EXTERNAL. */
    private static final int EXTERNAL = 1;

    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private OnnxFile() {}

    /** Writes a model into new native memory of the arena. */
    public static MemorySegment write(Graph graph, Arena arena) {
        Wire model = model(graph, Placement.allInside());
        MemorySegment bytes = arena.allocate(model.size());
        model.writeTo(bytes);
        return bytes;
    }

    /** {@link #write(Graph, Path, LongConsumer)} with nobody counting. */
    public static void write(Graph graph, Path file) throws IOException {
        write(graph, file, bytes -> {});
    }

    /** How many bytes {@link #write(Graph, Path)} puts beside the model. */
    public static long bytesBeside(Graph graph) {
        return Placement.beside("", graph).end;
    }

    /**
     * Writes a model and, beside it, its weights one after the other in the order of the graph, each at a page; memory holds one
     * tensor at a time, outside Java's heap. Existing files are overwritten; what a failure leaves is of no use.
     *
     * @param file of the model; its weights go to {@link #weightsBeside}
     * @param written is told the bytes of each tensor when they are written
     * @throws IOException when the disk is full or a file cannot be written
     */
    public static void write(Graph graph, Path file, LongConsumer written) throws IOException {
        Path beside = weightsBeside(file);
        Placement placement = Placement.beside(String.valueOf(beside.getFileName()), graph);
        try {
            writeWeights(graph, placement, beside, PAST_THE_CACHE, written);
        } catch (UnsupportedOperationException | IOException cached) {
            // Not every file system writes past its cache; a disk that is full says so again.
            writeWeights(graph, placement, beside, StandardOpenOption.WRITE, written);
        }
        writeModel(model(graph, placement), file);
    }

    /**
     * Writes a model alone, for weights that were written with another graph.
     *
     * @param file of the model, in the folder of the weights
     * @param weights written by {@link #write(Graph, Path)} for a graph whose constants were the same in the same order
     * @throws IOException when the disk is full or the file cannot be written
     * @throws IllegalArgumentException when the weights are too few for this graph
     */
    public static void writeSharing(Graph graph, Path file, Path weights) throws IOException {
        Placement placement = Placement.beside(String.valueOf(weights.getFileName()), graph);
        if (placement.end != Files.size(weights)) {
            throw new IllegalArgumentException(weights + " holds " + Files.size(weights) + " bytes where the graph "
                    + graph.name() + " needs " + placement.end);
        }
        writeModel(model(graph, placement), file);
    }

    private static void writeModel(Wire model, Path file) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            MemorySegment bytes = arena.allocate(model.size());
            model.writeTo(bytes);
            writeAll(channel, 0, bytes);
        }
    }

    /** The file of weights that belongs to a model's file. */
    public static Path weightsBeside(Path file) {
        return file.resolveSibling(file.getFileName() + BESIDE);
    }

    /** Where constants are: those without an offset are inside the model. */
    private record Placement(String location, Map<Value, Long> offsets, long largest, long end) {
        static Placement allInside() {
            return new Placement("", Map.of(), 0, 0);
        }

        static Placement beside(String location, Graph graph) {
            Map<Value, Long> offsets = new HashMap<>();
            long at = 0;
            long end = 0;
            long largest = 0;
            for (Map.Entry<Value, Weights> constant : graph.constants().entrySet()) {
                long bytes = constant.getValue().byteSize();
                if (bytes >= LEAST_BYTES_BESIDE) {
                    offsets.put(constant.getKey(), at);
                    end = at + bytes;
                    at = aligned(at + bytes);
                    largest = Math.max(largest, bytes);
                }
            }
            return new Placement(location, offsets, largest, end);
        }
    }

    /**
     * One tensor is made while the one before it goes to the disk, where possible past the system's cache: gigabytes that nobody reads
     * again soon would push everything else out of it, and take several times as long.
     *
     * @param how {@link #PAST_THE_CACHE}, or an option that changes nothing
     */
    private static void writeWeights(Graph graph, Placement placement, Path file, OpenOption how, LongConsumer written)
            throws IOException {
        long largest = aligned(Math.max(1, placement.largest));
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        how);
                Arena arena = Arena.ofShared();
                ExecutorService disk = Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("weights").factory())) {
            MemorySegment filling = arena.allocate(largest, ALIGNMENT);
            MemorySegment leaving = arena.allocate(largest, ALIGNMENT);
            Future<Long> going = CompletableFuture.completedFuture(0L);
            for (Map.Entry<Value, Weights> constant : graph.constants().entrySet()) {
                Long offset = placement.offsets.get(constant.getKey());
                if (offset != null) {
                    long size = constant.getValue().byteSize();
                    MemorySegment page = filling.asSlice(0, aligned(size));
                    constant.getValue().writeTo(page.asSlice(0, size));
                    page.asSlice(size).fill((byte) 0);
                    written.accept(gone(going));
                    going = disk.submit(() -> {
                        writeAll(channel, offset, page);
                        return size;
                    });
                    MemorySegment swapped = filling;
                    filling = leaving;
                    leaving = swapped;
                }
            }
            written.accept(gone(going));
            channel.truncate(placement.end);
        }
    }

    private static long aligned(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    private static long gone(Future<Long> going) throws IOException {
        try {
            return going.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw new IllegalStateException("a tensor could not be written", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while weights were written");
        }
    }

    private static void writeAll(FileChannel channel, long offset, MemorySegment bytes) throws IOException {
        ByteBuffer rest = bytes.asByteBuffer();
        while (rest.hasRemaining()) {
            channel.write(rest, offset + rest.position());
        }
    }

    private static Wire model(Graph graph, Placement placement) {
        Wire model = new Wire();
        model.whole(1, IR_VERSION);
        model.text(2, "MirrorX");
        model.message(7, graph(graph, placement));
        model.message(8, operators(Graph.STANDARD, OPSET));
        if (graph.nodes().stream().anyMatch(node -> node.domain().equals(Graph.MICROSOFT))) {
            model.message(8, operators(Graph.MICROSOFT, MICROSOFT_OPSET));
        }
        return model;
    }

    private static Wire operators(String domain, int version) {
        Wire opset = new Wire();
        opset.text(1, domain);
        opset.whole(2, version);
        return opset;
    }

    private static Wire graph(Graph graph, Placement placement) {
        Wire wire = new Wire();
        int number = 0;
        for (Node node : graph.nodes()) {
            wire.message(1, node(node, number++));
        }
        wire.text(2, graph.name());
        for (Map.Entry<Value, Weights> constant : graph.constants().entrySet()) {
            Long offset = placement.offsets.get(constant.getKey());
            String name = constant.getKey().name();
            wire.message(
                    5,
                    offset == null
                            ? tensor(name, constant.getValue())
                            : tensorBeside(name, constant.getValue(), placement.location, offset));
        }
        for (Value input : graph.inputs()) {
            wire.message(11, valueInfo(input));
        }
        for (Value output : graph.outputs()) {
            wire.message(12, valueInfo(output));
        }
        return wire;
    }

    private static Wire node(Node node, int number) {
        Wire wire = new Wire();
        for (Value input : node.inputs()) {
            wire.text(1, input.name());
        }
        for (Value output : node.outputs()) {
            wire.text(2, output.name());
        }
        wire.text(3, node.operator() + "#" + number);
        wire.text(4, node.operator());
        for (Attribute attribute : node.attributes()) {
            wire.message(5, attribute(attribute));
        }
        if (!node.domain().equals(Graph.STANDARD)) {
            wire.text(7, node.domain());
        }
        return wire;
    }

    private static Wire attribute(Attribute attribute) {
        Wire wire = new Wire();
        wire.text(1, attribute.name());
        int kind = switch (attribute) {
            case Attribute.Real real -> {
                wire.real(2, real.number());
                yield ATTRIBUTE_FLOAT;
            }
            case Attribute.Whole whole -> {
                wire.whole(3, whole.number());
                yield ATTRIBUTE_INT;
            }
            case Attribute.Text text -> {
                wire.text(4, text.text());
                yield ATTRIBUTE_STRING;
            }
            case Attribute.Wholes wholes -> {
                for (long number : wholes.numbers()) {
                    wire.whole(8, number);
                }
                yield ATTRIBUTE_INTS;
            }
        };
        wire.whole(20, kind);
        return wire;
    }

    private static Wire tensor(String name, Weights weights) {
        Wire wire = tensorHead(name, weights);
        wire.weights(9, weights);
        return wire;
    }

    private static Wire tensorBeside(String name, Weights weights, String location, long offset) {
        Wire wire = tensorHead(name, weights);
        wire.message(13, entry("location", location));
        wire.message(13, entry("offset", Long.toString(offset)));
        wire.message(13, entry("length", Long.toString(weights.byteSize())));
        wire.whole(14, EXTERNAL);
        return wire;
    }

    private static Wire tensorHead(String name, Weights weights) {
        Wire wire = new Wire();
        for (long side : weights.shape().toLongs()) {
            wire.whole(1, side);
        }
        wire.whole(2, weights.type().onnxCode());
        wire.text(8, name);
        return wire;
    }

    private static Wire entry(String key, String value) {
        Wire wire = new Wire();
        wire.text(1, key);
        wire.text(2, value);
        return wire;
    }

    private static Wire valueInfo(Value value) {
        Wire tensorType = new Wire();
        tensorType.whole(1, value.type().onnxCode());
        tensorType.message(2, shape(value.shape(), value.graph().batch()));
        Wire type = new Wire();
        type.message(1, tensorType);
        Wire wire = new Wire();
        wire.text(1, value.name());
        wire.message(2, type);
        return wire;
    }

    private static Wire shape(Shape shape, Graph.Batch batch) {
        Wire wire = new Wire();
        for (int axis = 0; axis < shape.rank(); axis++) {
            Wire dimension = new Wire();
            if (axis == 0 && batch == Graph.Batch.OPEN) {
                dimension.text(2, "batch");
            } else {
                dimension.whole(1, shape.side(axis));
            }
            wire.message(1, dimension);
        }
        return wire;
    }
}
