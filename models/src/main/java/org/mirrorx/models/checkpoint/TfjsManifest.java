package org.mirrorx.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;

/**
 * The manifest of TensorFlow.js: a list of one group {@code {"weights": [...], "paths": [...]}}. Read token by token: building a
 * tree takes five times as long when the program has just started.
 */
final class TfjsManifest {
    private static final int MOST_TENSORS = 20_000;
    private static final int MOST_SIDES = 6;

    /** value = byte · scale + min. */
    record Quantisation(double scale, double min) {}

    /** A tensor of the file, in its order: float32 numbers, or bytes that stand for such. */
    record Entry(String name, Shape shape, Optional<Quantisation> quantisation) {}

    private final JsonParser json;
    private final String source;
    private final List<Entry> entries = new ArrayList<>();

    private TfjsManifest(JsonParser json, String source) {
        this.json = json;
        this.source = source;
    }

    /** @throws Refusal when it is no manifest or lists other numbers */
    static List<Entry> read(byte[] manifest, String source) {
        try (JsonParser json = new JsonFactory().createParser(manifest)) {
            TfjsManifest reader = new TfjsManifest(json, source);
            reader.groups();
            return reader.entries;
        } catch (IOException malformed) {
            throw new Refusal("The manifest of " + source + " is not JSON; take the published file.", malformed);
        }
    }

    private void groups() throws IOException {
        expect(json.nextToken(), JsonToken.START_ARRAY);
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean weights = json.currentName().equals("weights");
            JsonToken value = json.nextToken();
            if (weights) {
                expect(value, JsonToken.START_ARRAY);
                weights();
            } else {
                json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
        expect(json.nextToken(), JsonToken.END_ARRAY);
        if (entries.isEmpty() || json.nextToken() != null) {
            throw noManifest();
        }
    }

    private void weights() throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            if (entries.size() == MOST_TENSORS) {
                throw new Refusal("The manifest of " + source + " lists more than " + MOST_TENSORS
                        + " tensors; take the published file.");
            }
            entries.add(entry());
        }
        expect(json.currentToken(), JsonToken.END_ARRAY);
    }

    private Entry entry() throws IOException {
        String name = "";
        String type = "";
        Optional<Shape> shape = Optional.empty();
        Optional<Quantisation> quantisation = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "name" -> name = text(value);
                case "dtype" -> type = text(value);
                case "shape" -> shape = Optional.of(shape(value));
                case "quantization" -> quantisation = Optional.of(quantisation(value));
                default -> json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
        if (name.isEmpty() || shape.isEmpty() || !type.equals("float32")) {
            throw wrong(name, "has no name, no shape or other numbers than float32");
        }
        return new Entry(name, shape.get(), quantisation);
    }

    private Quantisation quantisation(JsonToken start) throws IOException {
        expect(start, JsonToken.START_OBJECT);
        String type = "";
        double scale = Double.NaN;
        double min = Double.NaN;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "dtype" -> type = text(value);
                case "scale" -> scale = number(value);
                case "min" -> min = number(value);
                default -> json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
        if (!type.equals("uint8") || !Double.isFinite(scale) || !Double.isFinite(min)) {
            throw new Refusal("The manifest of " + source + " has a quantisation that is not uint8 with scale and min; "
                    + "take the published file.");
        }
        return new Quantisation(scale, min);
    }

    private Shape shape(JsonToken start) throws IOException {
        expect(start, JsonToken.START_ARRAY);
        List<Integer> sides = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT && sides.size() < MOST_SIDES) {
            sides.add(json.getIntValue());
        }
        expect(json.currentToken(), JsonToken.END_ARRAY);
        try {
            return new Shape(sides);
        } catch (IllegalArgumentException impossible) {
            throw new Refusal(
                    "The manifest of " + source + ": " + impossible.getMessage() + "; take the published file.",
                    impossible);
        }
    }

    private String text(JsonToken value) throws IOException {
        expect(value, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private double number(JsonToken value) throws IOException {
        if (!value.isNumeric()) {
            throw noManifest();
        }
        return json.getDoubleValue();
    }

    private void expect(JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw noManifest();
        }
    }

    private Refusal noManifest() {
        return new Refusal(
                "The manifest of " + source + " is not a list of one group of weights; take the published file.");
    }

    private Refusal wrong(String tensor, String what) {
        return new Refusal(
                "The manifest of " + source + ": tensor " + tensor + " " + what + "; take the published file.");
    }
}
