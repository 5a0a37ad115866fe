package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Where the head is, in cells of a {@link SmallCapture}.
 *
 * @param face inside the face's outline
 * @param aboveChin everything above the jaw within reach of the head: face, ears, hair, hat; never a garment
 * @param chin lowest point of the face, cells
 * @param cheeks places of plain skin, cells
 * @param faceWidth cells
 */
@SuppressWarnings("ArrayRecordComponent") // planes of one computation; never compared
record HeadCells(boolean[] face, boolean[] aboveChin, Point2 chin, List<Point2> cheeks, double faceWidth) {
    /** Mesh points on cheeks, nose bridge and forehead, away from eyes, brows, lips and beard. */
    private static final int[] CHEEKS = {50, 280, 205, 425, 101, 330, 118, 347, 123, 352, 36, 266, 5, 195, 197, 151, 9};

    private static final int CHIN = 152;

    /** Where a face has no mesh: eyes to mouth is 1; mouth to chin, half a face, and head radius in this measure. */
    private static final double CHIN_BELOW_EYES = 1.72;

    private static final double HALF_FACE = 1.05;
    private static final double HEAD_REACH = 2.6;

    static HeadCells of(SmallCapture small, BodyReading reading, Skeleton skeleton) {
        List<Point2> mesh = reading.face().map(FaceReading::mesh).orElse(List.of());
        int w = small.width();
        int h = small.height();
        Point2 eyes = small.cell(reading.at(Joint.LEFT_EYE)
                .at()
                .towards(reading.at(Joint.RIGHT_EYE).at(), 0.5));
        Point2 mouth = small.cell(reading.at(Joint.MOUTH_LEFT)
                .at()
                .towards(reading.at(Joint.MOUTH_RIGHT).at(), 0.5));
        List<Point2> outline;
        List<Point2> cheeks = new ArrayList<>();
        Point2 chin;
        double width;
        if (mesh.isEmpty()) {
            double dx = mouth.x() - eyes.x();
            double dy = Math.max(0.12 * skeleton.shoulderWidth() / small.step(), mouth.y() - eyes.y());
            outline = new ArrayList<>();
            for (int i = 0; i < 36; i++) {
                double turn = Math.PI * i / 18;
                double along = 0.37 + (CHIN_BELOW_EYES - 0.37) * Math.sin(turn);
                double across = HALF_FACE * Math.cos(turn);
                outline.add(new Point2(eyes.x() + along * dx - across * dy, eyes.y() + along * dy + across * dx));
            }
            chin = new Point2(eyes.x() + CHIN_BELOW_EYES * dx, eyes.y() + CHIN_BELOW_EYES * dy);
            width = 2 * HALF_FACE * dy;
            for (int side = -1; side <= 1; side += 2) {
                cheeks.add(
                        new Point2(mouth.x() - 0.45 * side * dy - 0.25 * dx, mouth.y() + 0.45 * side * dx - 0.25 * dy));
            }
        } else {
            List<Point2> points = mesh.stream().map(small::cell).toList();
            outline = hull(points);
            chin = points.get(CHIN);
            width = points.stream().mapToDouble(Point2::x).max().orElseThrow()
                    - points.stream().mapToDouble(Point2::x).min().orElseThrow();
            for (int i : CHEEKS) {
                cheeks.add(points.get(i));
            }
        }
        boolean[] face = Cells.inside(outline, w, h);
        boolean[] head = new boolean[w * h];
        double reach = HEAD_REACH * Math.max(width / (2 * HALF_FACE), Math.abs(mouth.y() - eyes.y()));
        // The jaw: the line through the chin across the head's axis, raised towards the ears.
        double ax = chin.x() - eyes.x();
        double ay = chin.y() - eyes.y();
        double length = Math.max(1, Math.hypot(ax, ay));
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                double down = ((x - eyes.x()) * ax + (y - eyes.y()) * ay) / length;
                double across = Math.abs((x - eyes.x()) * -ay + (y - eyes.y()) * ax) / length;
                double jaw = length * (1 - 0.55 * Math.min(1.2, across / (0.5 * width)));
                head[i] = face[i] || (down < jaw && Math.hypot(down, across) < reach);
            }
        }
        return new HeadCells(face, head, chin, cheeks, width);
    }

    /** Andrew's monotone chain. */
    static List<Point2> hull(List<Point2> points) {
        List<Point2> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point2::x).thenComparingDouble(Point2::y));
        List<Point2> hull = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            int start = hull.size();
            for (Point2 p : pass == 0 ? sorted : sorted.reversed()) {
                while (hull.size() >= start + 2 && turn(hull.get(hull.size() - 2), hull.getLast(), p) <= 0) {
                    hull.removeLast();
                }
                hull.add(p);
            }
            hull.removeLast();
        }
        return hull;
    }

    private static double turn(Point2 o, Point2 p, Point2 q) {
        return (p.x() - o.x()) * (q.y() - o.y()) - (p.y() - o.y()) * (q.x() - o.x());
    }
}
