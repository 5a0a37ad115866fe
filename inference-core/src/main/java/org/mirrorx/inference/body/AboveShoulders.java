package org.mirrorx.inference.body;

import java.util.ArrayDeque;

/**
 * Cloth that hangs together with nothing below the shoulders is no garment: it is hair in a network's blind spot, a scarf's end, an
 * earring. It stays as it is, in front, as hair does.
 */
final class AboveShoulders {
    private AboveShoulders() {}

    /**
     * Moves such patches from {@code cloth} to {@code hair}.
     *
     * @param cloth, hair cells, row by row; changed
     * @param width cells a row
     * @param shoulders row of the higher shoulder
     */
    static void keep(boolean[] cloth, boolean[] hair, int width, double shoulders) {
        int below = (int) Math.ceil(shoulders) * width;
        boolean[] seen = new boolean[cloth.length];
        ArrayDeque<Integer> patch = new ArrayDeque<>();
        for (int start = 0; start < Math.min(below, cloth.length); start++) {
            if (!cloth[start] || seen[start]) {
                continue;
            }
            boolean garment = false;
            ArrayDeque<Integer> open = new ArrayDeque<>();
            open.add(start);
            seen[start] = true;
            patch.clear();
            while (!open.isEmpty()) {
                int cell = open.poll();
                patch.add(cell);
                garment |= cell >= below;
                int column = cell % width;
                visit(cell - width, cloth, seen, open);
                visit(cell + width, cloth, seen, open);
                visit(column > 0 ? cell - 1 : -1, cloth, seen, open);
                visit(column + 1 < width ? cell + 1 : -1, cloth, seen, open);
            }
            if (!garment) {
                for (int cell : patch) {
                    cloth[cell] = false;
                    hair[cell] = true;
                }
            }
        }
    }

    private static void visit(int cell, boolean[] cloth, boolean[] seen, ArrayDeque<Integer> open) {
        if (cell >= 0 && cell < cloth.length && cloth[cell] && !seen[cell]) {
            seen[cell] = true;
            open.add(cell);
        }
    }
}
