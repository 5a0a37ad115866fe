package org.mirrorx.models.golden;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The folders of recorded data that a build may or may not have beside it. */
public enum SharedData {
    /** Recorded runs of the reference programs, one folder an area. */
    GOLDEN("mirrorx.golden"),
    /** Photographs of people and garments. */
    PHOTOS("mirrorx.photos"),
    /** Published networks, those that do not come with MirrorX included. */
    MODELS("mirrorx.sharedModels");

    private final String property;

    SharedData(String property) {
        this.property = property;
    }

    /**
     * A file or folder below; ends the test when it is absent: skipped, or failed where {@code mirrorx.requireShared} is true.
     */
    public Path resolve(String below) {
        String root = System.getProperty(property);
        if (root == null) {
            return absent("-D" + property + " is not given");
        }
        Path path = Path.of(root, below);
        return Files.exists(path)
                ? path
                : absent("there is no " + below + " in the folder that -D" + property + " names");
    }

    private static Path absent(String why) {
        if (Boolean.getBoolean("mirrorx.requireShared")) {
            return Assertions.fail("recorded data is required here, but " + why);
        }
        Assumptions.abort("skipped without recorded data: " + why);
        throw new AssertionError("abort does not return");
    }
}
