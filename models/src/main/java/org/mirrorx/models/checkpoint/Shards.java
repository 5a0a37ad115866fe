package org.mirrorx.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mirrorx.models.Refusal;

/** A checkpoint in several files of one folder, with an index that says which tensor is in which. */
final class Shards {
    private static final long MOST_INDEX_BYTES = 8_000_000;

    private Shards() {}

    /** @throws Refusal when the index is damaged, names a file outside of its folder, or a shard is missing or lacks a tensor */
    static Tensors read(MemorySegment index, Path file, Arena arena) {
        JsonNode map = weightMap(index, file);
        Map<String, Tensors> shards = new LinkedHashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asText();
            if (!shards.containsKey(shard)) {
                shards.put(shard, Checkpoint.single(beside(file, shard, entry.getKey()), arena));
            }
            tensors.add(java.util.Objects.requireNonNull(shards.get(shard)).get(entry.getKey()));
        }
        return new Tensors(file.toString(), tensors);
    }

    /**
     * The index and its shards, each once.
     *
     * @throws Refusal as {@link #read} for the index
     */
    static List<Path> files(MemorySegment index, Path file) {
        Set<Path> files = new LinkedHashSet<>(List.of(file));
        for (Map.Entry<String, JsonNode> entry : weightMap(index, file).properties()) {
            files.add(beside(file, entry.getValue().asText(), entry.getKey()));
        }
        return List.copyOf(files);
    }

    private static JsonNode weightMap(MemorySegment index, Path file) {
        if (index.byteSize() > MOST_INDEX_BYTES) {
            throw new Refusal(file + " is too long for an index of shards; take the published file.");
        }
        JsonNode map;
        try {
            map = new ObjectMapper()
                    .readTree(index.toArray(ValueLayout.JAVA_BYTE))
                    .path("weight_map");
        } catch (IOException malformed) {
            throw new Refusal(file + " is not an index of shards: it is no JSON; take the published file.", malformed);
        }
        if (!map.isObject() || map.isEmpty()) {
            throw new Refusal(file + " is not an index of shards: it has no weight_map; take the published file.");
        }
        return map;
    }

    private static Path beside(Path index, String shard, String tensor) {
        boolean plain = shard.matches("[^/\\\\:\\p{Cntrl}]+") && !shard.startsWith(".");
        if (!plain) {
            throw new Refusal(index + ": tensor " + tensor + " is said to be in " + TorchPickle.shown(shard)
                    + ", which is no file of this folder; take the published index.");
        }
        Path file;
        try {
            file = index.resolveSibling(shard);
        } catch (InvalidPathException unnameable) {
            throw new Refusal(
                    index + ": tensor " + tensor + " is said to be in " + TorchPickle.shown(shard)
                            + ", which no file of this system can be called; take the published index.",
                    unnameable);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Checkpoint.refuseLinkOutside(file);
        }
        return file;
    }
}
