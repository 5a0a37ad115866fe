package org.mirrorx.inference.ort;

import org.mirrorx.models.Refusal;

/**
 * How a large network is opened on a device so that it fits: in which arithmetic, and whether its matrices are kept a second time in the
 * order the processor likes best.
 *
 * @param provider what computes
 * @param arithmetic of the large matrices
 * @param prepacking whether matrices are packed for speed, which needs them twice while the session opens
 */
public record DevicePlan(Provider provider, Arithmetic arithmetic, Prepacking prepacking) {
    /** Arithmetic of the large matrices. */
    public enum Arithmetic {
        BITS_16,
        BITS_32
    }

    /** Whether the processor's matrices are packed when a session opens. */
    public enum Prepacking {
        ON,
        OFF
    }

    /**
     * What a network needs.
     *
     * @param name in sentences for staff
     * @param bytesIn16 of its weights; 0 when it has no 16-bit arithmetic
     * @param bytesIn32 of its weights, widened
     * @param activations the largest numbers between its layers at once, in 32 bits
     */
    public record Need(String name, long bytesIn16, long bytesIn32, long activations) {}

    /**
     * Plans.
     *
     * @param free bytes on the provider's device, or of the machine for a processor
     * @throws Refusal saying how much is needed and how much is there
     */
    public static DevicePlan of(Provider provider, Need need, long free) {
        if (provider.isCard()) {
            boolean narrow = need.bytesIn16 > 0;
            long weights = narrow ? need.bytesIn16 : need.bytesIn32;
            long activations = narrow ? need.activations / 2 : need.activations;
            require(need, weights + activations, free, "memory of the graphics card");
            return new DevicePlan(provider, narrow ? Arithmetic.BITS_16 : Arithmetic.BITS_32, Prepacking.OFF);
        }
        require(need, need.bytesIn32 + need.activations, free, "memory");
        boolean twice = 2 * need.bytesIn32 + need.activations <= free;
        return new DevicePlan(provider, Arithmetic.BITS_32, twice ? Prepacking.ON : Prepacking.OFF);
    }

    private static void require(Need need, long bytes, long free, String what) {
        if (bytes > free) {
            throw new Refusal(String.format(
                    java.util.Locale.ROOT,
                    "%s needs %.1f GB of %s and %.1f GB are free; close other programs or use another engine.",
                    need.name,
                    bytes / 1e9,
                    what,
                    free / 1e9));
        }
    }
}
