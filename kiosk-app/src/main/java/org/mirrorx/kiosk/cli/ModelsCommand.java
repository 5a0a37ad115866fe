package org.mirrorx.kiosk.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.mirrorx.models.store.OptionalNetwork;
import org.mirrorx.models.store.OptionalNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mirrorx models}: optional networks that make looks better. */
@Command(
        name = "models",
        description = "Optional networks that make looks better (hair, faces far away, skin and clothes).",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    private final House house;
    private final Terminal terminal;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

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
                    "Take the optional networks out of a folder; each file is known by its SHA-256, whatever its name.",
            mixinStandardHelpOptions = true)
    int install(@Parameters(paramLabel = "FOLDER", description = "Where the published files are.") Path folder) {
        OptionalNetworks.Report report = new OptionalNetworks(house.places().packs()).install(folder);
        for (OptionalNetwork network : OptionalNetwork.values()) {
            OptionalNetworks.Outcome outcome = report.outcomes().get(network);
            String what = switch (outcome == null ? OptionalNetworks.Outcome.NOT_IN_FOLDER : outcome) {
                case INSTALLED -> "installed (" + network.licence() + ")";
                case ALREADY_THERE -> "was there already";
                case NOT_IN_FOLDER -> "is not in this folder";
            };
            terminal.out().println(line(network, what));
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "list", description = "Show what is installed.", mixinStandardHelpOptions = true)
    int list() {
        Set<OptionalNetwork> installed = new OptionalNetworks(house.places().packs()).installed();
        for (OptionalNetwork network : OptionalNetwork.values()) {
            terminal.out()
                    .println(
                            line(network, installed.contains(network) ? "installed (" + network.licence() + ")" : "-"));
        }
        return ExitCode.DONE.number();
    }

    private static String line(OptionalNetwork network, String what) {
        return String.format(Locale.ROOT, "%-34s %s", network.file(), what);
    }
}
