package org.mirrorx.kiosk.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.InstallPack;
import org.mirrorx.models.store.InstallProgress;
import org.mirrorx.models.store.Licence;
import org.mirrorx.models.store.OptionalNetwork;
import org.mirrorx.models.store.OptionalNetworks;
import org.mirrorx.models.store.Pack;
import org.mirrorx.models.store.PackKind;
import org.mirrorx.models.store.PackStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mirrorx models}: packs of networks: the photo-real engine, and small ones that make looks better. */
@Command(
        name = "models",
        description =
                "Packs of networks that a shop adds: the photo-real engine, and small ones that make looks better.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    private final House house;
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    ModelsCommand(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(terminal.out());
        }
    }

    @Command(
            name = "install",
            description =
                    "Install what a folder of downloads holds. Files are known by their content, whatever their name.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int install(
            @Parameters(paramLabel = "FOLDER", description = "Where the published files are.") Path folder,
            @Option(
                            names = "--as",
                            paramLabel = "PACK",
                            description = "Only this pack, such as fashn; else all that the folder holds.")
                    @Nullable
                    String as,
            @Option(
                            names = "--precision",
                            paramLabel = "BITS",
                            description = "How the large matrices are kept: fp16 (half the size, the default) or fp32.",
                            defaultValue = "fp16")
                    String precision,
            @Option(
                            names = "--lora",
                            paramLabel = "FILE:SCALE",
                            description = "Add the weights of a LoRA, times SCALE, before installing; may be repeated.")
                    @Nullable
                    List<String> loras,
            @Option(
                            names = "--accept-non-commercial",
                            description = "Install a pack whose licence forbids commercial use; every look is marked.")
                    boolean acceptNonCommercial) {
        if (!Files.isDirectory(folder)) {
            throw new Refusal(
                    "There is no folder " + folder + "; give the folder with the published files.",
                    new NoSuchFileException(folder.toString()));
        }
        InstallPack.Wish wish = new InstallPack.Wish(
                Optional.ofNullable(as).map(PackKind::of),
                width(precision),
                loras(loras == null ? List.of() : loras),
                acceptNonCommercial
                        ? List.of(Licence.Use.COMMERCIAL, Licence.Use.NON_COMMERCIAL)
                        : List.of(Licence.Use.COMMERCIAL));
        InstallPack.Installed installed;
        try (ProgressLine line = new ProgressLine(terminal)) {
            installed = house.installer().install(folder, wish, (step, done, all) -> tell(line, step, done, all));
        }
        installed.packs().forEach(this::describe);
        smallNetworks(folder, installed.packs()).ifPresent(this::describe);
        installed.leftOut().forEach(sentence -> terminal.err().println("mirrorx: left out: " + sentence));
        return ExitCode.DONE.number();
    }

    /** The small networks of the same folder; their absence is a fault only where there is no pack either. */
    private Optional<OptionalNetworks.Report> smallNetworks(Path folder, List<Pack> packs) {
        try {
            return Optional.of(new OptionalNetworks(house.places().packs()).install(folder));
        } catch (Refusal none) {
            if (packs.isEmpty()) {
                throw none;
            }
            return Optional.empty();
        }
    }

    private void describe(OptionalNetworks.Report report) {
        for (OptionalNetwork network : OptionalNetwork.values()) {
            OptionalNetworks.Outcome outcome = report.outcomes().get(network);
            String what = switch (outcome == null ? OptionalNetworks.Outcome.NOT_IN_FOLDER : outcome) {
                case INSTALLED -> "installed (" + network.licence() + ")";
                case ALREADY_THERE -> "was there already";
                case NOT_IN_FOLDER -> "is not in this folder";
            };
            terminal.out().println(line(network.file(), what));
        }
    }

    private void describe(Pack pack) {
        terminal.out()
                .println(line(
                        pack.kind().id(),
                        String.format(
                                Locale.ROOT,
                                "%s, %s, %.1f MB (%s)",
                                pack.kind().title(),
                                String.join(", ", pack.settings()),
                                pack.bytes() / 1e6,
                                pack.kind().licence().name())));
        for (Pack.Source source : pack.sources()) {
            String sum = source.published()
                    .map(same ->
                            same ? "the published file" : "not the published file: of another revision, or changed")
                    .orElse("no published check sum is known");
            terminal.out()
                    .println(line(
                            "  from " + source.name(),
                            sum + " (" + source.sha256().substring(0, 12) + ")"));
        }
    }

    @Command(name = "list", description = "Show what is installed.", mixinStandardHelpOptions = true)
    int list() {
        PackStore store = new PackStore(house.places().packs());
        for (PackKind kind : PackKind.values()) {
            Optional<Pack> pack = store.find(kind);
            if (pack.isPresent()) {
                describe(pack.get());
            } else {
                terminal.out().println(line(kind.id(), "-"));
            }
        }
        Set<OptionalNetwork> installed = new OptionalNetworks(house.places().packs()).installed();
        for (OptionalNetwork network : OptionalNetwork.values()) {
            String what = installed.contains(network) ? "installed (" + network.licence() + ")" : "-";
            terminal.out().println(line(network.file(), what));
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "verify",
            description = "Read every byte of the installed packs and compare check sums.",
            mixinStandardHelpOptions = true)
    int verify() {
        PackStore store = new PackStore(house.places().packs());
        List<Pack> packs = store.installed();
        List<String> faults = new ArrayList<>();
        try (ProgressLine line = new ProgressLine(terminal)) {
            packs.forEach(pack -> faults.addAll(store.verify(
                    pack, (step, done, all) -> line.at("reading " + pack.kind().id(), (double) done / all))));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join(" ", faults));
        }
        terminal.out().println(packs.isEmpty() ? "No pack is installed." : "All files are as they were installed.");
        return ExitCode.DONE.number();
    }

    @Command(name = "remove", description = "Remove a pack.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "PACK", description = "Its name, such as fashn.") String name) {
        PackKind kind = PackKind.of(name);
        boolean there = new PackStore(house.places().packs()).remove(kind);
        terminal.out()
                .println(there ? "The pack " + kind.id() + " is removed." : "There was no pack " + kind.id() + ".");
        return ExitCode.DONE.number();
    }

    @Command(
            name = "licence",
            description = "Say under which terms each pack was published.",
            mixinStandardHelpOptions = true)
    int licence() {
        for (PackKind kind : PackKind.values()) {
            Licence licence = kind.licence();
            String use = switch (licence.use()) {
                case COMMERCIAL -> "a shop may use it";
                case NON_COMMERCIAL -> "research and trial only";
            };
            terminal.out().println(line(kind.id(), kind.title() + ", from " + kind.origin()));
            terminal.out().println(line("", licence.name() + ", " + licence.owner() + ": " + use));
        }
        for (OptionalNetwork network : OptionalNetwork.values()) {
            terminal.out().println(line(network.file(), network.licence() + ": a shop may use it"));
        }
        return ExitCode.DONE.number();
    }

    private InstallPack.Width width(String precision) {
        return switch (precision) {
            case "fp16" -> InstallPack.Width.FP16;
            case "fp32" -> InstallPack.Width.FP32;
            default ->
                throw new ParameterException(
                        installCommand(), "There is no precision " + precision + "; choose fp16 or fp32.");
        };
    }

    private CommandLine installCommand() {
        return java.util.Objects.requireNonNull(spec)
                .commandLine()
                .getSubcommands()
                .getOrDefault("install", spec.commandLine());
    }

    private List<InstallPack.Lora> loras(List<String> words) {
        List<InstallPack.Lora> loras = new ArrayList<>();
        for (String word : words) {
            int colon = word.lastIndexOf(':');
            try {
                double scale = Double.parseDouble(word.substring(colon + 1));
                if (!Double.isFinite(scale) || colon == 0) {
                    throw new NumberFormatException(word);
                }
                loras.add(new InstallPack.Lora(Path.of(word.substring(0, colon)), scale));
            } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
                throw new ParameterException(
                        installCommand(),
                        "--lora " + word + " is not FILE:SCALE, such as style.safetensors:0.8.",
                        malformed);
            }
        }
        return loras;
    }

    private static String line(String name, String what) {
        return String.format(Locale.ROOT, "%-34s %s", name, what);
    }

    /** An installation as a line on the terminal: what, how many gigabytes, how much time is left. */
    private static void tell(ProgressLine line, InstallProgress.Step step, long done, long all) {
        double share = all == 0 ? 0 : (double) done / all;
        String gigabytes = String.format(Locale.ROOT, ", %.2f of %.2f GB", done / 1e9, all / 1e9);
        // Shares of the whole as they were on a processor; a full-size network's first run takes longest.
        switch (step) {
            case READING_SOURCES -> line.at("reading the published files" + gigabytes, 0.1 * share);
            case FORGING -> line.at("writing the network" + gigabytes, 0.1 + 0.3 * share);
            case CHECKING -> line.at("running each network once", 0.4 + 0.5 * share);
            case READING_BACK -> line.at("reading back" + gigabytes, 0.9 + 0.1 * share);
        }
    }
}
