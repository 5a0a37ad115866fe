package org.mirrorx.models.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.FashnSizes;

/**
 * The published files of FASHN VTON in a folder of downloads: known by what they hold, not by where they lie.
 *
 * @param checkpoint the network's weights
 * @param sizes the published ones, unless a file beside the checkpoint says others
 * @param detector of DWPose, where it is there
 * @param points of DWPose, where it is there
 */
record FashnFiles(Path checkpoint, FashnSizes sizes, Optional<Path> detector, Optional<Path> points) {
    static final String DETECTOR = "yolox_l.onnx";
    static final String POINTS = "dw-ll_ucoco_384.onnx";

    private static final String SAFETENSORS = ".safetensors";
    private static final String INDEX = ".safetensors.index.json";

    /** What checkpoints are called; an index of shards before the shards. */
    private static final List<String> ENDINGS = List.of(INDEX, ".bin.index.json", SAFETENSORS, ".pth", ".pt", ".bin");

    /** A person points at a folder of downloads, not at a disk; deeper folders are not searched. */
    private static final int SEARCH_DEPTH = 4;

    /** Only this network has them both. */
    private static final List<String> SIGNS = List.of("x_embedder.proj.weight", "garment_embedder.proj.weight");

    /** No description of sizes is longer. */
    private static final long MOST_JSON_BYTES = 1 << 16;

    /**
     * Looks for the files.
     *
     * @return empty when the folder holds no such checkpoint
     * @throws Refusal when a file that must be of this pack is damaged or a link that leads out of the folder
     */
    static Optional<FashnFiles> in(Path folder) {
        List<Path> files = files(folder);
        Optional<Refusal> damaged = Optional.empty();
        for (Path file : candidates(files)) {
            try {
                if (isFashn(file)) {
                    return Optional.of(new FashnFiles(file, sizes(file), named(files, DETECTOR), named(files, POINTS)));
                }
            } catch (Refusal refusal) {
                // Files of these endings are of all kinds; one that says it is a checkpoint ought to be one.
                boolean ours = isNamed(file, SAFETENSORS) || isNamed(file, INDEX);
                damaged = damaged.or(() -> ours ? Optional.of(refusal) : Optional.empty());
            }
        }
        damaged.ifPresent(refusal -> {
            throw refusal;
        });
        return Optional.empty();
    }

    private static List<Path> candidates(List<Path> files) {
        return ENDINGS.stream()
                .flatMap(ending -> files.stream().filter(file -> isNamed(file, ending)))
                .toList();
    }

    private static boolean isFashn(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors = Checkpoint.open(file, arena);
            return SIGNS.stream().allMatch(tensors::has);
        }
    }

    private static boolean isNamed(Path file, String ending) {
        return String.valueOf(file.getFileName()).endsWith(ending);
    }

    private static Optional<Path> named(List<Path> files, String name) {
        return files.stream()
                .filter(file -> String.valueOf(file.getFileName()).equals(name))
                .findFirst();
    }

    /** Sizes that a JSON file beside the checkpoint gives; the published download has none. */
    private static FashnSizes sizes(Path checkpoint) {
        Path folder =
                java.util.Objects.requireNonNull(checkpoint.toAbsolutePath().getParent());
        for (Path file : files(folder)) {
            if (isNamed(file, ".json") && folder.equals(file.toAbsolutePath().getParent())) {
                try {
                    if (Files.size(file) <= MOST_JSON_BYTES) {
                        String json = Files.readString(file, StandardCharsets.UTF_8);
                        JsonNode node = new ObjectMapper().readTree(json);
                        if (node.has("patch_mixer_blocks") && node.has("rope_axes")) {
                            return FashnSizes.parse(json, file.toString());
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
        return FashnSizes.PUBLISHED;
    }

    /** All files, in the order of their names; links that stay inside the folder count as files. */
    private static List<Path> files(Path folder) {
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
        return files;
    }
}
