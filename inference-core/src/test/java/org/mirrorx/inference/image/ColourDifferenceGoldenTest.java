package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.models.golden.GoldenCase;

final class ColourDifferenceGoldenTest {
    @TestFactory
    Stream<DynamicTest> coloursDifferAsRecorded() {
        return GoldenCase.tests("colour_difference", List.of("in.rgb_a"), golden -> {
            double[] one = golden.doubles("in.rgb_a");
            double[] other = golden.doubles("in.rgb_b");
            double[] labA = golden.doubles("stage.lab_a");
            double[] labB = golden.doubles("stage.lab_b");
            double[] cie76 = golden.doubles("out.cie76");
            double[] ciede2000 = golden.doubles("out.ciede2000");
            for (int i = 0; i < ciede2000.length; i++) {
                double[] a = CieLab.of(one[3 * i], one[3 * i + 1], one[3 * i + 2]);
                double[] b = CieLab.of(other[3 * i], other[3 * i + 1], other[3 * i + 2]);
                String pair = "pair " + i;
                double lab = golden.tolerance("lab");
                assertArrayEquals(new double[] {labA[3 * i], labA[3 * i + 1], labA[3 * i + 2]}, a, lab, pair);
                assertArrayEquals(new double[] {labB[3 * i], labB[3 * i + 1], labB[3 * i + 2]}, b, lab, pair);
                assertEquals(cie76[i], CieLab.difference(a, b), golden.tolerance("delta_e"), pair);
                assertEquals(ciede2000[i], Ciede2000.difference(a, b), golden.tolerance("delta_e"), pair);
            }
        });
    }
}
