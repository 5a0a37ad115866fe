package org.mirrorx.models.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.mirrorx.models.Shape;

/** Writes safetensors files of seeded random numbers, BF16. Memory does not grow with the file. */
final class SyntheticCheckpoint {
    private static final int CHUNK = 1 << 20;
    private static final int BF16_SHIFT = 16;

    private SyntheticCheckpoint() {}

    /** Evenly spread around a centre: {@code centre ± spread}. */
    record Numbers(double centre, double spread) {}

    /** @param numbers which numbers a tensor of that name holds */
    static void write(SequencedMap<String, Shape> shapes, Function<String, Numbers> numbers, long seed, Path file)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] header = header(shapes);
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            writeAll(channel, length.putLong(header.length).flip());
            writeAll(channel, ByteBuffer.wrap(header));
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            SplittableRandom random = new SplittableRandom(seed);
            for (var entry : shapes.entrySet()) {
                Numbers wanted = numbers.apply(entry.getKey());
                for (long left = entry.getValue().elements(); left > 0; ) {
                    int count = (int) Math.min(left, CHUNK / Short.BYTES);
                    chunk.clear();
                    for (int i = 0; i < count; i++) {
                        float number = (float) (wanted.centre + wanted.spread * (2 * random.nextDouble() - 1));
                        chunk.putShort((short) (Float.floatToRawIntBits(number) >>> BF16_SHIFT));
                    }
                    writeAll(channel, chunk.flip());
                    left -= count;
                }
            }
        }
    }

    private static byte[] header(SequencedMap<String, Shape> shapes) {
        ObjectNode header = new ObjectMapper().createObjectNode();
        long at = 0;
        for (var entry : shapes.entrySet()) {
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", "BF16");
            var sides = tensor.putArray("shape");
            entry.getValue().sides().forEach(sides::add);
            long end = at + entry.getValue().elements() * Short.BYTES;
            tensor.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        // the format pads its header with blanks so that the numbers begin at a multiple of eight
        String json = header.toString();
        int padding = Math.floorMod(-json.length(), Long.BYTES);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
