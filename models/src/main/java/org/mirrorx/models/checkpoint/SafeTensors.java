package org.mirrorx.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;

/**
 * The safetensors format (github.com/huggingface/safetensors): eight bytes with the length of a JSON header, the header, then the
 * numbers of all tensors without a gap or an overlap.
 */
public final class SafeTensors {
    private static final int LENGTH_BYTES = 8;

    /** The format allows six times as much; published headers have some ten thousand bytes, and as a tree they take thirty times that. */
    private static final long MOST_HEADER_BYTES = 16_000_000;

    private static final int MOST_SIDES = 8;
    private static final int MOST_NESTING = 8;

    /** A name twice in the header is an error: readers would disagree about which one counts. */
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .maxStringLength(10_000_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SafeTensors() {}

    /**
     * Maps a file; its tensors are views that stay valid as long as the arena is open.
     *
     * @throws Refusal when the file is absent or not a well-formed safetensors file
     */
    public static Tensors map(Path file, Arena arena) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), file.toString());
        } catch (NoSuchFileException absent) {
            throw new Refusal("There is no file " + file + "; check the name.", absent);
        } catch (IOException unreadable) {
            throw new Refusal(file + " cannot be read: " + unreadable.getMessage() + "; check its rights.", unreadable);
        }
    }

    /** Whether a file begins like one: a length that fits into it, then a brace. */
    static boolean recognises(MemorySegment file) {
        if (file.byteSize() <= LENGTH_BYTES) {
            return false;
        }
        long headerBytes = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        return headerBytes > 0
                && headerBytes <= file.byteSize() - LENGTH_BYTES
                && file.get(ValueLayout.JAVA_BYTE, LENGTH_BYTES) == '{';
    }

    /** Reads a file that is already in memory. @throws Refusal when it is not well-formed */
    public static Tensors read(MemorySegment file, String source) {
        if (file.byteSize() < LENGTH_BYTES) {
            throw damaged(source, "it has only " + file.byteSize() + " bytes");
        }
        long headerBytes = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (headerBytes < 2 || headerBytes > MOST_HEADER_BYTES || headerBytes > file.byteSize() - LENGTH_BYTES) {
            throw damaged(
                    source, "its first eight bytes give a header of " + Long.toUnsignedString(headerBytes) + " bytes");
        }
        JsonNode header = header(file.asSlice(LENGTH_BYTES, headerBytes), source);
        MemorySegment numbers = file.asSlice(LENGTH_BYTES + headerBytes);
        List<Tensor> tensors = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                Span span = span(entry.getValue(), source, entry.getKey(), numbers.byteSize());
                spans.add(span);
                tensors.add(tensor(entry.getValue(), source, span, numbers));
            }
        }
        checkCover(spans, numbers.byteSize(), source);
        return new Tensors(source, tensors);
    }

    private record Span(String name, long from, long to) {}

    private static JsonNode header(MemorySegment bytes, String source) {
        if (bytes.get(ValueLayout.JAVA_BYTE, 0) != '{') {
            throw damaged(source, "its header does not begin with a brace");
        }
        try (JsonParser parser = STRICT.createParser(bytes.toArray(ValueLayout.JAVA_BYTE))) {
            return STRICT.readTree(parser);
        } catch (IOException malformed) {
            throw new Refusal(
                    source
                            + " is not a safetensors file: its header is not JSON or names a tensor twice; take the published file.",
                    malformed);
        }
    }

    private static Span span(JsonNode entry, String source, String name, long available) {
        JsonNode offsets = entry.path("data_offsets");
        if (!entry.isObject() || offsets.size() != 2 || !isLength(offsets.path(0)) || !isLength(offsets.path(1))) {
            throw damaged(source, "tensor " + name + " has no offsets");
        }
        long from = offsets.path(0).asLong();
        long to = offsets.path(1).asLong();
        if (from > to || to > available) {
            throw damaged(source, "tensor " + name + " claims bytes " + from + " to " + to + " of " + available);
        }
        return new Span(name, from, to);
    }

    private static Tensor tensor(JsonNode entry, String source, Span span, MemorySegment numbers) {
        ElementType type = type(entry.path("dtype").asText(), source, span.name);
        Shape shape = shape(entry.path("shape"), source, span.name);
        long bytes = shape.elements() * type.bytes();
        if (bytes != span.to - span.from) {
            throw damaged(
                    source,
                    "tensor " + span.name + " " + shape + " of " + type + " needs " + bytes + " bytes but has "
                            + (span.to - span.from));
        }
        return new Tensor(span.name, type, shape, numbers.asSlice(span.from, bytes));
    }

    private static ElementType type(String dtype, String source, String name) {
        return switch (dtype) {
            case "F64" -> ElementType.F64;
            case "F32" -> ElementType.F32;
            case "F16" -> ElementType.F16;
            case "BF16" -> ElementType.BF16;
            case "I64" -> ElementType.I64;
            case "I32" -> ElementType.I32;
            case "I16" -> ElementType.I16;
            case "I8" -> ElementType.I8;
            case "U8" -> ElementType.U8;
            case "BOOL" -> ElementType.BOOL;
            default -> throw damaged(source, "tensor " + name + " has the unknown type " + dtype);
        };
    }

    private static Shape shape(JsonNode sides, String source, String name) {
        if (!sides.isArray() || sides.size() > MOST_SIDES) {
            throw damaged(source, "tensor " + name + " has no shape");
        }
        int[] shape = new int[sides.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            JsonNode side = sides.path(axis);
            if (!side.isIntegralNumber() || !side.canConvertToInt() || side.asInt() < 0) {
                throw damaged(source, "tensor " + name + " has the side " + side);
            }
            shape[axis] = side.asInt();
        }
        try {
            return Shape.of(shape);
        } catch (IllegalArgumentException tooLarge) {
            throw damaged(source, "tensor " + name + " claims more numbers than any file can hold");
        }
    }

    /** All bytes belong to exactly one tensor. */
    private static void checkCover(List<Span> spans, long available, String source) {
        spans.sort(Comparator.comparingLong(Span::from).thenComparingLong(Span::to));
        long at = 0;
        for (Span span : spans) {
            if (span.from != at) {
                throw damaged(source, "tensor " + span.name + " begins at byte " + span.from + " instead of " + at);
            }
            at = span.to;
        }
        if (at != available) {
            throw damaged(source, "no tensor owns the last " + (available - at) + " bytes");
        }
    }

    private static boolean isLength(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0;
    }

    private static Refusal damaged(String source, String what) {
        return new Refusal(source + " is not a safetensors file: " + what + "; take the published file.");
    }
}
