package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SoftenTest {
    @Test
    void theMixHasTheWantedVariance() {
        double sharp = 900;
        double soft = 100;
        double both = 250;

        double share = Soften.share(sharp, soft, both, 400);

        double variance = (1 - share) * (1 - share) * sharp + 2 * share * (1 - share) * both + share * share * soft;
        assertEquals(400, variance, 1e-9);
    }

    @Test
    void clothThatIsTooSoftIsSharpenedALittleAtMost() {
        assertEquals(-0.6, Soften.share(100, 20, 40, 10_000), 1e-9);
    }

    @Test
    void clothThatCannotBecomeSoftEnoughTakesTheBlurredCopy() {
        assertEquals(1, Soften.share(900, 100, 250, 0), 0.1);
    }

    @Test
    void plainClothStaysAsItIs() {
        assertEquals(0, Soften.share(0, 0, 0, 0), 1e-9);
    }
}
