package org.mirrorx.kiosk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.body.DwPose;
import org.mirrorx.inference.body.ParseFashn;
import org.mirrorx.inference.fashn.Fashn;
import org.mirrorx.inference.fashn.FashnNetwork;
import org.mirrorx.inference.fashn.FashnSettings;
import org.mirrorx.inference.fashn.StepChoice;
import org.mirrorx.inference.ort.DevicePlan;
import org.mirrorx.inference.ort.Provider;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.store.Pack;
import org.mirrorx.models.store.PackNetworks;

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
    private final PackDevice device;
    private @Nullable FashnNetwork network;
    private @Nullable FashnNetwork widened;
    private @Nullable DwPose pose;

    /** @throws Refusal when the pack's description is damaged */
    FashnHouse(Pack pack, PackDevice device) {
        this.pack = pack;
        this.device = device;
        this.sizes = FashnSizes.parse(pack.sizes(), pack.folder().toString());
    }

    Pack pack() {
        return pack;
    }

    /** What it computes on. */
    Provider provider() {
        return device.provider();
    }

    /** Whether a shopper may get it without asking: it draws in the time people wait. */
    boolean isQuick() {
        double seconds = sizes.operationsAPass() * USUAL_PASSES / (OPERATIONS_A_THREAD * device.threads());
        return device.provider().isCard() || seconds <= LONGEST_SECONDS;
    }

    /**
     * @param settings as staff set them
     * @param parser of an installed pack
     */
    Fashn engine(FashnSettings settings, StepChoice choice, Optional<Supplier<ParseFashn>> parser) {
        Optional<Fashn.ReadPoints> points =
                dwPose().map(reader -> rgb -> reader.get().read(rgb));
        return new Fashn(
                new Fashn.Parts(
                        this::network,
                        Optional.of(this::widened),
                        points,
                        parser.map(reader -> (rgb, workspace) -> reader.get().read(rgb, workspace)),
                        pack.kind().licence().use()),
                settings,
                choice,
                System::nanoTime);
    }

    /** The pack's reader of points, where it has one. */
    Optional<Supplier<DwPose>> dwPose() {
        return pack.file(PackNetworks.DETECTOR).isPresent()
                        && pack.file(PackNetworks.POINTS).isPresent()
                ? Optional.of(this::pose)
                : Optional.empty();
    }

    private synchronized FashnNetwork network() {
        if (network == null) {
            DevicePlan plan = device.plan(need());
            network = switch (plan.arithmetic()) {
                case BITS_16 -> open(PackNetworks.FASHN, plan);
                case BITS_32 -> open(PackNetworks.FASHN_WIDENED, plan);
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
            widened = open(PackNetworks.FASHN_WIDENED, device.plan(wide));
        }
        return widened;
    }

    private synchronized DwPose pose() {
        if (pose == null) {
            pose = PackDevice.keeping(
                    device.openOnProcessor(pack, PackNetworks.DETECTOR),
                    first -> PackDevice.keeping(
                            device.openOnProcessor(pack, PackNetworks.POINTS),
                            second -> new DwPose(first, second, DwPose.PersonChoice.MOST_CENTRAL_LARGE)));
        }
        return pose;
    }

    private FashnNetwork open(String name, DevicePlan plan) {
        return PackDevice.keeping(device.open(pack, name, plan), FashnNetwork::new);
    }

    private DevicePlan.Need need() {
        boolean narrow = pack.file(PackNetworks.FASHN).isPresent();
        long stored = pack.files().stream()
                .filter(file -> file.name().endsWith(".data"))
                .mapToLong(Pack.Stored::bytes)
                .sum();
        boolean wideFile = pack.file(OnnxFile.weightsBeside(Path.of(PackNetworks.FASHN_WIDENED))
                        .toString())
                .isPresent();
        long widest = 2L * sizes.tokens() * (3L * sizes.hiddenSize() + sizes.inner()) * Float.BYTES;
        return new DevicePlan.Need(
                pack.kind().title(), narrow ? stored : 0, wideFile ? stored : 2 * stored, LAYERS_ALIVE * widest);
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
