package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;
import org.mirrorx.models.checkpoint.Checkpoint;

/** Makes packs of a folder of published files: recognises, checks licence and space, forges, runs each network once, places. */
public final class InstallPack {
    /** How wide the large matrices of a try-on network are kept; smaller networks stay as published. */
    public enum Width {
        FP16,
        FP32
    }

    /**
     * What a person wishes.
     *
     * @param kind of pack; empty for all that the folder holds
     * @param loras merged into the weights of a try-on network, in this order
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

    /**
     * What came of it.
     *
     * @param packs those in place now
     * @param leftOut one sentence for each pack that waits for its licence to be accepted
     */
    public record Installed(List<Pack> packs, List<String> leftOut) {
        public Installed {
            packs = List.copyOf(packs);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final PackStore store;
    private final SelfCheck check;

    public InstallPack(PackStore store, SelfCheck check) {
        this.store = store;
        this.check = check;
    }

    /**
     * Installs what a folder holds.
     *
     * @return no packs when the folder holds none that is known
     * @throws Refusal when files are damaged, no licence is accepted, the disk is too small, or a network does not run; packs placed
     *     before stay
     */
    public Installed install(Path folder, Wish wish, InstallProgress progress) {
        List<PackFiles> found = PackFiles.in(folder).stream()
                .filter(files -> wish.kind.map(files.kind()::equals).orElse(true))
                .toList();
        wish.kind.filter(kind -> found.isEmpty()).ifPresent(kind -> {
            throw new Refusal("The folder " + folder + " holds no files of " + kind.title()
                    + "; give the folder they were downloaded to.");
        });
        for (Lora lora : wish.loras) {
            try (Arena arena = Arena.ofConfined()) {
                Checkpoint.open(lora.file, arena);
            }
        }
        List<PackFiles> wanted = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (PackFiles files : found) {
            try {
                requireAccepted(files.kind().title(), files.kind().licence(), wish);
                wanted.add(files);
            } catch (Refusal notAccepted) {
                leftOut.add(String.valueOf(notAccepted.getMessage()));
            }
        }
        if (wanted.isEmpty() && !leftOut.isEmpty()) {
            throw new Refusal(String.join(" ", leftOut));
        }
        List<Pack> packs = wanted.stream()
                .map(files -> store.place(files.kind(), half -> forge(files, wish, half, progress)))
                .toList();
        return new Installed(packs, leftOut);
    }

    /** @throws Refusal when a shop may not use it and the person did not say that they know */
    static void requireAccepted(String title, Licence licence, Wish wish) {
        if (licence.use() == Licence.Use.NON_COMMERCIAL && !wish.accepted.contains(licence.use())) {
            throw new Refusal(title + " is published under " + licence.name() + " (" + licence.owner()
                    + "), not for commercial use; to try it out add --accept-non-commercial.");
        }
    }

    private Pack forge(PackFiles files, Wish wish, Path half, InstallProgress progress) throws IOException {
        List<Pack.Source> sources = sources(files, wish, progress);
        PackFiles.Made made;
        try {
            made = files.make(wish, new Forging(half, store, check, progress));
        } catch (IllegalArgumentException misfit) {
            throw new Refusal(
                    "The layers of " + files.sources().getFirst() + " do not fit together (" + misfit.getMessage()
                            + "); take the published file.",
                    misfit);
        }
        return new Pack(files.kind(), half, made.settings(), made.sizes(), stored(half, progress), sources);
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

    private static List<Pack.Source> sources(PackFiles files, Wish wish, InstallProgress progress) throws IOException {
        List<Path> read = new ArrayList<>();
        for (Path source : files.sources()) {
            read.addAll(Downloads.isCheckpoint(source) ? Checkpoint.files(source) : List.of(source));
        }
        if (files.kind().takesLoras()) {
            wish.loras.forEach(lora -> read.add(lora.file));
        }
        Counting counting = new Counting(read, InstallProgress.Step.READING_SOURCES, progress);
        List<Pack.Source> sources = new ArrayList<>();
        for (Path file : read) {
            String name = String.valueOf(file.getFileName());
            String sum = counting.sha256(file);
            sources.add(
                    new Pack.Source(name, Files.size(file), sum, PublishedSums.isPublished(files.kind(), name, sum)));
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
