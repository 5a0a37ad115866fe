package org.mirrorx.kiosk.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.CutReport;
import org.mirrorx.kiosk.store.CutState;
import org.mirrorx.kiosk.store.Garment;
import org.mirrorx.kiosk.store.ImportProgress;
import org.mirrorx.kiosk.store.ImportReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mirrorx catalog}: what hangs in the shop. */
@Command(
        name = "catalog",
        description = "The shop's garments: import, cut, list, search, check, export.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class CatalogCommand implements Runnable {
    private final House house;
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    CatalogCommand(House house, Terminal terminal) {
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
            name = "import",
            description =
                    "Make a folder's catalog.csv and pictures the catalog. Whole or not at all; rows that cannot be"
                            + " taken are named with their line and reason.",
            mixinStandardHelpOptions = true)
    int importFolder(
            @Parameters(
                            paramLabel = "FOLDER",
                            description = "catalog.csv and the pictures, anywhere below it; docs/catalog.md explains"
                                    + " the columns.")
                    Path folder,
            @Option(names = "--cut-later", description = "Leave cutting the garments out to `mirrorx catalog cut`.")
                    boolean cutLater) {
        ImportReport report;
        try (ProgressLine line = new ProgressLine(terminal)) {
            report = house.store().importFolder(folder, shownOn(line), new Cancellation());
        }
        for (ImportReport.RowRefusal refusal : report.refusals()) {
            terminal.err()
                    .println("mirrorx: " + (refusal.line() > 0 ? "line " + refusal.line() + ": " : "")
                            + refusal.reason());
        }
        long unlisted = report.refusedRows() - report.refusals().size();
        if (unlisted > 0) {
            terminal.err().println("mirrorx: and " + unlisted + " more rows were refused");
        }
        report.notes().forEach(note -> terminal.out().println("note: " + note));
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "rows read: %d, refused: %d; garments in the catalog: %d, without a picture: %d",
                        report.rows(),
                        report.refusedRows(),
                        report.garments(),
                        report.withoutPicture()));
        return cutLater ? ExitCode.DONE.number() : cut();
    }

    @Command(
            name = "cut",
            description = "Cut out the garments that still wait for it; may be stopped and started again at any time.",
            mixinStandardHelpOptions = true)
    int cut() {
        CutReport report;
        try (ProgressLine line = new ProgressLine(terminal)) {
            report = house.store().cutAll(house.cutting(), house.wardrobe(), shownOn(line), new Cancellation());
        }
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "can be tried on: %d; wait for staff to set their points: %d; have a picture that is no good: %d",
                        report.cut(),
                        report.asksStaff(),
                        report.unreadable()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "check",
            description = "Read everything, every picture too, and say what is damaged.",
            mixinStandardHelpOptions = true)
    int check() {
        List<String> faults = house.store().faults();
        faults.forEach(fault -> terminal.err().println("mirrorx: " + fault));
        if (faults.isEmpty()) {
            terminal.out()
                    .println("The catalog is whole; garments: " + house.store().size());
        }
        return faults.isEmpty() ? ExitCode.DONE.number() : ExitCode.BAD_DATA.number();
    }

    private static ImportProgress shownOn(ProgressLine line) {
        return (stage, done, total) ->
                line.at(words(stage) + " " + done + " of " + total, total == 0 ? 0 : (double) done / total);
    }

    @Command(name = "list", description = "Show every garment, a line each.", mixinStandardHelpOptions = true)
    int list() {
        CatalogStore store = house.store();
        if (store.size() == 0) {
            terminal.err()
                    .println(
                            "mirrorx: The catalog is empty; `mirrorx catalog import FOLDER` fills it. Without a catalog"
                                    + " `mirrorx try --garment` takes the samples "
                                    + house.samples().garments().stream()
                                            .map(House.Sample::name)
                                            .collect(Collectors.joining(", "))
                                    + ".");
        }
        String version = house.cutting().version();
        store.forEach(garment -> terminal.out().println(line(garment) + words(store.cutState(garment, version))));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "search",
            description = "Show the garments with these words, in any script; also by SKU or barcode.",
            mixinStandardHelpOptions = true)
    int search(
            @Parameters(paramLabel = "WORDS", arity = "1..*", description = "What to look for.") List<String> words) {
        List<Garment> found = house.store().search(String.join(" ", words));
        found.forEach(garment -> terminal.out().println(line(garment)));
        if (found.isEmpty()) {
            terminal.err().println("mirrorx: No garment has these words.");
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "export",
            description = "Write the catalog into an empty folder; importing it gives the same catalog.",
            mixinStandardHelpOptions = true)
    int export(@Parameters(paramLabel = "FOLDER", description = "An empty or new folder.") Path folder) {
        house.store().export(folder);
        terminal.out()
                .println("garments written to " + folder + ": " + house.store().size());
        return ExitCode.DONE.number();
    }

    /** SKU, kind, name, price, place: what a person needs to find it in the shop. */
    private static String line(Garment garment) {
        Optional<String> price = garment.price().or(garment::mrp).map(String::valueOf);
        return String.format(
                        Locale.ROOT,
                        "%-16s %-6s %-40s %-14s %s%s",
                        garment.sku(),
                        garment.kind().map(GarmentKind::name).orElse("").toLowerCase(Locale.ROOT),
                        garment.name(""),
                        price.orElse(""),
                        garment.hangsAt(),
                        garment.active() ? "" : " (hidden)")
                .stripTrailing();
    }

    /** Why a garment cannot be tried on yet; nothing when it can. */
    private static String words(CutState state) {
        return switch (state) {
            case CutState.Cut() -> "";
            case CutState.Waiting() -> " [waiting to be cut out]";
            case CutState.NoPicture() -> " [no picture]";
            case CutState.AsksStaff(String doubt) -> " [asks staff: " + doubt + "]";
            case CutState.Unreadable(String reason) -> " [unreadable: " + reason + "]";
        };
    }

    private static String words(Enum<?> stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
