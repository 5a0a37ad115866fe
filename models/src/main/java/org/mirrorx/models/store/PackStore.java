package org.mirrorx.models.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;

/**
 * The packs of one folder. A pack's files lie in a folder of their own that is named by its content; a small file {@code KIND.pack} says
 * which of them counts and is replaced in one step: whatever is interrupted when, the old pack is there or the new one, never half of one.
 */
public final class PackStore {
    /** Names the folder that counts. */
    private static final String POINTER = ".pack";

    private static final String DESCRIPTION = "pack.json";
    private static final String HALF = ".half-";
    private static final String LOCK = ".lock";
    private static final int SHOWN_OF_HASH = 12;

    private final Path packs;

    /** @param packs the folder of packs; made when something is installed */
    public PackStore(Path packs) {
        this.packs = packs;
    }

    /**
     * All installed packs.
     *
     * @throws Refusal when one of them is damaged
     */
    public List<Pack> installed() {
        return Stream.of(PackKind.values())
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The installed pack of a kind.
     *
     * @throws Refusal when it is there but damaged
     */
    public Optional<Pack> find(PackKind kind) {
        for (Optional<String> seen = pointed(kind); ; ) {
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read(kind, seen.get()));
            } catch (Refusal lost) {
                // Another program may have put a new pack in its place meanwhile.
                Optional<String> now = pointed(kind);
                if (now.equals(seen)) {
                    throw lost;
                }
                seen = now;
            }
        }
    }

    /** The name of the folder that counts; empty without a pack. */
    private Optional<String> pointed(PackKind kind) {
        Path pointer = pointer(kind);
        try {
            String name = new String(Files.readAllBytes(pointer), StandardCharsets.ISO_8859_1).strip();
            if (!name.matches(kind.id() + "-[0-9a-f]{12}-\\d+")) {
                throw new Refusal(pointer + " is damaged; remove the pack and install it again.");
            }
            return Optional.of(name);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw unreadable(kind, unreadable);
        }
    }

    private Pack read(PackKind kind, String name) {
        Path folder = packs.resolve(name);
        try {
            Pack pack = Pack.parse(Files.readString(folder.resolve(DESCRIPTION), StandardCharsets.UTF_8), folder);
            for (Pack.Stored file : pack.files()) {
                if (Files.size(folder.resolve(file.name())) != file.bytes()) {
                    throw new Refusal("The file " + file.name() + " of the pack " + kind.id()
                            + " has another size than when it was installed; install the pack again.");
                }
            }
            return pack;
        } catch (NoSuchFileException lost) {
            throw new Refusal("The pack " + kind.id() + " has lost files; install it again.", lost);
        } catch (CharacterCodingException damaged) {
            throw new Refusal(
                    "The description of the pack in " + folder + " is damaged; remove the pack and install it again.",
                    damaged);
        } catch (IOException unreadable) {
            throw unreadable(kind, unreadable);
        }
    }

    private Refusal unreadable(PackKind kind, IOException cause) {
        return new Refusal(
                "The pack " + kind.id() + " cannot be read: " + reason(cause) + "; check rights of " + packs + ".",
                cause);
    }

    /**
     * Reads every byte of a pack and compares check sums.
     *
     * @return one sentence for each file that is not what was installed; empty when all are
     */
    public List<String> verify(Pack pack, InstallProgress progress) {
        List<String> faults = new ArrayList<>();
        long[] done = {0};
        for (Pack.Stored file : pack.files()) {
            Path path = pack.folder().resolve(file.name());
            try {
                String found = Sha256.of(path, bytes -> {
                    done[0] += bytes;
                    progress.at(InstallProgress.Step.READING_BACK, done[0], pack.bytes());
                });
                if (!found.equals(file.sha256())) {
                    faults.add("The file " + file.name() + " of the pack "
                            + pack.kind().id() + " has changed; install it again.");
                }
            } catch (IOException unreadable) {
                faults.add("The file " + file.name() + " of the pack "
                        + pack.kind().id() + " cannot be read: " + reason(unreadable) + "; install it again.");
            }
        }
        return faults;
    }

    /**
     * Removes a pack.
     *
     * @return false when there was none
     */
    public boolean remove(PackKind kind) {
        if (!Files.isDirectory(packs)) {
            return false;
        }
        return locked(() -> {
            boolean there = Files.deleteIfExists(pointer(kind));
            sweep();
            return there;
        });
    }

    /** Makes the files of a pack in an empty folder. */
    @FunctionalInterface
    interface Making {
        /** @return the pack; its files are those in the folder */
        Pack make(Path folder) throws IOException;
    }

    /**
     * Puts a pack in the place of any older one of its kind, once it is whole and on the disk.
     *
     * @throws Refusal when it cannot be made or written, or another installation is going on
     */
    Pack place(PackKind kind, Making making) {
        return locked(() -> {
            sweep();
            // Not a temporary folder of Java's: only its owner could read those, and the mirror may run as somebody
            // else.
            String fresh = Long.toString(ProcessHandle.current().pid()) + System.nanoTime();
            Path half = Files.createDirectory(packs.resolve(HALF + fresh));
            try {
                Pack made = making.make(half);
                Files.writeString(half.resolve(DESCRIPTION), made.json(), StandardCharsets.UTF_8);
                forceAll(half);
                // The name is new even where the same pack is there already: that one counts until this one does.
                Path folder = packs.resolve(kind.id() + "-" + made.hash().substring(0, SHOWN_OF_HASH) + "-" + fresh);
                Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
                Path pointer = packs.resolve(HALF + fresh + POINTER);
                Files.writeString(pointer, String.valueOf(folder.getFileName()), StandardCharsets.UTF_8);
                force(pointer);
                Files.move(pointer, pointer(kind), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                forceFolder();
                sweep();
                return new Pack(made.kind(), folder, made.settings(), made.sizes(), made.files(), made.sources());
            } finally {
                if (Files.exists(half)) {
                    delete(half);
                }
            }
        });
    }

    /** Bytes that may still be written. */
    long usableBytes() {
        try {
            Files.createDirectories(packs);
            return Files.getFileStore(packs).getUsableSpace();
        } catch (IOException unwritable) {
            throw unwritable(unwritable);
        }
    }

    private Path pointer(PackKind kind) {
        return packs.resolve(kind.id() + POINTER);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /** One installation at a time, whatever process it is in; the lock goes with its process. */
    private <T> T locked(Work<T> work) {
        try {
            Files.createDirectories(packs);
            try (FileChannel channel =
                            FileChannel.open(packs.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (lock == null) {
                    throw new Refusal("Another installation is going on in " + packs + "; wait until it is done.");
                }
                return work.run();
            }
        } catch (IOException unwritable) {
            throw unwritable(unwritable);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private Refusal unwritable(IOException cause) {
        return new Refusal(
                "The folder of packs " + packs + " cannot be written: " + reason(cause)
                        + "; check free space and its rights.",
                cause);
    }

    /** Deletes what interrupted installations and replaced packs left; what another program holds open goes the next time. */
    private void sweep() throws IOException {
        List<Path> counted = new ArrayList<>();
        for (PackKind kind : PackKind.values()) {
            try {
                pointed(kind).map(packs::resolve).ifPresent(counted::add);
            } catch (Refusal damaged) {
                // It names no pack, so none counts.
            }
        }
        try (Stream<Path> entries = Files.list(packs)) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                boolean ofKind =
                        Stream.of(PackKind.values()).anyMatch(kind -> name.matches(kind.id() + "-[0-9a-f]{12}-\\d+"));
                if (name.startsWith(HALF) || ofKind && !counted.contains(entry)) {
                    try {
                        delete(entry);
                    } catch (IOException heldOpen) {
                        // Windows deletes no file that is open
                    }
                }
            }
        }
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void forceAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                force(file);
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** That a name was replaced survives a power cut on systems where folders can be forced; Windows writes them through. */
    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(packs, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notThere) {
            // Windows opens no folders
        }
    }

    static String reason(IOException failure) {
        return failure instanceof AccessDeniedException ? "permission denied" : String.valueOf(failure.getMessage());
    }
}
