package org.mirrorx.kiosk.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.mirrorx.inference.garment.GarmentKind;

/** The kinds of garments as {@code photos.csv} beside a folder of photographs says: columns {@code file} and {@code kind}. */
final class PhotoList {
    private PhotoList() {}

    /**
     * Kind by file name without folder and ending; empty when there is no such file. Rows of people are left out.
     *
     * @throws Failure when it is no table or a row lacks one of the columns
     */
    static Map<String, GarmentKind> kinds(Path csv) throws IOException {
        Map<String, GarmentKind> kinds = new HashMap<>();
        if (!Files.exists(csv)) {
            return kinds;
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : rows) {
                String file = cell(row, "file", csv);
                String word = cell(row, "kind", csv);
                for (GarmentKind kind : GarmentKind.values()) {
                    if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                        kinds.put(stem(file), kind);
                    }
                }
            }
        } catch (CsvParseException noTable) {
            throw new Failure(
                    ExitCode.BAD_DATA,
                    csv + " is not a table of comma-separated values (" + noTable.getMessage() + "); correct it.",
                    noTable);
        }
        return kinds;
    }

    private static String cell(NamedCsvRecord row, String column, Path csv) {
        return row.findField(column)
                .orElseThrow(() -> new Failure(
                        ExitCode.BAD_DATA,
                        csv + ", line " + row.getStartingLineNumber() + ", has no " + column
                                + "; every row needs the columns file and kind."));
    }

    /** What stands behind the last slash and before the last dot. */
    private static String stem(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
