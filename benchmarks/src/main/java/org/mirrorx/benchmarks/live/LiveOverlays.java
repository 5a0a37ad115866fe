package org.mirrorx.benchmarks.live;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyTracker;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.drape.LiveFitting;
import org.mirrorx.inference.drape.LiveOverlay;
import org.mirrorx.inference.garment.CutAnyGarment;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Live overlays over swaying photographs: how long following and fitting take, how soon the first one comes, and what they look like.
 * {@code LiveOverlays PEOPLE GARMENTS SHEET.png}
 */
public final class LiveOverlays {
    private static final int HEIGHT = 512;
    private static final int FRAMES = 40;
    private static final int TILE = 240;

    private LiveOverlays() {}

    /** @param args folder of people, folder of garments, picture to write */
    public static void main(String[] args) throws IOException {
        Natives.load();
        List<Path> people = pictures(Path.of(args[0]));
        List<Path> garments = pictures(Path.of(args[1]));
        Mat sheet = new Mat(
                people.size() * TILE * 4 / 3,
                garments.size() * TILE,
                CvType.CV_8UC3,
                new org.opencv.core.Scalar(255, 255, 255));
        List<Double> milliseconds = new ArrayList<>();
        List<Double> firsts = new ArrayList<>();
        long processor = 0;
        try (BodyLite body = BodyLite.open(Optional.empty());
                Arena memory = Arena.ofShared()) {
            List<Optional<GarmentCut>> cuts = new ArrayList<>();
            for (Path garment : garments) {
                cuts.add(cut(body, garment, memory));
            }
            for (int p = 0; p < people.size(); p++) {
                Mat person = reduced(people.get(p), memory);
                for (int g = 0; g < cuts.size(); g++) {
                    if (cuts.get(g).isEmpty()) {
                        continue;
                    }
                    Outfit outfit = Outfit.of(List.of(cuts.get(g).get()));
                    BodyTracker tracker = body.tracker();
                    LiveFitting fitting = new LiveFitting(body);
                    for (int frame = 0; frame < FRAMES; frame++) {
                        Mat swayed = swayed(person, frame);
                        Picture picture = Picture.copyOf(memory, swayed);
                        long before = cpu();
                        long began = System.nanoTime();
                        Optional<TrackedBody> tracked = tracker.next(picture, frame / 15.0);
                        Optional<LiveOverlay> overlay = Optional.empty();
                        if (frame >= 10) { // chosen after ten frames of a warm mirror
                            overlay = tracked.flatMap(there -> fitting.fit(picture, there, outfit));
                        } else {
                            tracked.ifPresent(there -> fitting.watch(picture, there));
                        }
                        double took = (System.nanoTime() - began) / 1e6;
                        if (frame == 10) {
                            firsts.add(took);
                        } else if (frame > 10) {
                            milliseconds.add(took);
                            processor += cpu() - before;
                        }
                        if (frame == FRAMES - 1) {
                            Mat shown = new Mat();
                            Imgproc.cvtColor(swayed, shown, Imgproc.COLOR_RGB2BGR);
                            overlay.ifPresent(garment -> garment.layOver(shown));
                            Imgproc.resize(shown, shown, new Size(TILE, TILE * 4.0 / 3), 0, 0, Imgproc.INTER_AREA);
                            shown.copyTo(sheet.submat(new Rect(g * TILE, p * TILE * 4 / 3, TILE, TILE * 4 / 3)));
                        }
                        overlay.ifPresent(LiveOverlay::clear);
                        swayed.release();
                    }
                    fitting.forget();
                }
            }
        }
        Imgcodecs.imwrite(args[2], sheet);
        System.out.printf(
                "following and fitting: median %.1f ms, p95 %.1f ms, processor %.1f ms, %.1f a second; first overlay: median %.1f ms, p95 %.1f ms%n",
                at(milliseconds, 0.5),
                at(milliseconds, 0.95),
                processor / 1e6 / milliseconds.size(),
                1000 / milliseconds.stream().mapToDouble(v -> v).average().orElse(1),
                at(firsts, 0.5),
                at(firsts, 0.95));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double at(List<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1.0, share * sorted.length)];
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<GarmentCut> cut(BodyLite body, Path file, Arena memory) throws IOException {
        GarmentPhoto photo = GarmentPhoto.of(Decode.file(memory, file).picture(), "0".repeat(64));
        return switch (new CutAnyGarment((picture, brief) -> body.read(picture, brief)).cut(photo, memory)) {
            case CutOutcome.Cut(GarmentCut made) -> Optional.of(made);
            case CutOutcome.Unreadable(String reason) -> Optional.empty();
        };
    }

    private static Mat reduced(Path file, Arena memory) throws IOException {
        Mat whole = Decode.file(memory, file).picture().view();
        Mat small = new Mat();
        double scale = (double) HEIGHT / whole.rows();
        Imgproc.resize(whole, small, new Size(), scale, scale, Imgproc.INTER_AREA);
        whole.release();
        return small;
    }

    /** Moved by up to 12 pixels to the sides, as a person sways. */
    private static Mat swayed(Mat still, int frame) {
        int by = (int) Math.round(12 * Math.sin(frame / 6.0));
        Mat moved = new Mat();
        Mat matrix = Mat.eye(2, 3, CvType.CV_64F);
        matrix.put(0, 2, by);
        Imgproc.warpAffine(still, moved, matrix, still.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
        matrix.release();
        return moved;
    }
}
