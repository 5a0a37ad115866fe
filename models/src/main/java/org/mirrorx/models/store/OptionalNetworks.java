package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;

/**
 * The optional networks of one folder of packs. A file is there as a whole or not at all, and is checked against its published
 * check sum when it comes in and whenever it is read.
 */
public final class OptionalNetworks {
    private static final String PACK = "body-lite-optional";

    /** A person points at a folder of downloads, not at a disk; deeper folders are not searched. */
    private static final int SEARCH_DEPTH = 4;

    /** What became of one network in an installation. */
    public enum Outcome {
        INSTALLED,
        ALREADY_THERE,
        NOT_IN_FOLDER
    }

    /** What an installation did, for every network it knows. */
    public record Report(Map<OptionalNetwork, Outcome> outcomes) {
        public Report {
            outcomes = Map.copyOf(outcomes);
        }
    }

    private final Path folder;

    /** @param packs the folder of packs; made when something is installed */
    public OptionalNetworks(Path packs) {
        this.folder = packs.resolve(PACK);
    }

    /**
     * Looks for the optional networks in a folder, by content whatever their names, and copies those it finds.
     *
     * @throws Refusal when the folder cannot be read, holds none of them, or the copy cannot be written
     */
    public Report install(Path from) {
        if (!Files.isDirectory(from)) {
            throw new Refusal(
                    "There is no folder " + from + "; give the folder with the published files.",
                    new NoSuchFileException(from.toString()));
        }
        Map<OptionalNetwork, Path> found = search(from);
        Map<OptionalNetwork, Outcome> outcomes = new EnumMap<>(OptionalNetwork.class);
        for (OptionalNetwork network : OptionalNetwork.values()) {
            Path source = found.get(network);
            if (isWhole(network)) {
                outcomes.put(network, Outcome.ALREADY_THERE);
            } else if (source == null) {
                outcomes.put(network, Outcome.NOT_IN_FOLDER);
            } else {
                copy(network, source);
                outcomes.put(network, Outcome.INSTALLED);
            }
        }
        if (found.isEmpty()) {
            throw new Refusal("The folder " + from
                    + " holds nothing to install: neither the files of a pack (`mirrorx models licence` names them) nor one of "
                    + names()
                    + " as published; give the folder they were downloaded to.");
        }
        return new Report(outcomes);
    }

    /** The networks whose file is there with the right size; {@link #onnx} checks its content. */
    public Set<OptionalNetwork> installed() {
        Set<OptionalNetwork> installed = EnumSet.noneOf(OptionalNetwork.class);
        for (OptionalNetwork network : OptionalNetwork.values()) {
            if (hasSize(path(network), network)) {
                installed.add(network);
            }
        }
        return installed;
    }

    /**
     * An installed network as an ONNX model in native memory of the arena.
     *
     * @return empty when it is not installed
     * @throws Refusal when its file is not the published one any more
     */
    public Optional<MemorySegment> onnx(OptionalNetwork network, Arena arena) {
        Path file = path(network);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] published = hasSize(file, network) ? read(file) : new byte[0];
        if (!Sha256.of(published).equals(network.sha256())) {
            throw new Refusal(
                    file + " is not the published network any more; run `mirrorx models install FOLDER` again.");
        }
        return Optional.of(network.onnx(published, arena));
    }

    private Path path(OptionalNetwork network) {
        return folder.resolve(network.file());
    }

    private boolean isWhole(OptionalNetwork network) {
        Path file = path(network);
        return hasSize(file, network) && Sha256.of(read(file)).equals(network.sha256());
    }

    private static Map<OptionalNetwork, Path> search(Path from) {
        Map<OptionalNetwork, Path> found = new EnumMap<>(OptionalNetwork.class);
        try {
            Files.walkFileTree(from, Set.of(), SEARCH_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    for (OptionalNetwork network : OptionalNetwork.values()) {
                        if (!found.containsKey(network)
                                && hasSize(file, network)
                                && Sha256.of(read(file)).equals(network.sha256())) {
                            found.put(network, file);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE; // a folder of downloads may hold things of other people
                }
            });
        } catch (IOException unreadable) {
            throw new Refusal(
                    "The folder " + from + " cannot be read: " + reason(unreadable) + "; check its rights.",
                    unreadable);
        }
        return found;
    }

    /** Writes beside the target, forces it to the disk, then renames: a reader sees the whole file or none. */
    private void copy(OptionalNetwork network, Path source) {
        byte[] published = read(source);
        if (!Sha256.of(published).equals(network.sha256())) {
            throw new Refusal(source + " changed while it was being read; try again.");
        }
        try {
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, network.file(), ".half");
            try {
                try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(published);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(half, path(network), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException unwritable) {
            throw new Refusal(
                    "The folder of packs " + folder + " cannot be written: " + reason(unwritable)
                            + "; check free space and its rights.",
                    unwritable);
        }
    }

    private static boolean hasSize(Path file, OptionalNetwork network) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == network.bytes();
        } catch (IOException gone) {
            return false;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new Refusal(file + " cannot be read: " + reason(unreadable) + "; check its rights.", unreadable);
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof AccessDeniedException ? "permission denied" : String.valueOf(failure.getMessage());
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (OptionalNetwork network : OptionalNetwork.values()) {
            names.append(names.isEmpty() ? "" : ", ").append(network.file());
        }
        return names.toString();
    }
}
