package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.OpenPoseBody;

/** {@code body_pose_model.pth}: OpenPose's body network for PyTorch. */
record OpenPoseFiles(Path checkpoint) implements PackFiles {
    /** Only this network has them all. */
    private static final List<String> SIGNS =
            List.of("conv4_4_CPM.weight", "conv5_1_CPM_L1.weight", "Mconv7_stage6_L2.weight");

    static Optional<OpenPoseFiles> of(Path file, Tensors tensors) {
        return SIGNS.stream().allMatch(tensors::has) ? Optional.of(new OpenPoseFiles(file)) : Optional.empty();
    }

    @Override
    public PackKind kind() {
        return PackKind.OPENPOSE;
    }

    @Override
    public List<Path> sources() {
        return List.of(checkpoint);
    }

    @Override
    public Made make(InstallPack.Wish wish, Forging forging) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            forging.write(
                    OpenPoseBody.forge(
                            Checkpoint.open(checkpoint, arena), OpenPoseBody.INPUT_HEIGHT, OpenPoseBody.INPUT_WIDTH),
                    PackNetworks.OPENPOSE);
        }
        forging.requireFinite(List.of(PackNetworks.OPENPOSE));
        return new Made(List.of("fp32"), "{}");
    }
}
