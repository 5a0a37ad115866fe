package org.mirrorx.models.onnx;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A protobuf message being written: varints and length-delimited fields (protobuf.dev/programming-guides/encoding). Weights are kept
 * as a promise and written into their place at the end, so no number is copied twice.
 */
final class Wire {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;
    private static final int TAG_SHIFT = 3;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int FIRST_CAPACITY = 64;

    private sealed interface Piece {
        long size();
    }

    @SuppressWarnings("ArrayRecordComponent") // owned by the message, never compared
    private record Small(byte[] bytes) implements Piece {
        @Override
        public long size() {
            return bytes.length;
        }
    }

    private record Large(Weights weights) implements Piece {
        @Override
        public long size() {
            return weights.byteSize();
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private byte[] open = new byte[FIRST_CAPACITY];
    private int used;
    private long finished;

    /** How many bytes the message has so far. */
    long size() {
        return finished + used;
    }

    void whole(int field, long number) {
        varint(tag(field, VARINT));
        varint(number);
    }

    void real(int field, float number) {
        varint(tag(field, FOUR_BYTES));
        int bits = Float.floatToRawIntBits(number);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            put((byte) (bits >>> shift));
        }
    }

    void text(int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(tag(field, LENGTH_DELIMITED));
        varint(bytes.length);
        for (byte b : bytes) {
            put(b);
        }
    }

    void message(int field, Wire message) {
        varint(tag(field, LENGTH_DELIMITED));
        varint(message.size());
        if (message.pieces.isEmpty()) {
            for (int i = 0; i < message.used; i++) {
                put(message.open[i]);
            }
            return;
        }
        finish();
        message.finish();
        pieces.addAll(message.pieces);
        finished += message.finished;
    }

    void weights(int field, Weights weights) {
        varint(tag(field, LENGTH_DELIMITED));
        varint(weights.byteSize());
        finish();
        pieces.add(new Large(weights));
        finished += weights.byteSize();
    }

    /** Writes the whole message; the target has exactly {@link #size()} bytes. */
    void writeTo(MemorySegment target) {
        finish();
        long at = 0;
        for (Piece piece : pieces) {
            MemorySegment place = target.asSlice(at, piece.size());
            switch (piece) {
                case Small small -> place.copyFrom(MemorySegment.ofArray(small.bytes));
                case Large large -> large.weights.writeTo(place);
            }
            at += piece.size();
        }
    }

    private void finish() {
        if (used > 0) {
            pieces.add(new Small(Arrays.copyOf(open, used)));
            finished += used;
            used = 0;
        }
    }

    private static long tag(int field, int kind) {
        return ((long) field << TAG_SHIFT) | kind;
    }

    private void varint(long number) {
        long rest = number;
        while ((rest & ~(long) SEVEN_BITS) != 0) {
            put((byte) ((rest & SEVEN_BITS) | MORE));
            rest >>>= Byte.SIZE - 1;
        }
        put((byte) rest);
    }

    private void put(byte b) {
        if (used == open.length) {
            open = Arrays.copyOf(open, 2 * used);
        }
        open[used++] = b;
    }
}
