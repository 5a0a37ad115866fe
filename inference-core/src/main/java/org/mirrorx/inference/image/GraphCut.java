package org.mirrorx.inference.image;

import java.util.Arrays;

/**
 * The exact minimum of an energy over a grid of two-valued cells: each cell has a cost for either value, neighbours (eight a cell) a
 * cost for being different. Solved as a minimum cut with the two growing trees of Boykov and Kolmogorov ("An experimental comparison of
 * min-cut/max-flow algorithms for energy minimization in vision", 2004). Deterministic: no random number, fixed order.
 *
 * <p>Used instead of OpenCV's {@code grabCut}, which knows only "surely" and "maybe": here a weak opinion (a network's probability, a
 * colour's likelihood) counts as weakly as it should.
 */
public final class GraphCut {
    private static final int DIRECTIONS = 8;
    private static final int[] DX = {1, 1, 0, -1, -1, -1, 0, 1};
    private static final int[] DY = {0, 1, 1, 1, 0, -1, -1, -1};

    private static final byte FREE = 0;
    private static final byte SOURCE = 1;
    private static final byte SINK = 2;

    private static final byte NO_PARENT = -1;
    private static final byte TERMINAL = 8;
    private static final byte ORPHAN = 9;

    private final int width;
    private final int height;
    private final int stride;
    private final int[] offset = new int[DIRECTIONS];
    /** Residual capacity of the edge leaving a cell in a direction. */
    private final float[][] edge;
    /** Residual capacity from the source (positive) or to the sink (negative). */
    private final float[] terminal;

    private final byte[] tree;
    private final byte[] parent;
    private final int[] stamp;
    private final int[] distance;
    private final int[] next;
    private int activeHead = -1;
    private int activeTail = -1;
    private int[] orphans = new int[1024];
    private int orphanHead;
    private int orphanTail;
    private int time;

    /** A grid without any cost. */
    public GraphCut(int width, int height) {
        this.width = width;
        this.height = height;
        stride = width + 2;
        int cells = stride * (height + 2);
        edge = new float[DIRECTIONS][cells];
        terminal = new float[cells];
        tree = new byte[cells];
        parent = new byte[cells];
        stamp = new int[cells];
        distance = new int[cells];
        next = new int[cells];
        for (int k = 0; k < DIRECTIONS; k++) {
            offset[k] = DY[k] * stride + DX[k];
        }
    }

    /** How much better "yes" suits a cell than "no": cost of no − cost of yes. */
    public void prefer(int x, int y, float yesOverNo) {
        terminal[cell(x, y)] = yesOverNo;
    }

    /** The cost of being different from the neighbour to the right. */
    public void tieRight(int x, int y, float cost) {
        tie(x, y, 0, cost);
    }

    /** The cost of being different from the neighbour below. */
    public void tieBelow(int x, int y, float cost) {
        tie(x, y, 2, cost);
    }

    /** The cost of being different from the neighbour below right. */
    public void tieBelowRight(int x, int y, float cost) {
        tie(x, y, 1, cost);
    }

    /** The cost of being different from the neighbour below left. */
    public void tieBelowLeft(int x, int y, float cost) {
        tie(x, y, 3, cost);
    }

    private void tie(int x, int y, int direction, float cost) {
        int nx = x + DX[direction];
        int ny = y + DY[direction];
        if (nx < 0 || nx >= width || ny >= height) {
            return;
        }
        edge[direction][cell(x, y)] = cost;
        edge[direction ^ 4][cell(nx, ny)] = cost;
    }

    private int cell(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    /** Finds the minimum; the grid's costs are used up. @return by row, true where "yes" */
    public boolean[] solve() {
        Arrays.fill(next, -1);
        Arrays.fill(parent, NO_PARENT);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int p = cell(x, y);
                if (terminal[p] != 0) {
                    tree[p] = terminal[p] > 0 ? SOURCE : SINK;
                    parent[p] = TERMINAL;
                    distance[p] = 1;
                    activate(p);
                }
            }
        }
        int current = -1;
        while (true) {
            int p = current;
            current = -1;
            if (p < 0 || tree[p] == FREE) {
                p = takeActive();
                if (p < 0) {
                    break;
                }
            }
            int meeting = grow(p);
            time++;
            if (meeting >= 0) {
                current = p;
                if (tree[p] == SOURCE) {
                    augment(p, p + offset[meeting], meeting);
                } else {
                    augment(p + offset[meeting], p, meeting ^ 4);
                }
                adopt();
            }
        }
        boolean[] yes = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                yes[y * width + x] = tree[cell(x, y)] == SOURCE;
            }
        }
        return yes;
    }

    /** Lets the tree of {@code p} grow by its neighbours. @return the direction in which it met the other tree, or −1 */
    private int grow(int p) {
        boolean source = tree[p] == SOURCE;
        for (int k = 0; k < DIRECTIONS; k++) {
            int q = p + offset[k];
            float capacity = source ? edge[k][p] : edge[k ^ 4][q];
            if (capacity <= 0) {
                continue;
            }
            if (tree[q] == FREE) {
                tree[q] = tree[p];
                parent[q] = (byte) (k ^ 4);
                stamp[q] = stamp[p];
                distance[q] = distance[p] + 1;
                activate(q);
            } else if (tree[q] != tree[p]) {
                return k;
            } else if (stamp[q] <= stamp[p] && distance[q] > distance[p]) {
                parent[q] = (byte) (k ^ 4);
                stamp[q] = stamp[p];
                distance[q] = distance[p] + 1;
            }
        }
        return -1;
    }

    private void augment(int fromSource, int fromSink, int direction) {
        float flow = edge[direction][fromSource];
        int p = fromSource;
        while (parent[p] != TERMINAL) {
            int k = parent[p];
            int q = p + offset[k];
            flow = Math.min(flow, edge[k ^ 4][q]);
            p = q;
        }
        flow = Math.min(flow, terminal[p]);
        p = fromSink;
        while (parent[p] != TERMINAL) {
            int k = parent[p];
            flow = Math.min(flow, edge[k][p]);
            p += offset[k];
        }
        flow = Math.min(flow, -terminal[p]);

        edge[direction][fromSource] -= flow;
        edge[direction ^ 4][fromSink] += flow;
        p = fromSource;
        while (parent[p] != TERMINAL) {
            int k = parent[p];
            int q = p + offset[k];
            edge[k][p] += flow;
            edge[k ^ 4][q] -= flow;
            if (edge[k ^ 4][q] <= 0) {
                orphan(p);
            }
            p = q;
        }
        terminal[p] -= flow;
        if (terminal[p] <= 0) {
            orphan(p);
        }
        p = fromSink;
        while (parent[p] != TERMINAL) {
            int k = parent[p];
            int q = p + offset[k];
            edge[k ^ 4][q] += flow;
            edge[k][p] -= flow;
            if (edge[k][p] <= 0) {
                orphan(p);
            }
            p = q;
        }
        terminal[p] += flow;
        if (terminal[p] >= 0) {
            orphan(p);
        }
    }

    /** Finds every orphan a new parent or sets it free. */
    private void adopt() {
        while (orphanHead != orphanTail) {
            int p = orphans[orphanHead];
            orphanHead = (orphanHead + 1) % orphans.length;
            boolean source = tree[p] == SOURCE;
            int best = Integer.MAX_VALUE;
            int bestDirection = -1;
            for (int k = 0; k < DIRECTIONS; k++) {
                int q = p + offset[k];
                float capacity = source ? edge[k ^ 4][q] : edge[k][p];
                if (capacity > 0 && tree[q] == tree[p] && parent[q] != NO_PARENT) {
                    int d = distanceToTerminal(q);
                    if (d < best) {
                        best = d;
                        bestDirection = k;
                    }
                }
            }
            if (bestDirection >= 0) {
                parent[p] = (byte) bestDirection;
                stamp[p] = time;
                distance[p] = best + 1;
                continue;
            }
            for (int k = 0; k < DIRECTIONS; k++) {
                int q = p + offset[k];
                if (tree[q] != tree[p]) {
                    continue;
                }
                float capacity = source ? edge[k ^ 4][q] : edge[k][p];
                if (capacity > 0) {
                    activate(q);
                }
                if (parent[q] == (k ^ 4)) {
                    orphan(q);
                }
            }
            tree[p] = FREE;
            parent[p] = NO_PARENT;
        }
    }

    /** Steps from a cell to its terminal, or the largest number when its tree has lost it. Marks the way for the next who asks. */
    private int distanceToTerminal(int start) {
        int d = 0;
        int p = start;
        while (true) {
            if (stamp[p] == time) {
                d += distance[p];
                break;
            }
            byte k = parent[p];
            d++;
            if (k == TERMINAL) {
                stamp[p] = time;
                distance[p] = 1;
                break;
            }
            if (k == ORPHAN || k == NO_PARENT) {
                return Integer.MAX_VALUE;
            }
            p += offset[k];
        }
        int total = d;
        for (int q = start; stamp[q] != time; q += offset[parent[q]]) {
            stamp[q] = time;
            distance[q] = d--;
        }
        return total;
    }

    private void orphan(int p) {
        parent[p] = ORPHAN;
        orphans[orphanTail] = p;
        orphanTail = (orphanTail + 1) % orphans.length;
        if (orphanTail == orphanHead) {
            int[] larger = new int[orphans.length * 2];
            int n = orphans.length;
            for (int i = 0; i < n; i++) {
                larger[i] = orphans[(orphanHead + i) % n];
            }
            orphans = larger;
            orphanHead = 0;
            orphanTail = n;
        }
    }

    private void activate(int p) {
        if (next[p] >= 0) {
            return;
        }
        next[p] = p; // the last one points to itself
        if (activeTail < 0) {
            activeHead = p;
        } else {
            next[activeTail] = p;
        }
        activeTail = p;
    }

    private int takeActive() {
        while (activeHead >= 0) {
            int p = activeHead;
            if (next[p] == p) {
                activeHead = -1;
                activeTail = -1;
            } else {
                activeHead = next[p];
            }
            next[p] = -1;
            if (tree[p] != FREE) {
                return p;
            }
        }
        return -1;
    }
}
