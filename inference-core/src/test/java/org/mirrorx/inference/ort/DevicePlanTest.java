package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.FashnSizes;

final class DevicePlanTest {
    private static final long GB = 1_000_000_000L;
    private static final DevicePlan.Need LARGE = new DevicePlan.Need("The pack", 5 * GB / 2, 4 * GB, 3 * GB / 2);

    @Test
    void aCardComputesInSixteenBitsWhereTheyFit() {
        assertEquals(
                new DevicePlan(Provider.CUDA, DevicePlan.Arithmetic.BITS_16, DevicePlan.Prepacking.OFF),
                DevicePlan.of(Provider.CUDA, LARGE, 4 * GB));
        DevicePlan.Need wideOnly = new DevicePlan.Need("The pack", 0, 4 * GB, 3 * GB / 2);
        assertEquals(
                DevicePlan.Arithmetic.BITS_32,
                DevicePlan.of(Provider.CUDA, wideOnly, 8 * GB).arithmetic());
    }

    @Test
    void aProcessorPacksItsMatricesOnlyWhereTheyFitTwice() {
        assertEquals(
                DevicePlan.Prepacking.ON,
                DevicePlan.of(Provider.CPU, LARGE, 10 * GB).prepacking());
        assertEquals(
                DevicePlan.Prepacking.OFF,
                DevicePlan.of(Provider.CPU, LARGE, 8 * GB).prepacking());
    }

    @Test
    void tooLittleMemoryIsASentenceWithBothFigures() {
        for (Provider provider : new Provider[] {Provider.CPU, Provider.CUDA}) {
            String sentence = String.valueOf(assertThrows(Refusal.class, () -> DevicePlan.of(provider, LARGE, 3 * GB))
                    .getMessage());
            assertTrue(sentence.contains("3.0 GB are free") && sentence.endsWith("."), sentence);
        }
    }

    @Test
    void aProviderThatIsNotBuiltInIsNamedAndNothingElseTakesItsPlace() {
        assertEquals(Optional.empty(), SelfTest.run(Provider.CPU));
        for (Provider provider : new Provider[] {Provider.TENSORRT, Provider.DIRECTML}) {
            String sentence = SelfTest.run(provider).orElseThrow();
            assertTrue(sentence.contains(provider.title()) && sentence.endsWith("."), sentence);
        }
    }

    @Test
    void thePublishedNetworkTakesThirteenTeraOperationsAPass() {
        assertEquals(13.2e12, FashnSizes.PUBLISHED.operationsAPass(), 0.1e12);
    }
}
