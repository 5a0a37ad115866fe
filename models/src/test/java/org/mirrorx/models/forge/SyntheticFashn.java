package org.mirrorx.models.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
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
    private static final int CHUNK = 1 << 20;

    /** Evenly spread over ±0.035: a standard deviation of 0.02, as such networks start. */
    public static final double SPREAD = 0.035;

    private static final int BF16_SHIFT = 16;

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
        write(shapes, spread, file);
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

    private static void write(SequencedMap<String, Shape> shapes, double spread, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] header = header(shapes);
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            writeAll(channel, length.putLong(header.length).flip());
            writeAll(channel, ByteBuffer.wrap(header));
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            SplittableRandom random = new SplittableRandom(SEED);
            for (var entry : shapes.entrySet()) {
                double centre = entry.getKey().endsWith("_norm.scale") ? 1 : 0;
                for (long left = entry.getValue().elements(); left > 0; ) {
                    int numbers = (int) Math.min(left, CHUNK / Short.BYTES);
                    chunk.clear();
                    for (int i = 0; i < numbers; i++) {
                        float number = (float) (centre + spread * (2 * random.nextDouble() - 1));
                        chunk.putShort((short) (Float.floatToRawIntBits(number) >>> BF16_SHIFT));
                    }
                    writeAll(channel, chunk.flip());
                    left -= numbers;
                }
            }
        }
    }

    private static byte[] header(SequencedMap<String, Shape> shapes) {
        ObjectNode header = new ObjectMapper().createObjectNode();
        long at = 0;
        for (var entry : shapes.entrySet()) {
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", "BF16");
            var sides = tensor.putArray("shape");
            entry.getValue().sides().forEach(sides::add);
            long end = at + entry.getValue().elements() * Short.BYTES;
            tensor.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        // the format pads its header with blanks so that the numbers begin at a multiple of eight
        String json = header.toString();
        int padding = Math.floorMod(-json.length(), Long.BYTES);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
