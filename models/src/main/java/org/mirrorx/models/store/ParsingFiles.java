package org.mirrorx.models.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code parsing_atr.onnx} and {@code parsing_lip.onnx} of SCHP, published as ONNX. */
record ParsingFiles(Path atr, Path lip) implements PackFiles {
    static Optional<ParsingFiles> in(Downloads downloads) {
        return downloads
                .named(PackNetworks.ATR)
                .flatMap(atr -> downloads.named(PackNetworks.LIP).map(lip -> new ParsingFiles(atr, lip)));
    }

    @Override
    public PackKind kind() {
        return PackKind.HUMAN_PARSING;
    }

    @Override
    public List<Path> sources() {
        return List.of(atr, lip);
    }

    @Override
    public Made make(InstallPack.Wish wish, Forging forging) throws IOException {
        forging.copy(atr, PackNetworks.ATR);
        forging.copy(lip, PackNetworks.LIP);
        forging.requireFinite(List.of(PackNetworks.ATR, PackNetworks.LIP));
        return new Made(List.of("as published"), "{}");
    }
}
