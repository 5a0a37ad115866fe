package org.mirrorx.models.store;

/** Told how an installation goes on. Called from the thread that installs. */
@FunctionalInterface
public interface InstallProgress {
    /** Nobody listens. */
    InstallProgress SILENT = (step, done, all) -> {};

    /** What is being done, in order. */
    enum Step {
        /** The check sums of the published files. */
        READING_SOURCES,
        FORGING,
        /** Each network runs once. */
        CHECKING,
        /** The check sums of what was written. */
        READING_BACK
    }

    /**
     * @param done bytes of this step; networks while checking
     * @param all bytes this step will take; 0 when unknown
     */
    void at(Step step, long done, long all);
}
