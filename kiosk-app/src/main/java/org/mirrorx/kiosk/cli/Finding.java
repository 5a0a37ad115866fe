package org.mirrorx.kiosk.cli;

/**
 * One thing {@code doctor} looked at.
 *
 * @param name what it is, in one or two words
 * @param state how it is
 * @param value what was found
 * @param advice what to do; empty when there is nothing to do
 */
record Finding(String name, State state, String value, String advice) {
    /** How much a finding matters. */
    enum State {
        FINE,
        /** Works without, but something would be better or a later feature needs it. */
        HINT,
        /** MirrorX cannot make a look without it. */
        MISSING
    }

    static Finding fine(String name, String value) {
        return new Finding(name, State.FINE, value, "");
    }

    static Finding hint(String name, String value, String advice) {
        return new Finding(name, State.HINT, value, advice);
    }

    static Finding missing(String name, String value, String advice) {
        return new Finding(name, State.MISSING, value, advice);
    }
}
