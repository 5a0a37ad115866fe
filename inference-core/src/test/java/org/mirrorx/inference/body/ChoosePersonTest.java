package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Point2;

final class ChoosePersonTest {
    private final ChoosePerson choice = new ChoosePerson(1000);

    @Test
    void theCentralPersonIsChosenBeforeOneAtTheEdgeOfTheSameSize() {
        Detection central = person(520, 300);
        assertEquals(Optional.of(central), choice.choose(List.of(person(60, 310), central)));
    }

    @Test
    void aPasserByFarBehindIsNotChosenEvenInTheMiddle() {
        Detection near = person(350, 300);
        assertEquals(Optional.of(near), choice.choose(List.of(person(500, 90), near)));
    }

    @Test
    void someoneOfTheSameSizeBesideIsComparable() {
        Detection chosen = person(450, 300);
        Detection beside = person(800, 280);
        assertEquals(List.of(beside), choice.comparable(List.of(chosen, beside), chosen));
    }

    @Test
    void neitherASmallBystanderNorTheSamePersonSeenTwiceIsComparable() {
        Detection chosen = person(450, 300);
        assertEquals(List.of(), choice.comparable(List.of(chosen, person(800, 120), person(470, 290)), chosen));
    }

    @Test
    void nobodyIsChosenFromNobody() {
        assertEquals(Optional.empty(), choice.choose(List.of()));
    }

    /** Hips at half height; the rim of the person this far above. */
    private static Detection person(double x, double radius) {
        return new Detection(0.9, x - 50, 100, x + 50, 200, List.of(new Point2(x, 500), new Point2(x, 500 - radius)));
    }
}
