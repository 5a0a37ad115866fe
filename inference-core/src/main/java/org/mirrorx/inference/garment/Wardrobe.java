package org.mirrorx.inference.garment;

import java.util.Optional;

/**
 * Work that was done once for a garment and is kept for every shopper: a cut, an engine's preparation. Whatever is in here can be
 * computed again; a lost entry costs time and nothing else.
 */
public interface Wardrobe {
    /**
     * @param sha256 of everything the work was made from, lower-case hex
     * @param version of who did it: a name and a number or a pack's hash; letters, digits, {@code . _ -}
     */
    record Key(String sha256, String version) {
        public Key {
            if (!sha256.matches("[0-9a-f]{64}") || !version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
                throw new IllegalArgumentException("not a key of stored work: " + sha256 + " " + version);
            }
        }
    }

    /** The bytes kept under a key; empty when there are none. */
    Optional<byte[]> find(Key key);

    /** Keeps bytes under a key, whole or not at all, in place of any older ones. */
    void keep(Key key, byte[] bytes);
}
