package org.mirrorx.models.forge;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;

/**
 * Adds low-rank weights (LoRA, arXiv 2106.09685) to those of a checkpoint: W + scale · alpha / rank · up · down. Knows the names of PEFT
 * ({@code LAYER.lora_A.weight}, {@code lora_B}) and of kohya ({@code LAYER.lora_down.weight}, {@code lora_up}, {@code alpha}), with the
 * usual prefixes, and layers whose dots became underscores.
 */
public final class MergeLora {
    private static final ValueLayout.OfFloat FLOATS =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final List<String> PREFIXES =
            List.of("base_model.model.", "diffusion_model.", "transformer.", "unet.", "lora_unet_");
    /** A product of a higher rank would be no low-rank change. */
    private static final int HIGHEST_RANK = 1024;

    private static final String WEIGHT = ".weight";
    private static final String ALPHA = ".alpha";

    /** The two matrices of a layer and what their product is divided by. */
    private static final class Pair {
        private Optional<Tensor> down = Optional.empty();
        private Optional<Tensor> up = Optional.empty();
        private Optional<Tensor> alpha = Optional.empty();
    }

    private MergeLora() {}

    /**
     * The checkpoint with changed layers, in f32 and in memory of the arena, outside Java's heap; all others stay views.
     *
     * @throws Refusal naming the first tensor that belongs to no layer, or does not fit it
     */
    public static Tensors into(Tensors checkpoint, Tensors lora, double scale, Arena arena) {
        Map<String, String> layers = new LinkedHashMap<>();
        for (String name : checkpoint.names()) {
            if (name.endsWith(WEIGHT)) {
                String layer = name.substring(0, name.length() - WEIGHT.length());
                layers.put(layer, name);
                layers.put(layer.replace('.', '_'), name);
            }
        }
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (String name : lora.names()) {
            sort(lora, name, layers, pairs);
        }
        if (pairs.isEmpty()) {
            throw new Refusal(
                    lora.source() + " holds no LoRA; give a file with lora_A and lora_B, or lora_down and lora_up.");
        }
        List<Tensor> merged = new ArrayList<>();
        for (String name : checkpoint.names()) {
            Tensor tensor = checkpoint.get(name);
            Pair pair = pairs.get(name);
            merged.add(pair == null ? tensor : merged(tensor, pair, scale, lora.source(), arena));
        }
        return new Tensors(checkpoint.source(), merged);
    }

    private static void sort(Tensors lora, String name, Map<String, String> layers, Map<String, Pair> pairs) {
        String layer = name;
        for (String prefix : PREFIXES) {
            layer = layer.startsWith(prefix) ? layer.substring(prefix.length()) : layer;
        }
        String part = layer.replaceAll("^.*?(\\.lora_(A|B|down|up)(\\.default)?\\.weight|\\.alpha)$", "$1");
        if (part.equals(layer)) {
            throw unknown(lora, name);
        }
        String weight = layers.get(layer.substring(0, layer.length() - part.length()));
        if (weight == null) {
            throw unknown(lora, name);
        }
        Pair pair = pairs.computeIfAbsent(weight, missing -> new Pair());
        Optional<Tensor> tensor = Optional.of(lora.get(name));
        boolean twice = (part.equals(ALPHA)
                        ? pair.alpha
                        : part.startsWith(".lora_A") || part.startsWith(".lora_down") ? pair.down : pair.up)
                .isPresent();
        if (twice) {
            throw new Refusal(lora.source() + ": tensor " + name
                    + " is there under another name too; take a file that names each layer once.");
        }
        if (part.equals(ALPHA)) {
            pair.alpha = tensor;
        } else if (part.startsWith(".lora_A") || part.startsWith(".lora_down")) {
            pair.down = tensor;
        } else {
            pair.up = tensor;
        }
    }

    private static Refusal unknown(Tensors lora, String name) {
        return new Refusal(lora.source() + ": tensor " + name
                + " belongs to no layer of this network; take a LoRA that was trained for it.");
    }

    private static Tensor merged(Tensor weights, Pair pair, double scale, String source, Arena arena) {
        if (pair.down.isEmpty() || pair.up.isEmpty()) {
            throw new Refusal(
                    source + ": layer " + weights.name() + " has only one of its two matrices; take a whole file.");
        }
        Tensor down = pair.down.get();
        Tensor up = pair.up.get();
        boolean matrices = Stream.of(down, up, weights)
                .allMatch(tensor -> tensor.shape().rank() == 2 && tensor.type().isFloat());
        if (!matrices
                || up.shape().side(1) != down.shape().side(0)
                || up.shape().side(0) != weights.shape().side(0)
                || down.shape().side(1) != weights.shape().side(1)
                || down.shape().side(0) == 0
                || down.shape().side(0) > HIGHEST_RANK
                || weights.shape().elements() > Integer.MAX_VALUE
                || pair.alpha.filter(alpha -> alpha.shape().elements() != 1).isPresent()) {
            throw new Refusal(source + ": the matrices " + up.shape() + " and " + down.shape() + " do not fit layer "
                    + weights.name() + " " + weights.shape() + "; take a LoRA that was trained for this network.");
        }
        int rank = down.shape().side(0);
        int columns = down.shape().side(1);
        double alpha = pair.alpha.map(tensor -> tensor.toDoubles()[0]).orElse((double) rank);
        float factor = (float) (scale * alpha / rank);
        float[] a = down.toFloats();
        float[] b = up.toFloats();
        MemorySegment bytes =
                arena.allocate((long) Float.BYTES * weights.shape().elements(), Float.BYTES);
        float[] numbers = weights.toFloats();
        for (int row = 0; row < up.shape().side(0); row++) {
            for (int r = 0; r < rank; r++) {
                float share = factor * b[row * rank + r];
                for (int column = 0; column < columns; column++) {
                    numbers[row * columns + column] += share * a[r * columns + column];
                }
            }
        }
        MemorySegment.copy(numbers, 0, bytes, FLOATS, 0, numbers.length);
        return new Tensor(weights.name(), ElementType.F32, weights.shape(), bytes);
    }
}
