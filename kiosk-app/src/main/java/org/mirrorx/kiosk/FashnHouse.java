package org.mirrorx.kiosk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.body.DwPose;
import org.mirrorx.inference.fashn.Fashn;
import org.mirrorx.inference.fashn.FashnNetwork;
import org.mirrorx.inference.fashn.FashnSettings;
import org.mirrorx.inference.fashn.StepChoice;
import org.mirrorx.inference.ort.DevicePlan;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.inference.ort.Provider;
import org.mirrorx.inference.ort.SelfTest;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.store.InstallPack;
import org.mirrorx.models.store.Pack;

/**
 * The engine of an installed FASHN pack on this machine: chooses the device, plans the memory, and opens the networks when the first look
 * is made. They stay open: opening takes longer than a look.
 */
final class FashnHouse implements AutoCloseable {
    /** Numbers of the widest layer that live at once, over the layer's own: measured on the published sizes. */
    private static final int LAYERS_ALIVE = 6;

    /** What one thread of a processor computes a second with these networks; measured, 150 at most. */
    private static final double OPERATIONS_A_THREAD = 60e9;

    /** A shopper waits no longer; slower devices draw with this engine on request only. */
    private static final double LONGEST_SECONDS = 20;

    /** Of the usual number of steps with guidance. */
    private static final int USUAL_PASSES = 39;

    private final Pack pack;
    private final FashnSizes sizes;
    private final int threads;
    private final Provider provider;
    private @Nullable FashnNetwork network;
    private @Nullable FashnNetwork widened;
    private @Nullable DwPose pose;

    /** @throws Refusal when the pack's description is damaged */
    FashnHouse(Pack pack, int threads) {
        this.pack = pack;
        this.threads = threads;
        this.sizes = FashnSizes.parse(pack.sizes(), pack.folder().toString());
        this.provider = device();
    }

    /** The first device that passes its self-test. */
    private static Provider device() {
        return Stream.of(Provider.values())
                .filter(candidate -> SelfTest.run(candidate).isEmpty())
                .findFirst()
                .orElse(Provider.CPU);
    }

    Pack pack() {
        return pack;
    }

    /** What it computes on. */
    Provider provider() {
        return provider;
    }

    /** Whether a shopper may get it without asking: it draws in the time people wait. */
    boolean isQuick() {
        double seconds = sizes.operationsAPass() * USUAL_PASSES / (OPERATIONS_A_THREAD * threads);
        return provider.isCard() || seconds <= LONGEST_SECONDS;
    }

    /** @param settings as staff set them */
    Fashn engine(FashnSettings settings, StepChoice choice) {
        Optional<Fashn.ReadPoints> points = pack.file(InstallPack.DETECTOR).isPresent()
                        && pack.file(InstallPack.POINTS).isPresent()
                ? Optional.of(rgb -> pose().read(rgb))
                : Optional.empty();
        return new Fashn(
                new Fashn.Parts(
                        this::network,
                        Optional.of(this::widened),
                        points,
                        pack.kind().licence().use()),
                settings,
                choice,
                System::nanoTime);
    }

    private synchronized FashnNetwork network() {
        if (network == null) {
            DevicePlan plan = DevicePlan.of(provider, need(), free());
            network = switch (plan.arithmetic()) {
                case BITS_16 -> open(InstallPack.NETWORK, plan);
                case BITS_32 -> open(InstallPack.WIDENED, plan);
            };
        }
        return network;
    }

    /** The same weights in 32-bit arithmetic; the narrow network goes first, both would not fit. */
    private synchronized FashnNetwork widened() {
        if (widened == null) {
            if (network != null) {
                network.close();
                network = null;
            }
            DevicePlan.Need wide = new DevicePlan.Need(need().name(), 0, need().bytesIn32(), need().activations());
            widened = open(InstallPack.WIDENED, DevicePlan.of(provider, wide, free()));
        }
        return widened;
    }

    private synchronized DwPose pose() {
        if (pose == null) {
            OnnxRuntime runtime = OnnxRuntime.get();
            Network detector = runtime.open(file(InstallPack.DETECTOR), threads);
            pose = keeping(
                    detector,
                    first -> keeping(
                            runtime.open(file(InstallPack.POINTS), threads),
                            second -> new DwPose(first, second, DwPose.PersonChoice.MOST_CENTRAL_LARGE)));
        }
        return pose;
    }

    private FashnNetwork open(String name, DevicePlan plan) {
        return keeping(OnnxRuntime.get().open(file(name), plan, threads), FashnNetwork::new);
    }

    /** What is made of an opened network; the network is closed again where that fails, and not left behind with its memory. */
    private static <T> T keeping(Network network, Function<Network, T> make) {
        try {
            return make.apply(network);
        } catch (RuntimeException unfit) {
            network.close();
            throw unfit;
        }
    }

    private Path file(String name) {
        return pack.file(name)
                .orElseThrow(() ->
                        new Refusal("The pack " + pack.kind().id() + " has no file " + name + "; install it again."));
    }

    private DevicePlan.Need need() {
        boolean narrow = pack.file(InstallPack.NETWORK).isPresent();
        long stored = pack.files().stream()
                .filter(file -> file.name().endsWith(".data"))
                .mapToLong(Pack.Stored::bytes)
                .sum();
        boolean wideFile = pack.file(
                        OnnxFile.weightsBeside(Path.of(InstallPack.WIDENED)).toString())
                .isPresent();
        long widest = 2L * sizes.tokens() * (3L * sizes.hiddenSize() + sizes.inner()) * Float.BYTES;
        return new DevicePlan.Need(
                pack.kind().title(), narrow ? stored : 0, wideFile ? stored : 2 * stored, LAYERS_ALIVE * widest);
    }

    /** Where nobody says how much is free, the runtime finds out. */
    private long free() {
        OptionalLong free = provider.isCard() ? FreeMemory.ofCard() : FreeMemory.ofMachine();
        return free.orElse(Long.MAX_VALUE);
    }

    @Override
    public synchronized void close() {
        if (network != null) {
            network.close();
        }
        if (widened != null) {
            widened.close();
        }
        if (pose != null) {
            pose.close();
        }
    }
}
