package org.mirrorx.inference.body;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** One arm: what of it a new garment may cover or bare, and its hand, which stays. Masks are 255 inside, in the workspace. */
final class ArmMask {
    /** Wrists are known, hands are not: forearms are lengthened. */
    private static final double BEYOND_WRIST = 1.2;

    /** The middle of a hand beyond the wrist, and its reach, as shares of the forearm; the reach at least a share of the torso. */
    private static final double HAND_BEYOND = 0.38;

    private static final double HAND_REACH = 0.35;
    private static final double LEAST_HAND = 0.13;

    /** A forearm and an upper arm, as shares of the torso's length, where points are missing. */
    private static final double FOREARM = 0.5;

    /** An arm whose elbow is missing runs straight if it is shorter than this share of the torso. */
    private static final double STRAIGHT_ARM = 0.9;

    private final Mat parsed;
    private final Optional<Point2> shoulder;
    private final Optional<Point2> elbow;
    private final Optional<Point2> wrist;
    private final int thickness;
    private final double torso;
    private final Workspace workspace;

    private ArmMask(
            Mat parsed,
            Optional<Point2> shoulder,
            Optional<Point2> elbow,
            Optional<Point2> wrist,
            int thickness,
            double torso,
            Workspace workspace) {
        this.parsed = parsed;
        this.shoulder = shoulder;
        this.elbow = elbow;
        this.wrist = wrist;
        this.thickness = thickness;
        this.torso = torso;
        this.workspace = workspace;
    }

    /**
     * The person's right arm.
     *
     * @param parsed its bare skin with the hand, 255 inside
     * @param thickness of the stroke along it, pixels
     * @param torso length, pixels
     */
    static ArmMask right(Mat parsed, BodyPoints points, int thickness, double torso, Workspace workspace) {
        return new ArmMask(
                parsed,
                present(points, BodyPoint.RIGHT_SHOULDER),
                present(points, BodyPoint.RIGHT_ELBOW),
                present(points, BodyPoint.RIGHT_WRIST),
                thickness,
                torso,
                workspace);
    }

    /** The person's left arm; arguments as for {@link #right}. */
    static ArmMask left(Mat parsed, BodyPoints points, int thickness, double torso, Workspace workspace) {
        return new ArmMask(
                parsed,
                present(points, BodyPoint.LEFT_SHOULDER),
                present(points, BodyPoint.LEFT_ELBOW),
                present(points, BodyPoint.LEFT_WRIST),
                thickness,
                torso,
                workspace);
    }

    private static Optional<Point2> present(BodyPoints points, BodyPoint point) {
        return Optional.of(points.at(point))
                .filter(BodyPoints.Scored::isPresent)
                .map(BodyPoints.Scored::at);
    }

    /** The stroke along the points that were found, and the parsed arm where they do not say enough. */
    Mat covered() {
        List<Point2> way = way();
        PillowStroke stroke = new PillowStroke(parsed.cols(), parsed.rows());
        if (!way.isEmpty()) {
            stroke.line(way.stream().map(ArmMask::whole).toList(), thickness);
            int radius = thickness / 2;
            stroke.disc(whole(way.getFirst()), radius);
        }
        Mat covered = AgnosticMask.mat(stroke, parsed, workspace);
        if (way.isEmpty() || wrist.isEmpty()) {
            Core.bitwise_or(covered, parsed, covered);
        }
        return covered;
    }

    private List<Point2> way() {
        if (shoulder.isEmpty()) {
            return List.of();
        }
        if (elbow.isPresent()) {
            return wrist.map(hand -> List.of(shoulder.get(), elbow.get(), beyond(elbow.get(), hand, BEYOND_WRIST)))
                    .orElse(List.of(shoulder.get(), elbow.get()));
        }
        return wrist.filter(hand -> hand.distance(shoulder.get()) < STRAIGHT_ARM * torso)
                .map(hand -> List.of(shoulder.get(), hand))
                .orElse(List.of());
    }

    /** Bare skin around the end of the forearm. */
    Mat hand() {
        Mat hand = AgnosticMask.nothing(parsed, workspace);
        middleOfHand().ifPresent(middle -> {
            double forearm =
                    elbow.isPresent() && wrist.isPresent() ? elbow.get().distance(wrist.get()) : FOREARM * torso;
            double reach = Math.max(HAND_REACH * forearm, LEAST_HAND * torso);
            Imgproc.circle(
                    hand, new Point(middle.x(), middle.y()), (int) Math.ceil(reach), Scalar.all(255), Imgproc.FILLED);
            Core.bitwise_and(hand, parsed, hand);
        });
        return hand;
    }

    private Optional<Point2> middleOfHand() {
        if (wrist.isPresent()) {
            return Optional.of(elbow.map(from -> beyond(from, wrist.get(), 1 + HAND_BEYOND))
                    .orElse(wrist.get()));
        }
        return elbow.or(() -> shoulder).or(this::top).flatMap(this::farEnd);
    }

    /** The highest skin of this arm. */
    private Optional<Point2> top() {
        byte[] skin = new byte[Math.toIntExact(parsed.total())];
        parsed.get(0, 0, skin);
        for (int i = 0; i < skin.length; i++) {
            if (skin[i] != 0) {
                int row = i / parsed.cols();
                return Optional.of(new Point2(i % parsed.cols(), row));
            }
        }
        return Optional.empty();
    }

    /** The skin of this arm that lies farthest from a joint; empty when the arm does not reach as far as a forearm. */
    private Optional<Point2> farEnd(Point2 joint) {
        byte[] skin = new byte[Math.toIntExact(parsed.total())];
        parsed.get(0, 0, skin);
        Optional<Point2> farthest = Optional.empty();
        double most = FOREARM * torso / 2;
        for (int i = 0; i < skin.length; i++) {
            if (skin[i] != 0) {
                int row = i / parsed.cols();
                Point2 at = new Point2(i % parsed.cols(), row);
                if (at.distance(joint) > most) {
                    most = at.distance(joint);
                    farthest = Optional.of(at);
                }
            }
        }
        // The hand's middle lies a little before its tips.
        return farthest.map(end -> end.towards(joint, LEAST_HAND * torso / 2 / end.distance(joint)));
    }

    private static Point2 beyond(Point2 from, Point2 to, double times) {
        return new Point2(from.x() + times * (to.x() - from.x()), from.y() + times * (to.y() - from.y()));
    }

    private static Point2 whole(Point2 point) {
        return new Point2((int) point.x(), (int) point.y());
    }
}
