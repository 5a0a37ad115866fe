package org.mirrorx.inference.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.mirrorx.models.Refusal;

/**
 * ONNX Runtime on the processor. One environment a process: without telemetry, quiet, and no thread ever spins. Sessions have no
 * memory arena, because what one run leaves behind would stay for good; a small network is no slower without.
 */
public final class OnnxRuntime {
    private static final class Loaded {
        private static final OnnxRuntime RUNTIME = new OnnxRuntime();
    }

    private final OrtEnvironment environment;

    /** Native calls that are going on. */
    private static final AtomicInteger BUSY = new AtomicInteger();

    /** Exit code of a program that was interrupted, as shells count it: 128 and the signal's number. */
    private static final int INTERRUPTED = 130;

    /** Runs native code of the runtime; a process that is told to end meanwhile ends at once. */
    static <T> T call(NativeCall<T> call) throws OrtException {
        BUSY.incrementAndGet();
        try {
            return call.run();
        } finally {
            BUSY.decrementAndGet();
        }
    }

    /** What {@link #call} runs. */
    @FunctionalInterface
    interface NativeCall<T> {
        T run() throws OrtException;
    }

    /** The runtime frees itself when the process ends, under the feet of whoever still computes: a crash. */
    private static void endAtOnceWhileBusy() {
        if (BUSY.get() > 0) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    private OnnxRuntime() {
        Runtime.getRuntime().addShutdownHook(new Thread(OnnxRuntime::endAtOnceWhileBusy, "runtime-busy"));
        NoTelemetry.choose();
        try {
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "mirrorx");
            environment.setTelemetry(false);
        } catch (OrtException failed) {
            throw new IllegalStateException("ONNX Runtime does not start: " + failed.getMessage(), failed);
        }
    }

    /** The runtime of this process; loading it takes about 0.3 s the first time. */
    public static OnnxRuntime get() {
        return Loaded.RUNTIME;
    }

    /** Version of the native library, e.g. {@code 1.29.0}. */
    public String version() {
        return environment.getVersion();
    }

    /**
     * Opens a network from its bytes, which are not needed afterwards.
     *
     * @param name how errors call it
     * @param onnx native memory of at most 2 GiB
     * @param threads how many threads one run may use; 1 for small networks, whose steps are too short to share
     * @throws Refusal when the bytes are not a model that ONNX Runtime can run
     */
    public Network open(String name, MemorySegment onnx, int threads) {
        try (SessionOptions options = options(threads)) {
            return new Network(name, environment, call(() -> environment.createSession(onnx.asByteBuffer(), options)));
        } catch (OrtException unusable) {
            throw unusable(name, unusable);
        }
    }

    /**
     * Opens a network from a file.
     *
     * @throws Refusal when it is absent or not a model that ONNX Runtime can run
     */
    public Network open(Path onnx, int threads) {
        if (!Files.isRegularFile(onnx)) {
            throw new Refusal("There is no network file " + onnx + "; check the name.");
        }
        try (SessionOptions options = options(threads)) {
            OrtSession session = call(() -> environment.createSession(onnx.toString(), options));
            return new Network(onnx.getFileName().toString(), environment, session);
        } catch (OrtException unusable) {
            throw unusable(onnx.toString(), unusable);
        }
    }

    /**
     * Opens a large network from a file as planned; its weights are mapped from the file beside it.
     *
     * @throws Refusal when it is absent, not a model ONNX Runtime can run, or does not open on the device
     */
    public Network open(Path onnx, DevicePlan plan, int threads) {
        if (!Files.isRegularFile(onnx)) {
            throw new Refusal("There is no network file " + onnx + "; check the name.");
        }
        try (SessionOptions options = options(threads)) {
            plan.provider().addTo(options);
            if (plan.prepacking() == DevicePlan.Prepacking.OFF) {
                options.addConfigEntry("session.disable_prepacking", "1");
            }
            OrtSession session = call(() -> environment.createSession(onnx.toString(), options));
            return new Network(onnx.getFileName().toString(), environment, session);
        } catch (OrtException unusable) {
            throw unusable(onnx.toString(), unusable);
        }
    }

    /** Opens a small network on one provider alone: a node it cannot compute is an error, not the processor's. */
    Network openOn(String name, MemorySegment onnx, Provider provider) {
        try (SessionOptions options = options(1)) {
            provider.addTo(options);
            options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
            return new Network(name, environment, call(() -> environment.createSession(onnx.asByteBuffer(), options)));
        } catch (OrtException unusable) {
            throw unusable(name, unusable);
        }
    }

    Set<OrtProvider> environmentProviders() {
        return OrtEnvironment.getAvailableProviders();
    }

    /** Devices of a provider that is added by device. */
    List<OrtEpDevice> devices(String provider) throws OrtException {
        return environment.getEpDevices().stream()
                .filter(device -> device.getEpName().equals(provider))
                .toList();
    }

    private static SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        return options;
    }

    private static Refusal unusable(String name, OrtException cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
        return new Refusal(
                "ONNX Runtime cannot use the network " + name + ": " + reason.replaceAll("[.\\s]+$", "")
                        + "; install its files again.",
                cause);
    }
}
