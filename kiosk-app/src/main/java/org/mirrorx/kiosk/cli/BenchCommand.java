package org.mirrorx.kiosk.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.EngineChoice;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.kiosk.bench.ContactSheets;
import org.mirrorx.kiosk.bench.LookBench;
import org.mirrorx.kiosk.bench.LookTables;
import org.mirrorx.kiosk.bench.PairResult;
import org.mirrorx.kiosk.bench.ResidentMemory;
import org.mirrorx.kiosk.bench.StepTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mirrorx bench}: how long the steps take, and with {@code --looks} how good the looks of a whole folder are. */
@Command(
        name = "bench",
        description =
                "Measure the steps over the sample pictures; with --looks, dress every person of a folder in every"
                        + " garment, check each look and draw contact sheets.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    /** Long side of a capture in the speed goals: 768×1024. */
    private static final int GOAL_LONG_SIDE = 1024;

    private static final int SMALLEST_SIZE = 64;

    private static final String NO_PACK = "none";
    private static final Pattern TILE = Pattern.compile("(\\d{2,4})[x×](\\d{2,4})");

    private final House house;
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--looks",
            paramLabel = "FOLDER",
            description = "Folder with people/ and garments/, and photos.csv (file, kind) if the kinds are known.")
    private @Nullable Path looks;

    @Option(
            names = "--only",
            paramLabel = "PEOPLE×GARMENTS",
            description = "Only these pairs: two patterns of file names such as model_*×09* (: does for ×).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--pack",
            paramLabel = "FOLDER|none",
            description = "Optional networks to use; give it twice to compare. Default: what is installed.")
    private List<String> packs = new ArrayList<>();

    @Option(
            names = "--landmarks",
            paramLabel = "FOLDER",
            description =
                    "Folder of landmark files that staff set, <picture>.landmarks.json; else beside the pictures.")
    private @Nullable Path landmarks;

    @Option(names = "--engine", paramLabel = "NAME", description = "Which engine draws: auto or a name.")
    private String engine = EngineChoice.AUTO;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a row for every pair.")
    private @Nullable Path csv;

    @Option(names = "--sheets", paramLabel = "FOLDER", description = "Write contact sheets.")
    private @Nullable Path sheets;

    @Option(
            names = "--tile",
            paramLabel = "WIDTHxHEIGHT",
            description = "Size of a picture on the sheets. Default: ${DEFAULT-VALUE}.")
    private String tile = "240x320";

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Write every look at full size.")
    private @Nullable Path keep;

    @Option(names = "--repeat", description = "Make every look twice: the second must equal the first, bit for bit.")
    private boolean repeat;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Measured runs of each step without --looks. Default: ${DEFAULT-VALUE}.")
    private int runs = 10;

    @Option(
            names = "--person",
            paramLabel = "FILE",
            description = "Measure with this photograph instead of the sample shoppers; may be given several times.")
    private List<Path> people = new ArrayList<>();

    @Option(
            names = "--garment",
            paramLabel = "FILE|SKU",
            description = "Measure with this photograph or sample garment; may be given several times.")
    private List<String> garments = new ArrayList<>();

    @Option(names = "--kind", paramLabel = "KIND", description = "upper, lower or dress: what --garment FILE shows.")
    private @Nullable GarmentKind kind;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Longer side of the measured captures at most; larger ones are scaled down. Default: ${DEFAULT-VALUE}.")
    private int size = GOAL_LONG_SIDE;

    BenchCommand(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 1) {
            throw wrong("--runs " + runs + " measures nothing; give at least 1.");
        }
        if (looks == null
                && (repeat || !only.isEmpty() || csv != null || sheets != null || keep != null || landmarks != null)) {
            throw wrong(
                    "--only, --csv, --sheets, --keep, --landmarks and --repeat need a folder of pictures; name it with"
                            + " --looks.");
        }
        if (size < SMALLEST_SIZE) {
            throw wrong("--size " + size + " is too small for a person; give at least " + SMALLEST_SIZE + ".");
        }
        return looks == null ? steps() : folder(looks);
    }

    // ---- steps over the samples

    private int steps() {
        long begin = System.nanoTime();
        StepBench.Result result;
        try (ProgressLine line = new ProgressLine(terminal)) {
            result = new StepBench(house, people, garments, Optional.ofNullable(kind), size, EngineChoice.of(engine))
                    .run(runs, line);
        }
        terminal.out().print(result.table());
        if (result.declined() > 0) {
            terminal.out().println(result.declined() + " of " + runs + " runs were declined");
        }
        printMemory(begin);
        return result.declined() == runs ? ExitCode.DECLINED.number() : ExitCode.DONE.number();
    }

    // ---- looks of a folder

    private int folder(Path root) throws IOException {
        Matcher size = TILE.matcher(tile);
        if (!size.matches()) {
            throw wrong("--tile " + tile + " is no size; write it like 240x320.");
        }
        BiPredicate<String, String> wanted = wanted();
        List<Path> people = pictures(root.resolve("people"));
        List<Path> garments = pictures(root.resolve("garments"));
        Map<String, GarmentKind> kinds = PhotoList.kinds(root.resolve("photos.csv"));
        long begin = System.nanoTime();
        List<PairResult> results = new ArrayList<>();
        try (Arena memory = Arena.ofShared();
                ProgressLine line = new ProgressLine(terminal)) {
            List<LookBench.Garment> cut = cut(garments, people, wanted, kinds, memory, line);
            List<LookBench.Person> opened = people.stream()
                    .map(file -> new LookBench.Person(
                            stem(file),
                            arena -> Photographs.person(
                                    Photographs.read(file), file.toString(), Photographs.WORKING_LONG_SIDE, arena)))
                    .toList();
            for (String pack : packs.isEmpty() ? List.of("installed") : packs) {
                Optional<ContactSheets> sheet = Optional.ofNullable(sheets)
                        .map(folder -> new ContactSheets(
                                folder,
                                packName(pack),
                                Integer.parseInt(size.group(1)),
                                Integer.parseInt(size.group(2)),
                                cut.stream()
                                        .map(garment -> new ContactSheets.Column(
                                                garment.name(), garment.kind(), garment.picture()))
                                        .toList()));
                LookBench bench = new LookBench(
                        atelier(pack), EngineChoice.of(engine), packName(pack), repeat, Optional.ofNullable(keep));
                results.addAll(bench.run(
                        opened,
                        cut,
                        wanted,
                        sheet,
                        (done, all, last) -> line.at(done + " of " + all + " pairs, " + last, (double) done / all)));
                sheet.ifPresent(ContactSheets::close);
            }
        }
        terminal.out().println(LookTables.text(results));
        if (csv != null) {
            Files.writeString(csv, LookTables.csv(results), StandardCharsets.UTF_8);
        }
        printMemory(begin);
        boolean broken = results.stream().anyMatch(result -> result.end() instanceof PairResult.Broken);
        return broken ? ExitCode.FAULT.number() : ExitCode.DONE.number();
    }

    private List<LookBench.Garment> cut(
            List<Path> files,
            List<Path> people,
            BiPredicate<String, String> wanted,
            Map<String, GarmentKind> kinds,
            Arena memory,
            ProgressLine line) {
        List<LookBench.Garment> garments = new ArrayList<>();
        List<Double> milliseconds = new ArrayList<>();
        for (Path file : files) {
            String name = stem(file);
            if (people.stream().noneMatch(person -> wanted.test(stem(person), name))) {
                continue;
            }
            line.at("cutting out " + name, 0);
            Optional<GarmentKind> known = Optional.ofNullable(kinds.get(name));
            GarmentPhoto photo = Photographs.garment(
                    Photographs.read(file),
                    file.toString(),
                    Photographs.landmarksBeside(landmarks == null ? file : landmarks.resolve(file.getFileName())),
                    known,
                    memory);
            long begin = System.nanoTime();
            CutOutcome outcome = house.cut(photo, memory);
            milliseconds.add((System.nanoTime() - begin) / 1e6);
            GarmentKind kind = switch (outcome) {
                case CutOutcome.Cut(GarmentCut cut) -> cut.kind();
                case CutOutcome.Unreadable _ -> known.orElse(GarmentKind.UPPER);
            };
            garments.add(new LookBench.Garment(name, photo.picture(), kind, outcome));
        }
        if (garments.isEmpty()) {
            throw new Failure(ExitCode.NO_INPUT, "No pair is left to look at; check --looks and --only.");
        }
        terminal.out().print(StepTable.head() + StepTable.row("cut-garment", milliseconds));
        garments.sort(Comparator.comparing(LookBench.Garment::kind).thenComparing(LookBench.Garment::name));
        return garments;
    }

    private Atelier atelier(String pack) {
        if (packs.isEmpty()) {
            return house.atelier();
        }
        return house.atelierWith(pack.equals(NO_PACK) ? Optional.empty() : Optional.of(Path.of(pack)));
    }

    private static String packName(String pack) {
        return String.valueOf(Path.of(pack).getFileName());
    }

    private BiPredicate<String, String> wanted() {
        if (only.isEmpty()) {
            return (person, garment) -> true;
        }
        List<BiPredicate<String, String>> patterns = new ArrayList<>();
        for (String pair : only) {
            String[] two = pair.split("[×:]", -1);
            if (two.length != 2) {
                throw wrong("--only " + pair + " is not a pair of patterns; write it like model_*:09*.");
            }
            try {
                PathMatcher people = glob(two[0]);
                PathMatcher garments = glob(two[1]);
                patterns.add(
                        (person, garment) -> people.matches(Path.of(person)) && garments.matches(Path.of(garment)));
            } catch (PatternSyntaxException noPattern) {
                throw wrong("--only " + pair + " is not a pair of patterns (" + noPattern.getDescription()
                        + "); write it like model_*:09*.");
            }
        }
        return (person, garment) -> patterns.stream().anyMatch(pattern -> pattern.test(person, garment));
    }

    private static PathMatcher glob(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + (pattern.isEmpty() ? "*" : pattern));
    }

    private static List<Path> pictures(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Failure(
                    ExitCode.NO_INPUT, "There is no folder " + folder + "; --looks needs people/ and garments/ in it.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp)"))
                    .sorted()
                    .toList();
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private void printMemory(long begin) {
        ResidentMemory.peak()
                .ifPresent(bytes -> terminal.out()
                        .println(String.format(Locale.ROOT, "peak resident memory: %.0f MB", bytes / 1e6)));
        terminal.out().println(String.format(Locale.ROOT, "all of it: %.1f s", (System.nanoTime() - begin) / 1e9));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(
                java.util.Objects.requireNonNull(spec, "picocli sets the specification")
                        .commandLine(),
                sentence);
    }
}
