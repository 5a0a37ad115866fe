package org.mirrorx.models.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A protobuf message read back field by field, written for the tests from the description of the format, not from {@link Wire}. */
final class WireReader {
    /** A field: its number and either a whole number (also the bits of a four-byte one) or bytes. */
    record Field(int number, long whole, List<Byte> bytes) {
        String text() {
            return new String(raw(), StandardCharsets.UTF_8);
        }

        WireReader message() {
            return new WireReader(raw());
        }

        byte[] raw() {
            byte[] raw = new byte[bytes.size()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = bytes.get(i);
            }
            return raw;
        }
    }

    private final byte[] bytes;
    private final List<Field> fields = new ArrayList<>();
    private int at;

    WireReader(byte[] bytes) {
        this.bytes = bytes.clone();
        while (at < bytes.length) {
            long tag = varint();
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.add(new Field(number, varint(), List.of()));
                case 2 -> {
                    int length = Math.toIntExact(varint());
                    List<Byte> content = new ArrayList<>();
                    for (byte b : Arrays.copyOfRange(bytes, at, at + length)) {
                        content.add(b);
                    }
                    at += length;
                    fields.add(new Field(number, 0, content));
                }
                case 5 -> {
                    long bits = 0;
                    for (int i = 0; i < 4; i++) {
                        bits |= (long) Byte.toUnsignedInt(bytes[at++]) << (8 * i);
                    }
                    fields.add(new Field(number, bits, List.of()));
                }
                default -> throw new IllegalStateException("unexpected kind of field at " + at);
            }
        }
    }

    List<Field> all(int number) {
        return fields.stream().filter(field -> field.number == number).toList();
    }

    Field only(int number) {
        List<Field> found = all(number);
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " fields " + number);
        }
        return found.getFirst();
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
