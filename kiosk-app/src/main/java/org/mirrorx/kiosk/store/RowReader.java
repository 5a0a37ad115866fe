package org.mirrorx.kiosk.store;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * Understands the rows of a table, one after the other. Of Shopify's tables it remembers the product of the row before: they write a product's words only
 * into its first row and leave the title of its further rows empty.
 */
final class RowReader {
    private static final Pattern FLOATED = Pattern.compile("[0-9][.,][0-9]+[eE][+][0-9]+");
    /** Uniware allows 45, Ginesys 50. */
    private static final int LONGEST_SKU = 64;

    private static final int LONGEST_TEXT = 500;
    private static final int MOST_PIECES = 1_000_000;
    private static final String SEVERAL = "[|,;/\\n]";
    private static final String SEVERAL_FILES = "[|;\\n]|,\\s+|,(?=https?:)";
    private static final Set<String> NO =
            Set.of("no", "n", "false", "0", "inactive", "disabled", "draft", "archived", "hidden", "नहीं");

    private final Headers headers;
    private CsvTable.@Nullable Row product;

    RowReader(Headers headers) {
        this.headers = headers;
    }

    /** @throws RowRefused when it cannot be taken */
    ReadRow read(CsvTable.Row row) throws RowRefused {
        CsvTable.Row first = firstOfProduct(row);
        Map<String, String> options = options(row, first);
        String colour = text(row.has(Column.COLOUR) ? row.cell(Column.COLOUR) : options.getOrDefault("colour", ""));
        String sizeCell = text(row.has(Column.SIZE) ? row.cell(Column.SIZE) : options.getOrDefault("size", ""));
        String style = text(row.cell(Column.STYLE));
        List<String> barcodes = BarcodeText.read(row.cell(Column.BARCODE));
        boolean morePictures = !first.equals(row)
                && !row.has(Column.SKU)
                && barcodes.isEmpty()
                && colour.isEmpty()
                && sizeCell.isEmpty();
        List<String> colours = Cells.parts(colour, SEVERAL);
        String sku = sku(row, style, colours, barcodes);
        Optional<Price> mrp = PriceText.read(row.cell(Column.MRP), "MRP");
        Optional<Price> price = PriceText.read(row.cell(Column.PRICE), "price");
        if (mrp.isPresent()
                && price.isPresent()
                && mrp.get().hundredths() > 0
                && mrp.get().currency().equals(price.get().currency())
                && price.get().hundredths() > mrp.get().hundredths()) {
            throw new RowRefused("the price " + price.get().digits() + " is above the MRP "
                    + mrp.get().digits() + "; correct one of them");
        }
        String category = text(inherited(row, first, Column.CATEGORY));
        return new ReadRow(
                row.line(),
                sku,
                style,
                barcodes,
                kind(inherited(row, first, Column.KIND), category, first),
                category,
                names(row, first),
                colours,
                sizes(sizeCell, row, sku, colour),
                text(inherited(row, first, Column.HANGS_AT)),
                mrp.filter(p -> p.hundredths() > 0),
                price,
                text(inherited(row, first, Column.HSN)),
                pictures(row, first),
                !NO.contains(inherited(row, first, Column.ACTIVE).toLowerCase(Locale.ROOT)),
                morePictures);
    }

    private CsvTable.Row firstOfProduct(CsvTable.Row row) {
        CsvTable.Row before = product;
        if (before != null
                && headers.continueProducts()
                && row.has(Column.STYLE)
                && row.names().isEmpty()
                && row.cell(Column.STYLE).equals(before.cell(Column.STYLE))) {
            return before;
        }
        product = row;
        return row;
    }

    private static String inherited(CsvTable.Row row, CsvTable.Row first, Column column) {
        return row.has(column) ? row.cell(column) : first.cell(column);
    }

    /** Shopify's three free options: which of them is the colour and which the size says their name. */
    private static Map<String, String> options(CsvTable.Row row, CsvTable.Row first) {
        Map<String, String> options = new HashMap<>();
        option(options, inherited(row, first, Column.OPTION1_NAME), row.cell(Column.OPTION1_VALUE));
        option(options, inherited(row, first, Column.OPTION2_NAME), row.cell(Column.OPTION2_VALUE));
        option(options, inherited(row, first, Column.OPTION3_NAME), row.cell(Column.OPTION3_VALUE));
        return options;
    }

    private static void option(Map<String, String> options, String name, String value) {
        switch (Headers.plain(name)) {
            case "color", "colour", "shade", "रंग" -> options.putIfAbsent("colour", value);
            case "size", "sizes", "साइज" -> options.putIfAbsent("size", value);
            default -> {
                // material, pattern, "Title: Default Title": nothing a shopper chooses by
            }
        }
    }

    private static String sku(CsvTable.Row row, String style, List<String> colours, List<String> barcodes)
            throws RowRefused {
        String sku = row.cell(Column.SKU);
        if (sku.isEmpty() && !style.isEmpty()) {
            sku = colours.isEmpty() ? style : style + "-" + String.join("-", colours);
        }
        if (sku.isEmpty() && !barcodes.isEmpty()) {
            sku = barcodes.getFirst();
        }
        if (sku.isEmpty()) {
            throw new RowRefused("there is neither a stock number nor a style nor a barcode; add one");
        }
        if (FLOATED.matcher(sku).matches()) {
            throw new RowRefused("the stock number " + sku
                    + " was damaged by a spreadsheet; format the column as text and export again");
        }
        if (sku.length() > LONGEST_SKU || sku.chars().anyMatch(Character::isISOControl)) {
            throw new RowRefused("the stock number \"" + Cells.shown(sku) + "\" is longer than " + LONGEST_SKU
                    + " characters or broken into lines; shorten it");
        }
        return sku;
    }

    private static Optional<GarmentKind> kind(String kind, String category, CsvTable.Row first) {
        return KindWords.of(kind)
                .or(() -> KindWords.of(category))
                .or(() -> KindWords.of(String.join(" ", first.names().values())));
    }

    private static Map<String, String> names(CsvTable.Row row, CsvTable.Row first) throws RowRefused {
        Map<String, String> names = new HashMap<>();
        for (Map.Entry<String, String> name :
                (row.names().isEmpty() ? first : row).names().entrySet()) {
            names.put(name.getKey(), text(name.getValue()));
        }
        return names;
    }

    private static List<RackSize> sizes(String cell, CsvTable.Row row, String sku, String colour) throws RowRefused {
        List<SizeText.Size> sizes = SizeText.read(cell);
        OptionalInt count = count(row.cell(Column.COUNT));
        if (sizes.isEmpty()) {
            return List.of(new RackSize(sku, "", "", colour, count));
        }
        if (sizes.size() == 1) {
            SizeText.Size one = sizes.getFirst();
            return List.of(new RackSize(
                    sku, one.label(), one.normal(), colour, one.count().isPresent() ? one.count() : count));
        }
        return sizes.stream()
                .map(size -> new RackSize(sku, size.label(), size.normal(), colour, size.count()))
                .toList();
    }

    private static OptionalInt count(String cell) throws RowRefused {
        if (cell.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            double count = Double.parseDouble(cell.replace(",", ""));
            // shops oversell: below zero is none
            return OptionalInt.of((int) Math.round(Math.clamp(count, 0, MOST_PIECES)));
        } catch (NumberFormatException noNumber) {
            throw new RowRefused("the number of pieces \"" + Cells.shown(cell) + "\" is no number; correct it");
        }
    }

    private static List<String> pictures(CsvTable.Row row, CsvTable.Row first) {
        String own = row.has(Column.VARIANT_PICTURE) ? row.cell(Column.VARIANT_PICTURE) : "";
        String all = inherited(row, first, Column.PICTURE);
        return Cells.parts(own + "|" + all, SEVERAL_FILES).stream().distinct().toList();
    }

    private static String text(String cell) throws RowRefused {
        if (cell.length() > LONGEST_TEXT) {
            throw new RowRefused("\"" + Cells.shown(cell) + "\" is longer than " + LONGEST_TEXT
                    + " characters; a quotation mark may be missing");
        }
        return cell.replaceAll("\\s+", " ").strip();
    }
}
