package org.mirrorx.models.bodylite;

/** The published files themselves, for tests of the readers. */
public final class PublishedFiles {
    private PublishedFiles() {}

    public static byte[] bytes(String name) {
        return BodyLite.resource(name);
    }
}
