package org.mirrorx.kiosk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.TryOn;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.PhotoJudgement;
import org.mirrorx.inference.drape.Drape;
import org.mirrorx.inference.drape.LiveFitting;
import org.mirrorx.inference.face.EmbedFace;
import org.mirrorx.inference.face.JudgeIdentity;
import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.garment.CutAnyGarment;
import org.mirrorx.inference.garment.CutGarment;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.ort.CheckNetwork;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.inference.ort.Provider;
import org.mirrorx.inference.ort.SelfTest;
import org.mirrorx.kiosk.cli.House;
import org.mirrorx.kiosk.cli.Photographs;
import org.mirrorx.kiosk.live.LiveMirror;
import org.mirrorx.kiosk.mirror.CatalogGarments;
import org.mirrorx.kiosk.mirror.Garments;
import org.mirrorx.kiosk.mirror.Kiosk;
import org.mirrorx.kiosk.mirror.SampleGarments;
import org.mirrorx.kiosk.mirror.Settings;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.GarmentWork;
import org.mirrorx.kiosk.store.StoredWork;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.InstallPack;
import org.mirrorx.models.store.Licence;
import org.mirrorx.models.store.OptionalNetwork;
import org.mirrorx.models.store.OptionalNetworks;
import org.mirrorx.models.store.Pack;
import org.mirrorx.models.store.PackKind;
import org.mirrorx.models.store.PackStore;
import org.opencv.core.Core;

/** Puts the program together: every {@code new} of a part stands here. Each part is made when it is first asked for. */
public final class Wiring implements House, AutoCloseable {
    /** Digits that tell networks apart in provenance. */
    private static final int SHOWN_OF_CHECK_SUM = 8;

    private final Places places;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Lazy<BodyLite> body;
    private final Lazy<PackDevice> device;
    private final Lazy<ReaderHouse> readers;
    private final Lazy<Optional<FashnHouse>> photoReal;
    private final Lazy<Atelier> atelier;
    private final Lazy<CatalogStore> store;

    public Wiring(Places places) {
        this.places = places;
        Optional<OptionalNetworks> packs = Optional.of(new OptionalNetworks(places.packs()));
        device = new Lazy<>(PackDevice::ofThisMachine);
        photoReal = new Lazy<>(this::photoReal);
        readers = new Lazy<>(() -> keep(new ReaderHouse(
                new PackStore(places.packs()), device::get, photoReal.get().flatMap(FashnHouse::dwPose))));
        body = new Lazy<>(() ->
                keep(BodyLite.open(packs, readers.get().readers(), readers.get().fused())));
        atelier = new Lazy<>(() -> atelier(
                body,
                packs,
                photoReal.get(),
                readers.get().packs(),
                readers.get().use()));
        store = new Lazy<>(() -> keep(CatalogStore.open(places.catalog())));
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Atelier atelier() {
        return atelier.get();
    }

    @Override
    public Atelier atelierWith(Optional<Path> pack) {
        Optional<OptionalNetworks> packs = pack.map(this::packOf);
        return atelier(
                new Lazy<>(() -> keep(BodyLite.open(packs))),
                packs,
                Optional.empty(),
                List.of(),
                Licence.Use.COMMERCIAL);
    }

    /** The installed pack of the photo-real engine; one that is damaged is told to staff and left alone. */
    private Optional<FashnHouse> photoReal() {
        try {
            return new PackStore(places.packs())
                    .find(PackKind.FASHN)
                    .map(pack -> keep(new FashnHouse(pack, device.get())));
        } catch (Refusal damaged) {
            System.err.println("mirrorx: " + damaged.getMessage());
            return Optional.empty();
        }
    }

    /** The face's network is large and needed last: it loads beside the body's. */
    private Atelier atelier(
            Lazy<BodyLite> bodies,
            Optional<OptionalNetworks> packs,
            Optional<FashnHouse> fashn,
            List<Pack> readerPacks,
            Licence.Use use) {
        Lazy<EmbedFace> faces =
                new Lazy<>(() -> keep(new EmbedFace(picture -> bodies.get().face(picture))));
        Thread.ofPlatform().name("face-network").daemon().start(faces);
        BodyLite body = bodies.get();
        List<TryOn> engines = new ArrayList<>(List.of(new Drape()));
        List<TryOn> onRequest = new ArrayList<>();
        if (fashn.isPresent()) {
            try {
                EngineSettings settings = EngineSettings.read(places.config());
                TryOn engine = fashn.get()
                        .engine(
                                settings.fashn(),
                                settings.choice(),
                                readers.get().readers().fashnParser());
                if (fashn.get().isQuick()) {
                    engines.addFirst(engine);
                } else {
                    onRequest.add(engine);
                }
            } catch (Refusal nonsense) {
                // The built-in engine draws whatever stands there.
                System.err.println("mirrorx: " + nonsense.getMessage());
            }
        }
        return new Atelier(
                body::read,
                new PhotoJudgement()::judge,
                new KeepHead(body::face),
                new JudgeIdentity(picture -> faces.get().of(picture)),
                engines,
                onRequest,
                networks(packs, fashn, readerPacks),
                use,
                System::nanoTime);
    }

    private static List<String> networks(
            Optional<OptionalNetworks> packs, Optional<FashnHouse> fashn, List<Pack> readerPacks) {
        Stream<String> builtIn = Stream.of(org.mirrorx.models.bodylite.BodyLite.values())
                .map(network -> named(network.file(), network.sha256()));
        Stream<String> optional = packs.map(OptionalNetworks::installed).orElse(Set.of()).stream()
                .map(network -> named(network.file(), network.sha256()));
        Stream<String> pack = Stream.concat(fashn.stream().map(FashnHouse::pack), readerPacks.stream())
                .map(installed -> named(installed.kind().id(), installed.hash()));
        return Stream.concat(Stream.concat(builtIn, optional), pack).toList();
    }

    private static String named(String file, String sha256) {
        return file + " " + sha256.substring(0, SHOWN_OF_CHECK_SUM);
    }

    /** A folder of published files as a store of its own, gone when the program ends. */
    private OptionalNetworks packOf(Path published) {
        Path copy;
        try {
            copy = Files.createTempDirectory("mirrorx-pack-");
        } catch (IOException fault) {
            throw new Refusal(
                    "The networks of " + published + " cannot be copied (" + fault.getMessage()
                            + "); check rights and free space of the folder for temporary files.",
                    fault);
        }
        AutoCloseable deletion = () -> deleteAll(copy);
        keep(deletion);
        OptionalNetworks pack = new OptionalNetworks(copy);
        pack.install(published);
        return pack;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public CutOutcome cut(GarmentPhoto photo, Arena memory) {
        return new CutAnyGarment((picture, brief) -> body.get().readThoroughly(picture, brief)).cut(photo, memory);
    }

    @Override
    public CutOutcome cutAlone(GarmentPhoto photo, Arena memory) {
        return new CutGarment().cut(photo, memory);
    }

    @Override
    public GarmentWork cutting() {
        return new CutOnce(
                this::cut,
                readers.get().parsers().stream()
                        .map(pack -> pack.hash().substring(0, SHOWN_OF_CHECK_SUM))
                        .toList());
    }

    @Override
    public InstallPack installer() {
        return new InstallPack(
                new PackStore(places.packs()),
                new CheckNetwork(Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public Wardrobe wardrobe() {
        return new StoredWork(places.wardrobe());
    }

    @Override
    public Samples samples() {
        return new Samples() {
            @Override
            public List<Sample> people() {
                return SampleAssets.shoppers().stream()
                        .map(name -> new Sample(name, () -> SampleAssets.read(name), Optional.empty()))
                        .toList();
            }

            @Override
            public List<Sample> garments() {
                return SampleAssets.garments().stream().map(Wiring::sample).toList();
            }

            @Override
            public Optional<Sample> garment(String sku) {
                return SampleAssets.garment(sku).map(Wiring::sample);
            }
        };
    }

    private static Sample sample(SampleAssets.SampleGarment garment) {
        return new Sample(garment.sku(), () -> SampleAssets.read(garment.resource()), Optional.empty());
    }

    @Override
    public CatalogStore store() {
        return store.get();
    }

    @Override
    public void kiosk(KioskWishes wishes) {
        mirror(wishes).run();
    }

    /** The mirror, not opened yet. */
    public Kiosk mirror(KioskWishes wishes) {
        if (photoReal.get().filter(house -> !house.provider().isCard()).isPresent()) {
            unusedDevices().forEach(reason -> System.err.println("mirrorx: fashn has no graphics card: " + reason));
        }
        Settings settings = Settings.read(places.config());
        Lazy<Garments> garments = new Lazy<>(this::garments);
        Lazy<LiveMirror.Tools> tools =
                new Lazy<>(() -> new LiveMirror.Tools(body.get().tracker(), new LiveFitting(body.get())));
        return new Kiosk(
                new Kiosk.Parts(
                        settings,
                        garments::get,
                        this::atelier,
                        tools::get,
                        places.data().resolve("mirror"),
                        event -> System.err.println("mirrorx: " + event),
                        wishes.report()),
                new Kiosk.Options(
                        wishes.film(), wishes.rehearsals(), wishes.replay(), wishes.language(), wishes.size()));
    }

    /** The catalog's, else the samples. */
    private Garments garments() {
        CatalogGarments catalog =
                new CatalogGarments(store(), wardrobe(), cutting().version(), Photographs::garment, this::cut);
        return catalog.all().isEmpty() ? new SampleGarments(Photographs::garment, this::cutAlone) : catalog;
    }

    @Override
    public Diagnosis diagnosis() {
        return new Diagnosis() {
            @Override
            public String openCv() {
                Natives.load();
                return Core.VERSION + ", " + Core.getNumberOfCPUs() + " processors";
            }

            @Override
            public String onnxRuntime() {
                return OnnxRuntime.get().version();
            }

            @Override
            public String networks() {
                try (Arena memory = Arena.ofConfined()) {
                    Atelier ready = atelier();
                    // An empty wall: every network loads, the detector runs, nobody is found.
                    boolean somebody = ready.receive(Picture.allocate(memory, 96, 128), memory)
                            .readings()
                            .body()
                            .isPresent();
                    return org.mirrorx.models.bodylite.BodyLite.values().length + " built in, engines "
                            + String.join(", ", ready.engines())
                            + (somebody ? ", but they see a body in an empty picture" : "");
                }
            }

            @Override
            public String catalog() {
                if (!Files.isDirectory(places.catalog())) {
                    return "";
                }
                long garments = store().size();
                return garments == 0 ? "" : garments + " garments in " + places.catalog();
            }

            @Override
            public String packs() {
                Stream<String> small = new OptionalNetworks(places.packs())
                        .installed().stream().map(OptionalNetwork::file);
                Stream<String> large = new PackStore(places.packs())
                        .installed().stream()
                                .map(pack -> pack.kind().id() + " (" + String.join(", ", pack.settings()) + ")");
                return Stream.concat(large, small).collect(Collectors.joining(", "));
            }

            @Override
            public String photoReal() {
                EngineSettings.read(places.config());
                return Wiring.this
                        .photoReal
                        .get()
                        .map(house -> "fashn on the " + house.provider().title()
                                + (house.isQuick() ? "" : ", on request only: too slow for shoppers"))
                        .orElse("");
            }

            @Override
            public List<String> unusedDevices() {
                return Wiring.unusedDevices();
            }
        };
    }

    /** Of the proven devices; the others show only where they work. */
    private static List<String> unusedDevices() {
        return Stream.of(Provider.CUDA, Provider.TENSORRT)
                .map(SelfTest::run)
                .flatMap(Optional::stream)
                .toList();
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (open) {
            open.push(part);
        }
        return part;
    }

    /** Closes what was opened, the newest first; a part that does not close keeps no other from it. */
    @Override
    public void close() {
        IllegalStateException first = null;
        synchronized (open) {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception fault) {
                    if (first == null) {
                        first = new IllegalStateException("A part did not close: " + fault, fault);
                    } else {
                        first.addSuppressed(fault);
                    }
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** A part made when it is first asked for, by whichever thread asks; the others wait. What failed once fails again. */
    private static final class Lazy<T> implements Runnable {
        private final FutureTask<T> making;

        Lazy(Callable<T> make) {
            making = new FutureTask<>(make);
        }

        T get() {
            making.run();
            try {
                return making.get();
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RuntimeException fault -> throw fault;
                    case Error fault -> throw fault;
                    case null, default -> throw new IllegalStateException(failed);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while a part of the program was being made");
            }
        }

        /** Makes it ahead. */
        @Override
        public void run() {
            making.run();
        }
    }
}
