package org.mirrorx.inference;

/** Told what an engine is doing. Called from the thread that works; implementations return at once. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = (step, done) -> {};

    /**
     * @param step what begins now
     * @param done share of the whole work already done, 0 to 1
     */
    void at(Step step, double done);

    /** The steps a shopper may be told of, in order. */
    enum Step {
        READING_BODY,
        CUTTING_GARMENT,
        FITTING,
        DRAPING,
        KEEPING_HEAD,
        CHECKING
    }
}
