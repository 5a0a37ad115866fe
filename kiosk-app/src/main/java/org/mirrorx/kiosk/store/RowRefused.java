package org.mirrorx.kiosk.store;

/** A row of a table that cannot be taken, with one sentence for staff. Never leaves this room: it becomes a line of the report. */
final class RowRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RowRefused(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
