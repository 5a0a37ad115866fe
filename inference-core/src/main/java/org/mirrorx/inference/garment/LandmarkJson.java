package org.mirrorx.inference.garment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.models.Refusal;

/** The JSON of a {@link LandmarkFile}: unknown members are skipped, wrong ones refused in one sentence. */
final class LandmarkJson {
    private static final String FORMAT = "mirrorx-landmarks/1";
    /** Coordinates beyond this are no pixels of any picture the catalog takes. */
    private static final double FARTHEST = 30_000;

    private static final int MOST_PATH_POINTS = 256;

    private static final ObjectMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(40)
                            .maxStringLength(4096)
                            .build())
                    .build())
            .build();

    private final String file;

    private LandmarkJson(String file) {
        this.file = file;
    }

    static LandmarkFile read(byte[] json, String file) {
        return new LandmarkJson(file).read(json);
    }

    private LandmarkFile read(byte[] json) {
        if (json.length > LandmarkFile.LONGEST) {
            throw wrong("is longer than " + LandmarkFile.LONGEST / 1024 + " KB");
        }
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException notJson) {
            throw new Refusal(sentence("is not JSON (line " + line(notJson) + ")"), notJson);
        } catch (IOException unreadable) {
            throw new Refusal(sentence("cannot be read"), unreadable);
        }
        if (root == null || !root.isObject()) {
            throw wrong("does not hold a JSON object");
        }
        JsonNode format = root.path("format");
        if (format.isTextual() && !format.asText().equals(FORMAT)) {
            throw wrong("has the format " + quoted(format) + " instead of \"" + FORMAT + "\"");
        }
        Map<LandmarkFile.Name, Point2> points = new EnumMap<>(LandmarkFile.Name.class);
        for (LandmarkFile.Name name : LandmarkFile.Name.values()) {
            JsonNode value = root.path("points").path(camel(name));
            if (!value.isMissingNode() && !value.isNull()) {
                points.put(name, point(value, "points." + camel(name)));
            }
        }
        Map<LandmarkFile.Path, List<Point2>> paths = new EnumMap<>(LandmarkFile.Path.class);
        for (LandmarkFile.Path name : LandmarkFile.Path.values()) {
            JsonNode value = root.path("paths").path(camel(name));
            if (!value.isMissingNode() && !value.isNull()) {
                paths.put(name, path(value, "paths." + camel(name)));
            }
        }
        JsonNode neckline = root.path("neckline");
        return new LandmarkFile(
                size(root.path("picture")),
                kind(root.path("kind")),
                points,
                paths,
                number(neckline.path("depth"), "neckline.depth", 0, FARTHEST),
                number(neckline.path("power"), "neckline.power", 0.5, 8),
                truth(root.path("sleeveless"), "sleeveless"),
                truth(root.path("straps"), "straps"));
    }

    private Optional<LandmarkFile.Size> size(JsonNode picture) {
        OptionalDouble width = number(picture.path("width"), "picture.width", 1, FARTHEST);
        OptionalDouble height = number(picture.path("height"), "picture.height", 1, FARTHEST);
        if (width.isEmpty() || height.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LandmarkFile.Size((int) width.getAsDouble(), (int) height.getAsDouble()));
    }

    private Optional<GarmentKind> kind(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String word = value.asText("").strip().toUpperCase(Locale.ROOT);
        for (GarmentKind kind : GarmentKind.values()) {
            if (kind.name().equals(word)) {
                return Optional.of(kind);
            }
        }
        throw wrong("has the kind " + quoted(value) + " instead of upper, lower or dress");
    }

    private Point2 point(JsonNode value, String where) {
        JsonNode x = value.isArray() ? value.path(0) : value.path("x");
        JsonNode y = value.isArray() ? value.path(1) : value.path("y");
        OptionalDouble px = number(x, where, -FARTHEST, FARTHEST);
        OptionalDouble py = number(y, where, -FARTHEST, FARTHEST);
        if (px.isEmpty() || py.isEmpty()) {
            throw wrong("needs two numbers [x, y] at " + where);
        }
        return new Point2(px.getAsDouble(), py.getAsDouble());
    }

    private List<Point2> path(JsonNode value, String where) {
        if (!value.isArray() || value.size() < 2 || value.size() > MOST_PATH_POINTS) {
            throw wrong("needs a list of 2 to " + MOST_PATH_POINTS + " points at " + where);
        }
        List<Point2> path = new ArrayList<>();
        for (JsonNode element : value) {
            path.add(point(element, where));
        }
        return path;
    }

    private OptionalDouble number(JsonNode value, String where, double least, double most) {
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        double number = value.asDouble(Double.NaN);
        if (!value.isNumber() || !(number >= least && number <= most)) {
            throw wrong("needs a number from " + least + " to " + most + " at " + where + ", not " + quoted(value));
        }
        return OptionalDouble.of(number);
    }

    private Optional<Boolean> truth(JsonNode value, String where) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrong("needs true or false at " + where + ", not " + quoted(value));
        }
        return Optional.of(value.booleanValue());
    }

    private Refusal wrong(String what) {
        return new Refusal(sentence(what));
    }

    private String sentence(String what) {
        return "The landmark file " + file + " " + what + "; correct it or delete it to have the places found anew.";
    }

    private static String quoted(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static int line(JacksonException failure) {
        return failure.getLocation() == null
                ? 1
                : Math.max(1, failure.getLocation().getLineNr());
    }

    static byte[] write(LandmarkFile marks) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        marks.size()
                .ifPresent(size ->
                        root.putObject("picture").put("width", size.width()).put("height", size.height()));
        marks.kind().ifPresent(kind -> root.put("kind", kind.name().toLowerCase(Locale.ROOT)));
        if (!marks.points().isEmpty()) {
            ObjectNode points = root.putObject("points");
            new TreeMap<>(marks.points()).forEach((name, at) -> put(points.putArray(camel(name)), at));
        }
        if (!marks.paths().isEmpty()) {
            ObjectNode paths = root.putObject("paths");
            new TreeMap<>(marks.paths()).forEach((name, path) -> {
                ArrayNode list = paths.putArray(camel(name));
                path.forEach(at -> put(list.addArray(), at));
            });
        }
        if (marks.necklineDepth().isPresent() || marks.necklinePower().isPresent()) {
            ObjectNode neckline = root.putObject("neckline");
            marks.necklineDepth().ifPresent(depth -> neckline.put("depth", rounded(depth)));
            marks.necklinePower().ifPresent(power -> neckline.put("power", power));
        }
        marks.sleeveless().ifPresent(none -> root.put("sleeveless", none));
        marks.straps().ifPresent(straps -> root.put("straps", straps));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("a tree of numbers and words cannot fail to become JSON", impossible);
        }
    }

    private static void put(ArrayNode list, Point2 at) {
        list.add(rounded(at.x())).add(rounded(at.y()));
    }

    /** Hundredths of a pixel are finer than any hand. */
    private static double rounded(double pixels) {
        return Math.round(pixels * 100) / 100.0;
    }

    /** {@code CUFF_OUTER_LEFT} as {@code cuffOuterLeft}. */
    private static String camel(Enum<?> name) {
        StringBuilder word = new StringBuilder();
        boolean upper = false;
        for (char letter : name.name().toCharArray()) {
            if (letter == '_') {
                upper = true;
            } else {
                word.append(upper ? letter : Character.toLowerCase(letter));
                upper = false;
            }
        }
        return word.toString();
    }
}
