package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.Segformer;
import org.mirrorx.models.forge.SegformerSizes;

/**
 * FASHN's human parser: a SegFormer of 18 classes.
 *
 * @param sizes the published ones, unless a file beside the checkpoint says others
 */
record FashnParserFiles(Path checkpoint, SegformerSizes sizes) implements PackFiles {
    private static final int CLASSES = 18;
    private static final String CLASSIFIER = "decode_head.classifier.weight";
    private static final List<String> SIGNS = List.of("segformer.encoder.layer_norm.0.weight", CLASSIFIER);

    static Optional<FashnParserFiles> of(Path file, Tensors tensors, Downloads downloads) {
        boolean fits = SIGNS.stream().allMatch(tensors::has)
                && tensors.get(CLASSIFIER).shape().rank() > 0
                && tensors.get(CLASSIFIER).shape().side(0) == CLASSES;
        if (!fits) {
            return Optional.empty();
        }
        SegformerSizes sizes = downloads
                .beside(
                        file,
                        json -> json.path("model_type").asText().equals("segformer") && json.has("num_attention_heads"))
                .map(json -> SegformerSizes.parse(json.text(), json.file().toString()))
                .orElse(SegformerSizes.PUBLISHED);
        return Optional.of(new FashnParserFiles(file, sizes));
    }

    @Override
    public PackKind kind() {
        return PackKind.FASHN_PARSER;
    }

    @Override
    public List<Path> sources() {
        return List.of(checkpoint);
    }

    @Override
    public Made make(InstallPack.Wish wish, Forging forging) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            forging.write(Segformer.forge(Checkpoint.open(checkpoint, arena), sizes), PackNetworks.FASHN_PARSER);
        }
        forging.requireFinite(List.of(PackNetworks.FASHN_PARSER));
        return new Made(List.of("fp32"), sizes.json());
    }
}
