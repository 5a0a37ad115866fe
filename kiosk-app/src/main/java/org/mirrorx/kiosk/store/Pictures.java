package org.mirrorx.kiosk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.mirrorx.inference.image.PictureHeader.Format;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;

/**
 * Picture files named by their content: {@code ab/abcdef….jpg}. A file is there whole or not at all, also after a power cut: written
 * under another name, forced to the disk, renamed.
 */
final class Pictures {
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Set<Path> unforced = ConcurrentHashMap.newKeySet();

    Pictures(Path folder) {
        this.folder = folder;
    }

    Path place(String sha256, Format format) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + "." + format.ending());
    }

    /** Any thread. The file's name is durable only after {@link #forceNames()}. */
    void keep(String sha256, Format format, byte[] bytes) throws IOException {
        Path place = place(sha256, format);
        if (Files.isRegularFile(place) && Files.size(place) == bytes.length) {
            return;
        }
        Path shelf = folder.resolve(sha256.substring(0, 2));
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf);
            unforced.add(folder);
        }
        Path unfinished = Files.createTempFile(shelf, sha256.substring(0, 8), UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        unforced.add(shelf);
    }

    /** Forces the names of all files kept so far to the disk. */
    void forceNames() throws IOException {
        for (Path shelf : Set.copyOf(unforced)) {
            forceFolder(shelf);
            unforced.remove(shelf);
        }
    }

    /** Windows does not open folders; its file system journals names by itself. */
    static void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * The bytes of a picture, checked against their name.
     *
     * @throws Refusal when the file is gone or changed
     */
    byte[] bytes(GarmentPicture picture) {
        Path place = place(picture.sha256(), picture.format());
        try {
            byte[] bytes = Files.readAllBytes(place);
            if (!Sha256.of(bytes).equals(picture.sha256())) {
                throw new Refusal("The picture " + place + " was changed; import the catalog again.");
            }
            return bytes;
        } catch (IOException fault) {
            throw new Refusal("The picture " + place + " cannot be read; import the catalog again.", fault);
        }
    }

    /** Removes what no edition uses and what an import that was killed left behind. Only while no import runs. */
    void removeAllBut(Predicate<String> used) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> shelves = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path shelf : shelves) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(shelf)) {
                    for (Path file : files) {
                        String name = String.valueOf(file.getFileName());
                        if (name.endsWith(UNFINISHED) || name.length() < 64 || !used.test(name.substring(0, 64))) {
                            Files.deleteIfExists(file);
                        }
                    }
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("unused pictures cannot be removed from " + folder, fault);
        }
    }
}
