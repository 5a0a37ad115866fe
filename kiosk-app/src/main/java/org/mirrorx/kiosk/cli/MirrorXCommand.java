package org.mirrorx.kiosk.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line: {@code mirrorx COMMAND …}. Turns whatever goes wrong into one sentence on stderr and an {@link ExitCode}; the trace
 * only with {@code --verbose}.
 */
@Command(
        name = "mirrorx",
        description =
                "A fitting-room mirror for shops: see yourself wearing a garment, on one machine, without any network. Without a command: opens the mirror.",
        exitCodeListHeading = "%nExit codes:%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class MirrorXCommand implements Runnable {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "When something fails, print the trace below the sentence.")
    private boolean verbose;

    private final House house;

    private MirrorXCommand(House house) {
        this.house = house;
    }

    /** Runs one command line. @return the number of an {@link ExitCode} */
    public static int run(House house, Terminal terminal, String... words) {
        MirrorXCommand mirrorx = new MirrorXCommand(house);
        CommandLine commandLine = new CommandLine(mirrorx)
                .addSubcommand(new KioskCommand(house, terminal))
                .addSubcommand(new TryCommand(house, terminal))
                .addSubcommand(new CatalogCommand(house, terminal))
                .addSubcommand(new DoctorCommand(house, terminal))
                .addSubcommand(new ModelsCommand(house, terminal))
                .addSubcommand(new BenchCommand(house, terminal))
                .setOut(terminal.out())
                .setErr(terminal.err());
        commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((fault, line, parsed) -> mirrorx.failed(fault, terminal))
                .setParameterExceptionHandler((wrong, given) -> mirrorx.misused(wrong, terminal));
        describeExitCodes(commandLine);
        try {
            return commandLine.execute(words);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError fault) {
            return mirrorx.failed(fault, terminal);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    @Override
    public void run() {
        house.kiosk(House.KioskWishes.ofShoppers());
    }

    private static void describeExitCodes(CommandLine commandLine) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(String.format(java.util.Locale.ROOT, "%3d", code.number()), code.meaning());
        }
        commandLine.getCommandSpec().usageMessage().exitCodeList(codes);
    }

    private int misused(ParameterException wrong, Terminal terminal) {
        CommandLine where = wrong.getCommandLine();
        String name = where.getCommandSpec().qualifiedName();
        terminal.err()
                .println("mirrorx: " + sentence(wrong.getMessage()) + " `" + name + " --help` shows what is possible.");
        trace(wrong, terminal);
        return ExitCode.USAGE.number();
    }

    private int failed(Throwable fault, Terminal terminal) {
        ExitCode code = FaultsInWords.exitCode(fault);
        terminal.err().println("mirrorx: " + FaultsInWords.sentence(fault, verbose));
        trace(fault, terminal);
        return code.number();
    }

    private void trace(Throwable fault, Terminal terminal) {
        if (verbose) {
            fault.printStackTrace(terminal.err());
        }
    }

    private static String sentence(@org.jspecify.annotations.Nullable String message) {
        String line =
                message == null ? "" : message.lines().findFirst().orElse("").strip();
        line = line.replace("' is not a long", "' is not a whole number")
                .replace("' is not an int", "' is not a whole number");
        return line.endsWith(".") ? line : line + ".";
    }
}
