package org.mirrorx.kiosk;

import org.mirrorx.kiosk.cli.MirrorXCommand;
import org.mirrorx.kiosk.cli.Terminal;

/** Where the program starts. Not a JavaFX application, so that it also starts where JavaFX's libraries are missing. */
public final class Main {
    private Main() {}

    /** @param words of the command line */
    public static void main(String[] words) {
        int exitCode;
        try (Wiring house = new Wiring(Places.ofThisSystem())) {
            exitCode = MirrorXCommand.run(house, Terminal.ofThisProcess(), words);
        }
        System.exit(exitCode);
    }
}
