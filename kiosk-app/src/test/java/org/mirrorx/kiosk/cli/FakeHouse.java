package org.mirrorx.kiosk.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.Generation;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.TryOn;
import org.mirrorx.inference.TryOnRequest;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.face.JudgeIdentity;
import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentLandmarks;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.inference.image.Encode;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.kiosk.Places;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.GarmentWork;
import org.mirrorx.kiosk.store.StoredWork;
import org.mirrorx.models.store.InstallPack;
import org.mirrorx.models.store.PackStore;
import org.mirrorx.models.store.SelfCheck;

/** A house without networks: everybody stands in the middle, every garment can be cut, the engine does what a test says. */
final class FakeHouse implements House {
    final List<KioskWishes> wished = new ArrayList<>();

    /** What the engine answers; paints the lower half white unless a test says otherwise. */
    interface Work {
        Generation of(TryOnRequest request, Arena memory);
    }

    Work work = FakeHouse::lowerHalfWhite;
    CutOutcome.@org.jspecify.annotations.Nullable Unreadable unreadable;
    boolean networksBroken;

    private final Path root;

    FakeHouse(Path root) {
        this.root = root;
    }

    /** What a command left behind. */
    record Ran(int exitCode, String out, String err) {}

    Ran run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = MirrorXCommand.run(
                this, new Terminal(new PrintWriter(out), new PrintWriter(err), false, System::nanoTime), words);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    static Generation lowerHalfWhite(TryOnRequest request, Arena memory) {
        Picture picture = request.capture().copyTo(memory);
        Mask changed = Mask.allocate(memory, picture.width(), picture.height());
        long half = (long) picture.width() * (picture.height() / 2);
        picture.pixels().asSlice(3 * half).fill((byte) 255);
        changed.coverage().asSlice(half).fill((byte) 255);
        return new Generated(picture, changed, true, Map.of("leak", 0.001));
    }

    static byte[] png(int width, int height) {
        try (Arena memory = Arena.ofConfined()) {
            Picture picture = Picture.allocate(memory, width, height);
            picture.pixels().fill((byte) 120);
            return Encode.png(picture);
        }
    }

    @Override
    public Places places() {
        return new Places(root.resolve("config"), root.resolve("data"), root.resolve("cache"), root.resolve("logs"));
    }

    @Override
    public Atelier atelier() {
        return new Atelier(
                (capture, memory) -> () -> Optional.of(body(capture, memory)),
                (capture, readings, outfit) -> Optional.empty(),
                new KeepHead(picture -> Optional.empty()),
                new JudgeIdentity(picture -> Optional.empty()),
                List.of(new TryOn() {
                    @Override
                    public String name() {
                        return "fake";
                    }

                    @Override
                    public Generation generate(
                            TryOnRequest request,
                            Arena memory,
                            Progress progress,
                            Cancellation cancellation,
                            Trace trace) {
                        trace.picture("stage", canvas -> {
                            var view = request.capture().view();
                            view.copyTo(canvas);
                            view.release();
                        });
                        try (var _ = trace.step("draw")) {
                            return work.of(request, memory);
                        }
                    }
                }),
                List.of(),
                List.of("fake-network 01234567"),
                org.mirrorx.models.store.Licence.Use.COMMERCIAL,
                System::nanoTime);
    }

    private static BodyReading body(Picture capture, Arena memory) {
        List<Landmark> landmarks = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            landmarks.add(new Landmark(capture.width() / 2.0 + i, capture.height() / 4.0, 0, 1, 0));
        }
        return new BodyReading(
                capture.width(),
                capture.height(),
                0.9,
                1,
                landmarks,
                Mask.allocate(memory, capture.width(), capture.height()),
                Optional.empty(),
                Mask.allocate(memory, capture.width(), capture.height()),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    @Override
    public Atelier atelierWith(Optional<Path> pack) {
        return atelier();
    }

    @Override
    public CutOutcome cut(GarmentPhoto photo, Arena memory) {
        if (unreadable != null) {
            return unreadable;
        }
        Point2 somewhere = new Point2(3, 3);
        return new CutOutcome.Cut(new GarmentCut(
                photo.kind().orElse(GarmentKind.LOWER),
                photo.picture(),
                Mask.allocate(memory, photo.picture().width(), photo.picture().height()),
                new GarmentLandmarks.Lower(
                        somewhere, somewhere, Optional.empty(), somewhere, somewhere, somewhere, somewhere, 1),
                List.of("The hem was not found."),
                photo.sha256()));
    }

    @Override
    public CutOutcome cutAlone(GarmentPhoto photo, Arena memory) {
        return cut(photo, memory);
    }

    @Override
    public GarmentWork cutting() {
        return new GarmentWork() {
            @Override
            public String version() {
                return "fake-1";
            }

            @Override
            public Done of(GarmentPhoto photo) {
                return new Done.Kept(new byte[] {1}, Optional.of("The hem was not found."));
            }
        };
    }

    @Override
    public InstallPack installer() {
        return new InstallPack(new PackStore(places().packs()), onnx -> SelfCheck.Verdict.FINE);
    }

    @Override
    public Wardrobe wardrobe() {
        return new StoredWork(places().wardrobe());
    }

    @Override
    public Samples samples() {
        Sample person = new Sample("shopper.png", () -> png(60, 80), Optional.empty());
        Sample garment = new Sample("tee", () -> png(30, 40), Optional.of(GarmentKind.UPPER));
        return new Samples() {
            @Override
            public List<Sample> people() {
                return List.of(person);
            }

            @Override
            public List<Sample> garments() {
                return List.of(garment);
            }

            @Override
            public Optional<Sample> garment(String sku) {
                return Optional.of(garment).filter(sample -> sample.name().equals(sku));
            }
        };
    }

    @Override
    public CatalogStore store() {
        return CatalogStore.open(places().catalog());
    }

    @Override
    public void kiosk(KioskWishes wishes) {
        wished.add(wishes);
    }

    @Override
    public Diagnosis diagnosis() {
        return new Diagnosis() {
            @Override
            public String openCv() {
                return "4.9.0";
            }

            @Override
            public String onnxRuntime() {
                return "1.29.0";
            }

            @Override
            public String networks() {
                if (networksBroken) {
                    throw new IllegalStateException("pose_detection.tflite is damaged");
                }
                return "6 built in";
            }

            @Override
            public String catalog() {
                return "";
            }

            @Override
            public String packs() {
                return "";
            }

            @Override
            public String photoReal() {
                return "";
            }

            @Override
            public List<String> unusedDevices() {
                return List.of();
            }
        };
    }
}
