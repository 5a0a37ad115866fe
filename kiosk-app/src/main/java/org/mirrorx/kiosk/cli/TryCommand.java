package org.mirrorx.kiosk.cli;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.EngineChoice;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.Outcome;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Sitting;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentCutFile;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.image.Encode;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.Garment;
import org.mirrorx.kiosk.store.GarmentPicture;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.PackKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mirrorx try}: one person, one outfit, one picture. */
@Command(
        name = "try",
        description =
                "Make a picture of a person wearing a garment. Without options: a sample shopper in a sample garment.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
    /** Share of the work done when the photographs are read and the garments cut. */
    private static final double READ_BEFORE = 0.2;

    private final House house;
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--person", paramLabel = "FILE", description = "Photograph of the person: JPEG, PNG or WebP.")
    private @Nullable Path person;

    @Option(
            names = "--garment",
            paramLabel = "FILE|SKU",
            description =
                    "Photograph of a garment, or its SKU in the catalog; give a top and a lower garment to see both.")
    private List<String> garments = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "upper, lower or dress; one for all garments or one for each, in their order. Else the shape decides.")
    private List<GarmentKind> kinds = new ArrayList<>();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "Which engine draws: auto (the best that can) or a name.")
    private String engine = EngineChoice.AUTO;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the picture goes, .png or .jpg; otherwise look.png.")
    private Path out = Path.of("look.png");

    @Option(names = "--explain", paramLabel = "FOLDER", description = "Also write every stage as a numbered picture.")
    private @Nullable Path explain;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Seed of every random number; same seed, same picture.")
    private long seed = 1;

    TryCommand(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        checkOutput();
        if (kinds.size() > 1 && kinds.size() != Math.max(1, garments.size())) {
            throw new ParameterException(
                    commandLine(),
                    kinds.size() + " kinds do not fit " + garments.size() + " garments; give one, or one for each.");
        }
        Trace trace = explain == null ? Trace.NONE : new ExplainFolder(explain);
        try (Arena memory = Arena.ofShared();
                ProgressLine line = new ProgressLine(terminal, false)) {
            // The networks load on a second thread while this one decodes and cuts.
            FutureTask<Atelier> loading = new FutureTask<>(house::atelier);
            Thread.ofPlatform().name("networks").daemon().start(loading);
            byte[] personBytes = personBytes();
            List<Source> sources = sources();
            line.at("reading the photographs", 0.05);
            Picture capture = Photographs.person(
                    personBytes,
                    person == null ? "the sample" : person.toString(),
                    Photographs.WORKING_LONG_SIDE,
                    memory);
            try (ReadAhead ahead = new ReadAhead(() -> loading.get().receive(capture, memory))) {
                List<GarmentCut> cuts = new ArrayList<>();
                for (Source source : sources) {
                    line.at("cutting out " + source.name(), 0.1);
                    switch (cut(source, memory)) {
                        case CutOutcome.Cut(GarmentCut cut) -> cuts.add(cut);
                        case CutOutcome.Unreadable(String sentence) -> {
                            line.clear();
                            return declined(new Declined(Declined.Reason.GARMENT_UNREADABLE, sentence));
                        }
                    }
                }
                Outfit outfit = Outfit.of(cuts);
                Sitting sitting = ahead.sitting();
                if (!engine.equals(EngineChoice.AUTO)
                        && !loading.get().engines().contains(engine)) {
                    if (Stream.of(PackKind.values()).anyMatch(kind -> kind.id().equals(engine))) {
                        throw new Failure(
                                ExitCode.NO_INPUT,
                                "The pack of the engine " + engine
                                        + " is not installed, or cannot be used; install it with `mirrorx models install FOLDER`.");
                    }
                    throw new ParameterException(
                            commandLine(),
                            "There is no engine called " + engine + "; choose one of " + EngineChoice.AUTO + ", "
                                    + String.join(", ", loading.get().engines()) + ".");
                }
                if (explain != null) {
                    sitting.readings().body().ifPresent(body -> ExplainInputs.body(capture, body, trace));
                    cuts.forEach(cut -> ExplainInputs.garment(cut, trace));
                    explainReference(sitting, capture, cuts, memory, trace);
                }
                Progress progress = (step, done) -> line.at(
                        step.name().toLowerCase(Locale.ROOT).replace('_', ' '), READ_BEFORE + (1 - READ_BEFORE) * done);
                Outcome outcome = sitting.look(
                        outfit, EngineChoice.of(engine), seed, memory, progress, new Cancellation(), trace);
                line.clear();
                return switch (outcome) {
                    case Look look -> shown(look, capture, sources, cuts, trace);
                    case Declined declined -> declined(declined);
                };
            }
        }
    }

    /** A pack that does not run is said; the look does not need it. */
    private void explainReference(Sitting sitting, Picture capture, List<GarmentCut> cuts, Arena memory, Trace trace) {
        try {
            sitting.readings().reference(capture, memory).ifPresent(view -> {
                ExplainReference.draw(view, cuts, trace);
                view.unfit().ifPresent(note -> terminal.err().println("mirrorx: note: " + note.detail()));
            });
        } catch (Refusal unfit) {
            terminal.err().println("mirrorx: note: " + unfit.getMessage());
        }
    }

    private CutOutcome cut(Source source, Arena memory) {
        Optional<GarmentCut> kept = source.kept().apply(memory);
        if (kept.isPresent()) {
            return new CutOutcome.Cut(kept.get());
        }
        GarmentPhoto photo =
                Photographs.garment(source.bytes().get(), source.name(), source.landmarks(), source.kind(), memory);
        return source.alone() ? house.cutAlone(photo, memory) : house.cut(photo, memory);
    }

    private int shown(Look look, Picture capture, List<Source> sources, List<GarmentCut> cuts, Trace trace) {
        if (explain != null) {
            trace.picture("look", canvas -> {
                var view = look.picture().view();
                view.copyTo(canvas);
                view.release();
            });
        }
        write(look.picture());
        List<LookReport.Garment> worn = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            worn.add(new LookReport.Garment(
                    sources.get(i).name(),
                    cuts.get(i).kind(),
                    cuts.get(i).doubts(),
                    cuts.get(i).sha256()));
        }
        LookReport report = new LookReport(out, capture.width(), capture.height(), look, worn);
        terminal.out().println(json ? report.json() : report.text());
        return ExitCode.DONE.number();
    }

    private int declined(Declined declined) {
        if (json) {
            terminal.out().println(LookReport.json(declined));
        }
        terminal.err()
                .println("mirrorx: " + ReasonInWords.of(declined.reason()) + " ("
                        + declined.reason().name().toLowerCase(Locale.ROOT) + ": " + declined.detail() + ")");
        return ExitCode.DECLINED.number();
    }

    private void write(Picture picture) {
        try {
            Encode.file(picture, out);
        } catch (Refusal refusal) {
            throw new Failure(ExitCode.CANNOT_CREATE, String.valueOf(refusal.getMessage()), refusal);
        }
    }

    /** Before any work: a wrong output would waste it. */
    private void checkOutput() {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".jpg") && !name.endsWith(".jpeg")) {
            throw new ParameterException(
                    commandLine(), "--out " + out + " ends neither in .png nor in .jpg; choose one of these.");
        }
        Path folder = out.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Failure(
                    ExitCode.CANNOT_CREATE, "The picture " + out + " cannot be written; choose another place.");
        }
    }

    private byte[] personBytes() {
        return person == null ? house.samples().people().getFirst().bytes().get() : Photographs.read(person);
    }

    /**
     * A garment's picture and where it came from.
     *
     * @param alone for sure nobody wears it
     * @param kept reads the cut that the catalog keeps, if it does
     */
    private record Source(
            String name,
            Supplier<byte[]> bytes,
            Optional<byte[]> landmarks,
            Optional<GarmentKind> kind,
            boolean alone,
            Function<Arena, Optional<GarmentCut>> kept) {
        /** A garment nobody has cut before. */
        static Source fresh(
                String name,
                Supplier<byte[]> bytes,
                Optional<byte[]> landmarks,
                Optional<GarmentKind> kind,
                boolean alone) {
            return new Source(name, bytes, landmarks, kind, alone, memory -> Optional.empty());
        }
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        if (garments.isEmpty()) {
            House.Sample sample = house.samples().garments().getFirst();
            sources.add(Source.fresh(
                    sample.name(),
                    sample.bytes(),
                    Optional.empty(),
                    wishedKind(0).or(sample::kind),
                    true));
        }
        for (int i = 0; i < garments.size(); i++) {
            sources.add(source(garments.get(i), wishedKind(i)));
        }
        return sources;
    }

    private Source source(String word, Optional<GarmentKind> wished) {
        Optional<Path> file = path(word).filter(Files::exists);
        if (file.isPresent()) {
            Path picture = file.get();
            return Source.fresh(
                    word, () -> Photographs.read(picture), Photographs.landmarksBeside(picture), wished, false);
        }
        return hanging(word, wished)
                .or(() -> house.samples()
                        .garment(word)
                        .map(sample ->
                                Source.fresh(word, sample.bytes(), Optional.empty(), wished.or(sample::kind), true)))
                .orElseThrow(() -> new Failure(
                        ExitCode.NO_INPUT,
                        "There is neither a file nor a garment in the catalog called " + word
                                + "; `mirrorx catalog list` shows what is there."));
    }

    private Optional<Source> hanging(String sku, Optional<GarmentKind> wished) {
        CatalogStore store = house.store();
        return store.find(sku).map(garment -> {
            GarmentPicture picture = garment.picture()
                    .orElseThrow(() -> new Failure(
                            ExitCode.NO_INPUT,
                            "The garment " + garment.sku() + " has no picture; add one and import again."));
            return new Source(
                    sku,
                    () -> store.pictureBytes(picture),
                    picture.landmarks().map(json -> json.getBytes(StandardCharsets.UTF_8)),
                    wished.or(garment::kind),
                    false,
                    memory -> wished.isPresent() ? Optional.empty() : kept(garment, memory));
        });
    }

    private Optional<GarmentCut> kept(Garment garment, Arena memory) {
        return house.wardrobe()
                .find(CatalogStore.workKey(garment, house.cutting().version()))
                .map(bytes -> GarmentCutFile.read(bytes, "the stored cut of " + garment.sku(), memory));
    }

    private Optional<GarmentKind> wishedKind(int garment) {
        return kinds.isEmpty() ? Optional.empty() : Optional.of(kinds.get(kinds.size() == 1 ? 0 : garment));
    }

    private static Optional<Path> path(String word) {
        try {
            return Optional.of(Path.of(word));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private picocli.CommandLine commandLine() {
        return java.util.Objects.requireNonNull(spec, "picocli sets the specification")
                .commandLine();
    }
}
