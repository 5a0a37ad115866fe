package org.mirrorx.kiosk.camera;

import com.github.sarxos.webcam.Webcam;
import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamDriver;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;

/**
 * The cameras of this machine as a driver of webcam-capture, over OpenCV. The mirror itself reads frames through {@link FrameSource},
 * without a picture object a frame.
 */
public final class Cameras implements WebcamDriver {
    private static final Dimension SIZE = new Dimension(1920, 1080);

    /** The cameras there are, as webcam-capture finds them through this driver. */
    public static List<String> names() {
        return new Cameras().getDevices().stream().map(WebcamDevice::getName).toList();
    }

    /** Makes this the driver that {@link Webcam} uses. */
    public static void install() {
        Webcam.setDriver(new Cameras());
    }

    /**
     * Opens the configured camera, else the first.
     *
     * @param wanted "" for any; empty result when there is none
     */
    public static Optional<FrameSource> open(String wanted) {
        return CameraName.choose(CameraName.all(), wanted).map(OpenCvCamera::open);
    }

    @Override
    public List<WebcamDevice> getDevices() {
        return CameraName.all().stream().<WebcamDevice>map(Device::new).toList();
    }

    @Override
    public boolean isThreadSafe() {
        return false;
    }

    /** One camera for webcam-capture. */
    private static final class Device implements WebcamDevice {
        private final CameraName camera;
        private @Nullable OpenCvCamera open;

        Device(CameraName camera) {
            this.camera = camera;
        }

        @Override
        public String getName() {
            return camera.name();
        }

        @Override
        public Dimension[] getResolutions() {
            return new Dimension[] {SIZE};
        }

        @Override
        public Dimension getResolution() {
            return SIZE;
        }

        @Override
        public void setResolution(Dimension size) {
            if (!size.equals(SIZE)) {
                throw new Refusal("The camera is read at " + SIZE.width + "×" + SIZE.height + " only.");
            }
        }

        @Override
        public @Nullable BufferedImage getImage() {
            OpenCvCamera source = open;
            Mat frame = new Mat();
            try {
                if (source == null || !source.read(frame)) {
                    return null;
                }
                BufferedImage image = new BufferedImage(frame.cols(), frame.rows(), BufferedImage.TYPE_3BYTE_BGR);
                frame.get(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
                return image;
            } finally {
                frame.release();
            }
        }

        @Override
        public void open() {
            if (open == null) {
                open = OpenCvCamera.open(camera);
            }
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
                open = null;
            }
        }

        @Override
        public void dispose() {
            close();
        }

        @Override
        public boolean isOpen() {
            return open != null;
        }
    }
}
