package org.mirrorx.models.forge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mirrorx.models.Shape;

/**
 * Writes a checkpoint with the names, shapes and type (BF16) of FASHN VTON 1.5's and seeded random numbers: small evenly spread ones,
 * near 1 for the scales of norms. Memory does not grow with the file.
 */
public final class SyntheticFashn {
    /** The smallest network with every kind of block; a checkpoint of 0.4 MB. */
    public static final FashnSizes TINY = new FashnSizes(48, 36, 48, 2, 2, 2, 1, List.of(4, 10, 10), 12, 4, 10_000, 3);

    private static final long SEED = 20_261_126L;
    private static final int PUBLISHED_TENSORS = 366;

    /** Evenly spread over ±0.035: a standard deviation of 0.02, as such networks start. */
    public static final double SPREAD = 0.035;

    private final FashnSizes sizes;
    private final SequencedMap<String, Shape> shapes = new LinkedHashMap<>();

    private SyntheticFashn(FashnSizes sizes) {
        this.sizes = sizes;
    }

    /** Arguments: the file to write, and optionally a file of sizes; without it, the published sizes. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        FashnSizes sizes = arguments.length > 1
                ? FashnSizes.parse(Files.readString(Path.of(arguments[1])), arguments[1])
                : FashnSizes.PUBLISHED;
        int tensors = write(sizes, SPREAD, file);
        if (arguments.length == 1 && tensors != PUBLISHED_TENSORS) {
            throw new IllegalStateException(tensors + " tensors instead of " + PUBLISHED_TENSORS);
        }
        System.out.println(tensors + " tensors, " + Files.size(file) + " bytes: " + file);
    }

    /**
     * Writes a checkpoint.
     *
     * @param spread largest size of a number
     * @return how many tensors it has
     */
    public static int write(FashnSizes sizes, double spread, Path file) throws IOException {
        SequencedMap<String, Shape> shapes = new SyntheticFashn(sizes).shapes();
        SyntheticCheckpoint.write(
                shapes,
                name -> new SyntheticCheckpoint.Numbers(name.endsWith("_norm.scale") ? 1 : 0, spread),
                SEED,
                file);
        return shapes.size();
    }

    private SequencedMap<String, Shape> shapes() {
        int width = sizes.hiddenSize();
        int patch = sizes.patchSize();
        int square = 3 * patch * patch;
        for (int i = 0; i < sizes.doubleBlocks(); i++) {
            for (String stream : new String[] {"img", "txt"}) {
                String name = "double_blocks." + i + "." + stream;
                shapes.put(name + "_attn.norm.key_norm.scale", Shape.of(sizes.head()));
                shapes.put(name + "_attn.norm.query_norm.scale", Shape.of(sizes.head()));
                linear(name + "_attn.proj", width, width);
                linear(name + "_attn.qkv", width, 3 * width);
                linear(name + "_mlp.0", width, sizes.inner());
                linear(name + "_mlp.2", sizes.inner(), width);
                linear(name + "_mod.lin", width, 6 * width);
            }
        }
        linear("final_layer.adaLN_modulation.1", width, 2 * width);
        linear("final_layer.linear", width, square);
        embedder("garment_embedder.proj", 4);
        shapes.put("patch_mixer_token", Shape.of(1, 1, square));
        for (int i = 0; i < sizes.singleBlocks(); i++) {
            single("single_blocks." + i);
        }
        linear("t_embedder.mlp.in_layer", 256, width);
        linear("t_embedder.mlp.out_layer", width, width);
        embedder("x_embedder.proj", 7);
        for (int i = 0; i < sizes.patchMixerBlocks(); i++) {
            single("x_patch_mixer." + i);
        }
        shapes.put("y_embedder.weight", Shape.of(sizes.categories() + 1, width));
        return shapes;
    }

    private void single(String name) {
        int width = sizes.hiddenSize();
        linear(name + ".linear1", width, 3 * width + sizes.inner());
        linear(name + ".linear2", width + sizes.inner(), width);
        linear(name + ".modulation.lin", width, 3 * width);
        shapes.put(name + ".norm.key_norm.scale", Shape.of(sizes.head()));
        shapes.put(name + ".norm.query_norm.scale", Shape.of(sizes.head()));
    }

    private void linear(String name, int in, int out) {
        shapes.put(name + ".bias", Shape.of(out));
        shapes.put(name + ".weight", Shape.of(out, in));
    }

    private void embedder(String name, int channels) {
        int patch = sizes.patchSize();
        shapes.put(name + ".bias", Shape.of(sizes.hiddenSize()));
        shapes.put(name + ".weight", Shape.of(sizes.hiddenSize(), channels, patch, patch));
    }
}
