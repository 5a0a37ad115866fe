package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class AboveShouldersTest {
    private static final int WIDTH = 5;

    @Test
    void aPatchBesideTheNeckIsKeptAsHair() {
        boolean[] cloth = cells("""
                #....
                #...#
                ....#
                ..###
                """);
        boolean[] hair = new boolean[cloth.length];

        AboveShoulders.keep(cloth, hair, WIDTH, 2.4);

        assertTrue(hair[0] && hair[5], "the patch at the left hangs together with nothing below");
        assertFalse(hair[9] || hair[14], "the strap at the right belongs to the garment");
        assertArrayEquals(cells("""
                .....
                ....#
                ....#
                ..###
                """), cloth);
    }

    @Test
    void aShoulderAboveThePictureLeavesEverything() {
        boolean[] cloth = cells("#...#");
        boolean[] hair = new boolean[cloth.length];

        AboveShoulders.keep(cloth, hair, WIDTH, -3);

        assertArrayEquals(cells("#...#"), cloth);
    }

    private static boolean[] cells(String picture) {
        String row = picture.replaceAll("\\s", "");
        boolean[] cells = new boolean[row.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.charAt(i) == '#';
        }
        return cells;
    }
}
