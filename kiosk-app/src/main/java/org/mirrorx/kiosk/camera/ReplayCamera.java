package org.mirrorx.kiosk.camera;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * A camera that shows pictures or a recorded film over and over: for trying the mirror without one, for tests and for measuring. Still
 * pictures sway by a pixel or two, as a living person before a real camera does, so that no two frames are equal.
 */
public final class ReplayCamera implements FrameSource {
    /** How long each still picture is shown. */
    private static final double SECONDS_A_PICTURE = 4;

    /** One sway, there and back. */
    private static final double SWAY_SECONDS = 5;

    private static final double SWAY_PIXELS = 3;

    private final String name;
    private final List<Supplier<byte[]>> pictures;
    private final double rate;
    private final Mat still = new Mat();
    private int shown = -1;
    private long number;
    private long nextAt;
    private boolean closed;

    private ReplayCamera(String name, List<Supplier<byte[]>> pictures, double rate) {
        Natives.load();
        this.name = name;
        this.pictures = List.copyOf(pictures);
        this.rate = rate;
    }

    /**
     * Pictures in memory.
     *
     * @param pictures read a PNG, JPEG or WebP each
     * @param rate frames a second; 0 as fast as they are read
     */
    public static ReplayCamera of(String name, List<Supplier<byte[]>> pictures, double rate) {
        if (pictures.isEmpty()) {
            throw new Refusal("There is no picture to replay in " + name + ".");
        }
        return new ReplayCamera(name, pictures, rate);
    }

    /**
     * A picture, a folder of pictures, or a film of JPEGs ({@code .mjpeg}, {@code .mjpg}).
     *
     * @throws Refusal when there is nothing to replay
     */
    public static FrameSource of(Path path, double rate) {
        if (Files.isDirectory(path)) {
            List<Supplier<byte[]>> pictures = new ArrayList<>();
            try (Stream<Path> files = Files.list(path)) {
                files.filter(ReplayCamera::isPicture).sorted().forEach(file -> pictures.add(() -> read(file)));
            } catch (IOException fault) {
                throw new Refusal("The folder " + path + " cannot be read: " + fault.getMessage() + ".", fault);
            }
            return of(path.toString(), pictures, rate);
        }
        if (!Files.isReadable(path)) {
            throw new Refusal("There is no picture, film or folder " + path + " to replay.");
        }
        String ending = ending(path);
        return ending.equals("mjpeg") || ending.equals("mjpg") || ending.equals("avi")
                ? JpegFilm.open(path, rate)
                : of(path.toString(), List.of(() -> read(path)), rate);
    }

    private static boolean isPicture(Path file) {
        return List.of("jpg", "jpeg", "png", "webp").contains(ending(file));
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException fault) {
            throw new Refusal("The picture " + file + " cannot be read: " + fault.getMessage() + ".", fault);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(Mat into) {
        nextAt = pace(nextAt, rate);
        if (closed) {
            return false;
        }
        double perSecond = rate > 0 ? rate : 30;
        int wanted = (int) (number / Math.max(1, Math.round(SECONDS_A_PICTURE * perSecond)) % pictures.size());
        if (wanted != shown) {
            show(pictures.get(wanted).get());
            shown = wanted;
        }
        sway(number / perSecond, into);
        stamp(number, into);
        number++;
        return true;
    }

    private void show(byte[] picture) {
        try (Arena brief = Arena.ofConfined()) {
            Picture decoded = Decode.bytes(brief, picture, name).picture();
            Mat rgb = decoded.view();
            Workspace.wipe(still);
            Imgproc.cvtColor(rgb, still, Imgproc.COLOR_RGB2BGR);
            rgb.release();
            decoded.pixels().fill((byte) 0);
        }
    }

    /** The picture moved sideways by a whole pixel or two. */
    private void sway(double seconds, Mat into) {
        int by = (int) Math.round(SWAY_PIXELS * Math.sin(2 * Math.PI * seconds / SWAY_SECONDS));
        if (!into.size().equals(still.size())) {
            Workspace.wipe(into);
        }
        still.copyTo(into);
        if (by != 0) {
            int w = still.cols() - Math.abs(by);
            Mat from = still.submat(new Rect(Math.max(0, -by), 0, w, still.rows()));
            Mat to = into.submat(new Rect(Math.max(0, by), 0, w, still.rows()));
            from.copyTo(to);
            from.release();
            to.release();
        }
    }

    /** A sensor never gives the same frame twice; here one pixel a row in the lowest rows says so. */
    static void stamp(long number, Mat frame) {
        byte[] pixel = new byte[3];
        for (int bit = 0; bit < 16 && bit < frame.rows(); bit++) {
            int x = bit % frame.cols();
            for (int y = 0; y < frame.rows(); y += Math.max(1, frame.rows() / 48)) {
                frame.get(y, x, pixel);
                pixel[0] = (byte) ((pixel[0] & 0xfe) | (number >> bit & 1));
                frame.put(y, x, pixel);
            }
        }
    }

    /**
     * Sleeps until the next frame is due.
     *
     * @return when the one after is due
     */
    static long pace(long dueAt, double rate) {
        if (rate <= 0) {
            return 0;
        }
        long now = System.nanoTime();
        long due = dueAt == 0 || now - dueAt > 1_000_000_000L ? now : dueAt;
        while (now < due) {
            java.util.concurrent.locks.LockSupport.parkNanos(due - now);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            now = System.nanoTime();
        }
        return due + Math.round(1e9 / rate);
    }

    @Override
    public void close() {
        closed = true;
        Workspace.wipe(still);
    }
}
