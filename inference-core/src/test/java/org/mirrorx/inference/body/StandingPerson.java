package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Point2;

/** A reading of somebody who stands facing the camera in a picture of 600 × 1000, to be spoilt by tests. */
final class StandingPerson {
    static final int WIDTH = 600;
    static final int HEIGHT = 1000;

    private final Map<Joint, Landmark> points = new EnumMap<>(Joint.class);
    private Optional<FaceReading> face = Optional.empty();
    private Optional<String> implausible = Optional.empty();
    private int people = 1;

    StandingPerson() {
        for (Joint joint : Joint.values()) {
            points.put(joint, new Landmark(300, 120, 0, 1, 1));
        }
        pair(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, 80, 220);
        pair(Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, 110, 360);
        pair(Joint.LEFT_WRIST, Joint.RIGHT_WRIST, 115, 480);
        pair(Joint.LEFT_HIP, Joint.RIGHT_HIP, 45, 470);
        pair(Joint.LEFT_KNEE, Joint.RIGHT_KNEE, 45, 680);
        pair(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE, 45, 880);
    }

    private void pair(Joint left, Joint right, double fromMiddle, double y) {
        move(left, 300 + fromMiddle, y);
        move(right, 300 - fromMiddle, y);
    }

    StandingPerson move(Joint joint, double x, double y) {
        points.put(joint, new Landmark(x, y, 0, 1, 1));
        return this;
    }

    StandingPerson absent(Joint joint) {
        points.computeIfPresent(joint, (same, old) -> new Landmark(old.x(), old.y(), 0, old.visibility(), 0.2));
        return this;
    }

    StandingPerson hidden(Joint joint) {
        points.computeIfPresent(joint, (same, old) -> new Landmark(old.x(), old.y(), 0, 0.1, old.presence()));
        return this;
    }

    /** Everything larger or smaller around a point of the shoulder line. */
    StandingPerson scaled(double factor) {
        points.replaceAll((joint, old) -> new Landmark(
                300 + factor * (old.x() - 300), 220 + factor * (old.y() - 220), 0, old.visibility(), old.presence()));
        return this;
    }

    StandingPerson mirrored() {
        points.replaceAll((joint, old) -> new Landmark(WIDTH - old.x(), old.y(), 0, old.visibility(), old.presence()));
        return this;
    }

    StandingPerson faceOfHeight(double pixels) {
        face = Optional.of(new FaceReading(0.9, 250, 50, 350, 50 + pixels, List.of(new Point2(0, 0)), List.of()));
        return this;
    }

    StandingPerson among(int others) {
        people = 1 + others;
        return this;
    }

    StandingPerson implausible(String rule) {
        implausible = Optional.of(rule);
        return this;
    }

    List<Landmark> landmarks() {
        return points.values().stream().toList();
    }

    /** A trunk from 180 to 420 and 200 to 520, arms not included. */
    static Mask outline(Arena memory) {
        Mask mask = Mask.allocate(memory, WIDTH, HEIGHT);
        for (int row = 200; row < 520; row++) {
            for (int column = 180; column < 420; column++) {
                mask.coverage().set(ValueLayout.JAVA_BYTE, (long) row * WIDTH + column, (byte) 255);
            }
        }
        return mask;
    }

    BodyReading reading(Arena memory) {
        return new BodyReading(
                WIDTH,
                HEIGHT,
                0.9,
                1,
                landmarks(),
                outline(memory),
                face,
                Mask.allocate(memory, WIDTH, HEIGHT),
                Optional.empty(),
                implausible,
                people);
    }
}
