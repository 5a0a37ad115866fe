package org.mirrorx.models.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small well-formed checkpoints of every format, written by hand: tensor {@code a} [2, 3] and {@code b} [4], f32. */
final class CheckpointFiles {
    private static final float[] A = {1, 2, 3, 4, 5, 6};
    private static final float[] B = {-1, 0.5f, 0.25f, 8};

    private CheckpointFiles() {}

    static byte[] safeTensors() {
        byte[] header =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},\"b\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[24,40]}}"
                        .getBytes(StandardCharsets.UTF_8);
        Bytes bytes = new Bytes();
        bytes.whole64(header.length);
        bytes.raw(header);
        return bytes.floats(A).floats(B).all();
    }

    /** @param global the function that rebuilds a tensor, such as {@code torch._utils _rebuild_tensor_v2} */
    static byte[] torchZip(String global) {
        return zip("archive/data.pkl", state(global), "archive/data/0", floats(A), "archive/data/1", floats(B));
    }

    static byte[] torchZip() {
        return torchZip("torch._utils _rebuild_tensor_v2");
    }

    static byte[] legacyTorch() {
        Bytes bytes = new Bytes();
        bytes.raw(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.');
        bytes.raw(0x80, 2, 'M', 0xe9, 3, '.');
        bytes.raw(0x80, 2, '}', '.');
        bytes.raw(state("torch._utils _rebuild_tensor_v2"));
        bytes.raw(0x80, 2, ']', '(').text("0").text("1").raw('e', '.');
        bytes.whole64(A.length);
        bytes.floats(A);
        bytes.whole64(B.length);
        return bytes.floats(B).all();
    }

    static byte[] numpy() {
        Bytes bytes = new Bytes();
        bytes.raw(0x80, 3, '}', '(').text("a");
        array(bytes, A, 2, 3);
        bytes.text("b");
        array(bytes, B, 4);
        return bytes.raw('u', '.').all();
    }

    /** A pickle that calls a function with one text. */
    static byte[] calling(String global, String argument) {
        return new Bytes()
                .raw(0x80, 2)
                .global(global)
                .text(argument)
                .raw(0x85, 'R', '.')
                .all();
    }

    private static void array(Bytes bytes, float[] numbers, int... sides) {
        bytes.global("numpy.core.multiarray _reconstruct").global("numpy ndarray");
        bytes.raw('K', 0, 0x85, 'C', 1, 'b', 0x87, 'R', '(', 'K', 1, '(');
        for (int side : sides) {
            bytes.raw('K', side);
        }
        bytes.raw('t')
                .global("numpy dtype")
                .text("f4")
                .raw(0x89, 0x88, 0x87, 'R', '(', 'K', 3)
                .text("<");
        bytes.raw('N', 'N', 'N', 'J', 255, 255, 255, 255, 'J', 255, 255, 255, 255, 'K', 0, 't', 'b', 0x89);
        bytes.raw('C', 4 * numbers.length).floats(numbers).raw('t', 'b');
    }

    private static byte[] state(String global) {
        Bytes bytes = new Bytes();
        bytes.raw(0x80, 2, '}', '(').text("a");
        tensor(bytes, global, "0", A.length, 2, 3);
        bytes.text("b");
        tensor(bytes, global, "1", B.length, 4);
        return bytes.raw('u', '.').all();
    }

    private static void tensor(Bytes bytes, String global, String key, int numbers, int... sides) {
        bytes.global(global)
                .raw('(', '(')
                .text("storage")
                .global("torch FloatStorage")
                .text(key)
                .text("cpu");
        bytes.raw('K', numbers, 't', 'Q', 'K', 0, '(');
        for (int side : sides) {
            bytes.raw('K', side);
        }
        bytes.raw('t', '(');
        for (int axis = 0; axis < sides.length; axis++) {
            bytes.raw('K', axis == sides.length - 1 ? 1 : sides[axis + 1]);
        }
        bytes.raw('t', 0x89).global("collections OrderedDict").raw(')', 'R', 't', 'R');
    }

    private static byte[] floats(float[] numbers) {
        return new Bytes().floats(numbers).all();
    }

    private static byte[] zip(Object... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] contents = (byte[]) namesAndContents[i + 1];
                ZipEntry entry = new ZipEntry((String) namesAndContents[i]);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(contents.length);
                CRC32 sum = new CRC32();
                sum.update(contents);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(contents);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Bytes one after the other, little-endian. */
    private static final class Bytes {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        Bytes raw(int... bytes) {
            for (int one : bytes) {
                all.write(one);
            }
            return this;
        }

        Bytes raw(byte[] bytes) {
            all.writeBytes(bytes);
            return this;
        }

        Bytes text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return raw('X', utf8.length, 0, 0, 0).raw(utf8);
        }

        Bytes global(String moduleAndName) {
            return raw('c').raw((moduleAndName.replace(' ', '\n') + "\n").getBytes(StandardCharsets.UTF_8));
        }

        void whole64(long number) {
            all.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(number)
                    .array());
        }

        Bytes floats(float[] numbers) {
            ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float number : numbers) {
                buffer.putFloat(number);
            }
            return raw(buffer.array());
        }

        byte[] all() {
            return all.toByteArray();
        }
    }
}
