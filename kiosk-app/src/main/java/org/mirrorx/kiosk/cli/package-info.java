/**
 * The command line: words a person typed go in, lines, files and an exit code come out. Must not know networks, SQL or JavaFX; it
 * calls the atelier and the store through {@link org.mirrorx.kiosk.cli.House}.
 */
@NullMarked
package org.mirrorx.kiosk.cli;

import org.jspecify.annotations.NullMarked;
