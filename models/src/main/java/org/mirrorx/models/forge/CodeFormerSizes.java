package org.mirrorx.models.forge;

import java.util.List;

/**
 * What the tensors of a CodeFormer do not say.
 *
 * @param normGroups groups of channels that are normalised together
 * @param heads of attention in each layer of the transformer
 * @param connected sides of the maps, pixels, at which the picture's own features flow into the restored ones; each larger than the map
 *     of codes
 */
public record CodeFormerSizes(int normGroups, int heads, List<Integer> connected) {
    /** {@code codeformer.pth}: constructor arguments and constants of basicsr's {@code codeformer_arch.py} and {@code vqgan_arch.py}. */
    public static final CodeFormerSizes PUBLISHED = new CodeFormerSizes(32, 8, List.of(32, 64, 128, 256));

    public CodeFormerSizes {
        connected = List.copyOf(connected);
        if (normGroups < 1 || heads < 1 || connected.stream().anyMatch(side -> side <= CodeFormer.CODES_SIDE)) {
            throw new IllegalArgumentException(
                    "no CodeFormer has " + normGroups + " groups, " + heads + " heads, features at " + connected);
        }
    }
}
