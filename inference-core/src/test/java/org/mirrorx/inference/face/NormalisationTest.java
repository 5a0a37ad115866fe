package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NormalisationTest {
    @Test
    void aSubtractionAndAMultiplicationAtTheBeginningNormaliseInside() {
        assertEquals(Normalisation.INSIDE, Normalisation.ofRecogniser(List.of("Sub_0", "Mul_1", "Conv_2")));
        assertEquals(
                Normalisation.INSIDE, Normalisation.ofRecogniser(List.of("_minusscalar0", "_mulscalar0", "Conv_2")));
    }

    @Test
    void oneOfThemAloneOrLateDoesNot() {
        assertEquals(Normalisation.OUTSIDE, Normalisation.ofRecogniser(List.of("Sub_0", "Conv_1")));
        assertEquals(
                Normalisation.OUTSIDE,
                Normalisation.ofRecogniser(List.of("a", "b", "c", "d", "e", "f", "g", "Sub_7", "Mul_8")));
    }

    @Test
    void onlyLandmarksKnowABatchNormalisationOfTheInput() {
        List<String> nodes = List.of("id", "bn_data", "conv0");
        assertEquals(Normalisation.INSIDE, Normalisation.ofLandmarks(nodes));
        assertEquals(Normalisation.OUTSIDE, Normalisation.ofRecogniser(nodes));
        assertEquals(Normalisation.OUTSIDE, Normalisation.ofLandmarks(List.of("a", "b", "c", "bn_data")));
    }
}
