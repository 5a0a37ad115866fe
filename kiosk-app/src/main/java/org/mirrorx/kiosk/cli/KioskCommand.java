package org.mirrorx.kiosk.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code mirrorx kiosk}: opens the mirror. */
@Command(
        name = "kiosk",
        description =
                "Opens the mirror (also what happens without any command). Without a camera the sample shopper plays in it.",
        mixinStandardHelpOptions = true)
final class KioskCommand implements Callable<Integer> {
    private static final int LEAST = 320;
    private static final int MOST = 8192;

    private final House house;
    private final Terminal terminal;

    @Option(
            names = "--film",
            paramLabel = "DIR",
            description = "Play one scripted visit and write a PNG of every screen into this folder; needs no display.")
    private @Nullable Path film;

    @Option(
            names = "--rehearse",
            paramLabel = "N",
            description =
                    "Play so many scripted visits one after the other and print the memory after each; for checking an installation.")
    private int rehearsals;

    @Option(
            names = "--replay",
            paramLabel = "PATH",
            description = "A picture, a folder of pictures or an .mjpeg film instead of the camera.")
    private @Nullable Path replay;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "The shop's language for this run: en, hi, ta, bn, te or mr.")
    private @Nullable String language;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Size of the window, such as 1080x1920; without it the whole display.")
    private @Nullable String size;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    KioskCommand(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rehearsals < 0) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--rehearse " + rehearsals + " is no number of visits; choose 1 or more.");
        }
        house.kiosk(new House.KioskWishes(
                Optional.ofNullable(film),
                rehearsals,
                terminal.out()::println,
                Optional.ofNullable(replay),
                Optional.ofNullable(language),
                size()));
        return ExitCode.DONE.number();
    }

    private Optional<int[]> size() {
        if (size == null) {
            return Optional.empty();
        }
        String[] sides = size.split("x", -1);
        if (sides.length == 2 && sides[0].matches("\\d{1,5}") && sides[1].matches("\\d{1,5}")) {
            int width = Integer.parseInt(sides[0]);
            int height = Integer.parseInt(sides[1]);
            if (Math.min(width, height) >= LEAST && Math.max(width, height) <= MOST) {
                return Optional.of(new int[] {width, height});
            }
        }
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "--size " + size + " is no size of a window; choose one such as 1080x1920, at least " + LEAST
                        + " a side.");
    }
}
