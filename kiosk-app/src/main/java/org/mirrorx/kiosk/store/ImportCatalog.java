package org.mirrorx.kiosk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.models.Refusal;

/**
 * Makes the contents of a folder the catalog. Everything is read, checked and written beside the current catalog first; then one small
 * transaction swaps. Rows pass through a short queue while their pictures are decoded, so memory does not grow with the table.
 */
final class ImportCatalog {
    private static final String TABLE = "catalog.csv";
    private static final String LOCK = "import.lock";
    /** Rows whose pictures may be in work at once. */
    private static final int QUEUE = 64;

    private final Path home;
    private final Database database;
    private final Pictures pictures;

    ImportCatalog(Path home, Database database, Pictures pictures) {
        this.home = home;
        this.database = database;
        this.pictures = pictures;
    }

    ImportReport run(Path from, ImportProgress progress, Cancellation cancellation) {
        if (!Files.isDirectory(from)) {
            throw new Refusal(
                    "There is no folder " + from + "; give the folder with " + TABLE + " and the pictures.",
                    new NoSuchFileException(from.toString()));
        }
        try (FileChannel lockFile =
                        FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock(lockFile)) {
            return locked(from, progress, cancellation);
        } catch (SQLException | IOException | UncheckedIOException fault) {
            throw new Refusal(
                    "The import into " + home + " failed and changed nothing (" + fault.getMessage()
                            + "); check free space and the folder's rights.",
                    fault);
        }
    }

    private static FileLock lock(FileChannel lockFile) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException sameProgram) {
            throw anotherRuns(sameProgram);
        }
        if (lock == null) {
            throw anotherRuns(new OverlappingFileLockException());
        }
        return lock;
    }

    /** The cause says that the same words are welcome later: the command line ends with another code then. */
    private static Refusal anotherRuns(OverlappingFileLockException held) {
        return new Refusal("Another import into this catalog is running; wait until it is done.", held);
    }

    private ImportReport locked(Path from, ImportProgress progress, Cancellation cancellation)
            throws SQLException, IOException {
        PictureFolder folder = PictureFolder.of(from);
        Path table = from.resolve(TABLE);
        try (EditionWriter edition = EditionWriter.begin(database, from.toString());
                PictureIntake intake = new PictureIntake(pictures)) {
            Run run = new Run(folder, edition, intake, progress, cancellation);
            if (Files.isRegularFile(table)) {
                run.table(CsvTable.open(table));
            } else if (folder.all().isEmpty()) {
                throw new Refusal(from + " holds neither a " + TABLE + " nor a picture; give another folder.");
            } else {
                run.picturesOnly(from);
            }
            return run.finish();
        }
    }

    /** One import, from the first row to the swap. */
    private final class Run {
        private final PictureFolder folder;
        private final EditionWriter edition;
        private final PictureIntake intake;
        private final ImportProgress progress;
        private final Cancellation cancellation;
        private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
        private final List<ImportReport.RowRefusal> refusals = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private long total = 1;
        private long rows;
        private long refusedRows;

        /** A row whose pictures are being taken in. */
        private record Waiting(ReadRow row, List<CompletableFuture<PictureIntake.Taken>> pictures) {}

        Run(
                PictureFolder folder,
                EditionWriter edition,
                PictureIntake intake,
                ImportProgress progress,
                Cancellation cancellation) {
            this.folder = folder;
            this.edition = edition;
            this.intake = intake;
            this.progress = progress;
            this.cancellation = cancellation;
        }

        void table(CsvTable table) throws IOException {
            notes.addAll(table.notes());
            total = table.lines();
            RowReader reader = new RowReader(table.headers());
            table.forEach(row -> {
                rows++;
                try {
                    enqueue(reader.read(row));
                } catch (RowRefused refused) {
                    refuse(row.line(), refused.sentence());
                }
            });
        }

        void picturesOnly(Path from) {
            total = folder.all().size();
            for (Path file : folder.all()) {
                rows++;
                enqueue(rowOf(file, from));
            }
        }

        private ReadRow rowOf(Path file, Path from) {
            String stem = PictureFolder.stem(file);
            Path shelf = from.relativize(file).getParent();
            String category = shelf == null ? "" : shelf.toString();
            Optional<GarmentKind> kind = KindWords.of(category).or(() -> KindWords.of(stem));
            return new ReadRow(
                    0,
                    stem,
                    "",
                    List.of(),
                    kind,
                    category,
                    Map.of(),
                    List.of(),
                    List.of(new RackSize(stem, "", "", "", OptionalInt.empty())),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    List.of(PictureFolder.name(file)),
                    true,
                    false);
        }

        private void enqueue(ReadRow row) {
            cancellation.check();
            PictureFolder.Found found = folder.of(row);
            for (String missing : found.missing()) {
                note((row.line() > 0 ? "Line " + row.line() + ": the" : "The") + " picture " + missing
                        + " is not in the folder.");
            }
            queue.add(new Waiting(row, found.files().stream().map(intake::take).toList()));
            while (queue.size() > QUEUE) {
                takeFirst();
            }
        }

        private void takeFirst() {
            Waiting waiting = queue.remove();
            List<GarmentPicture> kept = new ArrayList<>();
            try {
                for (var picture : waiting.pictures) {
                    switch (picture.join()) {
                        case PictureIntake.Taken.Kept(GarmentPicture done) -> kept.add(done);
                        case PictureIntake.Taken.Refused(String sentence) -> throw new RowRefused(sentence);
                    }
                }
                edition.add(waiting.row, kept);
            } catch (RowRefused refused) {
                refuse(waiting.row.line(), refused.sentence());
            } catch (SQLException fault) {
                throw new UncheckedIOException(new IOException(fault.getMessage(), fault));
            } catch (CompletionException fault) {
                throw fault.getCause() instanceof UncheckedIOException disk ? disk : fault;
            }
            progress.at(ImportProgress.Stage.READING_ROWS, rows - queue.size(), Math.max(rows, total));
        }

        private void refuse(long line, String sentence) {
            refusedRows++;
            if (refusals.size() < ImportReport.MOST_LISTED) {
                refusals.add(new ImportReport.RowRefusal(line, sentence));
            }
        }

        private void note(String sentence) {
            if (notes.size() < ImportReport.MOST_LISTED) {
                notes.add(sentence);
            }
        }

        ImportReport finish() throws SQLException, IOException {
            while (!queue.isEmpty()) {
                cancellation.check();
                takeFirst();
            }
            long garments = edition.garments();
            if (garments == 0) {
                throw new Refusal(
                        "Not one garment could be taken in, so the catalog stays as it was; the first reason: "
                                + (refusals.isEmpty()
                                        ? "the table has no rows"
                                        : refusals.getFirst().reason()) + ".");
            }
            progress.at(ImportProgress.Stage.INDEXING_WORDS, rows, rows);
            edition.index();
            pictures.forceNames();
            cancellation.check();
            progress.at(ImportProgress.Stage.SWAPPING, rows, rows);
            long withoutPicture = edition.withoutPicture();
            edition.makeCurrent();
            edition.removeOlder();
            pictures.removeAllBut(edition::uses);
            return new ImportReport(rows, garments, refusedRows, refusals, withoutPicture, notes);
        }
    }
}
