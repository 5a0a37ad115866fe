package org.mirrorx.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.face.JudgeIdentity;
import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentLandmarks;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;

/** A capture of 120×160 grey pixels whose face is a box from (45, 20) to (75, 60), and an outfit. */
public final class AtelierFixture {
    private static final FaceReading FACE = new FaceReading(
            0.9,
            45,
            20,
            75,
            60,
            List.of(new Point2(52, 34), new Point2(68, 34), new Point2(60, 42), new Point2(54, 50), new Point2(66, 50)),
            List.of());

    public static final int WIDTH = 120;
    public static final int HEIGHT = 160;
    static final byte GREY = 90;

    private AtelierFixture() {}

    static Picture capture(Arena arena) {
        Picture picture = Picture.allocate(arena, WIDTH, HEIGHT);
        picture.pixels().fill(GREY);
        return picture;
    }

    public static BodyReading body(Arena arena) {
        return body(arena, Mask.allocate(arena, WIDTH, HEIGHT));
    }

    public static BodyReading body(Arena arena, Mask hair) {
        List<Landmark> landmarks = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            landmarks.add(new Landmark(60, 40, 0, 1, 1));
        }
        return new BodyReading(
                WIDTH,
                HEIGHT,
                0.9,
                1,
                landmarks,
                Mask.allocate(arena, WIDTH, HEIGHT),
                Optional.of(FACE),
                hair,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    static Outfit outfit(Arena arena) {
        Point2 somewhere = new Point2(1, 1);
        return Outfit.of(List.of(new GarmentCut(
                GarmentKind.LOWER,
                Picture.allocate(arena, 4, 4),
                Mask.allocate(arena, 4, 4),
                new GarmentLandmarks.Lower(
                        somewhere, somewhere, Optional.empty(), somewhere, somewhere, somewhere, somewhere, 1),
                List.of(),
                "00")));
    }

    /** An engine that paints the rows from {@code top} to {@code bottom} with {@code level} and says so. */
    static TryOn painter(String name, int top, int bottom, int level) {
        return new Engine(name, (request, memory) -> {
            Picture picture = request.capture().copyTo(memory);
            Mask changed = Mask.allocate(memory, WIDTH, HEIGHT);
            fillRows(picture, top, bottom, level);
            changed.coverage()
                    .asSlice((long) top * WIDTH, (long) (bottom - top) * WIDTH)
                    .fill((byte) 255);
            return new Generated(picture, changed, false, Map.of("leak", 0.25));
        });
    }

    static void fillRows(Picture picture, int top, int bottom, int level) {
        picture.pixels().asSlice(3L * top * WIDTH, 3L * (bottom - top) * WIDTH).fill((byte) level);
    }

    static int level(Picture picture, int x, int y) {
        return picture.pixels().get(ValueLayout.JAVA_BYTE, 3L * (y * WIDTH + x)) & 0xff;
    }

    /** An engine made of one function; counts how often it was asked. */
    static final class Engine implements TryOn {
        interface Work {
            Generation of(TryOnRequest request, Arena memory);
        }

        final List<Long> seeds = new ArrayList<>();
        private final String name;
        private final Work work;

        Engine(String name, Work work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Generation generate(
                TryOnRequest request, Arena memory, Progress progress, Cancellation cancellation, Trace trace) {
            seeds.add(request.seed());
            cancellation.check();
            try (var _ = trace.step("paint")) {
                return work.of(request, memory);
            }
        }
    }

    static JudgeIdentity sameFaceAlways() {
        return new JudgeIdentity(picture -> Optional.of(new float[] {1, 2, 3}));
    }

    /** The face of {@link #body}. */
    public static FaceReading face() {
        return FACE;
    }

    /** Faces lie where the body says, in every picture. */
    public static KeepHead keepHead() {
        return new KeepHead(picture -> Optional.of(FACE));
    }

    static Atelier atelier(Arena arena, JudgeIdentity identity, TryOn... engines) {
        BodyReading body = body(arena);
        return new Atelier(
                (capture, memory) -> () -> Optional.of(body),
                (capture, readings, outfit) -> Optional.empty(),
                keepHead(),
                identity,
                List.of(engines),
                List.of(),
                List.of("pose 0123abcd"),
                org.mirrorx.models.store.Licence.Use.COMMERCIAL,
                System::nanoTime);
    }
}
