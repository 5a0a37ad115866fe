package org.mirrorx.kiosk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mirrorx.inference.body.AddedReaders;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.DensePose;
import org.mirrorx.inference.body.DwPose;
import org.mirrorx.inference.body.HumanParsing;
import org.mirrorx.inference.body.OpenPose;
import org.mirrorx.inference.body.ParseFashn;
import org.mirrorx.inference.ort.DevicePlan;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.store.Licence;
import org.mirrorx.models.store.Pack;
import org.mirrorx.models.store.PackKind;
import org.mirrorx.models.store.PackNetworks;
import org.mirrorx.models.store.PackStore;

/** The readers of bodies of the installed packs on this machine. Each opens its networks when it is first asked, and keeps them open. */
final class ReaderHouse implements AutoCloseable {
    /**
     * Numbers that live at once while a picture is read, over the weights: with three readers of full size (0.73 GB) the program needs 1.3 GB
     * more than without.
     */
    private static final long ACTIVATIONS = 600_000_000L;

    private final Supplier<PackDevice> device;
    private final List<Pack> packs = new ArrayList<>();
    private final AddedReaders readers;
    private final Deque<Runnable> open = new ArrayDeque<>();

    /**
     * Looks which packs are there.
     *
     * @param device asked only where there is one: its self-test takes a moment
     * @param dwPose of the photo-real engine's pack, where it has one
     */
    ReaderHouse(PackStore store, Supplier<PackDevice> device, Optional<Supplier<DwPose>> dwPose) {
        this.device = device;
        this.readers = new AddedReaders(
                dwPose,
                find(store, PackKind.OPENPOSE)
                        .map(pack -> once(
                                () -> PackDevice.keeping(open(pack, PackNetworks.OPENPOSE), OpenPose::new),
                                OpenPose::close)),
                find(store, PackKind.HUMAN_PARSING).map(pack -> once(() -> parsing(pack), HumanParsing::close)),
                find(store, PackKind.FASHN_PARSER)
                        .map(pack -> once(
                                () -> PackDevice.keeping(open(pack, PackNetworks.FASHN_PARSER), ParseFashn::new),
                                ParseFashn::close)),
                find(store, PackKind.DENSEPOSE).map(pack -> once(() -> densePose(pack), DensePose::close)),
                sentence -> System.err.println("mirrorx: " + sentence));
    }

    /** A pack that is damaged is told to staff and left alone. */
    private Optional<Pack> find(PackStore store, PackKind kind) {
        try {
            Optional<Pack> pack = store.find(kind);
            pack.ifPresent(packs::add);
            return pack;
        } catch (Refusal damaged) {
            System.err.println("mirrorx: " + damaged.getMessage());
            return Optional.empty();
        }
    }

    private HumanParsing parsing(Pack pack) {
        return PackDevice.keeping(
                open(pack, PackNetworks.ATR),
                atr -> PackDevice.keeping(open(pack, PackNetworks.LIP), lip -> new HumanParsing(atr, lip)));
    }

    private DensePose densePose(Pack pack) {
        DensePoseSizes sizes = DensePoseSizes.parse(pack.sizes(), pack.folder().toString());
        return PackDevice.keeping(
                open(pack, PackNetworks.DENSEPOSE_FEATURES),
                features -> PackDevice.keeping(
                        open(pack, PackNetworks.DENSEPOSE_BOXES),
                        boxes -> PackDevice.keeping(
                                open(pack, PackNetworks.DENSEPOSE_CHARTS),
                                charts -> new DensePose(features, boxes, charts, sizes))));
    }

    private Network open(Pack pack, String name) {
        DevicePlan.Need need = new DevicePlan.Need(pack.kind().title(), 0, pack.bytes(), ACTIVATIONS);
        PackDevice chosen = device.get();
        return chosen.open(pack, name, chosen.plan(need));
    }

    private <T> Supplier<T> once(Supplier<T> make, Consumer<T> close) {
        return new Supplier<>() {
            private Optional<T> made = Optional.empty();

            @Override
            public synchronized T get() {
                if (made.isEmpty()) {
                    T reader = make.get();
                    synchronized (open) {
                        open.push(() -> close.accept(reader));
                    }
                    made = Optional.of(reader);
                }
                return made.get();
            }
        };
    }

    AddedReaders readers() {
        return readers;
    }

    /** The packs that readers come from. */
    List<Pack> packs() {
        return List.copyOf(packs);
    }

    /** Those that name garments: worn garments of the catalog are cut with their help on any device. */
    List<Pack> parsers() {
        return packs.stream()
                .filter(pack -> pack.kind() == PackKind.HUMAN_PARSING || pack.kind() == PackKind.FASHN_PARSER)
                .toList();
    }

    /** What a shop may do with looks that these readers had a part in. */
    Licence.Use use() {
        List<Pack> taking = fused() == BodyLite.Added.ALWAYS ? packs : parsers();
        return taking.stream().anyMatch(pack -> pack.kind().licence().use() == Licence.Use.NON_COMMERCIAL)
                ? Licence.Use.NON_COMMERCIAL
                : Licence.Use.COMMERCIAL;
    }

    /** On a card they are quick enough to have a say in every look; on a processor a shopper would wait for seconds. */
    BodyLite.Added fused() {
        boolean some = !packs.isEmpty() || readers.dwPose().isPresent();
        return some && device.get().provider().isCard() ? BodyLite.Added.ALWAYS : BodyLite.Added.ON_REQUEST;
    }

    @Override
    public void close() {
        synchronized (open) {
            while (!open.isEmpty()) {
                open.pop().run();
            }
        }
    }
}
