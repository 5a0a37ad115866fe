package org.mirrorx.kiosk.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.mirrorx.models.Refusal;

/**
 * The one file of tables. Every connection waits for others up to {@link #PATIENCE_MS} and makes each commit survive a power cut.
 * Migrations are a list; {@code user_version} says how many a file has behind it.
 */
final class Database {
    private static final int PATIENCE_MS = 10_000;
    /** KiB of page cache a connection may hold. */
    private static final int CACHE_KIB = 8_192;

    private final Path file;

    private Database(Path file) {
        this.file = file;
    }

    /**
     * Opens or creates the file and brings it up to date.
     *
     * @throws Refusal when it is no database, from a newer MirrorX, or cannot be written
     */
    static Database open(Path file) {
        Database database = new Database(file);
        try (Connection connection = database.connect()) {
            migrate(connection, file);
        } catch (SQLException fault) {
            throw new Refusal(
                    "The catalog " + file + " cannot be opened (" + fault.getMessage()
                            + "); check the folder's rights and free space, or move the file away and import again.",
                    fault);
        }
        return database;
    }

    /** A new connection; the caller closes it. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + PATIENCE_MS);
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
        } catch (SQLException fault) {
            connection.close();
            throw fault;
        }
        return connection;
    }

    private static void migrate(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (version(statement) > MIGRATIONS.size()) {
                throw new Refusal("The catalog " + file + " was written by a newer MirrorX; start that one.");
            }
            if (version(statement) == MIGRATIONS.size()) {
                return;
            }
            // two programs may start at once: the second waits here and finds the work done
            statement.execute("BEGIN IMMEDIATE");
            for (int done = version(statement); done < MIGRATIONS.size(); done++) {
                for (String change : MIGRATIONS.get(done)) {
                    statement.execute(change);
                }
                statement.execute("PRAGMA user_version = " + (done + 1));
            }
            statement.execute("COMMIT");
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }

    /**
     * Only ever append. A garment belongs to an edition; readers look at the edition that {@code catalog} names, an import builds the
     * next one beside it and then changes that one number. Garment ids grow, so an edition's rows of {@code search} are one range.
     */
    private static final List<List<String>> MIGRATIONS = List.of(List.of(
            """
            CREATE TABLE edition (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              source TEXT NOT NULL,
              first_garment INTEGER NOT NULL DEFAULT 0,
              last_garment INTEGER NOT NULL DEFAULT 0
            ) STRICT""",
            """
            CREATE TABLE catalog (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              edition INTEGER NOT NULL REFERENCES edition (id)
            ) STRICT""",
            "INSERT INTO edition (source) VALUES ('')",
            "INSERT INTO catalog (one, edition) SELECT 1, id FROM edition",
            """
            CREATE TABLE garment (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              edition INTEGER NOT NULL REFERENCES edition (id),
              sku TEXT NOT NULL CHECK (sku <> ''),
              family TEXT NOT NULL,
              style TEXT NOT NULL,
              kind TEXT CHECK (kind IN ('upper', 'lower', 'dress')),
              category TEXT NOT NULL,
              hangs_at TEXT NOT NULL,
              mrp INTEGER CHECK (mrp >= 0),
              mrp_currency TEXT,
              price INTEGER CHECK (price >= 0),
              price_currency TEXT,
              hsn TEXT NOT NULL,
              active INTEGER NOT NULL CHECK (active IN (0, 1)),
              UNIQUE (edition, sku),
              UNIQUE (edition, family)
            ) STRICT""",
            """
            CREATE TABLE garment_name (
              garment INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
              language TEXT NOT NULL,
              name TEXT NOT NULL CHECK (name <> ''),
              PRIMARY KEY (garment, language)
            ) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE garment_colour (
              garment INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
              position INTEGER NOT NULL,
              colour TEXT NOT NULL,
              PRIMARY KEY (garment, position)
            ) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE rack_size (
              garment INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
              position INTEGER NOT NULL,
              edition INTEGER NOT NULL,
              sku TEXT NOT NULL,
              label TEXT NOT NULL,
              normal TEXT NOT NULL,
              colour TEXT NOT NULL,
              pieces INTEGER CHECK (pieces >= 0),
              PRIMARY KEY (garment, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX rack_size_by_sku ON rack_size (edition, sku)",
            """
            CREATE TABLE barcode (
              edition INTEGER NOT NULL,
              code TEXT NOT NULL CHECK (code <> ''),
              garment INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
              sku TEXT NOT NULL,
              size TEXT NOT NULL,
              colour TEXT NOT NULL,
              PRIMARY KEY (edition, code)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX barcode_by_garment ON barcode (garment, code)",
            """
            CREATE TABLE garment_picture (
              garment INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
              position INTEGER NOT NULL,
              sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
              format TEXT NOT NULL CHECK (format IN ('jpg', 'png', 'webp')),
              landmarks TEXT,
              PRIMARY KEY (garment, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX garment_picture_by_content ON garment_picture (sha256)",
            """
            CREATE TABLE cut (
              work TEXT PRIMARY KEY,
              version TEXT NOT NULL,
              state TEXT NOT NULL CHECK (state IN ('cut', 'asks staff', 'unreadable')),
              reason TEXT NOT NULL
            ) STRICT, WITHOUT ROWID""",
            """
            CREATE VIRTUAL TABLE search USING fts5 (
              names, rest,
              content = '', contentless_delete = 1, prefix = '1 2 3',
              tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
            )"""));
}
