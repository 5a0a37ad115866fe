package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.SideBySide;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * From a capture and its reading to {@link GarmentLabels} (drape recipe §5): the person's outline, hair, cloth and skin are cut apart at
 * a third of the size, top and lower garment are split at the waist, arms are cut off the trunk, and the edges are found again at full
 * size. Works with and without the optional parser. Deterministic.
 */
public final class LabelGarments {
    private static final float HALF = 0.5f;
    /** Hair alpha = (probability − 0.25) / 0.5 (drape recipe §8). */
    private static final float HAIR_FROM = 0.25f;

    private static final float HAIR_OVER = 0.5f;
    /** A sleeve may be this many cells wider than its arm. */
    private static final int AROUND_ARM = 2;
    /** Pixels over which the seam between top and lower garment is soft (drape recipe §8). */
    private static final double SEAM = 1.5;

    /** @param memory where the labels live */
    public GarmentLabels label(Picture capture, BodyReading reading, Arena memory) {
        SmallCapture small = SmallCapture.of(capture, reading);
        Skeleton bones = Skeleton.of(reading).map(small::cell);
        Limbs limbs = Limbs.of(small, bones);
        boolean[] person = new PersonCells().cut(small, bones, limbs);
        HeadCells head = HeadCells.of(small, reading, Skeleton.of(reading));
        boolean meshSeen = reading.face().map(f -> !f.mesh().isEmpty()).orElse(false);
        SkinColour.Learned skinColour = new SkinColour().learn(small, head, Skeleton.of(reading), person, meshSeen);
        skinColour.model().settle(1);
        boolean[] hair = reading.parse().isPresent()
                ? Cells.above(small.hair(), HALF)
                : new HairCells().find(small, bones, head, person, skinColour.model());
        SkinAndCloth.Result cut = new SkinAndCloth(small, bones, head, person, hair, limbs).separate(skinColour);
        double shoulders =
                Math.min(bones.left().shoulder().y(), bones.right().shoulder().y());
        AboveShoulders.keep(cut.cloth(), hair, small.width(), shoulders);
        boolean[] inArm = new boolean[small.cells()];
        for (int i = 0; i < inArm.length; i++) {
            inArm[i] = limbs.arm(i) >= 0;
        }
        inArm = Cells.dilate(inArm, small.width(), small.height(), AROUND_ARM);
        boolean[] armCells = inArm;
        WaistSplit.Found split = reading.parse()
                .flatMap(BodyReading.Parse::labels)
                .map(labels -> ParsedSplit.of(small, labels))
                .orElseGet(() -> new WaistSplit().find(small, bones, limbs, cut.cloth(), cut.skin(), armCells));
        ArmCells.Found arms = new ArmCells().find(small, bones, limbs, person, cut.skin(), cut.core(), cut.sleeveEnd());
        Zones zones = Zones.of(small, bones, limbs, split.rows(), cut, arms.limb(), arms.inFront());
        return atFullSize(capture, reading, memory, small, person, hair, head, cut, split, arms, zones);
    }

    private GarmentLabels atFullSize(
            Picture capture,
            BodyReading reading,
            Arena memory,
            SmallCapture small,
            boolean[] person,
            boolean[] hair,
            HeadCells head,
            SkinAndCloth.Result cut,
            WaistSplit.Found split,
            ArmCells.Found arms,
            Zones zones) {
        int width = capture.width();
        int height = capture.height();
        Rect window = new Rect(
                small.left(),
                small.top(),
                Math.min(width - small.left(), (int) Math.round(small.width() * small.step())),
                Math.min(height - small.top(), (int) Math.round(small.height() * small.step())));
        int columns = window.width;
        int rows = window.height;
        float[] personShare;
        float[] clothShare;
        float[] hairShare;
        byte[] rgb = new byte[3 * columns * rows];
        try (SoftEdges edges = new SoftEdges(capture, small, window, SmallCapture.pixel(height))) {
            Mat whole = capture.view();
            Mat part = whole.submat(window);
            part.get(0, 0, rgb);
            part.release();
            whole.release();
            SideBySide<float[], float[][]> soft = SideBySide.of(
                    () -> {
                        float[] share = SoftEdges.values(edges.soften(person, edges.lightness()));
                        new OutlineMatte(small, small.rgb(), person).mix(share, rgb, columns, rows);
                        return share;
                    },
                    () -> new float[][] {
                        SoftEdges.values(edges.soften(cut.cloth(), edges.between(cut.cloth(), cut.skin()))),
                        SoftEdges.values(edges.soften(hair, edges.lightness()))
                    });
            personShare = soft.first();
            clothShare = soft.second()[0];
            hairShare = soft.second()[1];
        }
        boolean network = reading.parse().isPresent();

        Optional<Curve> waist = split.rows()
                .map(r -> Curve.of(
                        (int) Math.ceil(small.x(r.first())),
                        (int) Math.floor(small.x(r.last())),
                        x -> small.y(r.at(small.column(x))) - 0.5 * small.step()));
        float[] waistRow = new float[columns];
        int[] cellColumn = new int[columns];
        for (int x = 0; x < columns; x++) {
            waistRow[x] = waist.isPresent() ? (float) waist.orElseThrow().at(x + window.x) : Float.MAX_VALUE;
            cellColumn[x] = Math.clamp(Math.round(small.column(x + window.x)), 0, small.width() - 1);
        }
        float ramp = (float) (SEAM * SmallCapture.pixel(height));
        FullSize full = new FullSize(memory, width, window);
        byte[] hairRow = new byte[columns];
        for (int y = 0; y < rows; y++) {
            int cellRow = Math.clamp(Math.round(small.row(y + window.y)), 0, small.height() - 1) * small.width();
            MemorySegment.copy(
                    reading.hair().coverage(),
                    ValueLayout.JAVA_BYTE,
                    (long) (y + window.y) * width + window.x,
                    hairRow,
                    0,
                    columns);
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                float p = personShare[i];
                if (p <= 0) {
                    continue;
                }
                int cell = cellRow + cellColumn[x];
                float hairAlpha =
                        network ? Math.clamp(((hairRow[x] & 0xff) / 255f - HAIR_FROM) / HAIR_OVER, 0, 1) : hairShare[i];
                hairAlpha = Math.min(hairAlpha, p);
                boolean aboveChin = head.aboveChin()[cell];
                float cloth = head.face()[cell] ? 0 : Math.min(clothShare[i], Math.min(p, 1 - hairAlpha));
                float skin = aboveChin ? 0 : Math.max(0, p - cloth - hairAlpha);
                float upper = cloth * zones.topShare(cell, y + window.y, waistRow[x], ramp);
                full.person[i] = level(p);
                full.hair[i] = level(hairAlpha);
                full.skin[i] = level(skin);
                full.top[i] = level(upper);
                full.lower[i] = zones.shoe(cell) ? 0 : level(cloth - upper);
                if (zones.nearFront(cell)) {
                    full.inFront[i] = level(skin);
                }
                if (p >= HALF) {
                    full.limbs[i] = arms.limb()[cell];
                    Region region;
                    if (hairAlpha >= HALF) {
                        region = Region.HAIR;
                    } else if (cloth >= HALF) {
                        region = upper >= 0.5f * cloth ? Region.TOP : zones.shoe(cell) ? Region.SHOE : Region.LOWER;
                    } else {
                        region = aboveChin ? Region.HEAD : zones.skin(cell);
                    }
                    full.regions[i] = (byte) region.code();
                }
            }
        }
        Picture colours = capture.copyTo(memory);
        for (int y = 0; y < rows; y++) {
            MemorySegment.copy(
                    rgb,
                    3 * y * columns,
                    colours.pixels(),
                    ValueLayout.JAVA_BYTE,
                    3 * ((long) (y + window.y) * width + window.x),
                    3 * columns);
        }
        return new GarmentLabels(
                full.mask(full.regions, height),
                full.mask(full.limbs, height),
                full.mask(full.person, height),
                full.mask(full.hair, height),
                full.mask(full.skin, height),
                full.mask(full.top, height),
                full.mask(full.lower, height),
                full.mask(full.inFront, height),
                colours,
                waist,
                split.likeness(),
                cut.certainty());
    }

    private static byte level(float share) {
        return (byte) Math.round(255 * Math.clamp(share, 0, 1));
    }

    /** The planes of the window, before they become masks of the whole capture. */
    private static final class FullSize {
        private final Arena memory;
        private final int width;
        private final Rect window;
        private final byte[] regions;
        private final byte[] limbs;
        private final byte[] person;
        private final byte[] hair;
        private final byte[] skin;
        private final byte[] top;
        private final byte[] lower;
        private final byte[] inFront;

        FullSize(Arena memory, int width, Rect window) {
            this.memory = memory;
            this.width = width;
            this.window = window;
            int n = window.width * window.height;
            regions = new byte[n];
            limbs = new byte[n];
            person = new byte[n];
            hair = new byte[n];
            skin = new byte[n];
            top = new byte[n];
            lower = new byte[n];
            inFront = new byte[n];
        }

        Mask mask(byte[] plane, int height) {
            Mask mask = Mask.allocate(memory, width, height);
            for (int y = 0; y < window.height; y++) {
                MemorySegment.copy(
                        plane,
                        y * window.width,
                        mask.coverage(),
                        ValueLayout.JAVA_BYTE,
                        (long) (y + window.y) * width + window.x,
                        window.width);
            }
            return mask;
        }
    }
}
