package org.mirrorx.models.store;

/** Told how an installation goes on. Called from the thread that installs. */
@FunctionalInterface
public interface InstallProgress {
    /** Nobody listens. */
    InstallProgress SILENT = (step, done, all) -> {};

    /** What is being done. */
    enum Step {
        READING_CHECK_SUMS,
        FORGING,
        CHECKING,
        PLACING
    }

    /**
     * @param done bytes of this step
     * @param all bytes this step will take; 0 when unknown
     */
    void at(Step step, long done, long all);
}
