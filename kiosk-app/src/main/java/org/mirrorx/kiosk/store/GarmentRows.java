package org.mirrorx.kiosk.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.PictureHeader.Format;

/** Puts garments together from their tables, many at a time: one query a table, whatever the number of garments. */
final class GarmentRows {
    private GarmentRows() {}

    private record Head(
            String sku,
            String style,
            Optional<GarmentKind> kind,
            String category,
            String hangsAt,
            Optional<Price> mrp,
            Optional<Price> price,
            String hsn,
            boolean active) {}

    /** The garments with these ids, in this order. */
    static List<Garment> load(Connection connection, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String wanted = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        Map<Long, Head> heads = new HashMap<>();
        each(
                connection,
                "SELECT * FROM garment WHERE id IN (SELECT value FROM json_each(?))",
                wanted,
                row -> heads.put(
                        row.getLong("id"),
                        new Head(
                                row.getString("sku"),
                                row.getString("style"),
                                Optional.ofNullable(row.getString("kind")).map(GarmentRows::kind),
                                row.getString("category"),
                                row.getString("hangs_at"),
                                price(row, "mrp"),
                                price(row, "price"),
                                row.getString("hsn"),
                                row.getInt("active") == 1)));
        Map<Long, Map<String, String>> names = new HashMap<>();
        each(
                connection,
                byPosition("garment_name", "language"),
                wanted,
                row -> names.computeIfAbsent(row.getLong("garment"), id -> new LinkedHashMap<>())
                        .put(row.getString("language"), row.getString("name")));
        Map<Long, List<String>> colours = new HashMap<>();
        each(
                connection,
                byPosition("garment_colour", "position"),
                wanted,
                row -> add(colours, row, row.getString("colour")));
        Map<Long, List<RackSize>> sizes = new HashMap<>();
        each(
                connection,
                byPosition("rack_size", "position"),
                wanted,
                row -> add(
                        sizes,
                        row,
                        new RackSize(
                                row.getString("sku"),
                                row.getString("label"),
                                row.getString("normal"),
                                row.getString("colour"),
                                row.getObject("pieces") == null
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(row.getInt("pieces")))));
        Map<Long, List<Barcode>> barcodes = new HashMap<>();
        each(
                connection,
                byPosition("barcode", "code"),
                wanted,
                row -> add(
                        barcodes,
                        row,
                        new Barcode(
                                row.getString("code"),
                                row.getString("sku"),
                                row.getString("size"),
                                row.getString("colour"))));
        Map<Long, List<GarmentPicture>> pictures = new HashMap<>();
        each(
                connection,
                byPosition("garment_picture", "position"),
                wanted,
                row -> add(
                        pictures,
                        row,
                        new GarmentPicture(
                                row.getString("sha256"),
                                format(row.getString("format")),
                                Optional.ofNullable(row.getString("landmarks")))));
        List<Garment> garments = new ArrayList<>();
        for (Long id : ids) {
            Head head = heads.get(id);
            if (head != null) {
                garments.add(new Garment(
                        head.sku,
                        head.style,
                        head.kind,
                        head.category,
                        names.getOrDefault(id, Map.of()),
                        colours.getOrDefault(id, List.of()),
                        colourByColour(sizes.getOrDefault(id, List.of())),
                        barcodes.getOrDefault(id, List.of()),
                        head.hangsAt,
                        head.mrp,
                        head.price,
                        head.hsn,
                        pictures.getOrDefault(id, List.of()),
                        head.active));
            }
        }
        return garments;
    }

    /** How a kind is written in the tables and in a {@code catalog.csv}. */
    static String word(GarmentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** A rack is read colour by colour, as an export writes it, however the shop's rows were mixed. */
    private static List<RackSize> colourByColour(List<RackSize> sizes) {
        Map<List<String>, List<RackSize>> groups = new LinkedHashMap<>();
        for (RackSize size : sizes) {
            groups.computeIfAbsent(List.of(size.sku(), size.colour()), key -> new ArrayList<>())
                    .add(size);
        }
        return groups.values().stream().flatMap(List::stream).toList();
    }

    private static GarmentKind kind(String word) {
        return GarmentKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Format format(String ending) {
        for (Format format : Format.values()) {
            if (format.ending().equals(ending)) {
                return format;
            }
        }
        throw new IllegalStateException("the catalog holds a picture of unknown format " + ending);
    }

    private static Optional<Price> price(ResultSet row, String column) throws SQLException {
        String currency = row.getString(column + "_currency");
        return currency == null ? Optional.empty() : Optional.of(new Price(row.getLong(column), currency));
    }

    private static String byPosition(String table, String order) {
        return "SELECT * FROM " + table + " WHERE garment IN (SELECT value FROM json_each(?)) ORDER BY garment, "
                + order;
    }

    private static <T> void add(Map<Long, List<T>> lists, ResultSet row, T element) throws SQLException {
        lists.computeIfAbsent(row.getLong("garment"), id -> new ArrayList<>()).add(element);
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, @Nullable String argument, RowReader reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
