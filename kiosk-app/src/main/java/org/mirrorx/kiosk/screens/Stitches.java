package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.StrokeLineCap;

/** A hand-sewn running stitch along a line: rounded dashes, slightly irregular by a fixed seed. */
public final class Stitches extends Group {
    private static final long SEED = 20_261_126L;
    private static final double HOLE = 2;
    private static final double NEEDLE = 148;
    private final Yarn yarn;
    private final List<Stitch> stitches = new ArrayList<>();
    private final Group needle = new Group();
    private int from;
    private int to;

    private Stitches(Yarn yarn, List<Point2D> line, Color color) {
        this.yarn = yarn;
        sew(line, color);
        to = stitches.size();
        needle.setVisible(false);
        getChildren().add(needle);
        setMouseTransparent(true);
    }

    /** A straight seam. */
    public static Stitches straight(Yarn yarn, Color color, double x1, double y1, double x2, double y2) {
        return new Stitches(yarn, List.of(new Point2D(x1, y1), new Point2D(x2, y2)), color);
    }

    /** A seam along points, as close together as the curve asks. */
    public static Stitches along(Yarn yarn, Color color, List<Point2D> points) {
        return new Stitches(yarn, points, color);
    }

    /** How many stitches there are. */
    public int count() {
        return stitches.size();
    }

    /** Middle of a stitch. */
    public Point2D at(int stitch) {
        Stitch found = stitches.get(stitch);
        return new Point2D(
                (found.thread.getStartX() + found.thread.getEndX()) / 2,
                (found.thread.getStartY() + found.thread.getEndY()) / 2);
    }

    /** Sews a share of the seam, 0 to 1, from its beginning; the rest are holes. */
    public void sew(double share) {
        show(0, (int) Math.round(Math.clamp(share, 0, 1) * stitches.size()));
    }

    /** Pulls a share of the seam out, 0 to 1, from its beginning; what was pulled leaves holes. */
    public void unpick(double share) {
        show((int) Math.round(Math.clamp(share, 0, 1) * stitches.size()), stitches.size());
    }

    /** Shows a needle waiting at the next hole. */
    public void withNeedle() {
        // A long thin eye, so that it reads as a needle and not as an arrow.
        var body = new Polygon(0, 0, 26, -7, 60, -6, NEEDLE, 0, 60, 5, 26, 5);
        body.setFill(Color.web("#8C8B88"));
        var light = new Line(16, -2.5, 96, -2.5);
        light.setStroke(Color.WHITE);
        light.setStrokeWidth(2.4);
        light.setStrokeLineCap(StrokeLineCap.ROUND);
        var eye = new Line(14, -0.5, 30, -0.5);
        eye.setStroke(Tokens.PAPER);
        eye.setStrokeWidth(3);
        eye.setStrokeLineCap(StrokeLineCap.ROUND);
        needle.getChildren().setAll(body, light, eye);
        needle.setVisible(true);
        needle.toFront();
        placeNeedle();
    }

    /** Colours each stitch: those that the predicate names in one colour, the others in another. */
    public void colour(IntPredicate these, Color color, Color others) {
        for (int i = 0; i < stitches.size(); i++) {
            Color wanted = these.test(i) ? color : others;
            Line line = stitches.get(i).thread;
            if (!wanted.equals(line.getStroke())) {
                line.setStroke(wanted);
            }
        }
    }

    private void show(int first, int end) {
        if (first == from && end == to) {
            return;
        }
        from = first;
        to = end;
        for (int i = 0; i < stitches.size(); i++) {
            stitches.get(i).sewn(i >= first && i < end);
        }
        placeNeedle();
    }

    private void placeNeedle() {
        if (!needle.isVisible() || stitches.isEmpty()) {
            return;
        }
        Line next = stitches.get(Math.min(to, stitches.size() - 1)).thread;
        needle.setTranslateX(next.getStartX());
        needle.setTranslateY(next.getStartY() - 2);
        needle.setRotate(-4);
    }

    private void sew(List<Point2D> line, Color color) {
        // Coordinates' bits in the seed: two seams of one screen are not twins, and the same seam never changes.
        var jitter = new Random(SEED
                ^ Double.hashCode(line.getFirst().getX() * 31 + line.getFirst().getY()));
        double length = length(line);
        for (double at = yarn.off / 2; at + yarn.on <= length; at += yarn.on + yarn.off) {
            double start = at + (jitter.nextDouble() - 0.5) * 2;
            double end = at + yarn.on + (jitter.nextDouble() - 0.5) * 2;
            double lift = jitter.nextDouble() * 2 - 1;
            Stitch stitch = new Stitch(yarn, point(line, start), point(line, end), lift, color);
            stitches.add(stitch);
        }
        stitches.forEach(stitch -> getChildren().addAll(stitch.parts()));
    }

    private static double length(List<Point2D> line) {
        double sum = 0;
        for (int i = 1; i < line.size(); i++) {
            sum += line.get(i).distance(line.get(i - 1));
        }
        return sum;
    }

    private static Point2D point(List<Point2D> line, double at) {
        double left = at;
        for (int i = 1; i < line.size(); i++) {
            Point2D a = line.get(i - 1);
            Point2D b = line.get(i);
            double step = a.distance(b);
            if (left <= step && step > 0) {
                return a.interpolate(b, left / step);
            }
            left -= step;
        }
        return line.getLast();
    }

    /** Thicknesses and lengths, in px: on, off, thick, and the casing around it on pictures. */
    public enum Yarn {
        /** Dividers and hems on paper. */
        PAPER(14, 10, 5, 0),
        /** The seam that work sews. */
        PROGRESS(20, 12, 7, 0),
        /** Before and after, on a picture. */
        PICTURE(20, 13, 7, 5),
        /** The outline a shopper stands in. */
        GUIDE(22, 15, 8, 6);

        private final double on;
        private final double off;
        private final double thick;
        private final double casing;

        Yarn(double on, double off, double thick, double casing) {
            this.on = on;
            this.off = off;
            this.thick = thick;
            this.casing = casing;
        }
    }

    private static final class Stitch {
        private final Line thread;
        private final List<javafx.scene.shape.Shape> sewn = new ArrayList<>();
        private final List<javafx.scene.shape.Shape> holes = new ArrayList<>();

        Stitch(Yarn kind, Point2D start, Point2D end, double lift, Color color) {
            Point2D across = new Point2D(start.getY() - end.getY(), end.getX() - start.getX())
                    .normalize()
                    .multiply(lift * 0.6);
            thread = line(start.add(across), end.subtract(across), color, kind.thick);
            if (kind.casing > 0) {
                sewn.add(line(
                        start.add(across),
                        end.subtract(across),
                        Color.color(0.114, 0.102, 0.086, 0.55),
                        kind.thick + kind.casing));
            }
            sewn.add(thread);
            if (kind.casing == 0) {
                Point2D up = new Point2D(0, -kind.thick * 0.18);
                sewn.add(line(start.add(up), end.add(up), Color.color(1, 1, 1, 0.35), 1.3));
            }
            holes.add(hole(start));
            holes.add(hole(end));
        }

        private static Line line(Point2D start, Point2D end, Color color, double thick) {
            var line = new Line(start.getX(), start.getY(), end.getX(), end.getY());
            line.setStroke(color);
            line.setStrokeWidth(thick);
            line.setStrokeLineCap(StrokeLineCap.ROUND);
            return line;
        }

        private static Circle hole(Point2D at) {
            var hole = new Circle(at.getX(), at.getY(), HOLE, Color.color(0.114, 0.102, 0.086, 0.4));
            hole.setVisible(false);
            return hole;
        }

        private List<javafx.scene.shape.Shape> parts() {
            var parts = new ArrayList<>(sewn);
            parts.addAll(holes);
            return parts;
        }

        private void sewn(boolean on) {
            sewn.forEach(part -> part.setVisible(on));
            holes.forEach(part -> part.setVisible(!on));
        }
    }
}
