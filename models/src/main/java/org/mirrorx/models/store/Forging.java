package org.mirrorx.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;

/** The networks of a pack being made in a folder. */
final class Forging {
    /** Left free on the disk. */
    private static final long SPARE_BYTES = 500_000_000;

    private final Path folder;
    private final PackStore store;
    private final SelfCheck check;
    private final InstallProgress progress;

    Forging(Path folder, PackStore store, SelfCheck check, InstallProgress progress) {
        this.folder = folder;
        this.store = store;
        this.check = check;
        this.progress = progress;
    }

    /** A network's file. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Writes a network.
     *
     * @throws Refusal when the disk is too small
     */
    void write(Graph graph, String name) throws IOException {
        long all = OnnxFile.bytesBeside(graph);
        requireSpace(all);
        long[] done = {0};
        OnnxFile.write(graph, file(name), bytes -> {
            done[0] += bytes;
            progress.at(InstallProgress.Step.FORGING, done[0], all);
        });
    }

    /**
     * Copies a network that was published as ONNX.
     *
     * @throws Refusal when it reads other files, or the disk is too small
     */
    void copy(Path published, String name) throws IOException {
        ExternalData.refuse(published);
        requireSpace(Files.size(published));
        try (InputStream bytes = Files.newInputStream(published)) {
            Files.copy(bytes, file(name)); // the content alone: a file that may not be written is hard to remove
        }
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

    /**
     * Runs networks once each, those that are there.
     *
     * @return those that give numbers that are not finite
     * @throws Refusal when one does not run
     */
    List<String> notFinite(List<String> names) {
        List<String> there =
                names.stream().filter(name -> Files.exists(file(name))).toList();
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            progress.at(InstallProgress.Step.CHECKING, i, there.size());
            if (check.check(file(there.get(i))) == SelfCheck.Verdict.NOT_FINITE) {
                bad.add(there.get(i));
            }
        }
        return bad;
    }

    /** @throws Refusal when one of them does not run, or gives numbers that are not finite */
    void requireFinite(List<String> names) {
        notFinite(names).stream().findFirst().ifPresent(name -> {
            throw new Refusal("The network " + name + " gives numbers that are not finite; take the published files.");
        });
    }
}
