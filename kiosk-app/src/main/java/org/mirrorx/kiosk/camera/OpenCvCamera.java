package org.mirrorx.kiosk.camera;

import org.mirrorx.inference.image.Natives;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/** A camera through OpenCV: V4L2 on Linux, Media Foundation on Windows. Asks for MJPG first, since most cameras give 1080p30 only so. */
final class OpenCvCamera implements FrameSource {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final double RATE = 30;

    /** More cameras than these are not looked for. */
    private static final int MOST = 4;

    private final String name;
    private final VideoCapture capture;

    private OpenCvCamera(String name, VideoCapture capture) {
        this.name = name;
        this.capture = capture;
    }

    /**
     * Opens a device by its path.
     *
     * @throws Refusal when it cannot be opened
     */
    static OpenCvCamera open(CameraName camera) {
        Natives.load();
        VideoCapture capture = camera.path()
                .map(path -> new VideoCapture(path.toString(), Videoio.CAP_V4L2))
                .orElseGet(() -> onWindows(camera.index()));
        if (!capture.isOpened()) {
            capture.release();
            throw new Refusal(
                    "The camera " + camera.name()
                            + " cannot be opened; check that it is plugged in, that no other program uses it and that this account may.");
        }
        capture.set(Videoio.CAP_PROP_FOURCC, VideoWriter.fourcc('M', 'J', 'P', 'G'));
        capture.set(Videoio.CAP_PROP_FRAME_WIDTH, WIDTH);
        capture.set(Videoio.CAP_PROP_FRAME_HEIGHT, HEIGHT);
        capture.set(Videoio.CAP_PROP_FPS, RATE);
        capture.set(Videoio.CAP_PROP_BUFFERSIZE, 1);
        return new OpenCvCamera(camera.name(), capture);
    }

    /** Media Foundation, else DirectShow: some drivers speak only the older one. */
    private static VideoCapture onWindows(int index) {
        VideoCapture capture = new VideoCapture(index, Videoio.CAP_MSMF);
        if (capture.isOpened()) {
            return capture;
        }
        capture.release();
        return new VideoCapture(index, Videoio.CAP_DSHOW);
    }

    /** How many cameras Windows has, counted by opening them: OpenCV knows them by number only. */
    static int countOnWindows() {
        Natives.load();
        int count = 0;
        boolean there = true;
        while (there && count < MOST) {
            VideoCapture capture = onWindows(count);
            there = capture.isOpened();
            capture.release();
            count += there ? 1 : 0;
        }
        return count;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(Mat into) {
        return capture.read(into);
    }

    @Override
    public void close() {
        capture.release();
    }
}
