package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.FashnMmdit;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.forge.MergeLora;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.onnx.OnnxFile;

/**
 * The published files of FASHN VTON.
 *
 * @param checkpoint the network's weights
 * @param sizes the published ones, unless a file beside the checkpoint says others
 * @param detector of DWPose, where it is there
 * @param points of DWPose, where it is there
 */
record FashnFiles(Path checkpoint, FashnSizes sizes, Optional<Path> detector, Optional<Path> points)
        implements PackFiles {
    /** Only this network has them both. */
    private static final List<String> SIGNS = List.of("x_embedder.proj.weight", "garment_embedder.proj.weight");

    /** Weights up to this are run on the processor in 16 bits too, which takes several times as long as in 32. */
    private static final long QUICK_BYTES = 200_000_000;

    static Optional<FashnFiles> of(Path file, Tensors tensors, Downloads downloads) {
        if (!SIGNS.stream().allMatch(tensors::has)) {
            return Optional.empty();
        }
        // The published download has none.
        FashnSizes sizes = downloads
                .beside(file, json -> json.has("patch_mixer_blocks") && json.has("rope_axes"))
                .map(json -> FashnSizes.parse(json.text(), json.file().toString()))
                .orElse(FashnSizes.PUBLISHED);
        return Optional.of(new FashnFiles(
                file, sizes, downloads.named(PackNetworks.DETECTOR), downloads.named(PackNetworks.POINTS)));
    }

    @Override
    public PackKind kind() {
        return PackKind.FASHN;
    }

    @Override
    public List<Path> sources() {
        return Stream.of(Stream.of(checkpoint), detector.stream(), points.stream())
                .flatMap(file -> file)
                .toList();
    }

    @Override
    public Made make(InstallPack.Wish wish, Forging forging) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors = Checkpoint.open(checkpoint, arena);
            for (InstallPack.Lora lora : wish.loras()) {
                tensors = MergeLora.into(tensors, Checkpoint.open(lora.file(), arena), lora.scale(), arena);
            }
            List<String> settings = new ArrayList<>();
            switch (wish.width()) {
                case FP16 -> {
                    forging.write(FashnMmdit.forge(tensors, sizes, Precision.FP16), PackNetworks.FASHN);
                    OnnxFile.writeSharing(
                            FashnMmdit.forge(tensors, sizes, Precision.FP16_WIDENED),
                            forging.file(PackNetworks.FASHN_WIDENED),
                            OnnxFile.weightsBeside(forging.file(PackNetworks.FASHN)));
                    settings.add("fp16");
                }
                case FP32 -> {
                    forging.write(FashnMmdit.forge(tensors, sizes, Precision.FP32), PackNetworks.FASHN_WIDENED);
                    settings.add("fp32");
                }
            }
            for (InstallPack.Lora lora : wish.loras()) {
                settings.add("lora " + lora.file().getFileName() + ":" + lora.scale());
            }
            if (detector.isPresent()) {
                forging.copy(detector.get(), PackNetworks.DETECTOR);
            }
            if (points.isPresent()) {
                forging.copy(points.get(), PackNetworks.POINTS);
            }
            checkOnce(forging, settings);
            return new Made(settings, sizes.json());
        }
    }

    /** Each network once; a network that outgrows 16 bits keeps only its wide arithmetic. */
    private static void checkOnce(Forging forging, List<String> settings) throws IOException {
        Path narrow = forging.file(PackNetworks.FASHN);
        List<String> networks = new ArrayList<>();
        if (Files.exists(narrow) && Files.size(OnnxFile.weightsBeside(narrow)) <= QUICK_BYTES) {
            networks.add(PackNetworks.FASHN);
        }
        networks.addAll(List.of(PackNetworks.FASHN_WIDENED, PackNetworks.DETECTOR, PackNetworks.POINTS));
        List<String> bad = forging.notFinite(networks);
        for (String name : bad) {
            if (!name.equals(PackNetworks.FASHN)) {
                throw new Refusal(
                        "The network " + name + " gives numbers that are not finite; take the published files.");
            }
            Files.delete(narrow);
            settings.add("16-bit arithmetic overflows: computes in 32 bits");
        }
    }
}
