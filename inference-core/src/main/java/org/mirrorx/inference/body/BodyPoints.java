package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Rect;

/**
 * A person's 18 points in the order of {@link BodyPoint}, pixels of the picture that was read.
 *
 * @param points a missing point has the score 0
 */
public record BodyPoints(List<Scored> points) {
    /**
     * A point and how sure the network is.
     *
     * @param score 0 missing, more is surer; networks differ in their scale
     */
    public record Scored(double x, double y, double score) {
        /** No point was found. */
        public static final Scored MISSING = new Scored(0, 0, 0);

        public boolean isPresent() {
            return score > 0;
        }

        public Point2 at() {
            return new Point2(x, y);
        }
    }

    public BodyPoints {
        points = List.copyOf(points);
        if (points.size() != BodyPoint.values().length) {
            throw new IllegalArgumentException("a body has 18 points");
        }
    }

    /** Nobody's. */
    public static BodyPoints none() {
        return new BodyPoints(Collections.nCopies(BodyPoint.values().length, Scored.MISSING));
    }

    /**
     * The built-in networks' points in a part of the capture, brought to another size; those outside the part are missing.
     *
     * @param part of the capture
     */
    public static BodyPoints of(BodyReading reading, Rect part, int width, int height) {
        return of(WholeBody.of(reading, part), width, height);
    }

    /** Points that are fractions of a picture, in pixels of that picture. */
    public static BodyPoints of(WholeBody body, int width, int height) {
        List<Scored> points = new ArrayList<>();
        for (int i = 0; i < body.body().size(); i++) {
            Point2 at = body.body().get(i);
            points.add(body.bodyVisible().get(i) ? new Scored(at.x() * width, at.y() * height, 1) : Scored.MISSING);
        }
        return new BodyPoints(points);
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the published order
    public Scored at(BodyPoint point) {
        return points.get(point.ordinal());
    }

    /** The rectangle around the points that were found; empty without any. */
    Optional<Box> box() {
        List<Scored> found = points.stream().filter(Scored::isPresent).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Box(
                found.stream().mapToDouble(Scored::x).min().getAsDouble(),
                found.stream().mapToDouble(Scored::y).min().getAsDouble(),
                found.stream().mapToDouble(Scored::x).max().getAsDouble(),
                found.stream().mapToDouble(Scored::y).max().getAsDouble()));
    }

    /** Distance of the middles of shoulders and hips; empty when one of the four is missing. */
    Optional<Double> torsoLength() {
        List<BodyPoint> corners =
                List.of(BodyPoint.LEFT_SHOULDER, BodyPoint.RIGHT_SHOULDER, BodyPoint.LEFT_HIP, BodyPoint.RIGHT_HIP);
        return corners.stream().allMatch(corner -> at(corner).isPresent())
                ? Optional.of(at(corners.get(0))
                        .at()
                        .towards(at(corners.get(1)).at(), 0.5)
                        .distance(at(corners.get(2))
                                .at()
                                .towards(at(corners.get(3)).at(), 0.5)))
                : Optional.empty();
    }
}
