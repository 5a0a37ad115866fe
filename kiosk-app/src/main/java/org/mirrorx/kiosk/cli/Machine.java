package org.mirrorx.kiosk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at the computer: processors, memory, graphics card, cameras, display. Changes nothing. */
final class Machine {
    /** Java that MirrorX is built for. */
    private static final int JAVA = 25;

    /** Peak resident memory of a look is below 1 GB; the system and the store need as much again. */
    private static final long ENOUGH_MEMORY = 2_000_000_000L;

    /** The speed goals are for two. */
    private static final int ENOUGH_PROCESSORS = 2;

    /** Packs, catalog and cut garments of a shop. */
    private static final long ENOUGH_SPACE = 1_000_000_000L;

    private static final int PATIENCE_SECONDS = 5;
    private static final List<Path> LIBRARY_FOLDERS = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/aarch64-linux-gnu"),
            Path.of("/usr/lib64"),
            Path.of("/usr/lib/wsl/lib"),
            Path.of("/usr/local/nvidia/lib64"),
            Path.of("/usr/lib"));

    private Machine() {}

    static Finding java() {
        String value = "Java " + Runtime.version() + ", " + System.getProperty("java.vendor", "") + ", "
                + System.getProperty("java.home", "");
        return Runtime.version().feature() >= JAVA
                ? Finding.fine("java", value)
                : Finding.missing("java", value, "Install a JDK " + JAVA + " and set JAVA_HOME to its folder.");
    }

    static Finding processors() {
        int count = Runtime.getRuntime().availableProcessors();
        String value = count + " (" + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "") + ")";
        return count >= ENOUGH_PROCESSORS
                ? Finding.fine("processors", value)
                : Finding.hint("processors", value, "Looks take twice as long with a single processor.");
    }

    static Finding memory() {
        String heap = String.format(
                Locale.ROOT, "Java may use %.1f GB", Runtime.getRuntime().maxMemory() / 1e9);
        OptionalLong available = org.mirrorx.kiosk.FreeMemory.ofMachine();
        if (available.isEmpty()) {
            return Finding.fine("memory", heap);
        }
        String value = String.format(Locale.ROOT, "%.1f GB available, %s", available.getAsLong() / 1e9, heap);
        return available.getAsLong() >= ENOUGH_MEMORY
                ? Finding.fine("memory", value)
                : Finding.hint("memory", value, "Close other programs; MirrorX needs about 1 GB.");
    }

    /** A folder the program writes to, or will make. */
    static Finding folder(String name, Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.missing(
                    name,
                    folder + " cannot be written",
                    "Give this account the right to write there, or set MIRRORX_HOME to another folder.");
        }
        try {
            long space = Files.getFileStore(there).getUsableSpace();
            String value = String.format(Locale.ROOT, "%s, %.1f GB free", folder, space / 1e9);
            return space >= ENOUGH_SPACE
                    ? Finding.fine(name, value)
                    : Finding.hint(name, value, "Make room: less than 1 GB is free.");
        } catch (IOException unknown) {
            return Finding.fine(name, folder.toString());
        }
    }

    static Finding graphics() {
        Optional<Path> driver = LIBRARY_FOLDERS.stream()
                .map(folder -> folder.resolve("libcuda.so.1"))
                .filter(Files::exists)
                .findFirst();
        Optional<String> cards = output(List.of("nvidia-smi", "-L"));
        String nothingToDo = "Nothing to do: the built-in engine needs no graphics card.";
        if (cards.isPresent() && driver.isPresent()) {
            return Finding.fine("graphics", cards.get().lines().findFirst().orElse("") + ", driver " + driver.get());
        }
        if (cards.isPresent() || driver.isPresent()) {
            return Finding.hint(
                    "graphics",
                    cards.isPresent()
                            ? "an NVIDIA card, but no driver library"
                            : "an NVIDIA driver, but no card answers",
                    "Install the driver again if the photo-real engines are wanted. " + nothingToDo);
        }
        return Finding.hint("graphics", "no NVIDIA card", nothingToDo);
    }

    private static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
            return process.exitValue() == 0 && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Finding cameras() {
        List<String> cameras = new ArrayList<>();
        boolean locked = false;
        try (Stream<Path> devices = Files.list(Path.of("/dev"))) {
            for (Path device : devices.filter(path -> path.toString().matches("/dev/video\\d+"))
                    .sorted()
                    .toList()) {
                cameras.add(device + name(device));
                locked |= !Files.isReadable(device);
            }
        } catch (IOException | UncheckedIOException notLinux) {
            return Finding.hint("cameras", "unknown on this system", "");
        }
        String value = String.join(", ", cameras);
        if (cameras.isEmpty()) {
            return Finding.hint("cameras", "none", "`mirrorx try` works with photographs; a mirror needs a camera.");
        }
        return locked
                ? Finding.hint("cameras", value, "Add this account to the group video.")
                : Finding.fine("cameras", value);
    }

    private static String name(Path device) {
        try {
            Path name = Path.of("/sys/class/video4linux")
                    .resolve(device.getFileName())
                    .resolve("name");
            return " (" + Files.readString(name).strip() + ")";
        } catch (IOException unnamed) {
            return "";
        }
    }

    static Finding display(Map<String, String> environment) {
        String x11 = environment.getOrDefault("DISPLAY", "");
        String wayland = environment.getOrDefault("WAYLAND_DISPLAY", "");
        if (x11.isEmpty() && wayland.isEmpty()) {
            return Finding.hint("display", "none", "The command line needs none; a mirror needs a screen.");
        }
        return Finding.fine("display", x11.isEmpty() ? "Wayland " + wayland : "X11 " + x11);
    }
}
