package org.mirrorx.kiosk.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where a command speaks.
 *
 * @param out results
 * @param err errors and progress
 * @param interactive a person watches {@code err}: progress may redraw its line
 * @param nanoseconds a clock that only runs forward
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, LongSupplier nanoseconds) {
    /** The process's own streams. */
    public static Terminal ofThisProcess() {
        return new Terminal(
                new PrintWriter(System.out, true, charset(System.out.charset())),
                new PrintWriter(System.err, true, charset(System.err.charset())),
                errIsATerminal(),
                System::nanoTime);
    }

    private static java.nio.charset.Charset charset(java.nio.charset.Charset ofTheStream) {
        // A bare container has the locale C and Java then writes "?" for "×"; every terminal of today reads UTF-8.
        return ofTheStream.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : ofTheStream;
    }

    /** Java can only tell whether input and output are a terminal; Linux tells about the error stream. */
    private static boolean errIsATerminal() {
        Path descriptor = Path.of("/proc/self/fd/2");
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }
}
