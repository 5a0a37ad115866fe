package org.mirrorx.inference.garment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.garment.GarmentLandmarks.Neckline;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.garment.LandmarkFile.Name;
import org.mirrorx.inference.garment.LandmarkFile.Path;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Decoded;
import org.mirrorx.inference.image.Encode;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.models.Refusal;

/**
 * A cut garment as the bytes of one file: eight bytes {@code MIRRORX1}, the length of a JSON text (4 bytes, big-endian), the text, and
 * a PNG with alpha. Landmarks are kept to a hundredth of a pixel.
 */
public final class GarmentCutFile {
    private static final byte[] MAGIC = "MIRRORX1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int MOST_DOUBTS = 100;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private GarmentCutFile() {}

    /** The file's bytes. */
    public static byte[] write(GarmentCut cut) {
        LandmarkFile.Size size =
                new LandmarkFile.Size(cut.colours().width(), cut.colours().height());
        ObjectNode root = JSON.createObjectNode();
        root.put("sha256", cut.sha256());
        root.put("source", cut.source().name().toLowerCase(Locale.ROOT));
        root.put("confidence", cut.landmarks().confidence());
        if (cut.landmarks() instanceof Upper upper) {
            root.put("torsoWidth", upper.torsoWidth());
        }
        ArrayNode doubts = root.putArray("doubts");
        cut.doubts().forEach(doubts::add);
        root.put("landmarks", new String(StaffPoints.describe(cut, 1, size).write(), StandardCharsets.UTF_8));
        byte[] text = root.toString().getBytes(StandardCharsets.UTF_8);
        byte[] png = Encode.png(cut.colours(), cut.alpha());
        return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + text.length + png.length)
                .put(MAGIC)
                .putInt(text.length)
                .put(text)
                .put(png)
                .array();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param name how to call the file in a refusal
     * @param memory where the cut's colours and alpha live
     * @throws Refusal when the bytes are no stored garment or damaged
     */
    public static GarmentCut read(byte[] bytes, String name, Arena memory) {
        if (bytes.length < MAGIC.length + Integer.BYTES
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(name, "is no stored garment");
        }
        int length = ByteBuffer.wrap(bytes).getInt(MAGIC.length);
        int from = MAGIC.length + Integer.BYTES;
        if (length < 2 || length > LONGEST_TEXT || length > bytes.length - from) {
            throw damaged(name, "is cut short");
        }
        JsonNode root = parsed(Arrays.copyOfRange(bytes, from, from + length), name);
        LandmarkFile marks =
                LandmarkFile.read(root.path("landmarks").asText("").getBytes(StandardCharsets.UTF_8), name);
        Decoded picture = Decode.bytes(memory, Arrays.copyOfRange(bytes, from + length, bytes.length), name);
        Mask alpha = picture.alpha().orElseGet(() -> {
            Mask whole = Mask.allocate(
                    memory, picture.picture().width(), picture.picture().height());
            whole.coverage().fill((byte) 255);
            return whole;
        });
        GarmentKind kind = marks.kind().orElseThrow(() -> damaged(name, "does not say its kind"));
        double confidence = number(root, "confidence", 0, 1, name);
        GarmentLandmarks landmarks = switch (kind) {
            case UPPER, DRESS -> upper(marks, confidence, number(root, "torsoWidth", 0, 1e5, name), name);
            case LOWER -> lower(marks, confidence, name);
        };
        return new GarmentCut(
                kind,
                picture.picture(),
                alpha,
                landmarks,
                doubts(root.path("doubts")),
                root.path("sha256").asText(""),
                source(root.path("source").asText(""), name));
    }

    private static JsonNode parsed(byte[] text, String name) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JacksonException damaged) {
            throw new Refusal(sentence(name, "is damaged"), damaged);
        } catch (IOException unreadable) {
            throw new Refusal(sentence(name, "cannot be read"), unreadable);
        }
        throw damaged(name, "is damaged");
    }

    private static double number(JsonNode root, String member, double least, double most, String name) {
        double number = root.path(member).asDouble(Double.NaN);
        if (!(number >= least && number <= most)) {
            throw damaged(name, "has no sensible " + member);
        }
        return number;
    }

    private static List<String> doubts(JsonNode array) {
        List<String> doubts = new ArrayList<>();
        for (JsonNode doubt : array) {
            if (doubts.size() < MOST_DOUBTS) {
                doubts.add(doubt.asText(""));
            }
        }
        return doubts;
    }

    private static GarmentCut.Source source(String word, String name) {
        return switch (word) {
            case "flat" -> GarmentCut.Source.FLAT;
            case "worn" -> GarmentCut.Source.WORN;
            default -> throw damaged(name, "does not say what it was photographed on");
        };
    }

    private static Upper upper(LandmarkFile marks, double confidence, double torsoWidth, String name) {
        Point2 hem = at(marks, Name.HEM, name);
        return new Upper(
                at(marks, Name.NECK_LEFT, name),
                at(marks, Name.NECK_RIGHT, name),
                new Neckline(
                        marks.necklineDepth().orElse(0), marks.necklinePower().orElse(1)),
                at(marks, Name.TIP_LEFT, name),
                at(marks, Name.TIP_RIGHT, name),
                at(marks, Name.ARMPIT_LEFT, name),
                at(marks, Name.ARMPIT_RIGHT, name),
                sleeve(marks, Path.SLEEVE_OUTER_LEFT, Path.SLEEVE_INNER_LEFT, name),
                sleeve(marks, Path.SLEEVE_OUTER_RIGHT, Path.SLEEVE_INNER_RIGHT, name),
                at(marks, Name.HEM_LEFT, name),
                at(marks, Name.HEM_RIGHT, name),
                hem.y(),
                hem.x(),
                torsoWidth,
                marks.straps().orElse(false),
                confidence);
    }

    private static Optional<Sleeve> sleeve(LandmarkFile marks, Path outer, Path inner, String name) {
        List<Point2> outside = marks.paths().get(outer);
        List<Point2> inside = marks.paths().get(inner);
        if (outside == null && inside == null) {
            return Optional.empty();
        }
        if (outside == null || inside == null) {
            throw damaged(name, "has half a sleeve");
        }
        return Optional.of(new Sleeve(outside, inside));
    }

    private static Lower lower(LandmarkFile marks, double confidence, String name) {
        return new Lower(
                at(marks, Name.WAIST_LEFT, name),
                at(marks, Name.WAIST_RIGHT, name),
                Optional.ofNullable(marks.points().get(Name.CROTCH)),
                at(marks, Name.HEM_LEFT_OUTER, name),
                at(marks, Name.HEM_LEFT_INNER, name),
                at(marks, Name.HEM_RIGHT_INNER, name),
                at(marks, Name.HEM_RIGHT_OUTER, name),
                confidence);
    }

    private static Point2 at(LandmarkFile marks, Name point, String name) {
        Point2 at = marks.points().get(point);
        if (at == null) {
            throw damaged(name, "lacks a landmark");
        }
        return at;
    }

    private static Refusal damaged(String name, String what) {
        return new Refusal(sentence(name, what));
    }

    private static String sentence(String name, String what) {
        return "The file " + name + " " + what + "; cut the garment out of its photograph again.";
    }
}
