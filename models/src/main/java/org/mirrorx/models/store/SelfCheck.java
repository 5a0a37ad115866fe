package org.mirrorx.models.store;

import java.nio.file.Path;

/** Runs a network once before it is trusted. */
@FunctionalInterface
public interface SelfCheck {
    /** What came of it. */
    enum Verdict {
        FINE,
        /** Some of the numbers that came out are infinite or none. */
        NOT_FINITE
    }

    /**
     * Opens the network, runs it once on made-up numbers and looks at what comes out.
     *
     * @throws org.mirrorx.models.Refusal when the runtime cannot open or run it
     */
    Verdict check(Path onnx);
}
