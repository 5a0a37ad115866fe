package org.mirrorx.kiosk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.EngineFault;
import org.mirrorx.models.Refusal;

/** What a thrown fault means to the person who typed the command: one sentence and an exit code. */
final class FaultsInWords {
    private FaultsInWords() {}

    static ExitCode exitCode(Throwable fault) {
        return switch (fault) {
            case Failure failure -> failure.exitCode();
            case ExecutionException wrapped when wrapped.getCause() != null -> exitCode(wrapped.getCause());
            case Refusal refusal -> ofCause(refusal.getCause());
            case EngineFault unfit when unfit.getCause() instanceof Refusal -> ExitCode.BAD_DATA;
            case UncheckedIOException io -> ofCause(io.getCause());
            case IOException io -> ofInputOutput(io);
            case CancellationException _ -> ExitCode.TRY_AGAIN;
            case UnsatisfiedLinkError _ -> ExitCode.DEVICE_MISSING;
            case OutOfMemoryError _ -> ExitCode.DEVICE_MISSING;
            default -> ExitCode.FAULT;
        };
    }

    static String sentence(Throwable fault, boolean traceFollows) {
        return switch (fault) {
            case Failure failure -> oneLine(failure);
            case ExecutionException wrapped
            when wrapped.getCause() != null -> sentence(wrapped.getCause(), traceFollows);
            case Refusal refusal -> oneLine(refusal);
            case UncheckedIOException io when io.getCause() != null -> sentence(io.getCause(), traceFollows);
            case EngineFault unfit when unfit.getCause() instanceof Refusal -> oneLine(unfit);
            case IOException io -> "Reading or writing failed: " + oneLine(io);
            case CancellationException _ -> "The work was stopped before it was done.";
            case UnsatisfiedLinkError link ->
                "A native library does not load: " + oneLine(link) + " `mirrorx doctor` says what is missing.";
            case OutOfMemoryError _ -> "There is not enough memory; close other programs or use a smaller picture.";
            default ->
                "This is a fault of MirrorX: " + oneLine(fault)
                        + (traceFollows ? "" : " Please report it with the output of the same command and --verbose.");
        };
    }

    private static ExitCode ofCause(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException io -> ofInputOutput(io);
            case OverlappingFileLockException _ -> ExitCode.TRY_AGAIN;
            case null, default -> ExitCode.BAD_DATA;
        };
    }

    private static ExitCode ofInputOutput(IOException fault) {
        return switch (fault) {
            case NoSuchFileException _ -> ExitCode.NO_INPUT;
            case AccessDeniedException _ -> ExitCode.NO_RIGHTS;
            default -> ExitCode.IO;
        };
    }

    private static String oneLine(Throwable fault) {
        String message = fault.getMessage();
        String kind = fault.getClass().getSimpleName();
        String line = message == null
                ? kind
                : message.lines().findFirst().orElse(kind).strip();
        boolean ours = fault instanceof Failure || fault instanceof Refusal;
        String told =
                ours || fault instanceof EngineFault || fault instanceof LinkageError ? line : kind + " (" + line + ")";
        return told.endsWith(".") ? told : told + ".";
    }
}
