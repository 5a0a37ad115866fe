package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.mirrorx.inference.image.Picture;

/** What is known of one capture; computed on demand. */
public interface Readings {
    /** The small networks' reading, computed at most once; empty when nobody is there. */
    Optional<BodyReading> body();

    /**
     * The fused view of the capture; empty when nobody is there. Readings that remember compute it at most once, in memory of their own;
     * here it is made anew.
     *
     * @param capture what was read
     * @param memory where the map's masks live, unless these readings remember it
     */
    default Optional<BodyMap> map(Picture capture, Arena memory) {
        return body().map(reading -> BodyMap.of(capture, reading, memory));
    }

    /**
     * The capture as try-on networks with a mask are told of it, by added networks where they are installed; empty when nobody is there.
     * Readings that remember compute it at most once, in memory of their own; here it is made anew, by the built-in networks.
     *
     * @param capture what was read
     * @param memory where the view lives, unless these readings remember it
     */
    default Optional<ReferenceView> reference(Picture capture, Arena memory) {
        return map(capture, memory).map(map -> ReferenceView.of(capture, map, AddedReaders.NONE, memory));
    }

    /** The fused view where added networks have a say in it; empty where only the built-in ones looked. */
    default Optional<BodyMap> secondOpinion() {
        return Optional.empty();
    }
}
