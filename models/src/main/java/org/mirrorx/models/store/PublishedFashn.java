package org.mirrorx.models.store;

import java.util.Map;
import java.util.Optional;

/** Check sums of the published files of FASHN VTON 1.5 and DWPose (fashn-vton.md §1). Others are shown, not refused: files get revised. */
final class PublishedFashn {
    private static final Map<String, String> SHA256 = Map.of(
            "model.safetensors",
            "d6cd38286885bc29fa487ea9383f80ffeb95862e7747c630d42c5d3c05bdd35a",
            FashnFiles.DETECTOR,
            "7860ae79de6c89a3c1eb72ae9a2756c0ccfbe04b7791bb5880afabd97855a411",
            FashnFiles.POINTS,
            "724f4ff2439ed61afb86fb8a1951ec39c6220682803b4a8bd4f598cd913b1843");

    private PublishedFashn() {}

    /** @return empty for a file of which no published check sum is known */
    static Optional<Boolean> isPublished(String name, String sha256) {
        return Optional.ofNullable(SHA256.get(name)).map(sha256::equals);
    }
}
