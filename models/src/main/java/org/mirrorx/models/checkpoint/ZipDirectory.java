package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mirrorx.models.Refusal;

/**
 * The entries of a zip archive as views of its bytes (PKWARE APPNOTE 6.3.10, with ZIP64). Only what PyTorch writes: entries are stored,
 * not compressed or encrypted, in one volume; names are unique, and no two entries share a byte.
 */
final class ZipDirectory {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int END_64_BYTES = 56;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int EXTRA_64 = 0x0001;
    private static final long IN_EXTRA = 0xFFFFFFFFL;
    private static final int ENCRYPTED = 1;
    private static final long MOST_ENTRIES = 1_000_000;

    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private record Span(String name, long from, long to) {}

    private final MemorySegment file;
    private final String source;
    private final SequencedMap<String, MemorySegment> entries = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();

    private ZipDirectory(MemorySegment file, String source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Contents by name, in the order of the directory.
     *
     * @throws Refusal when the archive is damaged or of another make
     */
    static SequencedMap<String, MemorySegment> read(MemorySegment file, String source) {
        ZipDirectory directory = new ZipDirectory(file, source);
        directory.read();
        return directory.entries;
    }

    private void read() {
        long end = end();
        long count = file.get(SHORTS, end + 10) & 0xFFFF;
        long bytes = file.get(INTS, end + 12) & IN_EXTRA;
        long from = file.get(INTS, end + 16) & IN_EXTRA;
        if (count == 0xFFFF || bytes == IN_EXTRA || from == IN_EXTRA) {
            long locator = end - LOCATOR_BYTES;
            if (locator < 0 || file.get(INTS, locator) != LOCATOR_64) {
                throw damaged("its directory is missing", end);
            }
            long large = file.get(LONGS, locator + 8);
            if (large < 0 || large > locator - END_64_BYTES || file.get(INTS, large) != END_64) {
                throw damaged("its directory is missing", locator);
            }
            count = file.get(LONGS, large + 32);
            bytes = file.get(LONGS, large + 40);
            from = file.get(LONGS, large + 48);
        }
        if (count < 0 || count > MOST_ENTRIES || bytes < 0 || from < 0 || from > end || bytes > end - from) {
            throw damaged("its directory does not fit into the file", end);
        }
        long at = from;
        for (long i = 0; i < count; i++) {
            at = entry(at, from + bytes);
        }
        refuseOverlaps(from);
    }

    /** Where the last record begins: it ends the file but for a comment. */
    private long end() {
        long last = file.byteSize() - END_BYTES;
        for (long at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            if (file.get(INTS, at) == END && (file.get(SHORTS, at + 20) & 0xFFFF) == last - at) {
                return at;
            }
        }
        throw damaged("its directory is missing", file.byteSize());
    }

    /** @return where the next entry begins */
    private long entry(long at, long end) {
        if (at > end - CENTRAL_BYTES || file.get(INTS, at) != CENTRAL) {
            throw damaged("its directory is damaged", at);
        }
        int flags = file.get(SHORTS, at + 8);
        int method = file.get(SHORTS, at + 10) & 0xFFFF;
        long packed = file.get(INTS, at + 20) & IN_EXTRA;
        long size = file.get(INTS, at + 24) & IN_EXTRA;
        int nameBytes = file.get(SHORTS, at + 28) & 0xFFFF;
        int extraBytes = file.get(SHORTS, at + 30) & 0xFFFF;
        int commentBytes = file.get(SHORTS, at + 32) & 0xFFFF;
        long header = file.get(INTS, at + 42) & IN_EXTRA;
        long extra = at + CENTRAL_BYTES + nameBytes;
        long next = extra + extraBytes + commentBytes;
        if (next > end) {
            throw damaged("its directory is damaged", at);
        }
        String name = text(at + CENTRAL_BYTES, nameBytes);
        long wide = extra(extra, extra + extraBytes);
        if (size == IN_EXTRA) {
            size = wide(wide, extra + extraBytes, at);
            wide += Long.BYTES;
        }
        if (packed == IN_EXTRA) {
            packed = wide(wide, extra + extraBytes, at);
            wide += Long.BYTES;
        }
        if (header == IN_EXTRA) {
            header = wide(wide, extra + extraBytes, at);
        }
        if (method != 0 || packed != size || (flags & ENCRYPTED) != 0) {
            throw damaged("its entry " + TorchPickle.shown(name) + " is compressed or encrypted", at);
        }
        MemorySegment contents = contents(name, header, size);
        if (entries.putIfAbsent(name, contents) != null) {
            throw damaged("it has two entries " + TorchPickle.shown(name), at);
        }
        return next;
    }

    private MemorySegment contents(String name, long header, long size) {
        if (header < 0 || header > file.byteSize() - LOCAL_BYTES || file.get(INTS, header) != LOCAL) {
            throw damaged("its entry " + TorchPickle.shown(name) + " is not where the directory says", header);
        }
        int nameBytes = file.get(SHORTS, header + 26) & 0xFFFF;
        int extraBytes = file.get(SHORTS, header + 28) & 0xFFFF;
        long from = header + LOCAL_BYTES + nameBytes + extraBytes;
        if (from > file.byteSize() || size < 0 || size > file.byteSize() - from) {
            throw damaged("its entry " + TorchPickle.shown(name) + " reaches beyond the file", header);
        }
        if (!text(header + LOCAL_BYTES, nameBytes).equals(name)) {
            throw damaged("its entry " + TorchPickle.shown(name) + " has another name in its own header", header);
        }
        spans.add(new Span(name, header, from + size));
        return file.asSlice(from, size);
    }

    private void refuseOverlaps(long directory) {
        spans.sort(Comparator.comparingLong(Span::from));
        long at = 0;
        for (Span span : spans) {
            if (span.from < at || span.to > directory) {
                throw damaged("its entry " + TorchPickle.shown(span.name) + " shares bytes with another", span.from);
            }
            at = span.to;
        }
    }

    /** Where the wide numbers begin; the end when there are none. */
    private long extra(long from, long end) {
        long at = from;
        while (at <= end - 4) {
            int id = file.get(SHORTS, at) & 0xFFFF;
            int bytes = file.get(SHORTS, at + 2) & 0xFFFF;
            if (id == EXTRA_64) {
                return at + 4;
            }
            at += 4 + bytes;
        }
        return end;
    }

    private long wide(long at, long end, long entry) {
        if (at > end - Long.BYTES) {
            throw damaged("a size in its directory is missing", entry);
        }
        return file.get(LONGS, at);
    }

    private String text(long at, int bytes) {
        return new String(file.asSlice(at, bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private Refusal damaged(String what, long at) {
        return new Pickle.Source(source, at).refuse("it is a zip archive, but " + what);
    }
}
