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

    private BodyLite(Optional<OptionalNetworks> packs, Crop.Sampling sampling) {
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
     * @throws org.mirrorx.models.Refusal when an installed file is not the published one any more
     */
    public static BodyLite open(Optional<OptionalNetworks> packs) {
        Natives.load();
        return new BodyLite(packs, Crop.Sampling.CENTRED);
    }

    /** Sampling like the recorded reference runs, for golden tests. */
    static BodyLite openLikeReference(Optional<OptionalNetworks> packs) {
        Natives.load();
        return new BodyLite(packs, Crop.Sampling.CORNERS);
    }

    /**
     * What is known of a capture; nothing is computed before it is asked for, and nothing twice.
     *
     * @param capture upright, not mirrored; must stay open as long as the readings are used
     * @param memory where masks of the readings live
     */
    public Readings read(Picture capture, Arena memory) {
        return new CaptureReadings(capture, memory);
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

        private record Fused(Optional<BodyMap> map) {}

        private final Picture capture;
        private final Arena memory;
        private @Nullable Known known;
        private @Nullable Fused map;

        private CaptureReadings(Picture capture, Arena memory) {
            this.capture = capture;
            this.memory = memory;
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
        public Optional<BodyMap> map(Picture picture, Arena forOthers) {
            if (!picture.equals(capture)) {
                return Readings.super.map(picture, forOthers);
            }
            synchronized (this) {
                if (map == null) {
                    map = new Fused(Readings.super.map(capture, memory));
                }
                return map.map();
            }
        }
    }
}
