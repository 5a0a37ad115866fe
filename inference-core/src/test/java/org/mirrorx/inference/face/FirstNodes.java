package org.mirrorx.inference.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a recorded network normalises, from the names of its first nodes. */
final class FirstNodes {
    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int NAME = 3;

    private FirstNodes() {}

    static Normalisation recogniser(Path onnx) {
        return Normalisation.ofRecogniser(names(onnx));
    }

    static Normalisation landmarks(Path onnx) {
        return Normalisation.ofLandmarks(names(onnx));
    }

    private static List<String> names(Path onnx) {
        try {
            List<String> names = new ArrayList<>();
            for (ByteBuffer graph : fields(ByteBuffer.wrap(Files.readAllBytes(onnx)), GRAPH)) {
                for (ByteBuffer node : fields(graph, NODE)) {
                    names.add(fields(node, NAME).stream()
                            .map(name -> StandardCharsets.UTF_8.decode(name).toString())
                            .findFirst()
                            .orElse(""));
                }
            }
            return names;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The parts of a protobuf message with this number. */
    static List<ByteBuffer> fields(ByteBuffer message, int wanted) {
        List<ByteBuffer> found = new ArrayList<>();
        while (message.hasRemaining()) {
            long key = varint(message);
            switch ((int) (key & 7)) {
                case 0 -> varint(message);
                case 1 -> message.position(message.position() + 8);
                case 5 -> message.position(message.position() + 4);
                default -> {
                    int length = (int) varint(message);
                    if (key >> 3 == wanted) {
                        found.add(message.slice(message.position(), length));
                    }
                    message.position(message.position() + length);
                }
            }
        }
        return found;
    }

    static long varint(ByteBuffer bytes) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
