package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.DensePoseRcnn;
import org.mirrorx.models.forge.DensePoseSizes;

/**
 * {@code model_final_162be9.pkl}: DensePose with a residual network of 50 layers.
 *
 * @param sizes the published ones, unless a file beside the checkpoint says others
 */
record DensePoseFiles(Path checkpoint, DensePoseSizes sizes) implements PackFiles {
    /** The dictionary of the published file that holds the tensors. */
    private static final String DICTIONARY = "model";

    private static final String SIGN = DICTIONARY + "/roi_heads.densepose_predictor.ann_index_lowres.weight";

    static Optional<DensePoseFiles> of(Path file, Tensors tensors, Downloads downloads) {
        if (!tensors.has(SIGN)) {
            return Optional.empty();
        }
        DensePoseSizes sizes = downloads
                .beside(file, json -> json.has("anchor_sizes") && json.has("chart_side"))
                .map(json -> DensePoseSizes.parse(json.text(), json.file().toString()))
                .orElse(DensePoseSizes.PUBLISHED);
        return Optional.of(new DensePoseFiles(file, sizes));
    }

    @Override
    public PackKind kind() {
        return PackKind.DENSEPOSE;
    }

    @Override
    public List<Path> sources() {
        return List.of(checkpoint);
    }

    @Override
    public Made make(InstallPack.Wish wish, Forging forging) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors = Checkpoint.open(checkpoint, arena).below(DICTIONARY);
            forging.write(
                    DensePoseRcnn.features(tensors, sizes.paddedHeight(), sizes.paddedWidth()),
                    PackNetworks.DENSEPOSE_FEATURES);
            forging.write(DensePoseRcnn.boxes(tensors, Set.of()), PackNetworks.DENSEPOSE_BOXES);
            forging.write(DensePoseRcnn.charts(tensors, sizes.chartSide(), Set.of()), PackNetworks.DENSEPOSE_CHARTS);
        }
        forging.requireFinite(
                List.of(PackNetworks.DENSEPOSE_FEATURES, PackNetworks.DENSEPOSE_BOXES, PackNetworks.DENSEPOSE_CHARTS));
        return new Made(List.of("fp32"), sizes.json());
    }
}
