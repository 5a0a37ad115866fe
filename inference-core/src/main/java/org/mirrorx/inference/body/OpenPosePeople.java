package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Joins peaks to limbs along the network's fields, and limbs to people. Source: pytorch-openpose as in yisol/IDM-VTON ({@code
 * preprocess/openpose}). Its faults are not copied: nobody is an empty list, every person is given, points of several never mix.
 */
final class OpenPosePeople {
    /** Pairs of points, in the order they are joined. */
    private static final int[][] LIMBS = {
        {1, 2}, {1, 5}, {2, 3}, {3, 4}, {5, 6}, {6, 7}, {1, 8}, {8, 9}, {9, 10}, {1, 11}, {11, 12}, {12, 13}, {1, 0},
        {0, 14}, {14, 16}, {0, 15}, {15, 17}, {2, 16}, {5, 17}
    };

    /** Where each limb's field lies: its map of x; that of y follows. */
    private static final int[] FIELDS = {12, 20, 14, 16, 22, 24, 0, 2, 4, 6, 8, 10, 28, 30, 34, 32, 36, 18, 26};

    /** The last two limbs, shoulder to ear, begin no person. */
    private static final int BEGINNING_LIMBS = 17;

    private static final int SAMPLES = 10;
    private static final double LEAST_SAMPLE = 0.05;
    private static final double GOOD_SAMPLES = 0.8;
    private static final double SHORTEST = 0.001;
    private static final int LEAST_PARTS = 4;
    private static final double LEAST_MEAN_SCORE = 0.4;
    private static final int NONE = -1;

    /**
     * Two peaks that belong together.
     *
     * @param limb place in the list of limbs
     * @param a, b running numbers of the peaks
     * @param inA, inB their places among the peaks of their points
     */
    record Connection(int limb, int a, int b, double score, int inA, int inB) {}

    /** Peaks of one person: for each point its running number or −1. */
    static final class Person {
        private final int[] peaks = new int[BodyPoint.values().length];
        private double score;
        private int parts;

        Person() {
            Arrays.fill(peaks, NONE);
        }

        int peak(int point) {
            return peaks[point];
        }

        double score() {
            return score;
        }

        int parts() {
            return parts;
        }

        private boolean sharesAPoint(Person other) {
            for (int i = 0; i < peaks.length; i++) {
                if (peaks[i] != NONE && other.peaks[i] != NONE) {
                    return true;
                }
            }
            return false;
        }

        private void take(Person other) {
            for (int i = 0; i < peaks.length; i++) {
                peaks[i] = Math.max(peaks[i], other.peaks[i]);
            }
            score += other.score;
            parts += other.parts;
        }

        private void add(int point, int peak, double more) {
            peaks[point] = peak;
            parts++;
            score += more;
        }
    }

    private final int height;
    private final List<List<OpenPoseMaps.Peak>> peaks;
    private final List<OpenPoseMaps.Peak> all = new ArrayList<>();
    private final int[] first;

    /**
     * @param height of the points' maps, pixels
     * @param peaks of the 18 points' maps
     */
    OpenPosePeople(int height, List<List<OpenPoseMaps.Peak>> peaks) {
        this.height = height;
        this.peaks = peaks;
        this.first = new int[peaks.size()];
        for (int point = 0; point < first.length; point++) {
            first[point] = all.size();
            all.addAll(peaks.get(point));
        }
    }

    /** One of the network's limb fields at the picture's size. */
    @FunctionalInterface
    interface Field {
        float at(int x, int y);
    }

    /** Gives a field by its number when it is first wanted. */
    @FunctionalInterface
    interface Fields {
        Field field(int number);
    }

    /** All people, in the order they were joined. */
    List<BodyPoints> people(Fields fields) {
        return persons(connections(fields)).stream().map(this::points).toList();
    }

    private BodyPoints points(Person person) {
        List<BodyPoints.Scored> points = new ArrayList<>();
        for (int peak : person.peaks) {
            if (peak == NONE) {
                points.add(BodyPoints.Scored.MISSING);
            } else {
                OpenPoseMaps.Peak at = all.get(peak);
                // A peak is one whatever its map says before smoothing.
                points.add(new BodyPoints.Scored(at.x(), at.y(), Math.max(at.score(), Math.ulp(1f))));
            }
        }
        return new BodyPoints(points);
    }

    List<Connection> connections(Fields fields) {
        List<Connection> connections = new ArrayList<>();
        for (int limb = 0; limb < LIMBS.length; limb++) {
            List<OpenPoseMaps.Peak> from = peaks.get(LIMBS[limb][0]);
            List<OpenPoseMaps.Peak> to = peaks.get(LIMBS[limb][1]);
            if (from.isEmpty() || to.isEmpty()) {
                continue;
            }
            Field fieldX = fields.field(FIELDS[limb]);
            Field fieldY = fields.field(FIELDS[limb] + 1);
            List<Connection> candidates = new ArrayList<>();
            for (int i = 0; i < from.size(); i++) {
                for (int j = 0; j < to.size(); j++) {
                    double score = score(from.get(i), to.get(j), fieldX, fieldY);
                    if (score > 0) {
                        candidates.add(new Connection(
                                limb, first[LIMBS[limb][0]] + i, first[LIMBS[limb][1]] + j, score, i, j));
                    }
                }
            }
            candidates.sort(Comparator.comparingDouble(Connection::score).reversed());
            boolean[] usedFrom = new boolean[from.size()];
            boolean[] usedTo = new boolean[to.size()];
            for (Connection candidate : candidates) {
                if (!usedFrom[candidate.inA] && !usedTo[candidate.inB]) {
                    usedFrom[candidate.inA] = true;
                    usedTo[candidate.inB] = true;
                    connections.add(candidate);
                }
            }
        }
        return connections;
    }

    /** How well the field runs along the line; 0 or less where it does not. */
    private double score(OpenPoseMaps.Peak a, OpenPoseMaps.Peak b, Field fieldX, Field fieldY) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = Math.max(SHORTEST, Math.sqrt(dx * dx + dy * dy));
        double unitX = dx / length;
        double unitY = dy / length;
        double sum = 0;
        int good = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int x = place(a.x(), b.x(), i);
            int y = place(a.y(), b.y(), i);
            double along = fieldX.at(x, y) * unitX + fieldY.at(x, y) * unitY;
            sum += along;
            good += along > LEAST_SAMPLE ? 1 : 0;
        }
        double score = sum / SAMPLES + Math.min(0.5 * height / length - 1, 0);
        return good > GOOD_SAMPLES * SAMPLES ? score : 0;
    }

    /** The sample's nearest pixel, halves to even. */
    private static int place(int from, int to, int sample) {
        double step = (double) (to - from) / (SAMPLES - 1);
        return sample == SAMPLES - 1 ? to : (int) Math.rint(from + sample * step);
    }

    List<Person> persons(List<Connection> connections) {
        List<Person> persons = new ArrayList<>();
        for (Connection connection : connections) {
            int pointA = LIMBS[connection.limb][0];
            int pointB = LIMBS[connection.limb][1];
            List<Person> holders = persons.stream()
                    .filter(person -> person.peaks[pointA] == connection.a || person.peaks[pointB] == connection.b)
                    .limit(2)
                    .toList();
            double more = all.get(connection.b).score() + connection.score;
            if (holders.isEmpty()) {
                if (connection.limb < BEGINNING_LIMBS) {
                    Person person = new Person();
                    person.add(pointA, connection.a, all.get(connection.a).score());
                    person.add(pointB, connection.b, more);
                    persons.add(person);
                }
            } else if (holders.size() == 1) {
                if (holders.getFirst().peaks[pointB] != connection.b) {
                    holders.getFirst().add(pointB, connection.b, more);
                }
            } else if (holders.getFirst().sharesAPoint(holders.getLast())) {
                holders.getFirst().add(pointB, connection.b, more);
            } else {
                holders.getFirst().take(holders.getLast());
                holders.getFirst().score += connection.score;
                persons.remove(holders.getLast());
            }
        }
        persons.removeIf(person -> person.parts < LEAST_PARTS || person.score / person.parts < LEAST_MEAN_SCORE);
        return persons;
    }
}
