package org.mirrorx.models.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.mirrorx.models.Refusal;

/**
 * The sizes of a FASHN VTON network. The published download has no configuration file: {@link #PUBLISHED} are constants of its
 * program; a file with these names in JSON can say others.
 *
 * @param height of the pictures in pixels, a multiple of the patch
 * @param width as the height
 * @param hiddenSize numbers a token
 * @param heads of attention; they share a token's numbers evenly
 * @param doubleBlocks blocks with weights of their own for person and garment
 * @param singleBlocks blocks over both
 * @param patchMixerBlocks blocks over the person alone, before all others
 * @param ropeAxes numbers of a head that turn with nothing, the row, the column; even, together a head
 * @param patchSize side of the square of pixels that becomes a token
 * @param mlpRatio width of the inner layer over that of a token
 * @param ropeTheta base of the turning speeds
 * @param categories kinds of garment, without the one that means none
 */
public record FashnSizes(
        int height,
        int width,
        int hiddenSize,
        int heads,
        int doubleBlocks,
        int singleBlocks,
        int patchMixerBlocks,
        List<Integer> ropeAxes,
        int patchSize,
        int mlpRatio,
        int ropeTheta,
        int categories) {
    /** fashn-AI/fashn-vton-1.5, revision 7c0f10af. */
    public static final FashnSizes PUBLISHED =
            new FashnSizes(864, 576, 1280, 10, 8, 16, 4, List.of(16, 56, 56), 12, 4, 10_000, 3);

    private static final int AXES = 3;

    /** Published: 3456. Attention grows with the square. */
    private static final int MOST_TOKENS = 1 << 17;

    /** Published: 12. */
    private static final int LARGEST_PATCH = 256;

    /** No side is longer, and no count larger: keeps all products far from overflow. */
    private static final int MOST = 1 << 15;

    /** @throws Refusal when sizes contradict each other */
    public FashnSizes {
        ropeAxes = List.copyOf(ropeAxes);
        for (int size : List.of(height, width, hiddenSize, heads, patchSize, mlpRatio, ropeTheta, categories)) {
            require(size >= 1 && size <= MOST, "a size of " + size);
        }
        for (int blocks : List.of(doubleBlocks, singleBlocks, patchMixerBlocks)) {
            require(blocks >= 0 && blocks <= MOST, blocks + " blocks");
        }
        require(
                height % patchSize == 0 && width % patchSize == 0,
                height + " rows and " + width + " columns in patches of " + patchSize);
        require(
                (long) (height / patchSize) * (width / patchSize) <= MOST_TOKENS,
                height + " rows and " + width + " columns in patches of only " + patchSize);
        require(patchSize <= LARGEST_PATCH, "patches of " + patchSize);
        require(hiddenSize % heads == 0, heads + " heads for " + hiddenSize + " numbers a token");
        require(mlpRatio <= MOST / hiddenSize, "an inner layer of " + mlpRatio + " times " + hiddenSize);
        require(
                ropeAxes.size() == AXES
                        && ropeAxes.stream().allMatch(axis -> axis >= 0 && axis % 2 == 0)
                        && ropeAxes.stream().mapToLong(Integer::longValue).sum() == hiddenSize / heads,
                "axes " + ropeAxes + " for a head of " + hiddenSize / heads + " numbers");
    }

    /**
     * Reads sizes from JSON: {@code height, width, hidden_size, heads, double_blocks, single_blocks, patch_mixer_blocks, rope_axes,
     * patch_size, mlp_ratio, rope_theta, categories}.
     *
     * @param source the file, as errors call it
     * @throws Refusal when one is missing or not a whole number
     */
    public static FashnSizes parse(String json, String source) {
        JsonNode sizes;
        try {
            sizes = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new Refusal(source + " is not JSON; take the file that came with the checkpoint.", malformed);
        }
        List<Integer> axes = new ArrayList<>();
        for (JsonNode axis : sizes.path("rope_axes")) {
            axes.add(whole(axis, "rope_axes", source));
        }
        return new FashnSizes(
                whole(sizes, "height", source),
                whole(sizes, "width", source),
                whole(sizes, "hidden_size", source),
                whole(sizes, "heads", source),
                whole(sizes, "double_blocks", source),
                whole(sizes, "single_blocks", source),
                whole(sizes, "patch_mixer_blocks", source),
                axes,
                whole(sizes, "patch_size", source),
                whole(sizes, "mlp_ratio", source),
                whole(sizes, "rope_theta", source),
                whole(sizes, "categories", source));
    }

    /** As {@link #parse} reads it. */
    public String json() {
        ObjectNode sizes = new ObjectMapper().createObjectNode();
        sizes.put("height", height);
        sizes.put("width", width);
        sizes.put("hidden_size", hiddenSize);
        sizes.put("heads", heads);
        sizes.put("double_blocks", doubleBlocks);
        sizes.put("single_blocks", singleBlocks);
        sizes.put("patch_mixer_blocks", patchMixerBlocks);
        ArrayNode axes = sizes.putArray("rope_axes");
        ropeAxes.forEach(axes::add);
        sizes.put("patch_size", patchSize);
        sizes.put("mlp_ratio", mlpRatio);
        sizes.put("rope_theta", ropeTheta);
        sizes.put("categories", categories);
        return sizes.toString();
    }

    /**
     * Floating-point operations of one pass for one sample, a multiplication and an addition counted as two: the large matrices and
     * attention; everything else is less than a hundredth.
     */
    public double operationsAPass() {
        double numbers = hiddenSize;
        double single = 2 * tokens() * numbers * (3 * numbers + inner()) + 2 * tokens() * (numbers + inner()) * numbers;
        double doubleStream = 2 * tokens() * (3 + 1) * numbers * numbers + 4 * tokens() * numbers * inner();
        double one = 4.0 * tokens() * tokens() * numbers;
        double joint = 4 * one;
        return patchMixerBlocks * (single + one)
                + doubleBlocks * (2 * doubleStream + joint)
                + singleBlocks * (2 * single + joint);
    }

    /** Numbers a head. */
    public int head() {
        return hiddenSize / heads;
    }

    /** Width of the inner layer of a block. */
    public int inner() {
        return hiddenSize * mlpRatio;
    }

    /** Rows of tokens. */
    public int rows() {
        return height / patchSize;
    }

    /** Columns of tokens. */
    public int columns() {
        return width / patchSize;
    }

    /** Tokens of one picture. */
    public int tokens() {
        return rows() * columns();
    }

    private static int whole(JsonNode sizes, String name, String source) {
        JsonNode number = sizes.isObject() ? sizes.path(name) : sizes;
        if (!number.isIntegralNumber() || !number.canConvertToInt()) {
            throw new Refusal(
                    source + " has no whole number " + name + "; take the file that came with the checkpoint.");
        }
        return number.intValue();
    }

    private static void require(boolean sound, String what) {
        if (!sound) {
            throw new Refusal("A FASHN network cannot have " + what + "; take the file that came with the checkpoint.");
        }
    }
}
