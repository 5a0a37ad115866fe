package org.mirrorx.inference.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** inswapper's map out of a recorded network: {@code buff2fs}, else the last initializer. */
final class RecordedEmap {
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int FLOAT_DATA = 4;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private RecordedEmap() {}

    /** Row by row. */
    static float[] of(Path onnx, int width) {
        try {
            ByteBuffer graph = FirstNodes.fields(ByteBuffer.wrap(Files.readAllBytes(onnx)), GRAPH)
                    .getFirst();
            List<ByteBuffer> all = FirstNodes.fields(graph, INITIALIZER);
            ByteBuffer chosen = all.stream()
                    .filter(one -> name(one.duplicate()).equals("buff2fs"))
                    .findFirst()
                    .orElse(all.getLast());
            List<ByteBuffer> raw = FirstNodes.fields(chosen.duplicate(), RAW_DATA);
            ByteBuffer bytes = raw.isEmpty()
                    ? FirstNodes.fields(chosen.duplicate(), FLOAT_DATA).getFirst()
                    : raw.getFirst();
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            int count = width * width;
            float[] map = new float[count];
            for (int i = 0; i < count; i++) {
                map[i] = bytes.limit() == 2 * count
                        ? Float.float16ToFloat(bytes.getShort(2 * i))
                        : bytes.getFloat(4 * i);
            }
            return map;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(ByteBuffer tensor) {
        return FirstNodes.fields(tensor, NAME).stream()
                .map(name -> StandardCharsets.UTF_8.decode(name).toString())
                .findFirst()
                .orElse("");
    }
}
