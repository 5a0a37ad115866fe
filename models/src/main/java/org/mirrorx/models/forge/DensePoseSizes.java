package org.mirrorx.models.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.mirrorx.models.Refusal;

/**
 * What the tensors of DensePose do not say.
 *
 * @param pictureWidth, pictureHeight of the pictures that are read, pixels
 * @param shortestEdge the network's input is enlarged or shrunk until its shorter side has so many pixels
 * @param longestEdge unless its longer side had more than so many
 * @param anchorSizes sides of the boxes guessed at the levels 2 to 6, pixels of the input
 * @param candidates boxes kept a level before overlaps are removed
 * @param proposals boxes kept of all levels after that
 * @param leastScore a person's probability must be larger
 * @param chartSide of the piece that the parts of a body are read from
 */
public record DensePoseSizes(
        int pictureWidth,
        int pictureHeight,
        int shortestEdge,
        int longestEdge,
        List<Integer> anchorSizes,
        int candidates,
        int proposals,
        double leastScore,
        int chartSide) {
    /** {@code densepose_rcnn_R_50_FPN_s1x} as the program of IDM-VTON runs it. */
    public static final DensePoseSizes PUBLISHED =
            new DensePoseSizes(384, 512, 800, 1333, List.of(32, 64, 128, 256, 512), 1000, 1000, 0.8, 28);

    private static final int LEVELS = 5;
    private static final int LONGEST = 4096;
    private static final int MOST_BOXES = 10_000;
    private static final int LARGEST_CHART = 64;
    private static final int COARSEST = 32;

    public DensePoseSizes {
        anchorSizes = List.copyOf(anchorSizes);
    }

    /** Columns of the picture in the network's input, without padding. */
    public int inputWidth() {
        return resized(pictureWidth, pictureHeight, shortestEdge, longestEdge)[0];
    }

    /** Rows of the picture in the network's input, without padding. */
    public int inputHeight() {
        return resized(pictureWidth, pictureHeight, shortestEdge, longestEdge)[1];
    }

    /** Columns of the network's input. */
    public int paddedWidth() {
        return padded(inputWidth());
    }

    /** Rows of the network's input. */
    public int paddedHeight() {
        return padded(inputHeight());
    }

    private static int padded(int side) {
        return (side + COARSEST - 1) / COARSEST * COARSEST;
    }

    /** @return width and height of a picture whose shorter side becomes {@code shortest}, unless the longer would exceed {@code longest} */
    public static int[] resized(int width, int height, int shortest, int longest) {
        double scale = (double) shortest / Math.min(width, height);
        double newWidth = width < height ? shortest : scale * width;
        double newHeight = width < height ? scale * height : shortest;
        double longer = Math.max(newWidth, newHeight);
        if (longer > longest) {
            newWidth *= longest / longer;
            newHeight *= longest / longer;
        }
        return new int[] {(int) (newWidth + 0.5), (int) (newHeight + 0.5)};
    }

    /** As {@link #parse} reads it. */
    public String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("picture_width", pictureWidth);
        root.put("picture_height", pictureHeight);
        root.put("shortest_edge", shortestEdge);
        root.put("longest_edge_max", longestEdge);
        anchorSizes.forEach(root.putArray("anchor_sizes")::add);
        root.put("rpn_pre_nms_topk_per_level", candidates);
        root.put("rpn_post_nms_topk", proposals);
        root.put("min_score", leastScore);
        root.put("chart_side", chartSide);
        return root.toString();
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @param source the file, as a person would recognise it in an error
     * @throws Refusal when it is malformed
     */
    public static DensePoseSizes parse(String json, String source) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            List<Integer> anchors = new ArrayList<>();
            for (JsonNode size : root.path("anchor_sizes")) {
                anchors.add(size.isInt() ? size.intValue() : 0);
            }
            JsonNode score = root.path("min_score");
            boolean fits = anchors.size() == LEVELS
                    && anchors.stream().allMatch(size -> size > 0 && size <= LONGEST)
                    && score.isNumber();
            if (!fits) {
                throw new Refusal(source + " does not say anchor_sizes and min_score as DensePose has them.");
            }
            return new DensePoseSizes(
                    number(root, "picture_width", LONGEST, source),
                    number(root, "picture_height", LONGEST, source),
                    number(root, "shortest_edge", LONGEST, source),
                    number(root, "longest_edge_max", LONGEST, source),
                    anchors,
                    number(root, "rpn_pre_nms_topk_per_level", MOST_BOXES, source),
                    number(root, "rpn_post_nms_topk", MOST_BOXES, source),
                    score.doubleValue(),
                    number(root, "chart_side", LARGEST_CHART, source));
        } catch (JsonProcessingException malformed) {
            throw new Refusal(source + " is not JSON.", malformed);
        }
    }

    private static int number(JsonNode root, String key, int most, String source) {
        JsonNode number = root.path(key);
        if (!number.isInt() || number.intValue() < 1 || number.intValue() > most) {
            throw new Refusal(source + ": " + key + " must be a whole number from 1 to " + most + ".");
        }
        return number.intValue();
    }
}
