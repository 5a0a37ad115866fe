package org.mirrorx.kiosk.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.models.Refusal;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

final class ReplayCameraTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theSampleShopperIsUprightAndInColour() {
        try (FrameSource camera = ReplayCamera.of(
                "sample",
                List.of(() -> SampleAssets.read(SampleAssets.shoppers().getFirst())),
                0)) {
            Mat frame = new Mat();
            assertTrue(camera.read(frame));
            assertEquals(1080, frame.cols());
            assertEquals(1440, frame.rows());
            assertEquals(CvType.CV_8UC3, frame.type());
        }
    }

    @Test
    void noTwoFramesOfAStillPictureAreEqual() throws IOException {
        write("a.png", "png", Color.RED);
        try (FrameSource camera = ReplayCamera.of(folder.resolve("a.png"), 0)) {
            Liveness liveness = new Liveness();
            Mat frame = new Mat();
            for (int i = 0; i < 300; i++) {
                assertTrue(camera.read(frame));
                long now = i * 33_000_000L;
                liveness.see(frame, now);
                assertFalse(liveness.frozen(now));
            }
        }
    }

    @Test
    void aFolderIsShownPictureByPictureOverAndOver() throws IOException {
        write("1.png", "png", Color.RED);
        write("2.jpg", "jpg", Color.BLUE);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        try (FrameSource camera = ReplayCamera.of(folder, 0)) {
            assertTrue(blue(camera) < 60);
            skip(camera, 119);
            assertTrue(blue(camera) > 200);
            skip(camera, 119);
            assertTrue(blue(camera) < 60);
        }
    }

    @Test
    void aFilmIsPlayedOverAndOverAndADamagedFrameLeftOut() throws IOException {
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        film.write(jpeg(Color.RED));
        film.write(new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3});
        film.write(jpeg(Color.BLUE));
        Path file = folder.resolve("film.mjpeg");
        Files.write(file, film.toByteArray());
        try (FrameSource camera = ReplayCamera.of(file, 0)) {
            assertTrue(blue(camera) < 60);
            assertTrue(blue(camera) > 200);
            assertTrue(blue(camera) < 60);
        }
    }

    @Test
    void whatHoldsNoPictureIsRefused() throws IOException {
        Path file = folder.resolve("film.mjpeg");
        Files.writeString(file, "no film");
        assertThrows(Refusal.class, () -> ReplayCamera.of(file, 0));
        assertThrows(Refusal.class, () -> ReplayCamera.of(folder.resolve("nothing.png"), 0));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThrows(Refusal.class, () -> ReplayCamera.of(empty, 0));
    }

    @Test
    void aCameraOnItsSideGivesUprightFrames() {
        Mat frame = new Mat(2, 3, CvType.CV_8UC3, Scalar.all(0));
        frame.put(0, 0, new byte[] {9, 9, 9});
        LatestFrame frames = new LatestFrame(Rotation.of(90));
        frames.put(frame, 1);

        Mat turned = new Mat();
        assertEquals(1, frames.copyNewer(0, turned));

        assertEquals(3, turned.rows());
        assertArrayEquals(new double[] {9, 9, 9}, turned.get(0, 1));
        assertEquals(1, frames.copyNewer(1, turned), "nothing newer");
        assertThrows(Refusal.class, () -> Rotation.of(45));
    }

    @Test
    void aCameraKeepsItsNameWhereverItIsPluggedIn() throws IOException {
        Path byId = Files.createDirectories(folder.resolve("v4l/by-id"));
        Files.createFile(byId.resolve("usb-Shop_Cam_77-video-index0"));
        Files.createFile(byId.resolve("usb-Shop_Cam_77-video-index1"));
        Files.createFile(byId.resolve("usb-Other-video-index0"));

        List<CameraName> cameras = CameraName.all(folder);

        assertEquals(
                List.of("usb-Other", "usb-Shop_Cam_77"),
                cameras.stream().map(CameraName::name).toList());
        assertEquals(
                "usb-Shop_Cam_77",
                CameraName.choose(cameras, "usb-Shop_Cam_77").orElseThrow().name());
        assertEquals(
                "usb-Other", CameraName.choose(cameras, "gone").orElseThrow().name());
        assertEquals(Optional.empty(), CameraName.choose(List.of(), ""));
    }

    @Test
    void withoutIdsTheNumbersAreTaken() throws IOException {
        Files.createFile(folder.resolve("video0"));
        Files.createFile(folder.resolve("null"));
        assertNotEquals(List.of(), CameraName.all(folder));
        assertEquals("video0", CameraName.all(folder).getFirst().name());
    }

    private void write(String name, String format, Color colour) throws IOException {
        ImageIO.write(picture(colour), format, folder.resolve(name).toFile());
    }

    private static byte[] jpeg(Color colour) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture(colour), "jpg", bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage picture(Color colour) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(colour);
        drawing.fillRect(0, 0, 64, 64);
        drawing.dispose();
        return image;
    }

    private static double blue(FrameSource camera) {
        Mat frame = new Mat();
        assertTrue(camera.read(frame));
        return frame.get(32, 40)[0];
    }

    private static void skip(FrameSource camera, int frames) {
        Mat frame = new Mat();
        for (int i = 0; i < frames; i++) {
            camera.read(frame);
        }
    }
}
