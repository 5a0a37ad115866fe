package org.mirrorx.kiosk.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mirrorx.models.Refusal;

/** Writes a catalog as a folder with {@code catalog.csv} and {@code pictures/}, which imports as the same catalog. */
final class ExportCatalog {
    private static final List<Column> COLUMNS = List.of(
            Column.SKU,
            Column.STYLE,
            Column.BARCODE,
            Column.KIND,
            Column.CATEGORY,
            Column.COLOUR,
            Column.SIZE,
            Column.COUNT,
            Column.HANGS_AT,
            Column.MRP,
            Column.PRICE,
            Column.HSN,
            Column.PICTURE,
            Column.ACTIVE,
            Column.NAME);

    private final CatalogStore store;

    ExportCatalog(CatalogStore store) {
        this.store = store;
    }

    void run(Path to) {
        try {
            Files.createDirectories(to);
            try (Stream<Path> inside = Files.list(to)) {
                if (inside.findAny().isPresent()) {
                    throw new Refusal("The folder " + to + " is not empty; name a new one.");
                }
            }
            Path pictures = Files.createDirectory(to.resolve("pictures"));
            Set<String> languages = new TreeSet<>();
            store.forEach(garment -> languages.addAll(garment.names().keySet()));
            languages.remove("");
            Set<String> fileNames = new HashSet<>();
            try (CsvWriter csv = CsvWriter.builder().build(to.resolve("catalog.csv"))) {
                csv.writeRecord(headers(languages));
                store.forEach(garment -> {
                    String files = pictures(garment, pictures, fileNames);
                    rows(garment).forEach(row -> csv.writeRecord(cells(garment, row, files, languages)));
                });
            }
        } catch (IOException | UncheckedIOException fault) {
            throw new Refusal(
                    "The catalog cannot be written to " + to + " (" + fault.getMessage()
                            + "); check rights and free space.",
                    fault);
        }
    }

    private static List<String> headers(Set<String> languages) {
        List<String> headers = new ArrayList<>();
        COLUMNS.forEach(column -> headers.add(column.ownHeader()));
        languages.forEach(language -> headers.add("name " + language));
        return headers;
    }

    /** A line of the table: sizes that share a number, with the barcodes that stand for exactly them. */
    private record Row(String sku, String colour, List<RackSize> sizes, List<String> barcodes) {}

    private static List<Row> rows(Garment garment) {
        Map<List<String>, List<RackSize>> groups = new LinkedHashMap<>();
        for (RackSize size : garment.sizes()) {
            groups.computeIfAbsent(List.of(size.sku(), size.colour()), key -> new ArrayList<>())
                    .add(size);
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((key, sizes) -> {
            String sku = key.getFirst();
            String colour = key.getLast();
            List<Barcode> codes = garment.barcodes().stream()
                    .filter(code -> code.sku().equals(sku) && code.colour().equals(colour))
                    .toList();
            boolean namesNoSize = sizes.size() > 1
                    && codes.stream().anyMatch(code -> code.size().isEmpty())
                    && sizes.stream().noneMatch(size -> size.label().isEmpty());
            if (namesNoSize) {
                rows.add(new Row(sku, colour, sizes, codes(codes, "")));
            }
            for (RackSize size : sizes) {
                List<String> own = codes(codes, size.label());
                if (!namesNoSize || !own.isEmpty()) {
                    rows.add(new Row(sku, colour, List.of(size), own));
                }
            }
        });
        return rows;
    }

    private static List<String> codes(List<Barcode> barcodes, String size) {
        return barcodes.stream()
                .filter(code -> code.size().equals(size))
                .map(Barcode::code)
                .toList();
    }

    private static List<String> cells(Garment garment, Row row, String files, Set<String> languages) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        cells.put(Column.SKU, row.sku);
        cells.put(Column.STYLE, garment.style());
        cells.put(Column.BARCODE, String.join("|", row.barcodes));
        cells.put(Column.KIND, garment.kind().map(GarmentRows::word).orElse(""));
        cells.put(Column.CATEGORY, garment.category());
        cells.put(Column.COLOUR, row.colour);
        boolean one = row.sizes.size() == 1;
        cells.put(
                Column.SIZE,
                row.sizes.stream()
                        .map(size -> size.label()
                                + (one || size.count().isEmpty()
                                        ? ""
                                        : ":" + size.count().getAsInt()))
                        .collect(Collectors.joining("|")));
        cells.put(
                Column.COUNT,
                one && row.sizes.getFirst().count().isPresent()
                        ? String.valueOf(row.sizes.getFirst().count().getAsInt())
                        : "");
        cells.put(Column.HANGS_AT, garment.hangsAt());
        cells.put(Column.MRP, garment.mrp().map(Price::toString).orElse(""));
        cells.put(Column.PRICE, garment.price().map(Price::toString).orElse(""));
        cells.put(Column.HSN, garment.hsn());
        cells.put(Column.PICTURE, files);
        cells.put(Column.ACTIVE, garment.active() ? "yes" : "no");
        cells.put(Column.NAME, garment.names().getOrDefault("", ""));
        List<String> line = new ArrayList<>();
        COLUMNS.forEach(column -> line.add(cells.getOrDefault(column, "")));
        languages.forEach(language -> line.add(garment.names().getOrDefault(language, "")));
        return line;
    }

    private String pictures(Garment garment, Path folder, Set<String> taken) {
        List<String> names = new ArrayList<>();
        for (GarmentPicture picture : garment.pictures()) {
            String name = freeName(garment.sku(), picture, taken);
            try {
                Path file = folder.resolve(name);
                Files.write(file, store.pictureBytes(picture));
                if (picture.landmarks().isPresent()) {
                    Files.writeString(
                            PictureFolder.landmarksOf(file), picture.landmarks().get());
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
            names.add(name);
        }
        return String.join("|", names);
    }

    private static String freeName(String sku, GarmentPicture picture, Set<String> taken) {
        String stem = sku.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]", "_").replaceAll("^[._]+", "_");
        String name = stem + "." + picture.format().ending();
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT).replace('-', '_')); i++) {
            name = stem + "_" + i + "." + picture.format().ending();
        }
        return name;
    }
}
