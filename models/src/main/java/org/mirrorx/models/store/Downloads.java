package org.mirrorx.models.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.mirrorx.models.Refusal;

/**
 * A folder of downloads.
 *
 * @param files in the order of their names; links that stay inside the folder count as files
 */
record Downloads(List<Path> files) {
    private static final String SAFETENSORS = ".safetensors";
    private static final String INDEX = ".safetensors.index.json";

    /** What checkpoints are called; an index of shards before the shards. */
    private static final List<String> ENDINGS =
            List.of(INDEX, ".bin.index.json", SAFETENSORS, ".pth", ".pt", ".bin", ".pkl");

    /** A person points at a folder of downloads, not at a disk; deeper folders are not searched. */
    private static final int SEARCH_DEPTH = 4;

    /** No description of sizes is longer. */
    private static final long MOST_JSON_BYTES = 1 << 16;

    /** @throws Refusal when it cannot be read, or holds a link that leads out of it under the name of a network */
    static Downloads in(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Path real = folder.toRealPath();
            Files.walkFileTree(folder, Set.of(), SEARCH_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isSymbolicLink()) {
                        boolean wanted = isNamed(file, ".onnx")
                                || isNamed(file, ".json")
                                || ENDINGS.stream().anyMatch(ending -> isNamed(file, ending));
                        if (wanted && !(Files.exists(file) && file.toRealPath().startsWith(real))) {
                            throw new Refusal(file + " is a link that leads out of the folder; copy the file itself.");
                        }
                    }
                    if (Files.isRegularFile(file)) {
                        files.add(file);
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
                    "The folder " + folder + " cannot be read: " + PackStore.reason(unreadable) + "; check its rights.",
                    unreadable);
        }
        files.sort(null);
        return new Downloads(List.copyOf(files));
    }

    /** Files that may be checkpoints. */
    List<Path> checkpoints() {
        return ENDINGS.stream()
                .flatMap(ending -> files.stream().filter(file -> isNamed(file, ending)))
                .distinct()
                .toList();
    }

    static boolean isCheckpoint(Path file) {
        return ENDINGS.stream().anyMatch(ending -> isNamed(file, ending));
    }

    /** Whether a file says by its name that it is a checkpoint; those of other endings are of all kinds. */
    static boolean claimsToBeACheckpoint(Path file) {
        return isNamed(file, SAFETENSORS) || isNamed(file, INDEX);
    }

    private static boolean isNamed(Path file, String ending) {
        return String.valueOf(file.getFileName()).endsWith(ending);
    }

    /** The file of that name, in whatever folder. */
    Optional<Path> named(String name) {
        return files.stream()
                .filter(file -> String.valueOf(file.getFileName()).equals(name))
                .findFirst();
    }

    /** A description in JSON. */
    record Json(String text, Path file) {}

    /** A JSON file in the same folder that describes the network. */
    Optional<Json> beside(Path checkpoint, Predicate<JsonNode> describes) {
        Path folder = Objects.requireNonNull(checkpoint.toAbsolutePath().getParent());
        for (Path file : files) {
            if (isNamed(file, ".json") && folder.equals(file.toAbsolutePath().getParent())) {
                try {
                    if (Files.size(file) <= MOST_JSON_BYTES) {
                        String json = Files.readString(file, StandardCharsets.UTF_8);
                        if (describes.test(new ObjectMapper().readTree(json))) {
                            return Optional.of(new Json(json, file));
                        }
                    }
                } catch (JsonProcessingException | CharacterCodingException notJson) {
                    // of something else
                } catch (IOException unreadable) {
                    throw new Refusal(
                            file + " cannot be read: " + PackStore.reason(unreadable) + "; check its rights.",
                            unreadable);
                }
            }
        }
        return Optional.empty();
    }
}
