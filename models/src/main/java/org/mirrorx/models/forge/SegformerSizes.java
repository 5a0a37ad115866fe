package org.mirrorx.models.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.mirrorx.models.Refusal;

/**
 * What the tensors of a SegFormer do not say.
 *
 * @param heads of attention in each stage
 * @param strides of each stage's patches
 * @param width, height of the network's input, pixels
 */
public record SegformerSizes(List<Integer> heads, List<Integer> strides, int width, int height) {
    /** FASHN's human parser. */
    public static final SegformerSizes PUBLISHED =
            new SegformerSizes(List.of(1, 2, 5, 8), List.of(4, 2, 2, 2), 384, 576);

    private static final int STAGES = 4;
    private static final int MOST_HEADS = 64;
    private static final int MOST_STRIDE = 16;
    private static final int SHORTEST_SIDE = 32;
    private static final int LONGEST_SIDE = 4096;

    public SegformerSizes {
        heads = List.copyOf(heads);
        strides = List.copyOf(strides);
    }

    /** The same network for another size of pictures. */
    public SegformerSizes at(int newWidth, int newHeight) {
        return new SegformerSizes(heads, strides, newWidth, newHeight);
    }

    /**
     * Reads a {@code config.json} as published beside the weights, or what {@link #json} wrote.
     *
     * @param source the file, as a person would recognise it in an error
     * @throws Refusal when it is malformed or not of a SegFormer
     */
    public static SegformerSizes parse(String json, String source) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            return new SegformerSizes(
                    four(root, "num_attention_heads", MOST_HEADS, source),
                    four(root, "strides", MOST_STRIDE, source),
                    side(root, "input_width", PUBLISHED.width, source),
                    side(root, "input_height", PUBLISHED.height, source));
        } catch (JsonProcessingException malformed) {
            throw new Refusal(source + " is not JSON; take the published config.json.", malformed);
        }
    }

    private static List<Integer> four(JsonNode root, String key, int most, String source) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : root.path(key)) {
            if (!number.isInt() || number.intValue() < 1 || number.intValue() > most || numbers.size() == STAGES) {
                throw wrong(key, source);
            }
            numbers.add(number.intValue());
        }
        if (numbers.size() != STAGES) {
            throw wrong(key, source);
        }
        return numbers;
    }

    private static int side(JsonNode root, String key, int otherwise, String source) {
        JsonNode side = root.path(key);
        if (side.isMissingNode()) {
            return otherwise;
        }
        if (!side.isInt() || side.intValue() < SHORTEST_SIDE || side.intValue() > LONGEST_SIDE) {
            throw wrong(key, source);
        }
        return side.intValue();
    }

    private static Refusal wrong(String key, String source) {
        return new Refusal(
                source + " does not say " + key + " as a SegFormer has them; take the published config.json.");
    }

    /** As {@link #parse} reads it. */
    public String json() {
        return "{\"model_type\":\"segformer\",\"num_attention_heads\":" + heads + ",\"strides\":" + strides
                + ",\"input_width\":" + width + ",\"input_height\":" + height + "}";
    }
}
