package org.mirrorx.kiosk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.models.Refusal;

/** A wardrobe of files: {@code version/ab/abcdef….work}. A file is there whole or not at all; one that got lost is computed again. */
public final class StoredWork implements Wardrobe {
    private final Path folder;

    /** @param folder may be deleted at any time while MirrorX does not run */
    public StoredWork(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> find(Key key) {
        Path file = place(key);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException lost) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(Key key, byte[] bytes) {
        Path file = place(key);
        Path shelf = file.resolveSibling(".");
        try {
            Files.createDirectories(shelf);
            Path unfinished = Files.createTempFile(shelf, key.sha256().substring(0, 8), ".part");
            try {
                Files.write(unfinished, bytes);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException fault) {
            throw new Refusal(
                    "Work on a garment cannot be kept in " + folder + " (" + fault.getMessage()
                            + "); check free space and the folder's rights.",
                    fault);
        }
    }

    private Path place(Key key) {
        return folder.resolve(key.version())
                .resolve(key.sha256().substring(0, 2))
                .resolve(key.sha256() + ".work");
    }
}
