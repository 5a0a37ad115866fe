package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.flow.State;

/**
 * The screen of one state, in one language and one layout; a change of those makes a new one.
 *
 * @param <S> whose state it shows
 */
public interface Screen<S extends State> {
    /** Its nodes. */
    Board board();

    /** Shows a newer state of the same kind. */
    void update(S state);

    /** It comes on stage where motion is wanted: begins what moves. Without this call it shows its end state. */
    default void arrive() {}

    /** It leaves: stops what moves. */
    default void leave() {}
}
