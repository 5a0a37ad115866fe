package org.mirrorx.kiosk.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the next edition of the catalog beside the current one, row by row, in transactions of some hundred rows. Nobody sees it before
 * {@link #makeCurrent()} changes one number.
 */
final class EditionWriter implements AutoCloseable {
    private static final int ROWS_A_TRANSACTION = 500;
    private static final int GARMENTS_A_DELETION = 500;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final long edition;
    private int rowsInTransaction;

    private EditionWriter(Connection connection, long edition) {
        this.connection = connection;
        this.edition = edition;
    }

    /** Removes what killed imports left behind and begins an edition. The caller holds the import lock. */
    static EditionWriter begin(Database database, String source) throws SQLException {
        Connection connection = database.connect();
        try {
            connection.setAutoCommit(false);
            removeOthers(connection);
            long edition;
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO edition (source) VALUES (?) RETURNING id")) {
                insert.setString(1, source);
                try (ResultSet row = insert.executeQuery()) {
                    edition = row.getLong(1);
                }
            }
            connection.commit();
            return new EditionWriter(connection, edition);
        } catch (SQLException fault) {
            connection.close();
            throw fault;
        }
    }

    /** Takes a row, with its pictures already in the store. */
    void add(ReadRow row, List<GarmentPicture> pictures) throws SQLException, RowRefused {
        if (row.morePictures()) {
            addPicturesToStyle(row, pictures);
        } else {
            Optional<Long> known = id("SELECT id FROM garment WHERE edition = ? AND family = ?", edition, row.family());
            refuseDuplicates(row, known);
            long garment = known.isPresent() ? known.get() : insertGarment(row);
            addRow(row, garment, pictures);
        }
        if (++rowsInTransaction >= ROWS_A_TRANSACTION) {
            connection.commit();
            rowsInTransaction = 0;
        }
    }

    private void refuseDuplicates(ReadRow row, Optional<Long> garment) throws SQLException, RowRefused {
        for (String code : row.barcodes()) {
            Optional<Long> owner = id("SELECT garment FROM barcode WHERE edition = ? AND code = ?", edition, code);
            if (owner.isPresent()) {
                throw new RowRefused("the barcode " + code + " already stands in an earlier row; correct one of them");
            }
        }
        Optional<Long> sameSku = id("SELECT garment FROM rack_size WHERE edition = ? AND sku = ?", edition, row.sku());
        if (sameSku.isEmpty()) {
            return;
        }
        if (!sameSku.equals(garment)) {
            throw new RowRefused("the stock number " + row.sku()
                    + " already stands in an earlier row for another garment; correct one of them");
        }
        boolean nothingNew = row.barcodes().isEmpty();
        for (RackSize size : row.sizes()) {
            nothingNew = nothingNew && rackPosition(garment.get(), size).isPresent();
        }
        if (nothingNew) {
            throw new RowRefused("the stock number " + row.sku()
                    + " already stands in an earlier row with the same size;" + " remove one of them");
        }
    }

    private Optional<Long> rackPosition(long garment, RackSize size) throws SQLException {
        return id(
                "SELECT position FROM rack_size WHERE garment = ? AND sku = ? AND label = ? AND colour = ?",
                garment,
                size.sku(),
                size.label(),
                size.colour());
    }

    private long insertGarment(ReadRow row) throws SQLException {
        return id(
                        """
                        INSERT INTO garment (edition, sku, family, style, kind, category, hangs_at,
                          mrp, mrp_currency, price, price_currency, hsn, active)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                        edition,
                        row.sku(),
                        row.family(),
                        row.style(),
                        row.kind().map(GarmentRows::word).orElse(null),
                        row.category(),
                        row.hangsAt(),
                        row.mrp().map(Price::hundredths).orElse(null),
                        row.mrp().map(Price::currency).orElse(null),
                        row.price().map(Price::hundredths).orElse(null),
                        row.price().map(Price::currency).orElse(null),
                        row.hsn(),
                        row.active() ? 1 : 0)
                .orElseThrow();
    }

    private void addRow(ReadRow row, long garment, List<GarmentPicture> pictures) throws SQLException {
        for (Map.Entry<String, String> name : row.names().entrySet()) {
            run(
                    "INSERT INTO garment_name VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    garment,
                    name.getKey(),
                    name.getValue());
        }
        for (String colour : row.colours()) {
            run("""
                    INSERT INTO garment_colour SELECT ?1, (SELECT count(*) FROM garment_colour WHERE garment = ?1), ?2
                    WHERE NOT EXISTS (SELECT 1 FROM garment_colour WHERE garment = ?1 AND colour = ?2)""", garment, colour);
        }
        for (RackSize size : row.sizes()) {
            if (rackPosition(garment, size).isEmpty()) {
                run(
                        """
                        INSERT INTO rack_size SELECT ?1, (SELECT count(*) FROM rack_size WHERE garment = ?1), ?2, ?3, ?4, ?5, ?6, ?7""",
                        garment,
                        edition,
                        size.sku(),
                        size.label(),
                        size.normal(),
                        size.colour(),
                        size.count().isPresent() ? size.count().getAsInt() : null);
            }
        }
        String colour = row.sizes().getFirst().colour();
        for (String code : row.barcodes()) {
            run(
                    "INSERT INTO barcode (edition, code, garment, sku, size, colour) VALUES (?, ?, ?, ?, ?, ?)",
                    edition,
                    code,
                    garment,
                    row.sku(),
                    row.sizeOfBarcodes(),
                    colour);
        }
        addPictures(garment, pictures);
    }

    private void addPicturesToStyle(ReadRow row, List<GarmentPicture> pictures) throws SQLException {
        for (long garment : CatalogStore.ids(
                connection,
                "SELECT id FROM garment WHERE edition = ? AND family LIKE ? ESCAPE '\\'",
                edition,
                "style\n" + escaped(row.style()) + "\n%")) {
            addPictures(garment, pictures);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private void addPictures(long garment, List<GarmentPicture> pictures) throws SQLException {
        for (GarmentPicture picture : pictures) {
            run(
                    """
                    INSERT INTO garment_picture
                    SELECT ?1, (SELECT count(*) FROM garment_picture WHERE garment = ?1), ?2, ?3, ?4
                    WHERE NOT EXISTS (SELECT 1 FROM garment_picture WHERE garment = ?1 AND sha256 = ?2)""",
                    garment,
                    picture.sha256(),
                    picture.format().ending(),
                    picture.landmarks().orElse(null));
        }
    }

    /** Number of garments so far. */
    long garments() throws SQLException {
        return id("SELECT count(*) FROM garment WHERE edition = ?", edition).orElseThrow();
    }

    /** Number of garments so far that nobody can try on for want of a picture. */
    long withoutPicture() throws SQLException {
        return id("""
                        SELECT count(*) FROM garment WHERE edition = ?
                        AND NOT EXISTS (SELECT 1 FROM garment_picture WHERE garment = garment.id)""", edition).orElseThrow();
    }

    /** Writes the words of all garments into the index and merges it into one piece, so that searching is fast. */
    void index() throws SQLException {
        connection.commit();
        long after = 0;
        while (true) {
            List<Long> ids = CatalogStore.ids(
                    connection,
                    "SELECT id FROM garment WHERE edition = ? AND id > ? ORDER BY id LIMIT ?",
                    edition,
                    after,
                    ROWS_A_TRANSACTION);
            if (ids.isEmpty()) {
                break;
            }
            List<Garment> garments = GarmentRows.load(connection, ids);
            for (int i = 0; i < ids.size(); i++) {
                run(
                        "INSERT INTO search (rowid, names, rest) VALUES (?, ?, ?)",
                        ids.get(i),
                        SearchText.folded(
                                String.join(" ", garments.get(i).names().values())),
                        SearchText.folded(String.join(" ", otherWords(garments.get(i)))));
            }
            connection.commit();
            after = ids.getLast();
        }
        run("INSERT INTO search (search) VALUES ('optimize')");
        connection.commit();
    }

    private static Set<String> otherWords(Garment garment) {
        Set<String> words =
                new LinkedHashSet<>(List.of(garment.sku(), garment.style(), garment.category(), garment.hangsAt()));
        words.addAll(garment.colours());
        garment.kind().map(GarmentRows::word).ifPresent(words::add);
        for (RackSize size : garment.sizes()) {
            words.addAll(List.of(size.sku(), size.label(), size.normal()));
        }
        garment.barcodes().forEach(barcode -> words.add(barcode.code()));
        return words;
    }

    /** The swap: after this commit every reader sees the new edition. */
    void makeCurrent() throws SQLException {
        run("""
                UPDATE edition SET
                  first_garment = (SELECT coalesce(min(id), 0) FROM garment WHERE edition = ?1),
                  last_garment = (SELECT coalesce(max(id), 0) FROM garment WHERE edition = ?1)
                WHERE id = ?1""", edition);
        run("UPDATE catalog SET edition = ?", edition);
        connection.commit();
    }

    /** Removes all other editions, in small transactions; being killed here only leaves rows nobody sees. */
    void removeOlder() throws SQLException {
        removeOthers(connection);
    }

    private static void removeOthers(Connection connection) throws SQLException {
        while (true) {
            List<Long> ids = CatalogStore.ids(
                    connection,
                    "SELECT id FROM garment WHERE edition <> " + CatalogStore.CURRENT + " LIMIT ?",
                    GARMENTS_A_DELETION);
            for (String sql : List.of("DELETE FROM search WHERE rowid = ?", "DELETE FROM garment WHERE id = ?")) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    for (long id : ids) {
                        delete.setLong(1, id);
                        delete.addBatch();
                    }
                    delete.executeBatch();
                }
            }
            if (ids.isEmpty()) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM edition WHERE id <> " + CatalogStore.CURRENT)) {
                    delete.executeUpdate();
                }
            }
            connection.commit();
            if (ids.isEmpty()) {
                return;
            }
        }
    }

    /** True for the content of pictures that an edition uses. */
    boolean uses(String sha256) {
        try {
            return id("SELECT 1 FROM garment_picture WHERE sha256 = ? LIMIT 1", sha256)
                    .isPresent();
        } catch (SQLException fault) {
            throw CatalogStore.broken(fault);
        }
    }

    private Optional<Long> id(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared(sql, arguments);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    private void run(String sql, @Nullable Object... arguments) throws SQLException {
        prepared(sql, arguments).execute();
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() throws SQLException {
        try {
            for (PreparedStatement statement : new ArrayList<>(statements.values())) {
                statement.close();
            }
            connection.rollback();
        } finally {
            connection.close();
        }
    }
}
