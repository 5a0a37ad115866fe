package org.mirrorx.models.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.golden.SharedData;

/**
 * CodeFormer and ParseNet with the names and shapes of the published files, from {@code published_keys.json} of the recorded runs, and
 * numbers that need no file: zeros, or those of a formula.
 */
public final class PublishedFaceNetworks {
    private static final ValueLayout.OfFloat FLOATS =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final String COUNTER = ".num_batches_tracked";

    private PublishedFaceNetworks() {}

    /** Names and shapes of {@code codeformer.pth}, in its order. */
    public static SequencedMap<String, Shape> codeFormer() throws IOException {
        return shapes(read(SharedData.GOLDEN.resolve("codeformer/published_keys.json")));
    }

    /** Names and shapes of {@code parsing_parsenet.pth}, in its order. */
    public static SequencedMap<String, Shape> parseNet() throws IOException {
        return shapes(
                read(SharedData.GOLDEN.resolve("parsenet/published_keys.json")).path("parsenet"));
    }

    /** Zeros; all tensors share the memory of the largest. */
    public static Tensors zeros(SequencedMap<String, Shape> shapes, Arena arena) {
        long most = shapes.values().stream().mapToLong(Shape::elements).max().orElseThrow();
        MemorySegment shared = arena.allocate(Math.max(most * Float.BYTES, Long.BYTES));
        List<Tensor> tensors = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            ElementType type = name.endsWith(COUNTER) ? ElementType.I64 : ElementType.F32;
            tensors.add(new Tensor(name, type, shape, shared.asSlice(0, shape.elements() * type.bytes())));
        });
        return new Tensors("published names", tensors);
    }

    /** Numbers hashed from the places of tensors and numbers: scale · u + centre, u evenly spread over −1…1. */
    public static Tensors hashed(SequencedMap<String, Shape> shapes, int seed, Arena arena) {
        List<Tensor> tensors = new ArrayList<>();
        int k = 0;
        for (var entry : shapes.entrySet()) {
            Shape shape = entry.getValue();
            if (!entry.getKey().endsWith(COUNTER)) {
                MemorySegment bytes = arena.allocate(shape.elements() * Float.BYTES);
                fill(bytes, k, seed, spread(entry.getKey(), shape));
                tensors.add(new Tensor(entry.getKey(), ElementType.F32, shape, bytes));
            }
            k++;
        }
        return new Tensors("formula", tensors);
    }

    private record Spread(float scale, float centre) {}

    /** The hash of the case {@code published_size_formula}; products wrap around at 32 bits. */
    private static void fill(MemorySegment bytes, int k, int seed, Spread spread) {
        int count = Math.toIntExact(bytes.byteSize() / Float.BYTES);
        int start = k * (int) 2_654_435_761L + seed * 97_531;
        for (int j = 0; j < count; j++) {
            int h = start + j * 40_503;
            h ^= h >>> 16;
            h *= 0x7feb352d;
            h ^= h >>> 15;
            h *= 0x846ca68b;
            h ^= h >>> 16;
            float u = (h >>> 8) * 0x1p-23f - 1;
            bytes.setAtIndex(FLOATS, j, spread.scale * u + spread.centre);
        }
    }

    /** The rules {@code a_b} of the case. Variances, which CodeFormer lacks, are about 1. */
    private static Spread spread(String name, Shape shape) {
        if (name.equals("position_emb")) {
            return new Spread(0.5f, 0);
        }
        if (name.equals("quantize.embedding.weight")) {
            return new Spread(1, 0);
        }
        if (shape.rank() == 1) {
            boolean near1 = name.endsWith("weight") || name.endsWith("running_var");
            return near1 ? new Spread(0.1f, 1) : new Spread(0.05f, 0);
        }
        double root = Math.sqrt((double) shape.elements() / shape.side(0));
        if (name.equals("idx_pred_layer.1.weight")) {
            return new Spread((float) (6 / root), 0);
        }
        if (name.matches("fuse_convs_dict\\..*\\.(scale|shift)\\.2\\.weight")) {
            return new Spread((float) (0.5 / root), 0);
        }
        return new Spread((float) ((name.endsWith(".conv2.weight") ? 0.9 : 1.7) / root), 0);
    }

    private static JsonNode read(Path json) throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }

    private static SequencedMap<String, Shape> shapes(JsonNode file) {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        for (JsonNode tensor : file.path("tensors")) {
            int[] sides = new int[tensor.path(1).size()];
            for (int axis = 0; axis < sides.length; axis++) {
                sides[axis] = tensor.path(1).path(axis).intValue();
            }
            shapes.put(tensor.path(0).textValue(), Shape.of(sides));
        }
        return shapes;
    }
}
