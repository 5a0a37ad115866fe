package org.mirrorx.benchmarks.body;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.mirrorx.inference.body.AddedReaders;
import org.mirrorx.inference.body.AgnosticMask;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.DensePose;
import org.mirrorx.inference.body.HumanParsing;
import org.mirrorx.inference.body.OpenPose;
import org.mirrorx.inference.body.ParseFashn;
import org.mirrorx.inference.body.ReferenceView;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.kiosk.cli.Photographs;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.DensePoseRcnn;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.forge.OpenPoseBody;
import org.mirrorx.models.forge.Segformer;
import org.mirrorx.models.forge.SegformerSizes;
import org.mirrorx.models.forge.SyntheticReaders;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.opencv.core.Mat;

/**
 * Times each reader of bodies at its working size, networks of the published sizes with random weights: the whole, the network alone, and
 * so what lies around it. Arguments: WORK-FOLDER PHOTOGRAPH RECORDED-MAPS RUNS, where the maps are {@code tensors.safetensors} of a
 * recorded run of OpenPose's decoding.
 */
public final class ReadPeople {
    private static final int THREADS = 2;
    private static final double MILLISECOND = 1e6;
    private static final long WARM_UP = 3_000_000_000L;

    private final Path work;
    private final int runs;

    private ReadPeople(Path work, int runs) {
        this.work = work;
        this.runs = runs;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        Path work = Files.createDirectories(Path.of(arguments[0]));
        Natives.load();
        ReadPeople bench = new ReadPeople(work, Integer.parseInt(arguments[3]));
        try (Arena memory = Arena.ofShared();
                Workspace workspace = new Workspace()) {
            Picture photo = Photographs.person(
                    Photographs.read(Path.of(arguments[1])), arguments[1], Photographs.WORKING_LONG_SIDE, memory);
            Mat view = photo.view();
            Mat person = workspace.keep(PillowResample.resize(view, 384, 512, PillowResample.Filter.BICUBIC));
            view.release();
            bench.openPose(person, Path.of(arguments[2]));
            bench.parsing(person);
            bench.parser(person);
            bench.densePose(person);
            bench.builtIn(photo, memory);
        }
    }

    /** Median of several runs, warm, milliseconds. */
    private double median(Runnable step) {
        long until = System.nanoTime() + WARM_UP;
        do {
            step.run();
        } while (System.nanoTime() < until);
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long begun = System.nanoTime();
            step.run();
            times[run] = (System.nanoTime() - begun) / MILLISECOND;
        }
        Arrays.sort(times);
        return times[runs / 2];
    }

    private static void say(String what, double whole, double network) {
        System.out.printf(
                Locale.ROOT,
                "%-44s %8.0f ms, networks alone %8.0f ms, around them %6.1f ms (%.1f %%)%n",
                what,
                whole,
                network,
                whole - network,
                100 * (whole - network) / network);
    }

    private Network open(Graph graph) throws IOException {
        Path file = work.resolve(graph.name() + ".onnx");
        if (!Files.exists(file)) {
            OnnxFile.write(graph, file);
        }
        return OnnxRuntime.get().open(file, THREADS);
    }

    private Path checkpoint(SyntheticReaders.Reader reader) throws IOException {
        Path file = work.resolve(reader + ".safetensors");
        if (!Files.exists(file)) {
            SyntheticReaders.write(reader, 1, file);
        }
        return file;
    }

    private double alone(Network network, int batch) {
        Map<String, Shape> shapes = new HashMap<>();
        for (var port : network.inputs()) {
            int[] sides = port.shape().stream()
                    .mapToInt(side -> side < 0 ? batch : Math.toIntExact(side))
                    .toArray();
            shapes.put(port.name(), Shape.of(sides));
        }
        try (Buffers io = network.buffers(shapes)) {
            SplittableRandom random = new SplittableRandom(1);
            for (var port : network.inputs()) {
                var input = io.input(port.name());
                while (input.hasRemaining()) {
                    input.put((float) (2 * random.nextDouble() - 1));
                }
            }
            return median(io::run);
        }
    }

    private void openPose(Mat person, Path maps) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            Tensors tensors = Checkpoint.open(checkpoint(SyntheticReaders.Reader.OPENPOSE), arena);
            Network network = open(OpenPoseBody.forge(tensors, OpenPoseBody.INPUT_HEIGHT, OpenPoseBody.INPUT_WIDTH));
            double alone = alone(network, 1);
            Tensors recorded = SafeTensors.map(maps, arena);
            float[] heat = recorded.get("in.heat").toFloats();
            float[] paf = recorded.get("in.paf").toFloats();
            double decoding = median(() -> OpenPose.decode(heat, paf));
            System.out.printf(Locale.ROOT, "OpenPose: recorded maps of three people decoded in %.1f ms%n", decoding);
            try (OpenPose openPose = new OpenPose(network)) {
                // Its own maps are empty; those of three people take longer.
                double whole = median(() -> openPose.read(person)) + decoding;
                say("OpenPose, 184 × 144, three people", whole, alone);
            }
        }
    }

    private void parsing(Mat person) throws IOException {
        Network atr = open(StandInParser.of(512, 18, 1));
        double alone = alone(atr, 1);
        Files.deleteIfExists(work.resolve("parser.onnx"));
        Network lip = open(StandInParser.of(473, 20, 1));
        Files.deleteIfExists(work.resolve("parser.onnx"));
        alone += alone(lip, 1);
        try (HumanParsing parsing = new HumanParsing(atr, lip)) {
            double whole = median(() -> {
                try (Workspace workspace = new Workspace()) {
                    parsing.read(person, workspace);
                }
            });
            say("human parsing, 512 and 473 (stand-ins)", whole, alone);
        }
    }

    private void parser(Mat person) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            Tensors tensors = Checkpoint.open(checkpoint(SyntheticReaders.Reader.FASHN_PARSER), arena);
            Network network = open(Segformer.forge(tensors, SegformerSizes.PUBLISHED));
            double alone = alone(network, 1);
            try (ParseFashn parser = new ParseFashn(network)) {
                double whole = median(() -> {
                    try (Workspace workspace = new Workspace()) {
                        parser.read(person, workspace);
                    }
                });
                say("FASHN's parser, 384 × 576", whole, alone);
            }
        }
    }

    private void densePose(Mat person) throws IOException {
        DensePoseSizes published = DensePoseSizes.PUBLISHED;
        // With random weights nobody is a person; so everybody is.
        DensePoseSizes sizes = new DensePoseSizes(
                published.pictureWidth(),
                published.pictureHeight(),
                published.shortestEdge(),
                published.longestEdge(),
                published.anchorSizes(),
                published.candidates(),
                published.proposals(),
                0,
                published.chartSide());
        try (Arena arena = Arena.ofShared()) {
            Tensors tensors = Checkpoint.open(checkpoint(SyntheticReaders.Reader.DENSEPOSE), arena)
                    .below("model");
            Network features = open(DensePoseRcnn.features(tensors, sizes.paddedHeight(), sizes.paddedWidth()));
            Network boxes = open(DensePoseRcnn.boxes(tensors, Set.of()));
            Network charts = open(DensePoseRcnn.charts(tensors, sizes.chartSide(), Set.of()));
            double first = alone(features, 1);
            double second = alone(boxes, published.proposals());
            double third = alone(charts, 1);
            System.out.printf(
                    Locale.ROOT,
                    "DensePose's networks: features %.0f ms, boxes of 1000 proposals %.0f ms, charts %.0f ms%n",
                    first,
                    second,
                    third);
            try (DensePose densePose = new DensePose(features, boxes, charts, sizes)) {
                double whole = median(() -> densePose.read(person));
                say("DensePose, 800 × 1088, 1000 proposals", whole, first + second + third);
            }
        }
    }

    private void builtIn(Picture photo, Arena memory) {
        try (BodyLite bodies = BodyLite.open(Optional.empty())) {
            var map = bodies.read(photo, memory).map(photo, memory).orElseThrow();
            double view = median(() -> {
                try (Arena brief = Arena.ofShared()) {
                    ReferenceView.of(photo, map, AddedReaders.NONE, brief);
                }
            });
            ReferenceView seen = ReferenceView.of(photo, map, AddedReaders.NONE, memory);
            for (GarmentKind kind : List.of(GarmentKind.UPPER, GarmentKind.DRESS)) {
                double mask = median(() -> {
                    try (Workspace workspace = new Workspace()) {
                        seen.mask(new AgnosticMask.Garment(kind, 1.8, 1.5), AgnosticMask.ArmWidth.WIDE, workspace);
                    }
                });
                System.out.printf(Locale.ROOT, "mask for %-35s %8.1f ms%n", kind, mask);
            }
            System.out.printf(Locale.ROOT, "%-44s %8.1f ms%n", "pictures, points, labels, parts, built in", view);
        }
    }
}
