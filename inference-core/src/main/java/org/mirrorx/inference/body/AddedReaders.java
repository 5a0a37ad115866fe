package org.mirrorx.inference.body;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Readers of bodies from packs that a shop added; each opens its networks when it is first asked for.
 *
 * @param dwPose 133 key points
 * @param openPose 18 body points
 * @param parsing labels by SCHP
 * @param fashnParser labels by FASHN's parser
 * @param densePose parts of the body's surface
 * @param toStaff is told in one sentence when one of them fails, and the built-in networks serve alone
 */
public record AddedReaders(
        Optional<Supplier<DwPose>> dwPose,
        Optional<Supplier<OpenPose>> openPose,
        Optional<Supplier<HumanParsing>> parsing,
        Optional<Supplier<ParseFashn>> fashnParser,
        Optional<Supplier<DensePose>> densePose,
        Consumer<String> toStaff) {
    /** No pack is installed. */
    public static final AddedReaders NONE = new AddedReaders(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), sentence -> {});

    /** Those that label clothes. */
    AddedReaders parsersOnly() {
        return new AddedReaders(Optional.empty(), Optional.empty(), parsing, fashnParser, Optional.empty(), toStaff);
    }

    boolean isEmpty() {
        return Stream.of(dwPose, openPose, parsing, fashnParser, densePose).allMatch(Optional::isEmpty);
    }
}
