package org.mirrorx.kiosk.live;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.drape.LiveOverlay;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * From a frame to the mirror's picture: the opening is cut out, bystanders are blurred, a garment is laid over it, all of it is scaled and
 * turned round as a mirror does. Scaling is done here, once, since the screen's own would cost three times as much. Keeps its buffers; one
 * thread.
 */
final class ComposeMirror {
    private static final double BLUR = 18;

    private final int width;
    private final int height;
    private final Mat flipped = new Mat();
    private final Mat scaled = new Mat();

    /** @param width, height of the mirror on the display, px */
    ComposeMirror(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Composes.
     *
     * @param frame B, G, R; bystanders are blurred in it
     * @param others where bystanders are, in shares of the frame's size
     * @param into {@code width × height × 4} bytes: blue, green, red, 255; direct
     */
    void compose(Mat frame, List<TrackedBody.Bystander> others, Optional<LiveOverlay> overlay, ByteBuffer into) {
        others.forEach(person -> blur(frame, person));
        overlay.ifPresent(garment -> garment.layOver(frame));
        Opening opening = opening(frame.cols(), frame.rows());
        Mat part = frame.submat(opening.rect());
        if (!flipped.size().equals(part.size())) {
            Workspace.wipe(flipped); // another camera: the old memory would be freed as it is
        }
        Core.flip(part, flipped, 1);
        part.release();
        boolean grows = width > opening.width();
        Imgproc.resize(
                flipped, scaled, new Size(width, height), 0, 0, grows ? Imgproc.INTER_LINEAR : Imgproc.INTER_AREA);
        Mat shown = new Mat(height, width, CvType.CV_8UC4, into);
        Imgproc.cvtColor(scaled, shown, Imgproc.COLOR_BGR2BGRA);
        shown.release();
    }

    Opening opening(int frameWidth, int frameHeight) {
        return Opening.of(frameWidth, frameHeight, width, height);
    }

    private static void blur(Mat frame, TrackedBody.Bystander person) {
        int left = (int) Math.clamp(person.left() * frame.cols(), 0.0, frame.cols() - 1.0);
        int right = (int) Math.clamp(person.right() * frame.cols(), 0.0, (double) frame.cols());
        int top = (int) Math.clamp(person.top() * frame.rows(), 0.0, frame.rows() - 1.0);
        int bottom = (int) Math.clamp(person.bottom() * frame.rows(), 0.0, (double) frame.rows());
        if (right - left < 2 || bottom - top < 2) {
            return;
        }
        Mat part = frame.submat(new Rect(left, top, right - left, bottom - top));
        Mat small = new Mat();
        Imgproc.resize(
                part,
                small,
                new Size(Math.max(1, part.cols() / BLUR), Math.max(1, part.rows() / BLUR)),
                0,
                0,
                Imgproc.INTER_AREA);
        Imgproc.resize(small, part, part.size(), 0, 0, Imgproc.INTER_LINEAR);
        Workspace.wipe(small);
        part.release();
    }

    /** Overwrites what it keeps. */
    void clear() {
        Workspace.wipe(flipped);
        Workspace.wipe(scaled);
    }
}
