package org.mirrorx.kiosk.cli;

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

    /** Kind by file name without folder and ending; empty when there is no such file. Rows of people are left out. */
    static Map<String, GarmentKind> kinds(Path csv) throws IOException {
        Map<String, GarmentKind> kinds = new HashMap<>();
        if (!Files.exists(csv)) {
            return kinds;
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : rows) {
                String file = String.valueOf(Path.of(row.getField("file")).getFileName());
                for (GarmentKind kind : GarmentKind.values()) {
                    if (kind.name().toLowerCase(Locale.ROOT).equals(row.getField("kind"))) {
                        kinds.put(file.substring(0, file.lastIndexOf('.')), kind);
                    }
                }
            }
        }
        return kinds;
    }
}
