package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mirrorx.models.Refusal;

/**
 * A table of a FlatBuffers file (format: flatbuffers.dev/internals): a signed offset to a vtable, which lists where each field
 * stands, 0 for an absent one. Every position is checked against the file before it is read.
 */
final class FlatTable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A vtable begins with its own size and the table's, two bytes each. */
    private static final int VTABLE_HEAD = 4;

    private static final int OFFSET_BYTES = 4;
    private static final int FIELD_ENTRY_BYTES = 2;

    private final MemorySegment file;
    private final String source;
    private final long at;
    private final long vtable;
    private final int vtableBytes;
    private final int tableBytes;

    private FlatTable(MemorySegment file, String source, long at) {
        this.file = file;
        this.source = source;
        this.at = at;
        vtable = at - intAt(at);
        vtableBytes = unsignedShortAt(vtable);
        tableBytes = unsignedShortAt(vtable + FIELD_ENTRY_BYTES);
        if (vtableBytes < VTABLE_HEAD || vtable + vtableBytes > file.byteSize() || at + tableBytes > file.byteSize()) {
            throw broken(vtable, "a table that does not fit into the file");
        }
    }

    /** The root table. @throws Refusal when the file is too short or has another identifier at byte 4 */
    static FlatTable root(MemorySegment file, String source, String identifier) {
        byte[] expected = identifier.getBytes(StandardCharsets.US_ASCII);
        if (file.byteSize() < 2 * OFFSET_BYTES + expected.length
                || file.asSlice(OFFSET_BYTES, expected.length).mismatch(MemorySegment.ofArray(expected)) != -1) {
            throw new Refusal(source + " is not a " + identifier + " file (byte 4); take the published file.");
        }
        long root = Integer.toUnsignedLong(file.get(INT, 0));
        return new FlatTable(file, source, root);
    }

    int intField(int field, int absent) {
        long position = position(field, Integer.BYTES);
        return position == 0 ? absent : intAt(position);
    }

    int byteField(int field, int absent) {
        long position = position(field, Byte.BYTES);
        return position == 0 ? absent : byteAt(position);
    }

    boolean flag(int field) {
        return byteField(field, 0) != 0;
    }

    Optional<FlatTable> table(int field) {
        long position = position(field, OFFSET_BYTES);
        return position == 0 ? Optional.empty() : Optional.of(new FlatTable(file, source, follow(position)));
    }

    /** A vector's bytes without its length; empty when the field is absent. */
    MemorySegment vector(int field, int elementBytes) {
        long position = position(field, OFFSET_BYTES);
        if (position == 0) {
            return MemorySegment.NULL;
        }
        long start = follow(position);
        long count = Integer.toUnsignedLong(intAt(start));
        long first = start + OFFSET_BYTES;
        if (count * elementBytes > file.byteSize() - first) {
            throw broken(start, "a list of " + count + " entries that ends behind the file");
        }
        return file.asSlice(first, count * elementBytes);
    }

    /** A vector of 32-bit numbers. @throws Refusal when it has more than {@code most} */
    int[] ints(int field, int most) {
        MemorySegment vector = vector(field, Integer.BYTES);
        long count = vector.byteSize() / Integer.BYTES;
        if (count > most) {
            throw broken(at, "a list of " + count + " numbers where at most " + most + " make sense");
        }
        return vector.toArray(INT);
    }

    /** A vector of tables. @throws Refusal when it has more than {@code most} */
    FlatTable[] tables(int field, int most) {
        long position = position(field, OFFSET_BYTES);
        if (position == 0) {
            return new FlatTable[0];
        }
        long count = vector(field, OFFSET_BYTES).byteSize() / OFFSET_BYTES;
        if (count > most) {
            throw broken(at, "a list of " + count + " tables where at most " + most + " make sense");
        }
        long first = follow(position) + OFFSET_BYTES;
        FlatTable[] tables = new FlatTable[(int) count];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new FlatTable(file, source, follow(first + (long) i * OFFSET_BYTES));
        }
        return tables;
    }

    /** A text of at most {@code most} bytes; empty when the field is absent. */
    String text(int field, int most) {
        MemorySegment vector = vector(field, Byte.BYTES);
        if (vector.byteSize() > most) {
            throw broken(at, "a name of " + vector.byteSize() + " bytes");
        }
        return new String(vector.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** A refusal that names the file and a byte of it. */
    Refusal broken(String what) {
        return broken(at, what);
    }

    private Refusal broken(long byteAt, String what) {
        return new Refusal(source + " is damaged at byte " + byteAt + ": " + what + "; take the published file.");
    }

    /** Where a field's value stands, 0 when absent. */
    private long position(int field, int bytes) {
        int entry = VTABLE_HEAD + field * FIELD_ENTRY_BYTES;
        if (entry + FIELD_ENTRY_BYTES > vtableBytes) {
            return 0;
        }
        int offset = unsignedShortAt(vtable + entry);
        if (offset == 0) {
            return 0;
        }
        if (offset + bytes > tableBytes) {
            throw broken(vtable + entry, "a field that ends behind its table");
        }
        return at + offset;
    }

    private long follow(long position) {
        return position + Integer.toUnsignedLong(intAt(position));
    }

    private int intAt(long position) {
        check(position, Integer.BYTES);
        return file.get(INT, position);
    }

    private int unsignedShortAt(long position) {
        check(position, Short.BYTES);
        return Short.toUnsignedInt(file.get(SHORT, position));
    }

    private int byteAt(long position) {
        check(position, Byte.BYTES);
        return file.get(ValueLayout.JAVA_BYTE, position);
    }

    private void check(long position, int bytes) {
        if (position < 0 || position > file.byteSize() - bytes) {
            throw new Refusal(source + " is damaged: it points to byte " + position + " but has only " + file.byteSize()
                    + "; take the published file.");
        }
    }
}
