package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.inference.ort.Port;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.OptionalNetwork;
import org.mirrorx.models.store.OptionalNetworks;

/**
 * Reads bodies with the small networks that come with MirrorX, and better where optional ones are installed. Open once, read many
 * captures; one capture at a time is read, whichever threads ask.
 */
public final class BodyLite implements AutoCloseable {
    /** Two threads were hardly faster and far less even ({@code spec/body-lite.md} §2). */
    private static final int THREADS = 1;

    private static final List<String> YUNET_OUTPUTS = List.of(
            "cls_8", "cls_16", "cls_32", "obj_8", "obj_16", "obj_32", "bbox_8", "bbox_16", "bbox_32", "kps_8", "kps_16",
            "kps_32");

    private final List<SmallNetwork> open = new ArrayList<>();
    private final BodyNetworks networks;
    private final ReadBody body;

    /** Networks of packs: they take longer than a frame of the live mirror may wait, and have locks of their own. */
    private final AddedReaders added;

    private final Added fused;
    private volatile boolean failed;

    /** When added networks have a say in the fused view. */
    public enum Added {
        /** On a device quick enough for shoppers to wait. */
        ALWAYS,
        /** When a view by them is asked for. */
        ON_REQUEST
    }

    private BodyLite(Optional<OptionalNetworks> packs, AddedReaders added, Added fused, Crop.Sampling sampling) {
        this.added = added;
        this.fused = fused;
        try {
            networks = new BodyNetworks(
                    new FindPeople(builtIn(org.mirrorx.models.bodylite.BodyLite.POSE_DETECTION), sampling),
                    new ReadPose(builtIn(org.mirrorx.models.bodylite.BodyLite.POSE_LANDMARK), sampling),
                    new SegmentPerson(builtIn(org.mirrorx.models.bodylite.BodyLite.SELFIE_SEGMENTATION), sampling),
                    new FindFaces(builtIn(org.mirrorx.models.bodylite.BodyLite.FACE_DETECTION), sampling),
                    new ReadFace(builtIn(org.mirrorx.models.bodylite.BodyLite.FACE_LANDMARK), sampling),
                    installed(packs, OptionalNetwork.YUNET)
                            .map(network -> new FindFacesFarAway(kept(network, YUNET_OUTPUTS))),
                    installed(packs, OptionalNetwork.HAIR_SEGMENTATION)
                            .map(network -> new SegmentHair(keptInOrder(network), sampling)),
                    installed(packs, OptionalNetwork.SKIN_CLOTHES_HAIR)
                            .map(network -> new ParseClothes(keptInOrder(network))));
            body = new ReadBody(networks);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    /**
     * Opens the networks; about half a second.
     *
     * @param packs where optional networks may be installed; each is used when it is there
     * @throws Refusal when an installed file is not the published one any more
     */
    public static BodyLite open(Optional<OptionalNetworks> packs) {
        return open(packs, AddedReaders.NONE, Added.ON_REQUEST);
    }

    /**
     * Opens the networks; those of packs when they are first asked for.
     *
     * @param packs where optional networks may be installed; each is used when it is there
     * @param added networks of packs; they belong to the caller
     * @param fused when they have a say in the fused view
     * @throws Refusal when an installed file is not the published one any more
     */
    public static BodyLite open(Optional<OptionalNetworks> packs, AddedReaders added, Added fused) {
        Natives.load();
        return new BodyLite(packs, added, fused, Crop.Sampling.CENTRED);
    }

    /** Sampling like the recorded reference runs, for golden tests. */
    static BodyLite openLikeReference(Optional<OptionalNetworks> packs) {
        Natives.load();
        return new BodyLite(packs, AddedReaders.NONE, Added.ON_REQUEST, Crop.Sampling.CORNERS);
    }

    /**
     * What is known of a capture; nothing is computed before it is asked for, and nothing twice.
     *
     * @param capture upright, not mirrored; must stay open as long as the readings are used
     * @param memory where masks of the readings live
     */
    public Readings read(Picture capture, Arena memory) {
        return new CaptureReadings(capture, memory, added, fused);
    }

    /**
     * What is known of a photograph nobody waits for: added parsers have a say in the fused view on any device.
     *
     * @param photo upright, not mirrored; must stay open as long as the readings are used
     * @param memory where masks of the readings live
     */
    public Readings readThoroughly(Picture photo, Arena memory) {
        return new CaptureReadings(photo, memory, added.parsersOnly(), Added.ALWAYS);
    }

    /**
     * The most prominent face of a picture; empty when nobody is there or no face with both eyes inside. Quicker than a whole
     * reading.
     */
    public Optional<FaceReading> face(Picture picture) {
        synchronized (open) {
            return body.face(picture);
        }
    }

    /**
     * Every face of a picture with both eyes inside: the optional YuNet's where it is installed and finds any, else those of the built-in
     * detector on the heads of all people and on the whole picture.
     *
     * @return best first
     */
    public List<FaceReading> faces(Picture picture) {
        synchronized (open) {
            return body.faces(picture);
        }
    }

    /** Follows a person through a video; shares these networks, one picture at a time. */
    public BodyTracker tracker() {
        return new BodyTracker(open, networks);
    }

    /** Frees the networks. */
    @Override
    public void close() {
        synchronized (open) {
            open.forEach(SmallNetwork::close);
            open.clear();
        }
    }

    /** The single steps, for tests. */
    BodyNetworks networks() {
        return networks;
    }

    private SmallNetwork builtIn(org.mirrorx.models.bodylite.BodyLite network) {
        try (Arena brief = Arena.ofConfined()) {
            return keptInOrder(OnnxRuntime.get().open(network.file(), network.forge(brief), THREADS));
        }
    }

    private static Optional<Network> installed(Optional<OptionalNetworks> packs, OptionalNetwork network) {
        try (Arena brief = Arena.ofConfined()) {
            return packs.flatMap(store -> store.onnx(network, brief))
                    .map(onnx -> OnnxRuntime.get().open(network.file(), onnx, THREADS));
        }
    }

    /** All outputs in the model's order. */
    private SmallNetwork keptInOrder(Network network) {
        return kept(network, network.outputs().stream().map(Port::name).toList());
    }

    private SmallNetwork kept(Network network, List<String> outputs) {
        SmallNetwork opened = new OpenedNetwork(network, outputs);
        open.add(opened);
        return opened;
    }

    /** Readings of one capture; the lock is that of all readings, since a network has one set of buffers. */
    private final class CaptureReadings implements Readings {
        /** Known: computed, with or without somebody there. */
        private record Known(Optional<BodyReading> body) {}

        private record Labelled(Optional<BodyMap> map) {}

        private record Viewed(Optional<ReferenceView> view) {}

        private final Picture capture;
        private final Arena memory;
        private final AddedReaders readers;
        private final Added when;
        private @Nullable Known known;
        private @Nullable Labelled builtIn;
        private @Nullable Viewed reference;
        private @Nullable Labelled fusedMap;

        private CaptureReadings(Picture capture, Arena memory, AddedReaders readers, Added when) {
            this.capture = capture;
            this.memory = memory;
            this.readers = readers;
            this.when = when;
        }

        @Override
        public Optional<BodyReading> body() {
            synchronized (open) {
                if (known == null) {
                    known = new Known(body.read(capture, memory));
                }
                return known.body();
            }
        }

        @Override
        public synchronized Optional<BodyMap> map(Picture picture, Arena forOthers) {
            if (!picture.equals(capture)) {
                return Readings.super.map(picture, forOthers);
            }
            if (fusedMap == null) {
                Optional<ReferenceView> view = asks() ? view() : Optional.empty();
                fusedMap = view.isEmpty()
                        ? builtIn()
                        : new Labelled(builtIn().map().map(map -> map.with(view.get(), capture, memory)));
            }
            return fusedMap.map();
        }

        /** Empty, from then on, when an added network fails: a pack that does not run must not keep anybody from their look. */
        private Optional<ReferenceView> view() {
            try {
                return reference(capture, memory);
            } catch (Refusal | IllegalStateException fault) {
                failed = true;
                readers.toStaff().accept("The added readers of bodies are left alone: " + fault.getMessage());
                return Optional.empty();
            }
        }

        @Override
        public Optional<BodyMap> secondOpinion() {
            return asks() ? map(capture, memory).filter(map -> map.second().isPresent()) : Optional.empty();
        }

        private boolean asks() {
            return when == Added.ALWAYS && !readers.isEmpty() && !failed;
        }

        @Override
        public synchronized Optional<ReferenceView> reference(Picture picture, Arena forOthers) {
            if (!picture.equals(capture)) {
                return Readings.super.reference(picture, forOthers);
            }
            if (reference == null) {
                Optional<BodyMap> map = builtIn().map();
                reference = new Viewed(map.map(seen -> ReferenceView.of(capture, seen, readers, memory)));
            }
            return reference.view();
        }

        private Labelled builtIn() {
            if (builtIn == null) {
                builtIn = new Labelled(Readings.super.map(capture, memory));
            }
            return builtIn;
        }
    }
}
