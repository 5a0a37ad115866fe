package org.mirrorx.kiosk.screens;

import java.util.Optional;

/** The visit's surfaces. Each is cleared when the visit is erased; afterwards those of a visit are empty. */
public interface Pictures {
    /** The living picture, mirrored, in the display's own size: shown 1:1. */
    Surface mirror();

    /** The picture that was taken, mirrored. */
    Optional<Surface> capture();

    /** A look that was made, mirrored. */
    Optional<Surface> look(int number);

    /** What an engine has drawn so far of the look in the making, mirrored; empty before its first preview. */
    Optional<Surface> preview();
}
