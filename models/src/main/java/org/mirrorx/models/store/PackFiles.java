package org.mirrorx.models.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;

/** The published files of one pack in a folder of downloads: known by what they hold, not by where they lie. */
sealed interface PackFiles permits FashnFiles, OpenPoseFiles, ParsingFiles, DensePoseFiles, FashnParserFiles {
    PackKind kind();

    /** What it is made of; a checkpoint in shards counts as its index. */
    List<Path> sources();

    /**
     * Makes the pack's networks.
     *
     * @return what was chosen, in words, and the sizes of the network as its architecture reads them
     * @throws Refusal when a file is damaged or of another network
     */
    Made make(InstallPack.Wish wish, Forging forging) throws IOException;

    /**
     * What was made.
     *
     * @param settings in words
     * @param sizes JSON
     */
    record Made(List<String> settings, String sizes) {
        public Made {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Looks for packs. Each checkpoint is opened once.
     *
     * @return in the order of {@link PackKind}; of two of a kind the first by name
     * @throws Refusal when nothing was found and a file that must be a checkpoint is damaged, or a link leads out of the folder
     */
    static List<PackFiles> in(Path folder) {
        Downloads downloads = Downloads.in(folder);
        Map<PackKind, PackFiles> found = new EnumMap<>(PackKind.class);
        Optional<Refusal> damaged = Optional.empty();
        for (Path file : downloads.checkpoints()) {
            try (Arena arena = Arena.ofConfined()) {
                Tensors tensors = Checkpoint.open(file, arena);
                List<Optional<? extends PackFiles>> readings = List.of(
                        FashnFiles.of(file, tensors, downloads),
                        OpenPoseFiles.of(file, tensors),
                        DensePoseFiles.of(file, tensors, downloads),
                        FashnParserFiles.of(file, tensors, downloads));
                readings.forEach(reading -> reading.ifPresent(pack -> found.putIfAbsent(pack.kind(), pack)));
            } catch (Refusal refusal) {
                boolean ours = Downloads.claimsToBeACheckpoint(file);
                damaged = damaged.or(() -> ours ? Optional.of(refusal) : Optional.empty());
            }
        }
        ParsingFiles.in(downloads).ifPresent(pack -> found.put(pack.kind(), pack));
        if (found.isEmpty()) {
            damaged.ifPresent(refusal -> {
                throw refusal;
            });
        }
        return new ArrayList<>(found.values());
    }
}
