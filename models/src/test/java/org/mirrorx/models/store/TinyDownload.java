package org.mirrorx.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.forge.SyntheticFashn;

/** A folder as a person would have downloaded it, with a made-up checkpoint and its sizes. */
final class TinyDownload {
    private TinyDownload() {}

    static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        SyntheticFashn.write(SyntheticFashn.TINY, SyntheticFashn.SPREAD, folder.resolve("model.safetensors"));
        Files.writeString(folder.resolve("sizes.json"), SyntheticFashn.TINY.json());
        return folder;
    }

    static InstallPack.Wish wish(InstallPack.Width width) {
        return new InstallPack.Wish(Optional.empty(), width, List.of(), List.of(Licence.Use.COMMERCIAL));
    }
}
