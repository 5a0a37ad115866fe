package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/**
 * Follows one person through a video: the detector finds them once and looks again now and then for others; in between the landmark
 * network looks where it saw them last (google/mediapipe, pose_tracking). Points are steadied. One thread.
 */
public final class BodyTracker {
    private static final double FLAG = 0.5;

    /** The detector looks for other people every so many frames. */
    private static final int LOOK_ROUND_EVERY = 15;

    /** A person's circle reaches this far to the sides, as a share of its radius. */
    private static final double SIDES = 0.55;

    private final Object networksLock;
    private final BodyNetworks networks;
    private final Brightness brightness = new Brightness();
    private final LandmarkSmoothing smoothing = LandmarkSmoothing.ofMirror();
    private @Nullable RotatedBox region;
    private List<TrackedBody.Bystander> others = List.of();
    private int frame;

    BodyTracker(Object networksLock, BodyNetworks networks) {
        this.networksLock = networksLock;
        this.networks = networks;
    }

    /** Forgets whom it followed. */
    public void reset() {
        region = null;
        others = List.of();
        smoothing.reset();
        frame = 0;
    }

    /**
     * The person in the next frame.
     *
     * @param frame upright, not mirrored; about 512 pixels high is enough
     * @param seconds when it was taken, any origin
     * @return empty when nobody is there
     */
    public Optional<TrackedBody> next(Picture frame, double seconds) {
        Mat picture = frame.view();
        try (Workspace workspace = new Workspace()) {
            synchronized (networksLock) {
                return next(frame, picture, seconds, workspace);
            }
        } finally {
            picture.release();
        }
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    private Optional<TrackedBody> next(Picture frame, Mat picture, double seconds, Workspace workspace) {
        RotatedBox box = region;
        if (box == null || this.frame++ % LOOK_ROUND_EVERY == 0) {
            box = lookRound(picture, workspace);
        }
        if (box == null) {
            return Optional.empty();
        }
        Pose pose = networks.pose().read(picture, box, workspace);
        if (pose.flag() < FLAG) {
            region = null;
            smoothing.reset();
            return Optional.empty();
        }
        region = pose.next();
        double size = Math.max(1, pose.next().width());
        List<Landmark> raw = pose.body();
        double blur = Sharpness.blur(
                frame,
                raw.get(Joint.LEFT_SHOULDER.ordinal()).at(),
                raw.get(Joint.RIGHT_SHOULDER.ordinal()).at());
        return Optional.of(new TrackedBody(
                picture.cols(),
                picture.rows(),
                smoothing.next(raw, seconds, size),
                brightness.of(frame, Optional.empty()),
                blur,
                others));
    }

    /** Where the person to follow is; who was followed already is not left for somebody else. */
    private @Nullable RotatedBox lookRound(Mat picture, Workspace workspace) {
        List<Detection> people = networks.people().find(picture, workspace);
        ChoosePerson choice = new ChoosePerson(picture.cols());
        RotatedBox followed = region;
        Optional<Detection> chosen = followed == null
                ? choice.choose(people)
                : people.stream()
                        .filter(person -> distance(person, followed) < followed.width() / 4)
                        .min((a, b) -> Double.compare(distance(a, followed), distance(b, followed)));
        List<TrackedBody.Bystander> found = new ArrayList<>();
        for (Detection person : people) {
            if (chosen.isPresent() && !person.equals(chosen.get()) && apart(person, chosen.get())) {
                boolean comparable =
                        choice.comparable(List.of(person), chosen.get()).contains(person);
                found.add(bystander(person, comparable));
            }
        }
        others = List.copyOf(found);
        return followed != null ? followed : chosen.map(FindPeople::around).orElse(null);
    }

    private static boolean apart(Detection a, Detection b) {
        return a.points().getFirst().distance(b.points().getFirst())
                > 0.12
                        * Math.min(
                                FindPeople.around(a).width(),
                                FindPeople.around(b).width());
    }

    private static double distance(Detection person, RotatedBox box) {
        return person.points().getFirst().distance(new Point2(box.centreX(), box.centreY()));
    }

    private static TrackedBody.Bystander bystander(Detection person, boolean comparable) {
        RotatedBox box = FindPeople.around(person);
        double radius = box.width() / 2;
        return new TrackedBody.Bystander(
                box.centreX() - SIDES * radius,
                box.centreY() - radius,
                box.centreX() + SIDES * radius,
                box.centreY() + radius,
                comparable);
    }
}
