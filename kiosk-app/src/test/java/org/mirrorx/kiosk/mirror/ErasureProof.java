package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.kiosk.Places;
import org.mirrorx.kiosk.Wiring;
import org.mirrorx.kiosk.cli.House;
import org.mirrorx.kiosk.screens.Surface;
import org.mirrorx.models.memory.MemorySearch;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Plays a visit with a filmed shopper and looks for that shopper in the process's memory: in the middle of the visit, where every kind of
 * buffer must be found, and after it, where nothing may be. A process of its own: {@code ErasureTest} reads what it prints.
 */
final class ErasureProof {
    private static final int SEARCHES = 4;
    private static final long PAUSE_MILLISECONDS = 700;
    private static final String CAMERA_FRAME = "frame BGR";

    private static final long SEED = 20_261_126L;
    private static final int NOISE = 18;
    private static final int PLACES = 60;
    private static final int PIXELS = 12;

    /** Of the eight numbers of a run so many must be different. */
    private static final int FLOATS = 7;

    private final MemorySearch search = new MemorySearch();
    private final Random random = new Random(SEED);

    private final int width;
    private final int height;

    private ErasureProof(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** @param arguments a folder to work in; a picture of a person; width and height of the mirror, px */
    public static void main(String[] arguments) throws IOException {
        Natives.load();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> {
            fault.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        new ErasureProof(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))
                .run(Path.of(arguments[0]), Path.of(arguments[1]));
        System.exit(0);
    }

    private void run(Path folder, Path person) throws IOException {
        Path film = folder.resolve("shopper.mjpeg");
        film(person, film);
        fingerprints(film);
        try (Wiring house = new Wiring(Places.ofThisSystem())) {
            house.mirror(new House.KioskWishes(
                            Optional.empty(),
                            0,
                            line -> {},
                            Optional.of(film),
                            Optional.empty(),
                            Optional.of(new int[] {width, height})))
                    .run(Optional.of(this::play));
        }
    }

    private void play(Kiosk kiosk) throws InterruptedException {
        new ScriptedVisit(kiosk, (name, rests) -> {
                    Thread.sleep(rests);
                    if (name.equals("comparison")) {
                        looks(kiosk);
                        print("before", seen());
                    }
                })
                .play();
        System.gc();
        print("after", search.find());
        print("left", search.places());
    }

    /** What the search sees, looked for again where a busy machine had no camera frame in that moment. */
    private Map<String, Integer> seen() throws InterruptedException {
        Map<String, Integer> most = new TreeMap<>(search.find());
        for (int again = 0; again < SEARCHES && most.getOrDefault(CAMERA_FRAME, 0) == 0; again++) {
            Thread.sleep(PAUSE_MILLISECONDS);
            search.find().forEach((kind, count) -> most.merge(kind, count, Math::max));
        }
        return most;
    }

    private static void print(String when, Map<String, Integer> found) {
        found.forEach((name, count) -> System.out.println(when + "; " + name + "; " + count));
    }

    // what is looked for

    /** One JPEG of the person with a sensor's noise, so that every run of pixels is one of a kind. */
    private void film(Path person, Path film) {
        try (Workspace workspace = new Workspace()) {
            Mat picture = workspace.keep(Imgcodecs.imread(person.toString()));
            Mat sized = workspace.mat();
            Imgproc.resize(picture, sized, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
            byte[] row = new byte[width * 3];
            for (int y = 0; y < height; y++) {
                sized.get(y, 0, row);
                for (int i = 0; i < row.length; i++) {
                    row[i] = (byte) Math.clamp((row[i] & 0xff) + random.nextInt(-NOISE, NOISE + 1), 0, 255);
                }
                sized.put(y, 0, row);
            }
            Arrays.fill(row, (byte) 0);
            Imgcodecs.imwrite(film + ".jpg", sized);
            Files.move(Path.of(film + ".jpg"), film, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Runs of the frame in every form in which the mirror keeps frames. */
    private void fingerprints(Path film) {
        try (Workspace workspace = new Workspace()) {
            Mat frame = workspace.keep(Imgcodecs.imread(film.toString()));
            Mat reduced = workspace.mat();
            Imgproc.resize(frame, reduced, new Size(width * 512.0 / height, 512), 0, 0, Imgproc.INTER_AREA);
            forms("frame", frame);
            forms("reduced frame", reduced);
        }
    }

    private void forms(String name, Mat bgr) {
        try (Workspace workspace = new Workspace()) {
            Mat rgb = workspace.mat();
            Imgproc.cvtColor(bgr, rgb, Imgproc.COLOR_BGR2RGB);
            Mat bgra = workspace.mat();
            Imgproc.cvtColor(bgr, bgra, Imgproc.COLOR_BGR2BGRA);
            Mat floats = workspace.mat();
            rgb.convertTo(floats, CvType.CV_32F, 1 / 255.0);
            Mat numbers = workspace.mat();
            rgb.convertTo(numbers, CvType.CV_32F);
            List<Mat> planes = new ArrayList<>();
            Core.split(rgb, planes);
            planes.forEach(workspace::keep);
            runs(name + " BGR", bgr, workspace);
            runs(name + " RGB", rgb, workspace);
            runs(name + " BGRA", bgra, workspace);
            runs(name + " floats", floats, workspace);
            runs(name + " numbers", numbers, workspace);
            runs(name + " red plane", planes.getFirst(), workspace);
            runs(name + " green plane", planes.get(1), workspace);
        }
    }

    private void runs(String name, Mat picture, Workspace workspace) {
        Mat mirrored = workspace.mat();
        Core.flip(picture, mirrored, 1);
        remember(name, picture);
        remember(name + " mirrored", mirrored);
    }

    private void remember(String name, Mat picture) {
        int bytes = (int) picture.elemSize() * PIXELS;
        int run = Math.max(bytes, MemorySearch.RUN);
        int pixels = Math.ceilDiv(run, (int) picture.elemSize());
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) picture.elemSize() * pixels);
        int kept = 0;
        for (int tries = 0; tries < PLACES * 20 && kept < PLACES; tries++) {
            int x = 20 + random.nextInt(picture.cols() - pixels - 20);
            int y = random.nextInt(picture.rows());
            Mat part = picture.submat(y, y + 1, x, x + pixels);
            Mat copy = new Mat(1, pixels, picture.type(), buffer);
            part.copyTo(copy);
            part.release();
            copy.release();
            boolean unlikely = picture.depth() != CvType.CV_32F || differentFloats(buffer) >= FLOATS;
            kept += unlikely && search.remember(name, buffer) ? 1 : 0;
        }
        zero(buffer);
    }

    /** How many of a run's numbers are different: a ground of one colour has its like in the pictures of the attract screen. */
    private static long differentFloats(ByteBuffer run) {
        FloatBuffer floats = run.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        return IntStream.range(0, MemorySearch.RUN / Float.BYTES)
                .mapToObj(floats::get)
                .distinct()
                .count();
    }

    /** Runs of what the screen's surfaces hold now. */
    private void looks(Kiosk kiosk) {
        List<Surface> surfaces = kiosk.surfaces();
        for (int i = 0; i < surfaces.size(); i++) {
            ByteBuffer pixels = surfaces.get(i).pixels().duplicate();
            int kept = 0;
            for (int tries = 0; tries < PLACES * 20 && kept < PLACES; tries++) {
                pixels.position(4 * random.nextInt(width * height - PIXELS));
                kept += search.remember("surface " + i, pixels) ? 1 : 0;
            }
        }
    }

    private static void zero(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) 0);
        }
    }
}
