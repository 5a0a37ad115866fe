package org.mirrorx.kiosk.store;

/** Told how far an import or a cutting run is. Called from the thread that works; implementations return at once. */
@FunctionalInterface
public interface ImportProgress {
    /** Nobody listens. */
    ImportProgress SILENT = (stage, done, total) -> {};

    /** What is being done. */
    enum Stage {
        READING_ROWS,
        INDEXING_WORDS,
        SWAPPING,
        CUTTING_GARMENTS
    }

    /**
     * @param done rows or garments already done
     * @param total of all, estimated; at least {@code done}
     */
    void at(Stage stage, long done, long total);
}
