package org.mirrorx.models.store;

import java.util.Map;
import java.util.Optional;

/** Check sums of published files, as far as they are known (fashn-vton.md §1). Others are shown, not refused: files get revised. */
final class PublishedSums {
    private static final Map<String, String> FASHN = Map.of(
            "model.safetensors",
            "d6cd38286885bc29fa487ea9383f80ffeb95862e7747c630d42c5d3c05bdd35a",
            PackNetworks.DETECTOR,
            "7860ae79de6c89a3c1eb72ae9a2756c0ccfbe04b7791bb5880afabd97855a411",
            PackNetworks.POINTS,
            "724f4ff2439ed61afb86fb8a1951ec39c6220682803b4a8bd4f598cd913b1843");

    private PublishedSums() {}

    /** @return empty for a file of which no published check sum is known */
    static Optional<Boolean> isPublished(PackKind kind, String name, String sha256) {
        Map<String, String> known = kind == PackKind.FASHN ? FASHN : Map.of();
        return Optional.ofNullable(known.get(name)).map(sha256::equals);
    }
}
