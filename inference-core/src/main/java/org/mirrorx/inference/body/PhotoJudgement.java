package org.mirrorx.inference.body;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Declined.Reason;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Picture;

/**
 * Whether a photograph is good enough for a garment, and if not what the shopper can change. Says the first thing that would help:
 * whoever stands too close is not told that the hips are missing.
 */
public final class PhotoJudgement {
    /** Shoulders wider than this share of the picture, or a face higher than this share: no room for arms and hips. */
    private static final double TOO_WIDE = 0.62;

    private static final double TOO_HIGH_A_FACE = 0.27;

    /** With the hips outside, shoulders from this share of the picture on say that a step back would help. */
    private static final double WIDE_WITHOUT_HIPS = 0.42;

    /** A point may lie outside by this share of the shoulder width. */
    private static final double OUTSIDE_ALLOWED = 0.1;

    /** Shoulders narrower than this share of the torso's length belong to somebody turned away by 60° (drape recipe §11). */
    private static final double TURNED_SHOULDERS = 0.45;

    private static final List<Joint> TRUNK =
            List.of(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP);

    /** Below this agreement of networks a point lies elsewhere for some of them. */
    private static final double SEEN_ELSEWHERE = 0.6;

    private final Brightness brightness = new Brightness();

    /** Empty when the photograph will do for this outfit. */
    public Optional<Declined> judge(Picture capture, Readings readings, Outfit outfit) {
        Set<GarmentKind> kinds = EnumSet.noneOf(GarmentKind.class);
        outfit.garments().stream().map(GarmentCut::kind).forEach(kinds::add);
        return judge(capture, readings, kinds);
    }

    /**
     * Empty when the photograph will do for garments of these kinds.
     *
     * @param capture upright, not mirrored
     */
    public Optional<Declined> judge(Picture capture, Readings readings, Set<GarmentKind> kinds) {
        Optional<BodyReading> body = readings.body();
        double highlights = brightness.of(capture, body.map(BodyReading::person));
        if (body.isEmpty()) {
            return tooDark(highlights).or(() -> no(Reason.NOBODY_THERE, "the person detector found nobody"));
        }
        return severalPeople(body.get())
                .or(() -> tooDark(highlights))
                .or(() -> judge(body.get(), kinds))
                .or(() -> blurred(capture, body.get()))
                .or(() -> readings.secondOpinion().flatMap(PhotoJudgement::contradicted));
    }

    /** Everything but the light and the sharpness: also good for a live hint. */
    Optional<Declined> judge(BodyReading body, Set<GarmentKind> kinds) {
        return severalPeople(body)
                .or(() -> tooClose(body))
                .or(() -> turnedAway(body))
                .or(() -> partsOutside(body, kinds))
                .or(() -> body.implausible().flatMap(rule -> no(Reason.BODY_UNCLEAR, rule)))
                .or(() -> armsCrossed(body));
    }

    private static Optional<Declined> tooDark(double highlights) {
        return highlights < Brightness.DARK
                ? no(
                        Reason.TOO_DARK,
                        String.format(
                                Locale.ROOT,
                                "95 %% of the person stay below %.0f of 255, %.0f is the least",
                                highlights,
                                Brightness.DARK))
                : Optional.empty();
    }

    private static Optional<Declined> blurred(Picture capture, BodyReading body) {
        double blur = Sharpness.blur(
                capture,
                body.at(Joint.LEFT_SHOULDER).at(),
                body.at(Joint.RIGHT_SHOULDER).at());
        return blur > Sharpness.BLURRED
                ? no(
                        Reason.BLURRED,
                        String.format(
                                Locale.ROOT,
                                "edges are %.3f of the shoulder width wide, %.3f is allowed",
                                blur,
                                Sharpness.BLURRED))
                : Optional.empty();
    }

    /** Added networks see several people, or the trunk elsewhere. That they see nobody concerns the engines which need them. */
    private static Optional<Declined> contradicted(BodyMap map) {
        Optional<Declined> several = map.second()
                .flatMap(others -> others.view().unfit())
                .filter(declined -> declined.reason() == Reason.SEVERAL_PEOPLE);
        if (several.isPresent()) {
            return several;
        }
        List<Joint> elsewhere = TRUNK.stream()
                .filter(joint -> map.agreement(joint) < SEEN_ELSEWHERE)
                .toList();
        return elsewhere.size() >= TRUNK.size() / 2
                ? no(Reason.BODY_UNCLEAR, "the networks do not agree where " + elsewhere + " are")
                : Optional.empty();
    }

    private static Optional<Declined> severalPeople(BodyReading body) {
        return body.largePeople() > 1
                ? no(
                        Reason.SEVERAL_PEOPLE,
                        String.format(Locale.ROOT, "%d people of comparable size", body.largePeople()))
                : Optional.empty();
    }

    private static Optional<Declined> tooClose(BodyReading body) {
        double shoulders = body.shoulderWidth() / body.width();
        double face = body.face()
                .map(found -> (found.boxBottom() - found.boxTop()) / body.height())
                .orElse(0.0);
        boolean close = shoulders > TOO_WIDE
                || face > TOO_HIGH_A_FACE
                || (shoulders > WIDE_WITHOUT_HIPS && !bothInside(body, Joint.LEFT_HIP, Joint.RIGHT_HIP));
        return close
                ? no(
                        Reason.TOO_CLOSE,
                        String.format(
                                Locale.ROOT,
                                "the shoulders span %.2f of the picture's width, the face %.2f of its height",
                                shoulders,
                                face))
                : Optional.empty();
    }

    private static Optional<Declined> turnedAway(BodyReading body) {
        if (body.at(Joint.LEFT_SHOULDER).x() <= body.at(Joint.RIGHT_SHOULDER).x()) {
            return no(
                    Reason.TURNED_AWAY, "the left shoulder lies at the picture's left: a back, or a mirrored picture");
        }
        double ratio = body.shoulderWidth() / body.torsoLength();
        return ratio < TURNED_SHOULDERS
                ? no(
                        Reason.TURNED_AWAY,
                        String.format(
                                Locale.ROOT,
                                "the shoulders are %.2f of the torso's length, %.2f is the least",
                                ratio,
                                TURNED_SHOULDERS))
                : Optional.empty();
    }

    private static Optional<Declined> partsOutside(BodyReading body, Set<GarmentKind> kinds) {
        if (!bothInside(body, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)) {
            return no(Reason.PARTS_OUTSIDE, "a shoulder lies outside the picture");
        }
        if (!bothInside(body, Joint.LEFT_HIP, Joint.RIGHT_HIP)) {
            return no(Reason.PARTS_OUTSIDE, "a hip lies outside the picture");
        }
        boolean needsKnees = kinds.contains(GarmentKind.LOWER) || kinds.contains(GarmentKind.DRESS);
        return needsKnees && !bothInside(body, Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
                ? no(Reason.PARTS_OUTSIDE, "a knee lies outside the picture, and the garment reaches there")
                : Optional.empty();
    }

    private static boolean bothInside(BodyReading body, Joint left, Joint right) {
        double allowed = OUTSIDE_ALLOWED * body.shoulderWidth();
        return List.of(body.at(left), body.at(right)).stream()
                .allMatch(point -> point.present()
                        && point.x() >= -allowed
                        && point.y() >= -allowed
                        && point.x() < body.width() + allowed
                        && point.y() < body.height() + allowed);
    }

    private static Optional<Declined> armsCrossed(BodyReading body) {
        double crossing = new ArmCrossing(body).longest();
        return crossing > ArmCrossing.ALLOWED
                ? no(
                        Reason.ARMS_CROSSED,
                        String.format(
                                Locale.ROOT,
                                "an arm lies before the trunk over %.2f of the shoulder width, %.2f is allowed",
                                crossing,
                                ArmCrossing.ALLOWED))
                : Optional.empty();
    }

    private static Optional<Declined> no(Reason reason, String detail) {
        return Optional.of(new Declined(reason, detail));
    }
}
