package org.mirrorx.inference.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Keeps ONNX Runtime from reporting about the machine. Since 1.29 its builds for Linux and macOS start an uploader, and write an
 * identifier and a database into the home folder, as soon as an environment is made; {@code OrtEnvironment.setTelemetry} comes after that and
 * is too late. Only the variable {@code ORT_DISABLE_TELEMETRY} stops all of it, and the library reads it from the process itself,
 * where Java can only put it through the C library.
 */
final class NoTelemetry {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private NoTelemetry() {}

    /** Sets the variable for this process; to be called before the library makes an environment. Windows has no {@code setenv} and needs none. */
    @SuppressWarnings("restricted") // a call of the C library
    static void choose() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        FunctionDescriptor shape = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            int replace = 1;
            int failed = (int) linker.downcallHandle(setenv.get(), shape)
                    .invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), replace);
            if (failed != 0) {
                throw new IllegalStateException("the variable " + VARIABLE + " cannot be set");
            }
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a call of the C library throws nothing", impossible);
        }
    }
}
