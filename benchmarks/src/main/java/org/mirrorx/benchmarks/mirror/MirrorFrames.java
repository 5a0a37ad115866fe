package org.mirrorx.benchmarks.mirror;

import com.sun.management.OperatingSystemMXBean;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javax.imageio.ImageIO;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.drape.LiveFitting;
import org.mirrorx.inference.garment.CutGarment;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.kiosk.camera.CameraKeeper;
import org.mirrorx.kiosk.camera.LatestFrame;
import org.mirrorx.kiosk.camera.ReplayCamera;
import org.mirrorx.kiosk.camera.Rotation;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.live.Frames;
import org.mirrorx.kiosk.live.LiveMirror;
import org.mirrorx.kiosk.screens.Surface;
import org.opencv.core.Mat;

/**
 * The mirror at 1080×1920 from a film of 1280×720 at 30 frames a second: {@code MirrorFrames SECONDS [plain|live]}. Prints frames shown, processor
 * time a frame, overlays a second, and the memory after each tenth of the time.
 */
public final class MirrorFrames {
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 1920;
    private static final int FILM_FRAMES = 90;

    private MirrorFrames() {}

    /** @param args seconds to measure; {@code plain} does not follow the shopper, {@code live} lays a garment over the mirror */
    public static void main(String[] args) throws Exception {
        int seconds = Integer.parseInt(args[0]);
        boolean withGarment = args.length > 1 && args[1].equals("live");
        boolean plain = args.length > 1 && args[1].equals("plain");
        Path film = Files.createTempFile("mirror", ".mjpeg");
        write(film);
        Surface[] glass = new Surface[1];
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(() -> {
            glass[0] = Surface.blank(WIDTH, HEIGHT);
            Stage stage = new Stage(StageStyle.UNDECORATED);
            stage.setScene(new Scene(new Group(glass[0].fill(WIDTH, HEIGHT)), WIDTH, HEIGHT));
            stage.setX(0);
            stage.setY(0);
            stage.show();
            up.countDown();
        });
        up.await();
        LatestFrame frames = new LatestFrame(Rotation.NONE);
        CameraKeeper camera = new CameraKeeper(
                () -> Optional.of(ReplayCamera.of(film, 30)), frames, state -> {}, CameraKeeper.Clock.system());
        try (BodyLite body = BodyLite.open(Optional.empty());
                Arena memory = Arena.ofShared()) {
            LiveMirror mirror = new LiveMirror(
                    mailbox(frames),
                    () -> {
                        if (plain) {
                            LockSupport.park();
                        }
                        return new LiveMirror.Tools(body.tracker(), new LiveFitting(body));
                    },
                    glass(glass[0]),
                    WIDTH,
                    HEIGHT,
                    deaf());
            camera.open();
            mirror.start();
            if (withGarment) {
                mirror.wear(Optional.of(outfit(memory)));
            }
            Thread.sleep(8000); // warm
            long frames0 = mirror.shownFrames();
            long overlays0 = mirror.overlays();
            long cpu0 = cpu();
            long began = System.nanoTime();
            long resident0 = resident();
            for (int tenth = 1; tenth <= 10; tenth++) {
                Thread.sleep(seconds * 100L);
                System.out.printf(
                        "after %d s: resident %d MB, of it %d MB of Java's heap (%d MB in use)%n",
                        seconds * tenth / 10,
                        resident() >> 20,
                        Runtime.getRuntime().totalMemory() >> 20,
                        (Runtime.getRuntime().totalMemory()
                                        - Runtime.getRuntime().freeMemory())
                                >> 20);
            }
            double passed = (System.nanoTime() - began) / 1e9;
            long shown = mirror.shownFrames() - frames0;
            System.out.printf(
                    "%.1f frames a second, %.1f ms of processor time a frame, %.1f overlays a second, resident %d MB at first, %d MB after %.0f s%n",
                    shown / passed,
                    (cpu() - cpu0) / 1e6 / shown,
                    (mirror.overlays() - overlays0) / passed,
                    resident0 >> 20,
                    resident() >> 20,
                    passed);
            mirror.stop();
            camera.shut();
            boolean idle = (plain || mirror.awaitIdle(5000)) && camera.awaitClosed(5000);
            System.out.println(idle ? "all let go" : "somebody did not let go");
        } finally {
            Files.deleteIfExists(film);
            Platform.exit();
        }
        System.exit(0);
    }

    private static Outfit outfit(Arena memory) {
        String resource = SampleAssets.garments().getFirst().resource();
        GarmentPhoto photo = GarmentPhoto.of(
                Decode.bytes(memory, SampleAssets.read(resource), resource).picture(), "0".repeat(64));
        return switch (new CutGarment().cut(photo, memory)) {
            case CutOutcome.Cut(GarmentCut cut) -> Outfit.of(List.of(cut));
            case CutOutcome.Unreadable(String reason) -> throw new IllegalStateException(reason);
        };
    }

    /** The sample shopper swaying before a camera that stands upright: 1280×720. */
    private static void write(Path film) throws IOException {
        BufferedImage shopper = ImageIO.read(new ByteArrayInputStream(
                SampleAssets.read(SampleAssets.shoppers().getFirst())));
        try (OutputStream out = Files.newOutputStream(film)) {
            for (int i = 0; i < FILM_FRAMES; i++) {
                BufferedImage frame = new BufferedImage(1280, 720, BufferedImage.TYPE_3BYTE_BGR);
                Graphics2D drawing = frame.createGraphics();
                drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
                int sway = (int) Math.round(8 * Math.sin(2 * Math.PI * i / FILM_FRAMES));
                drawing.drawImage(shopper, 640 - 270 + sway, 0, 540, 720, null);
                drawing.dispose();
                ImageIO.write(frame, "jpg", out);
            }
        }
    }

    private static Frames mailbox(LatestFrame frames) {
        return new Frames() {
            @Override
            public boolean awaitNewer(long seen, long milliseconds) throws InterruptedException {
                return frames.awaitNewer(seen, milliseconds);
            }

            @Override
            public long copyNewer(long seen, Mat into) {
                return frames.copyNewer(seen, into);
            }
        };
    }

    private static LiveMirror.Glass glass(Surface surface) {
        return new LiveMirror.Glass() {
            @Override
            public ByteBuffer pixels() {
                return surface.pixels();
            }

            @Override
            public void show(Runnable free) {
                Platform.runLater(() -> {
                    surface.refresh();
                    free.run();
                });
            }
        };
    }

    private static LiveMirror.Witness deaf() {
        return new LiveMirror.Witness() {
            @Override
            public void hint(Hint hint) {}

            @Override
            public void presence(boolean somebody) {}

            @Override
            public void fault(Throwable fault) {
                throw new IllegalStateException(fault);
            }
        };
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Bytes of this process in memory. */
    private static long resident() throws IOException {
        for (String line : Files.readString(Path.of("/proc/self/status"), StandardCharsets.US_ASCII)
                .split("\n")) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return 0;
    }
}
