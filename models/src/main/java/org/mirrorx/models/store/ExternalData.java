package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.mirrorx.models.Refusal;

/**
 * Finds out whether an ONNX model keeps numbers in another file. A published model of one file does not; one that names a file could name
 * any on the machine. Walks the wire format of protobuf without trusting a length; field numbers of onnx.proto.
 */
final class ExternalData {
    private static final int GRAPH_OF_MODEL = 7;
    private static final int NODE_OF_GRAPH = 1;
    private static final int INITIALIZER_OF_GRAPH = 5;
    private static final int ATTRIBUTE_OF_NODE = 5;
    private static final int TENSOR_OF_ATTRIBUTE = 5;
    private static final int GRAPH_OF_ATTRIBUTE = 6;
    private static final int TENSORS_OF_ATTRIBUTE = 10;
    private static final int GRAPHS_OF_ATTRIBUTE = 11;
    private static final int SPARSE_OF_ATTRIBUTE = 22;
    private static final int SPARSES_OF_ATTRIBUTE = 23;
    private static final int SPARSE_INITIALIZER_OF_GRAPH = 15;
    private static final int VALUES_OF_SPARSE = 1;
    private static final int INDICES_OF_SPARSE = 2;
    private static final int FUNCTION_OF_MODEL = 25;
    private static final int NODE_OF_FUNCTION = 7;
    private static final int EXTERNAL_DATA_OF_TENSOR = 13;
    private static final int VALUE_OF_ENTRY = 2;
    private static final int DEEPEST = 8;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;
    private static final int MOST_VARINT_BYTES = 10;
    private static final int MOST_SHOWN = 100;

    private final Path file;

    private ExternalData(Path file) {
        this.file = file;
    }

    /** @throws Refusal when the model names another file, or is no ONNX model */
    static void refuse(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            new ExternalData(file).walk(bytes, (field, message) -> {
                switch (field) {
                    case GRAPH_OF_MODEL -> new ExternalData(file).graph(message, 0);
                    case FUNCTION_OF_MODEL -> new ExternalData(file).nodes(message, NODE_OF_FUNCTION, 0);
                    default -> {}
                }
            });
        }
    }

    private void graph(MemorySegment graph, int depth) {
        if (depth > DEEPEST) {
            throw damaged("its graphs are nested too deeply");
        }
        walk(graph, (field, message) -> {
            switch (field) {
                case INITIALIZER_OF_GRAPH -> tensor(message);
                case SPARSE_INITIALIZER_OF_GRAPH -> sparse(message);
                case NODE_OF_GRAPH -> node(message, depth);
                default -> {}
            }
        });
    }

    private void nodes(MemorySegment function, int nodeField, int depth) {
        walk(function, (field, message) -> {
            if (field == nodeField) {
                node(message, depth);
            }
        });
    }

    private void node(MemorySegment node, int depth) {
        walk(node, (field, message) -> {
            if (field == ATTRIBUTE_OF_NODE) {
                attribute(message, depth);
            }
        });
    }

    /** Values and their places, both tensors. */
    private void sparse(MemorySegment sparse) {
        walk(sparse, (field, message) -> {
            if (field == VALUES_OF_SPARSE || field == INDICES_OF_SPARSE) {
                tensor(message);
            }
        });
    }

    private void attribute(MemorySegment attribute, int depth) {
        walk(attribute, (field, message) -> {
            switch (field) {
                case TENSOR_OF_ATTRIBUTE, TENSORS_OF_ATTRIBUTE -> tensor(message);
                case GRAPH_OF_ATTRIBUTE, GRAPHS_OF_ATTRIBUTE -> graph(message, depth + 1);
                case SPARSE_OF_ATTRIBUTE, SPARSES_OF_ATTRIBUTE -> sparse(message);
                default -> {}
            }
        });
    }

    private void tensor(MemorySegment tensor) {
        walk(tensor, (field, entry) -> {
            if (field == EXTERNAL_DATA_OF_TENSOR) {
                String[] value = {""};
                walk(entry, (part, text) -> {
                    if (part == VALUE_OF_ENTRY) {
                        long shown = Math.min(MOST_SHOWN, text.byteSize());
                        value[0] = new String(
                                text.asSlice(0, shown).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
                    }
                });
                throw new Refusal(file + " keeps numbers in another file (\"" + value[0].replaceAll("\\p{Cntrl}", "?")
                        + "\"); take the published model of one file.");
            }
        });
    }

    @FunctionalInterface
    private interface Field {
        void read(int number, MemorySegment message);
    }

    /** Calls for every field that has a length. */
    private void walk(MemorySegment message, Field fields) {
        long at = 0;
        while (at < message.byteSize()) {
            long[] next = {at};
            // Readers keep 32 bits of a tag.
            int key = (int) varint(message, next);
            int number = key >>> 3;
            switch (key & 7) {
                case VARINT -> varint(message, next);
                case EIGHT_BYTES -> next[0] += Long.BYTES;
                case FOUR_BYTES -> next[0] += Integer.BYTES;
                case LENGTH -> {
                    long length = varint(message, next);
                    if (length < 0 || length > message.byteSize() - next[0]) {
                        throw damaged("a field claims more bytes than there are");
                    }
                    fields.read(number, message.asSlice(next[0], length));
                    next[0] += length;
                }
                default -> throw damaged("it has a field of an unknown kind");
            }
            if (next[0] > message.byteSize()) {
                throw damaged("it ends in the middle of a field");
            }
            at = next[0];
        }
    }

    private long varint(MemorySegment message, long[] at) {
        long number = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            if (at[0] >= message.byteSize()) {
                throw damaged("it ends in the middle of a number");
            }
            byte part = message.get(ValueLayout.JAVA_BYTE, at[0]++);
            number |= (long) (part & 0x7F) << (7 * i);
            if (part >= 0) {
                return number;
            }
        }
        throw damaged("a number in it does not end");
    }

    private Refusal damaged(String what) {
        return new Refusal(file + " is not an ONNX model: " + what + "; take the published file.");
    }
}
