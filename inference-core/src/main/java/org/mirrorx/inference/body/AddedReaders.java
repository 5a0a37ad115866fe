package org.mirrorx.inference.body;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Readers of bodies from packs that a shop added; each opens its networks when it is first asked for.
 *
 * @param dwPose 133 key points
 * @param openPose 18 body points
 * @param parsing labels by SCHP
 * @param fashnParser labels by FASHN's parser
 * @param densePose parts of the body's surface
 */
public record AddedReaders(
        Optional<Supplier<DwPose>> dwPose,
        Optional<Supplier<OpenPose>> openPose,
        Optional<Supplier<HumanParsing>> parsing,
        Optional<Supplier<ParseFashn>> fashnParser,
        Optional<Supplier<DensePose>> densePose) {
    /** No pack is installed. */
    public static final AddedReaders NONE =
            new AddedReaders(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those that label clothes. */
    AddedReaders parsersOnly() {
        return new AddedReaders(Optional.empty(), Optional.empty(), parsing, fashnParser, Optional.empty());
    }
}
