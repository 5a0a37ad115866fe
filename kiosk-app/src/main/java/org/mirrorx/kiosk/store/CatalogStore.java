package org.mirrorx.kiosk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.models.Refusal;

/**
 * The catalog of a shop in a folder: {@code mirrorx.db} and {@code pictures/}. Any thread may ask; readers never wait for an import and
 * see the old catalog until the very moment the new one is complete.
 */
public final class CatalogStore implements AutoCloseable {
    private static final String DATABASE = "mirrorx.db";
    private static final String PICTURES = "pictures";
    /** Hits that a search fetches; a screen shows fewer. */
    public static final int MOST_HITS = 50;

    private final Path folder;
    private final Database database;
    private final Pictures pictures;
    private final Connection reader;

    private CatalogStore(Path folder, Database database, Pictures pictures, Connection reader) {
        this.folder = folder;
        this.database = database;
        this.pictures = pictures;
        this.reader = reader;
    }

    /**
     * Opens the catalog in a folder; an empty one is made where there is none.
     *
     * @throws Refusal when the folder cannot be written or holds something else
     */
    public static CatalogStore open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new Refusal("The folder " + folder + " cannot be made; check its rights or choose another.", fault);
        }
        Database database = Database.open(folder.resolve(DATABASE));
        try {
            return new CatalogStore(folder, database, new Pictures(folder.resolve(PICTURES)), database.connect());
        } catch (SQLException fault) {
            throw broken(fault);
        }
    }

    /**
     * Makes the contents of a folder the catalog: its {@code catalog.csv} and pictures, or only pictures. Rows that cannot be taken are
     * left out and reported. When this does not return normally, the catalog is what it was before.
     *
     * @throws Refusal when there is nothing to import, the table cannot be read, or another import runs
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public ImportReport importFolder(Path from, ImportProgress progress, Cancellation cancellation) {
        return new ImportCatalog(folder, database, pictures).run(from, progress, cancellation);
    }

    /**
     * Writes the catalog into an empty or new folder, so that importing it gives the same catalog again.
     *
     * @throws Refusal when the folder is not empty or cannot be written
     */
    public void export(Path to) {
        new ExportCatalog(this).run(to);
    }

    /**
     * Does what is done once for each garment, for all that still wait. May be stopped or killed at any time and started again.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop; what is done stays done
     */
    public CutReport cutAll(GarmentWork work, Wardrobe wardrobe, ImportProgress progress, Cancellation cancellation) {
        return new CutCatalog(this, work, wardrobe).run(progress, cancellation);
    }

    /**
     * How far that is for a garment.
     *
     * @param version of the work, see {@link GarmentWork#version()}
     */
    public CutState cutState(Garment garment, String version) {
        if (garment.picture().isEmpty()) {
            return new CutState.NoPicture();
        }
        String work = workKey(garment, version).sha256();
        return ask(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT state, reason FROM cut WHERE work = ? AND version = ?")) {
                query.setString(1, work);
                query.setString(2, version);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return new CutState.Waiting();
                    }
                    String reason = row.getString("reason");
                    return switch (row.getString("state")) {
                        case "cut" -> new CutState.Cut();
                        case "asks staff" -> new CutState.AsksStaff(reason);
                        default -> new CutState.Unreadable(reason);
                    };
                }
            }
        });
    }

    /** Under which key a garment's work is kept in the wardrobe. @throws java.util.NoSuchElementException without a picture */
    public static Wardrobe.Key workKey(Garment garment, String version) {
        return CutCatalog.key(garment, version);
    }

    /** Number of garments, hidden ones too. */
    public long size() {
        return ask(connection -> number(connection, "SELECT count(*) FROM garment WHERE edition = " + CURRENT));
    }

    /** {@code count} garments in the order of the table, beginning with number {@code from} (0 is the first). */
    public List<Garment> list(long from, int count) {
        return ask(connection -> GarmentRows.load(
                connection,
                ids(
                        connection,
                        "SELECT id FROM garment WHERE edition = " + CURRENT + " ORDER BY id LIMIT ? OFFSET ?",
                        count,
                        from)));
    }

    /** Hands over every garment in the order of the table; an import meanwhile does not mix in. */
    public void forEach(Consumer<Garment> visitor) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false); // one view of the catalog from the first row to the last
            long after = 0;
            while (true) {
                List<Long> ids = ids(
                        connection,
                        "SELECT id FROM garment WHERE edition = " + CURRENT + " AND id > ? ORDER BY id LIMIT ?",
                        after,
                        200);
                if (ids.isEmpty()) {
                    return;
                }
                GarmentRows.load(connection, ids).forEach(visitor);
                after = ids.getLast();
            }
        } catch (SQLException fault) {
            throw broken(fault);
        }
    }

    /** The garment with this stock number (its own or of one of its sizes) or barcode. */
    public Optional<Garment> find(String code) {
        String wanted = code.strip();
        return ask(connection -> {
            Optional<Long> id = idOf(connection, wanted);
            return id.isEmpty()
                    ? Optional.empty()
                    : GarmentRows.load(connection, List.of(id.get())).stream().findFirst();
        });
    }

    /**
     * Garments in which all words occur, at most {@link #MOST_HITS}: first the one whose number or barcode it is, then those with the
     * words in a name, then those with the words anywhere, at last those where the last word only begins so. Within each group the order
     * of the table: ranking would visit every hit of a common word.
     */
    public List<Garment> search(String words) {
        List<String> phrases = SearchText.phrases(words);
        return ask(connection -> {
            Set<Long> hits = new LinkedHashSet<>();
            idOf(connection, words.strip()).ifPresent(hits::add);
            if (!phrases.isEmpty()) {
                String all = String.join(" AND ", phrases);
                for (String query : List.of("names : (" + all + ")", all, all + " *")) {
                    if (hits.size() < MOST_HITS) {
                        hits.addAll(ids(connection, SEARCH, query, MOST_HITS));
                    }
                }
            }
            return GarmentRows.load(connection, hits.stream().limit(MOST_HITS).toList());
        });
    }

    /**
     * The bytes of the picture to try on.
     *
     * @param code stock number or barcode
     * @throws Refusal when there is no such garment, it has no picture, or the file is damaged
     */
    public byte[] picture(String code) {
        Garment garment = find(code)
                .orElseThrow(() -> new Refusal(
                        "There is no garment " + code + " in the catalog; look it up with 'catalog search'."));
        return pictureBytes(garment.picture()
                .orElseThrow(() ->
                        new Refusal("The garment " + garment.sku() + " has no picture; add one and import again.")));
    }

    /**
     * The bytes of a picture of the catalog.
     *
     * @throws Refusal when the file is gone or changed
     */
    public byte[] pictureBytes(GarmentPicture picture) {
        return pictures.bytes(picture);
    }

    /**
     * Looks at everything: the file's structure, that all references lead somewhere, the index, and each picture's content. Reads every
     * picture, so it takes a while.
     *
     * @return one sentence for each fault; empty when the catalog is whole
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        ask(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String check : List.of("PRAGMA integrity_check", "PRAGMA foreign_key_check")) {
                    try (ResultSet rows = statement.executeQuery(check)) {
                        while (rows.next()) {
                            if (!"ok".equals(rows.getString(1))) {
                                faults.add("The catalog's file is damaged: " + rows.getString(1) + ".");
                            }
                        }
                    }
                }
                long garments = number(connection, "SELECT count(*) FROM garment WHERE edition = " + CURRENT);
                long indexed = number(
                        connection,
                        "SELECT count(*) FROM search, edition WHERE edition.id = " + CURRENT
                                + " AND search.rowid BETWEEN edition.first_garment AND edition.last_garment");
                if (garments != indexed) {
                    faults.add("Of " + garments + " garments " + indexed + " can be searched for.");
                }
            }
            return faults;
        });
        forEach(garment -> garment.pictures().forEach(picture -> {
            try {
                pictureBytes(picture);
            } catch (Refusal refusal) {
                faults.add(String.valueOf(refusal.getMessage()));
            }
        }));
        return faults;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (SQLException fault) {
            throw broken(fault);
        }
    }

    /** The edition that readers see. */
    static final String CURRENT = "(SELECT edition FROM catalog)";

    private static final String SEARCH = """
            SELECT search.rowid FROM search, edition
            WHERE edition.id = (SELECT edition FROM catalog) AND search MATCH ?
              AND search.rowid BETWEEN edition.first_garment AND edition.last_garment
            ORDER BY search.rowid LIMIT ?""";

    private static final String BY_CODE = """
            SELECT id FROM garment WHERE edition = (SELECT edition FROM catalog) AND sku = ?1
            UNION ALL
            SELECT garment FROM barcode WHERE edition = (SELECT edition FROM catalog) AND code = ?1
            UNION ALL
            SELECT garment FROM rack_size WHERE edition = (SELECT edition FROM catalog) AND sku = ?1
            LIMIT 1""";

    private static Optional<Long> idOf(Connection connection, String code) throws SQLException {
        return ids(connection, BY_CODE, code).stream().findFirst();
    }

    static List<Long> ids(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    @FunctionalInterface
    interface Question<T> {
        T answer(Connection connection) throws SQLException;
    }

    <T> T ask(Question<T> question) {
        synchronized (reader) {
            try {
                return question.answer(reader);
            } catch (SQLException fault) {
                throw broken(fault);
            }
        }
    }

    Database database() {
        return database;
    }

    static Refusal broken(SQLException fault) {
        return new Refusal(
                "The catalog's file cannot be used (" + fault.getMessage()
                        + "); check free space and the folder's rights.",
                fault);
    }
}
