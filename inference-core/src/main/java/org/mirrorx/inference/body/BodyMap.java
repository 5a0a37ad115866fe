package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.Set;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * The fused view of a capture: points with confidences from the networks, and what each pixel shows. Serves the engine {@code drape}, the
 * photo judgement and live hints; engines with networks of their own take the raw readings.
 *
 * @param reading points, outline, face
 * @param labels regions good to one or two pixels
 */
public record BodyMap(BodyReading reading, GarmentLabels labels) {
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

    /** @param memory where the map's masks live */
    public static BodyMap of(Picture capture, BodyReading reading, Arena memory) {
        return new BodyMap(reading, new LabelGarments().label(capture, reading, memory));
    }

    /** How sure a point is, 0 to 1: seen and inside the picture; 0 outside. */
    public double confidence(Joint joint) {
        Landmark point = reading.at(joint);
        boolean inside = point.present()
                && point.x() >= 0
                && point.y() >= 0
                && point.x() < reading.width()
                && point.y() < reading.height();
        return inside ? point.presence() * point.visibility() : 0;
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
