package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphCutTest {
    private static final int W = 4;
    private static final int H = 3;

    /** Costs of a small grid: a preference a cell, ties right, below, below right, below left. */
    private record Grid(float[] prefer, float[][] ties) {
        static Grid random(Random random) {
            float[] prefer = new float[W * H];
            float[][] ties = new float[4][W * H];
            for (int i = 0; i < W * H; i++) {
                prefer[i] = random.nextInt(-8, 9);
                for (float[] tie : ties) {
                    tie[i] = random.nextInt(0, 6);
                }
            }
            return new Grid(prefer, ties);
        }

        GraphCut cut() {
            GraphCut cut = new GraphCut(W, H);
            for (int y = 0; y < H; y++) {
                for (int x = 0; x < W; x++) {
                    int i = y * W + x;
                    cut.prefer(x, y, prefer[i]);
                    cut.tieRight(x, y, ties[0][i]);
                    cut.tieBelow(x, y, ties[1][i]);
                    cut.tieBelowRight(x, y, ties[2][i]);
                    cut.tieBelowLeft(x, y, ties[3][i]);
                }
            }
            return cut;
        }

        double cost(boolean[] yes) {
            double cost = 0;
            int[] dx = {1, 0, 1, -1};
            int[] dy = {0, 1, 1, 1};
            for (int y = 0; y < H; y++) {
                for (int x = 0; x < W; x++) {
                    int i = y * W + x;
                    cost -= yes[i] ? prefer[i] : 0;
                    for (int k = 0; k < 4; k++) {
                        int u = x + dx[k];
                        int v = y + dy[k];
                        if (u >= 0 && u < W && v < H && yes[i] != yes[v * W + u]) {
                            cost += ties[k][i];
                        }
                    }
                }
            }
            return cost;
        }
    }

    @Test
    void noOtherAssignmentIsCheaper() {
        long seed = 20251125;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            Grid grid = Grid.random(random);
            double found = grid.cost(grid.cut().solve());
            double best = Double.POSITIVE_INFINITY;
            for (int bits = 0; bits < 1 << (W * H); bits++) {
                boolean[] yes = new boolean[W * H];
                for (int i = 0; i < yes.length; i++) {
                    yes[i] = (bits >> i & 1) == 1;
                }
                best = Math.min(best, grid.cost(yes));
            }
            assertEquals(best, found, 1e-3, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void withoutTiesEveryCellGetsWhatItPrefers() {
        GraphCut cut = new GraphCut(3, 1);
        cut.prefer(0, 0, 1);
        cut.prefer(1, 0, -1);
        cut.prefer(2, 0, 2);
        assertArrayEquals(new boolean[] {true, false, true}, cut.solve());
    }

    @Test
    void aStrongTieCarriesAnUndecidedNeighbourAlong() {
        GraphCut cut = new GraphCut(2, 1);
        cut.prefer(0, 0, 5);
        cut.tieRight(0, 0, 3);
        assertTrue(cut.solve()[1]);
    }
}
