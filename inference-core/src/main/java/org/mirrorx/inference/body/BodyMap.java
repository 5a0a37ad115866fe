package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;

/**
 * The fused view of a capture: points with confidences from all networks that were asked, and what each pixel shows. Serves the engine
 * {@code drape}, the photo judgement and live hints; engines with networks of their own take the raw readings.
 *
 * @param reading points, outline, face
 * @param labels regions good to one or two pixels
 * @param second what added networks say; empty without
 */
public record BodyMap(BodyReading reading, GarmentLabels labels, Optional<SecondOpinion> second) {
    /** Points nearer than this, in shoulder widths, are the same point. */
    private static final double SAME_POINT = 0.2;

    /** What is left of a point's confidence when an added network contradicts it. */
    private static final double CONTRADICTED = 0.5;

    /** A part of the body or of the clothes worn. */
    public enum Part {
        /** Face, ears, hair and what is worn on the head. */
        HEAD(EnumSet.of(Region.HEAD, Region.HAIR)),
        HAIR(EnumSet.of(Region.HAIR)),
        HANDS(EnumSet.of(Region.HAND)),
        /** Bare arms with hands; sleeved arms are garment. */
        ARMS(EnumSet.of(Region.ARM, Region.HAND)),
        UPPER_GARMENT(EnumSet.of(Region.TOP)),
        LOWER_GARMENT(EnumSet.of(Region.LOWER)),
        /** Bare legs with shoes. */
        LEGS(EnumSet.of(Region.LEG, Region.SHOE));

        private final Set<Region> regions;

        Part(Set<Region> regions) {
            this.regions = regions;
        }
    }

    /**
     * What added networks say of the same capture.
     *
     * @param points of each network that found somebody, in pixels of the capture
     * @param surface parts of the body in pixels of {@code view}'s small picture, where a network of DensePose saw them
     * @param agreement for each part how far its pixels are the built-in networks' pixels too (intersection over union), 0 to 1
     */
    public record SecondOpinion(
            List<BodyPoints> points, Optional<DenseParts> surface, ReferenceView view, Map<Part, Double> agreement) {
        public SecondOpinion {
            points = List.copyOf(points);
            agreement = Map.copyOf(agreement);
        }
    }

    /** @param memory where the map's masks live */
    public static BodyMap of(Picture capture, BodyReading reading, Arena memory) {
        return new BodyMap(reading, new LabelGarments().label(capture, reading, memory), Optional.empty());
    }

    /** This map with what added networks saw: a parser's labels take the place of guesses by colour. */
    BodyMap with(ReferenceView view, Picture capture, Arena memory) {
        boolean parsed = view.labelsFrom() != ReferenceView.Source.BUILT_IN;
        BodyReading better = parsed ? ParsedBody.with(reading, view, memory) : reading;
        GarmentLabels fused = parsed ? new LabelGarments().label(capture, better, memory) : labels;
        Map<Part, Double> agreement = new EnumMap<>(Part.class);
        if (parsed) {
            for (Part part : Part.values()) {
                agreement.put(
                        part,
                        overlap(part.regions, labels.regions(), Region::of, fused.regions(), Region::of)
                                * view.otherLabels()
                                        .map(other -> ofParsers(part, view.labels(), other))
                                        .orElse(1.0));
            }
        }
        List<BodyPoints> points = view.opinions().stream()
                .map(opinion -> inCapture(opinion, view))
                .toList();
        Optional<DenseParts> surface =
                view.partsFrom() == ReferenceView.Source.BUILT_IN ? Optional.empty() : Optional.of(view.parts());
        return new BodyMap(better, fused, Optional.of(new SecondOpinion(points, surface, view, agreement)));
    }

    private static BodyPoints inCapture(BodyPoints points, ReferenceView view) {
        double scale = (double) view.crop().width / ReferencePerson.WIDTH;
        return new BodyPoints(points.points().stream()
                .map(point -> point.isPresent()
                        ? new BodyPoints.Scored(
                                view.crop().x + point.x() * scale, view.crop().y + point.y() * scale, point.score())
                        : point)
                .toList());
    }

    /** Two parsers' labels know no hands apart from arms. */
    private static double ofParsers(Part part, Mask one, Mask other) {
        return part == Part.HANDS
                ? 1
                : overlap(
                        part.regions,
                        one,
                        value -> ParsedLabel.of(value).region(),
                        other,
                        value -> ParsedLabel.of(value).region());
    }

    /** Intersection over union; 1 when neither shows the part. */
    private static double overlap(
            Set<Region> wanted, Mask one, IntFunction<Region> meaning, Mask other, IntFunction<Region> otherMeaning) {
        long both = 0;
        long any = 0;
        for (long pixel = 0; pixel < one.coverage().byteSize(); pixel++) {
            boolean a = wanted.contains(
                    meaning.apply(Byte.toUnsignedInt(one.coverage().get(ValueLayout.JAVA_BYTE, pixel))));
            boolean b = wanted.contains(
                    otherMeaning.apply(Byte.toUnsignedInt(other.coverage().get(ValueLayout.JAVA_BYTE, pixel))));
            both += a && b ? 1 : 0;
            any += a || b ? 1 : 0;
        }
        return any == 0 ? 1 : (double) both / any;
    }

    /**
     * How sure a point is, 0 to 1: seen and inside the picture, and where added networks looked, seen by them at the same place and on the
     * right part of the body; 0 outside.
     */
    public double confidence(Joint joint) {
        Landmark point = reading.at(joint);
        boolean inside = point.present()
                && point.x() >= 0
                && point.y() >= 0
                && point.x() < reading.width()
                && point.y() < reading.height();
        if (!inside) {
            return 0;
        }
        return point.presence() * point.visibility() * agreement(joint);
    }

    /** How far added networks see a point where the built-in ones do, 0 to 1; 1 where none looked. */
    double agreement(Joint joint) {
        return second.map(others -> agreement(joint, reading.at(joint).at(), others))
                .orElse(1.0);
    }

    private double agreement(Joint joint, Point2 at, SecondOpinion others) {
        double byPoints = joint.bodyPoint().stream()
                .flatMap(point -> others.points.stream().map(points -> points.at(point)))
                .mapToDouble(other -> other.isPresent()
                        ? nearness(other.at().distance(at) / (SAME_POINT * reading.shoulderWidth()))
                        : CONTRADICTED)
                .min()
                .orElse(1);
        double bySurface = others.surface
                .map(surface -> onItsPart(joint, at, surface, others.view) ? 1 : CONTRADICTED)
                .orElse(1.0);
        return byPoints * bySurface;
    }

    /** 1 at the same place, falling to {@link #CONTRADICTED} far away. */
    private static double nearness(double distance) {
        return CONTRADICTED + (1 - CONTRADICTED) * Math.exp(-distance * distance);
    }

    private static boolean onItsPart(Joint joint, Point2 at, DenseParts surface, ReferenceView view) {
        Set<Integer> expected = joint.surfaceParts();
        if (expected.isEmpty()) {
            return true;
        }
        double scale = (double) ReferencePerson.WIDTH / view.crop().width;
        int x = (int) Math.round((at.x() - view.crop().x) * scale);
        int y = (int) Math.round((at.y() - view.crop().y) * scale);
        return expected.contains(surface.at(x, y));
    }

    /** How sure a part's pixels are: how far added networks see the same; 1 where only the built-in ones looked. */
    public double confidence(Part part) {
        return second.map(others -> others.agreement.getOrDefault(part, 1.0)).orElse(1.0);
    }

    /** 255 where the capture shows this part, else 0; in memory of the arena. */
    public Mask part(Part part, Arena memory) {
        Mask mask = Mask.allocate(memory, reading.width(), reading.height());
        for (long pixel = 0; pixel < mask.coverage().byteSize(); pixel++) {
            byte code = labels.regions().coverage().get(ValueLayout.JAVA_BYTE, pixel);
            if (part.regions.contains(Region.of(Byte.toUnsignedInt(code)))) {
                mask.coverage().set(ValueLayout.JAVA_BYTE, pixel, (byte) 255);
            }
        }
        return mask;
    }
}
