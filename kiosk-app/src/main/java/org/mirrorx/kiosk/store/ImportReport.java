package org.mirrorx.kiosk.store;

import java.util.List;

/**
 * What became of an import.
 *
 * @param rows read below the header
 * @param garments now in the catalog
 * @param refusedRows how many rows were left out
 * @param refusals the first {@link #MOST_LISTED} of them
 * @param withoutPicture garments taken in without a picture
 * @param notes what staff should know: an odd encoding, missing pictures; at most {@link #MOST_LISTED}
 */
public record ImportReport(
        long rows,
        long garments,
        long refusedRows,
        List<RowRefusal> refusals,
        long withoutPicture,
        List<String> notes) {
    /** Longer lists help nobody and would grow with the table. */
    public static final int MOST_LISTED = 1000;

    public ImportReport {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /**
     * @param line of the table, from 1, header and title rows counted; in a folder without a table 0
     * @param reason one sentence: what is wrong and what to do
     */
    public record RowRefusal(long line, String reason) {}
}
