package org.mirrorx.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.FashnMmdit;
import org.mirrorx.models.forge.MergeLora;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;

/** Makes a pack of a folder of published files: recognises, checks licence and space, forges, runs each network once, places. */
public final class InstallPack {
    /** In 16-bit arithmetic, for graphics cards. */
    public static final String NETWORK = "fashn.onnx";

    /** The same weights in 32-bit arithmetic, for processors and for numbers that outgrow 16 bits. */
    public static final String WIDENED = "fashn-widened.onnx";

    /** DWPose's detector of people, where the pack has it. */
    public static final String DETECTOR = FashnFiles.DETECTOR;

    /** DWPose's key points, where the pack has them. */
    public static final String POINTS = FashnFiles.POINTS;

    /** Left free on the disk. */
    private static final long SPARE_BYTES = 500_000_000;

    /** Weights up to this are run on the processor in 16 bits too, which takes several times as long as in 32. */
    private static final long QUICK_BYTES = 200_000_000;

    /** How wide the large matrices are kept. */
    public enum Width {
        FP16,
        FP32
    }

    /**
     * What a person wishes.
     *
     * @param kind of pack, when the files do not say
     * @param loras merged into the weights, in this order
     * @param accepted uses whose restrictions the person accepts
     */
    public record Wish(Optional<PackKind> kind, Width width, List<Lora> loras, List<Licence.Use> accepted) {
        public Wish {
            loras = List.copyOf(loras);
            accepted = List.copyOf(accepted);
        }
    }

    /** Weights that are added to a network's, times {@code scale}. */
    public record Lora(Path file, double scale) {}

    private final PackStore store;
    private final SelfCheck check;

    public InstallPack(PackStore store, SelfCheck check) {
        this.store = store;
        this.check = check;
    }

    /**
     * Installs what a folder holds.
     *
     * @return the pack; empty when the folder holds no pack that is known
     * @throws Refusal when files are damaged, the licence is not accepted, the disk is too small, or a network does not run
     */
    public Optional<Pack> install(Path folder, Wish wish, InstallProgress progress) {
        Optional<FashnFiles> found = FashnFiles.in(folder);
        if (found.isEmpty()) {
            if (wish.kind.isPresent()) {
                throw new Refusal("The folder " + folder + " holds no checkpoint of "
                        + wish.kind.get().title() + "; give the folder with its .safetensors file.");
            }
            return Optional.empty();
        }
        for (Lora lora : wish.loras) {
            try (Arena arena = Arena.ofConfined()) {
                Checkpoint.open(lora.file, arena);
            }
        }
        requireAccepted(PackKind.FASHN.title(), PackKind.FASHN.licence(), wish);
        FashnFiles files = found.get();
        return Optional.of(store.place(PackKind.FASHN, half -> forge(files, wish, half, progress)));
    }

    /** @throws Refusal when a shop may not use it and the person did not say that they know */
    static void requireAccepted(String title, Licence licence, Wish wish) {
        if (licence.use() == Licence.Use.NON_COMMERCIAL && !wish.accepted.contains(licence.use())) {
            throw new Refusal(title + " is published under " + licence.name() + " (" + licence.owner()
                    + "), which forbids commercial use; a shop may only try it out: add --accept-non-commercial.");
        }
    }

    private Pack forge(FashnFiles files, Wish wish, Path half, InstallProgress progress) throws IOException {
        List<Pack.Source> sources = sources(files, wish, progress);
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors = Checkpoint.open(files.checkpoint(), arena);
            for (Lora lora : wish.loras) {
                tensors = MergeLora.into(tensors, Checkpoint.open(lora.file, arena), lora.scale, arena);
            }
            List<String> settings = new ArrayList<>();
            switch (wish.width) {
                case FP16 -> {
                    Graph narrow = FashnMmdit.forge(tensors, files.sizes(), Precision.FP16);
                    requireSpace(OnnxFile.bytesBeside(narrow));
                    write(narrow, half.resolve(NETWORK), progress);
                    OnnxFile.writeSharing(
                            FashnMmdit.forge(tensors, files.sizes(), Precision.FP16_WIDENED),
                            half.resolve(WIDENED),
                            OnnxFile.weightsBeside(half.resolve(NETWORK)));
                    settings.add("fp16");
                }
                case FP32 -> {
                    Graph wide = FashnMmdit.forge(tensors, files.sizes(), Precision.FP32);
                    requireSpace(OnnxFile.bytesBeside(wide));
                    write(wide, half.resolve(WIDENED), progress);
                    settings.add("fp32");
                }
            }
            for (Lora lora : wish.loras) {
                settings.add("lora " + lora.file.getFileName() + ":" + lora.scale);
            }
            copy(files.detector(), half, DETECTOR);
            copy(files.points(), half, POINTS);
            selfCheck(half, settings, progress);
            return new Pack(PackKind.FASHN, half, settings, files.sizes().json(), stored(half, progress), sources);
        }
    }

    private static void write(Graph graph, Path file, InstallProgress progress) throws IOException {
        long all = OnnxFile.bytesBeside(graph);
        long[] done = {0};
        OnnxFile.write(graph, file, bytes -> {
            done[0] += bytes;
            progress.at(InstallProgress.Step.FORGING, done[0], all);
        });
    }

    private void requireSpace(long bytes) {
        long usable = store.usableBytes();
        if (usable < bytes + SPARE_BYTES) {
            throw new Refusal(String.format(
                    java.util.Locale.ROOT,
                    "The pack needs %.1f GB on the disk of packs and only %.1f GB are free; make room.",
                    (bytes + SPARE_BYTES) / 1e9,
                    usable / 1e9));
        }
    }

    private static void copy(Optional<Path> file, Path half, String name) throws IOException {
        if (file.isPresent()) {
            ExternalData.refuse(file.get());
            try (InputStream published = Files.newInputStream(file.get())) {
                Files.copy(
                        published,
                        half.resolve(name)); // the content alone: a file that may not be written is hard to remove
            }
        }
    }

    /** Each network once; a network that outgrows 16 bits keeps only its wide arithmetic. */
    private void selfCheck(Path half, List<String> settings, InstallProgress progress) throws IOException {
        List<String> networks = new ArrayList<>();
        Path narrow = half.resolve(NETWORK);
        if (Files.exists(narrow) && Files.size(OnnxFile.weightsBeside(narrow)) <= QUICK_BYTES) {
            networks.add(NETWORK);
        }
        networks.add(WIDENED);
        networks.addAll(List.of(DETECTOR, POINTS));
        networks.removeIf(name -> !Files.exists(half.resolve(name)));
        for (int i = 0; i < networks.size(); i++) {
            progress.at(InstallProgress.Step.CHECKING, i, networks.size());
            String name = networks.get(i);
            if (check.check(half.resolve(name)) == SelfCheck.Verdict.NOT_FINITE) {
                if (!name.equals(NETWORK)) {
                    throw new Refusal(
                            "The network " + name + " gives numbers that are not finite; take the published files.");
                }
                Files.delete(narrow);
                settings.add("16-bit arithmetic overflows: computes in 32 bits");
            }
        }
    }

    private static List<Pack.Stored> stored(Path half, InstallProgress progress) throws IOException {
        List<Path> files;
        try (var entries = Files.list(half)) {
            files = entries.sorted().toList();
        }
        Counting counting = new Counting(files, InstallProgress.Step.READING_BACK, progress);
        List<Pack.Stored> stored = new ArrayList<>();
        for (Path file : files) {
            stored.add(new Pack.Stored(String.valueOf(file.getFileName()), Files.size(file), counting.sha256(file)));
        }
        return stored;
    }

    private static List<Pack.Source> sources(FashnFiles files, Wish wish, InstallProgress progress) throws IOException {
        List<Path> read = new ArrayList<>(Checkpoint.files(files.checkpoint()));
        files.detector().ifPresent(read::add);
        files.points().ifPresent(read::add);
        wish.loras.forEach(lora -> read.add(lora.file));
        Counting counting = new Counting(read, InstallProgress.Step.READING_SOURCES, progress);
        List<Pack.Source> sources = new ArrayList<>();
        for (Path file : read) {
            String name = String.valueOf(file.getFileName());
            String sum = counting.sha256(file);
            sources.add(new Pack.Source(name, Files.size(file), sum, PublishedFashn.isPublished(name, sum)));
        }
        return sources;
    }

    /** Check sums of several files with one progress. */
    private static final class Counting {
        private final InstallProgress.Step step;
        private final InstallProgress progress;
        private long all;
        private long done;

        Counting(List<Path> files, InstallProgress.Step step, InstallProgress progress) throws IOException {
            this.step = step;
            this.progress = progress;
            for (Path file : files) {
                all += Files.size(file);
            }
        }

        String sha256(Path file) throws IOException {
            return Sha256.of(file, bytes -> {
                done += bytes;
                progress.at(step, done, all);
            });
        }
    }
}
