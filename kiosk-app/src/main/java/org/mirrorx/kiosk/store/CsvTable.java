package org.mirrorx.kiosk.store;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorx.models.Refusal;

/**
 * A shop's table: finds out its encoding, its separator and the line of its headers, then hands out one row after the other. Nothing but
 * the current row is in memory.
 */
final class CsvTable {
    /** Bytes of the largest table; a hundred thousand garments in ten languages are 60 MB. */
    private static final long MOST_BYTES = 512L << 20;
    /** Titles and notes that may stand above the headers. */
    private static final int LINES_ABOVE = 25;
    /** Characters of the longest cell: a Shopify description has some thousands. */
    private static final int LONGEST_CELL = 1 << 18;

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final Path file;
    private final Charset charset;
    private final int bomBytes;
    private final char separator;
    private final long headerLine;
    private final Headers headers;
    private final long lines;
    private final List<String> notes;

    private CsvTable(Path file, Encoding encoding, char separator, long headerLine, Headers headers) {
        this.file = file;
        this.charset = encoding.charset;
        this.bomBytes = encoding.bomBytes;
        this.separator = separator;
        this.headerLine = headerLine;
        this.headers = headers;
        this.lines = encoding.lines;
        this.notes = encoding.notes;
    }

    /** @throws Refusal when it cannot be read or no line of it names the columns */
    static CsvTable open(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Refusal(file + " is larger than " + (MOST_BYTES >> 20) + " MB; split the catalog.");
            }
            Encoding encoding = Encoding.of(file);
            CsvTable best = null;
            for (char separator : SEPARATORS) {
                CsvTable candidate = withHeaders(file, encoding, separator);
                if (candidate != null && (best == null || candidate.headers.recognised() > best.headers.recognised())) {
                    best = candidate;
                }
            }
            if (best == null) {
                throw new Refusal(file + " has no line with column names such as sku, barcode, name, size, price"
                        + " among its first " + LINES_ABOVE + " rows; add one.");
            }
            return best;
        } catch (IOException fault) {
            throw new Refusal(file + " cannot be read (" + fault.getMessage() + "); check its rights.", fault);
        }
    }

    /** What staff should know about the file itself. */
    List<String> notes() {
        return notes;
    }

    Headers headers() {
        return headers;
    }

    /** Lines of the file: an upper bound of its rows. */
    long lines() {
        return lines;
    }

    private static @Nullable CsvTable withHeaders(Path file, Encoding encoding, char separator) throws IOException {
        CsvTable unread = new CsvTable(file, encoding, separator, 0, new Headers(Map.of(), Map.of()));
        Headers best = null;
        long line = 0;
        try (Reader text = unread.text();
                CsvReader<CsvRecord> records = unread.records(text);
                CloseableIterator<CsvRecord> iterator = records.iterator()) {
            for (int i = 0; i < LINES_ABOVE && iterator.hasNext(); i++) {
                CsvRecord csv = iterator.next();
                Headers headers = Headers.of(csv.getFields());
                if (headers.describeGarments() && (best == null || headers.recognised() > best.recognised())) {
                    best = headers;
                    line = csv.getStartingLineNumber();
                }
            }
        } catch (CsvParseException | UncheckedIOException noTableWithThisSeparator) {
            // what was found before the fault stands; reading the rows will report the fault with its line
        }
        return best == null ? null : new CsvTable(file, encoding, separator, line, best);
    }

    /**
     * A row below the headers.
     *
     * @param line of the file where it begins, from 1
     * @param cells not blank, unwrapped
     * @param names by language, "" for the column that names none
     */
    record Row(long line, Map<Column, String> cells, Map<String, String> names) {
        /** A cell's text, empty when blank or absent. */
        String cell(Column column) {
            return cells.getOrDefault(column, "");
        }

        boolean has(Column column) {
            return cells.containsKey(column);
        }
    }

    /** Takes rows one by one. */
    @FunctionalInterface
    interface RowVisitor {
        void row(Row row) throws IOException;
    }

    /** @throws Refusal when the file breaks in the middle, with the line */
    void forEach(RowVisitor visitor) throws IOException {
        long reached = headerLine;
        try (Reader text = text();
                CsvReader<CsvRecord> records = records(text);
                CloseableIterator<CsvRecord> iterator = records.iterator()) {
            while (iterator.hasNext()) {
                CsvRecord csv = iterator.next();
                reached = csv.getStartingLineNumber();
                if (reached <= headerLine) {
                    continue;
                }
                Row row = row(csv);
                if (!row.cells.isEmpty() || !row.names.isEmpty()) {
                    visitor.row(row);
                }
            }
        } catch (CsvParseException fault) {
            throw new Refusal(
                    file + " breaks after line " + reached
                            + " (a quotation mark is opened and not closed, or a cell is too long); correct that line.",
                    fault);
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    private Row row(CsvRecord csv) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        headers.columns().forEach((column, index) -> cell(csv, index).ifPresent(text -> cells.put(column, text)));
        Map<String, String> names = new HashMap<>();
        headers.names().forEach((language, index) -> cell(csv, index).ifPresent(text -> names.put(language, text)));
        cell(cells, Column.NAME).ifPresent(name -> names.put("", name));
        return new Row(csv.getStartingLineNumber(), cells, names);
    }

    private static Optional<String> cell(Map<Column, String> cells, Column column) {
        return Optional.ofNullable(cells.get(column));
    }

    private static Optional<String> cell(CsvRecord csv, int index) {
        if (index >= csv.getFieldCount()) {
            return Optional.empty();
        }
        String text = Cells.unwrapped(csv.getField(index));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private CsvReader<CsvRecord> records(Reader text) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(text);
    }

    private Reader text() throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            stream.skipNBytes(bomBytes);
        } catch (IOException fault) {
            stream.close();
            throw fault;
        }
        return new BufferedReader(new InputStreamReader(stream, charset), 1 << 16);
    }

    /** How the bytes of a table are to be read. */
    private record Encoding(Charset charset, int bomBytes, long lines, List<String> notes) {

        static Encoding of(Path file) throws IOException {
            byte[] start;
            try (InputStream stream = Files.newInputStream(file)) {
                start = stream.readNBytes(4096);
            }
            List<String> notes = new ArrayList<>();
            if (begins(start, 0xEF, 0xBB, 0xBF)) {
                return utf8OrWindows(file, 3, notes);
            }
            if (begins(start, 0xFF, 0xFE) || mostlyZero(start, 1)) {
                notes.add("The table is written in UTF-16; it was read so.");
                int bom = begins(start, 0xFF, 0xFE) ? 2 : 0;
                return new Encoding(StandardCharsets.UTF_16LE, bom, count(file), notes);
            }
            if (begins(start, 0xFE, 0xFF) || mostlyZero(start, 0)) {
                notes.add("The table is written in UTF-16; it was read so.");
                int bom = begins(start, 0xFE, 0xFF) ? 2 : 0;
                return new Encoding(StandardCharsets.UTF_16BE, bom, count(file), notes);
            }
            return utf8OrWindows(file, 0, notes);
        }

        private static Encoding utf8OrWindows(Path file, int bomBytes, List<String> notes) throws IOException {
            if (isUtf8(file)) {
                return new Encoding(StandardCharsets.UTF_8, bomBytes, count(file), notes);
            }
            notes.add(
                    "The table is not written in UTF-8; it was read as Windows-1252. Check names with accents or in other"
                            + " scripts, or save the table as \"CSV UTF-8\".");
            return new Encoding(WINDOWS, bomBytes, count(file), notes);
        }

        private static boolean begins(byte[] bytes, int... expected) {
            if (bytes.length < expected.length) {
                return false;
            }
            for (int i = 0; i < expected.length; i++) {
                if ((bytes[i] & 0xFF) != expected[i]) {
                    return false;
                }
            }
            return true;
        }

        /** UTF-16 without a mark: every second byte of Latin headers is zero. */
        private static boolean mostlyZero(byte[] bytes, int offset) {
            int zeros = 0;
            int seen = 0;
            for (int i = offset; i < Math.min(bytes.length, 200); i += 2) {
                zeros += bytes[i] == 0 ? 1 : 0;
                seen++;
            }
            return seen >= 8 && zeros > seen * 3 / 4;
        }

        private static boolean isUtf8(Path file) throws IOException {
            CharsetDecoder decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            CharBuffer characters = CharBuffer.allocate(1 << 16);
            try (InputStream stream = Files.newInputStream(file)) {
                boolean ended = false;
                while (!ended) {
                    int read = stream.read(bytes.array(), bytes.position(), bytes.remaining());
                    ended = read < 0;
                    if (!ended) {
                        bytes.position(bytes.position() + read);
                    }
                    bytes.flip();
                    CoderResult result = decoder.decode(bytes, characters, ended);
                    if (result.isError()) {
                        return false;
                    }
                    bytes.compact();
                    characters.clear();
                }
            }
            return true;
        }

        private static long count(Path file) throws IOException {
            long lines = 1;
            byte[] part = new byte[1 << 16];
            try (InputStream stream = Files.newInputStream(file)) {
                for (int read = stream.read(part); read >= 0; read = stream.read(part)) {
                    for (int i = 0; i < read; i++) {
                        lines += part[i] == '\n' ? 1 : 0;
                    }
                }
            }
            return lines;
        }
    }
}
