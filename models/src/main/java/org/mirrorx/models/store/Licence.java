package org.mirrorx.models.store;

/**
 * Under which terms a pack was published.
 *
 * @param name as lawyers call it, such as {@code Apache-2.0}
 * @param owner whose work it is
 * @param use what a shop may do with it
 */
public record Licence(String name, String owner, Use use) {
    /** What a shop may do. */
    public enum Use {
        COMMERCIAL,
        /** Research and trial only: installed on request, and every look made with it is marked. */
        NON_COMMERCIAL
    }
}
