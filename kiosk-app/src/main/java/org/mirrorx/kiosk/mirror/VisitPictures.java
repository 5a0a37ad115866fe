package org.mirrorx.kiosk.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.kiosk.screens.Pictures;
import org.mirrorx.kiosk.screens.Surface;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The surfaces of a visit. They belong to the program, not to a visit: the display's renderer may look at a surface at any time, so that its
 * memory must never go away under it; what goes away at erasure is every pixel in it.
 */
final class VisitPictures implements Pictures {
    private final int width;
    private final int height;
    private final Surface mirror;
    private final Map<Integer, Surface> looks = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> made = new ConcurrentHashMap<>();
    private volatile @Nullable Surface capture;
    private volatile boolean captured;
    private volatile @Nullable Surface preview;
    private volatile boolean previewed;

    /** @param width, height of the mirror on the display, px */
    VisitPictures(int width, int height) {
        this.width = width;
        this.height = height;
        mirror = Surface.blank(width, height);
    }

    @Override
    public Surface mirror() {
        return mirror;
    }

    @Override
    public Optional<Surface> capture() {
        return captured ? Optional.ofNullable(capture) : Optional.empty();
    }

    @Override
    public Optional<Surface> look(int number) {
        return made.containsKey(number) ? Optional.ofNullable(looks.get(number)) : Optional.empty();
    }

    @Override
    public Optional<Surface> preview() {
        return previewed ? Optional.ofNullable(preview) : Optional.empty();
    }

    /** Puts the pixels of a look in the making, R, G, B, where they are shown from; {@link #refresh} follows. */
    void keepPreview(Mat rgb) {
        Surface surface = preview;
        if (surface == null) {
            surface = Surface.blank(width, height);
            preview = surface;
        }
        draw(rgb, surface);
        previewed = true;
    }

    /** A look's own pixels take the place of its previews. */
    void forgetPreview() {
        Surface surface = preview;
        previewed = false;
        if (surface != null) {
            surface.clear();
        }
    }

    /** Puts the capture's pixels where it is shown from. On any thread but with nobody else writing; {@link #refresh} follows. */
    void keepCapture(Picture picture) {
        Surface surface = capture;
        if (surface == null) {
            surface = Surface.blank(width, height);
            capture = surface;
        }
        draw(picture, surface);
        captured = true;
    }

    /** Puts a look's pixels where it is shown from. */
    void keepLook(int number, Picture picture) {
        draw(picture, looks.computeIfAbsent(number, n -> Surface.blank(width, height)));
        made.put(number, true);
    }

    /** Shows what was put there. On the JavaFX thread. */
    void refresh() {
        all().forEach(Surface::refresh);
    }

    void forgetCapture() {
        Surface surface = capture;
        captured = false;
        if (surface != null) {
            surface.clear();
        }
    }

    /** Overwrites every surface. On the JavaFX thread. */
    void clear() {
        captured = false;
        previewed = false;
        made.clear();
        all().forEach(Surface::clear);
    }

    List<Surface> all() {
        List<Surface> all = new ArrayList<>(looks.values());
        all.add(mirror);
        Surface taken = capture;
        if (taken != null) {
            all.add(taken);
        }
        Surface drawn = preview;
        if (drawn != null) {
            all.add(drawn);
        }
        return all;
    }

    /** Scaled to the surface and turned round as a mirror does. */
    private void draw(Picture picture, Surface surface) {
        Mat rgb = picture.view();
        draw(rgb, surface);
        rgb.release();
    }

    private void draw(Mat rgb, Surface surface) {
        Mat flipped = new Mat();
        Mat scaled = new Mat();
        Mat shown = new Mat(height, width, CvType.CV_8UC4, surface.pixels());
        Core.flip(rgb, flipped, 1);
        boolean grows = width > rgb.cols();
        Imgproc.resize(
                flipped, scaled, new Size(width, height), 0, 0, grows ? Imgproc.INTER_CUBIC : Imgproc.INTER_AREA);
        Imgproc.cvtColor(scaled, shown, Imgproc.COLOR_RGB2BGRA);
        Workspace.wipe(flipped);
        Workspace.wipe(scaled);
        shown.release();
    }
}
