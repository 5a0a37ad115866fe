package org.mirrorx.kiosk.screens;

import java.nio.ByteBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Pixels of a visit on their way to the screen. Shows the caller's own memory, so that overwriting that memory and {@link #refresh}
 * leave nothing behind: no second copy is made here. To be used on the JavaFX thread.
 */
public final class Surface {
    private final int width;
    private final int height;
    private final ByteBuffer pixels;
    private final PixelBuffer<ByteBuffer> shown;
    private final Image image;

    /**
     * A picture in memory of the caller's.
     *
     * @param pixels direct, width × height × 4 bytes, rows from the top, blue green red alpha, premultiplied
     */
    public Surface(int width, int height, ByteBuffer pixels) {
        if (!pixels.isDirect() || pixels.capacity() < (long) width * height * 4) {
            throw new IllegalArgumentException("A surface of " + width + "×" + height + " needs a direct buffer of "
                    + (long) width * height * 4 + " bytes.");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        shown = new PixelBuffer<>(width, height, pixels, PixelFormat.getByteBgraPreInstance());
        image = new WritableImage(shown);
    }

    /** A surface in memory of its own, black and transparent at first. */
    public static Surface blank(int width, int height) {
        return new Surface(width, height, ByteBuffer.allocateDirect(width * height * 4));
    }

    /** In px. */
    public int width() {
        return width;
    }

    /** In px. */
    public int height() {
        return height;
    }

    /** Where the pixels lie; write, then {@link #refresh}. */
    public ByteBuffer pixels() {
        return pixels;
    }

    /** Shows what the memory holds now. Do not write again before it returned. */
    public void refresh() {
        shown.updateBuffer(buffer -> null);
    }

    /** Overwrites the picture with nothing, in memory now and on the screen with its next frame. */
    public void clear() {
        ByteBuffer all = pixels.duplicate();
        all.clear();
        while (all.remaining() >= Long.BYTES) {
            all.putLong(0);
        }
        while (all.hasRemaining()) {
            all.put((byte) 0);
        }
        refresh();
    }

    /**
     * A view that fills an opening; what sticks out is cut off equally left and right, or below. Where the opening has the surface's own
     * size nothing is scaled, which in the software pipeline is three times as fast.
     */
    public ImageView fill(double openingWidth, double openingHeight) {
        var view = new ImageView(image);
        double scale = Math.max(openingWidth / width, openingHeight / height);
        double seenWidth = openingWidth / scale;
        double seenHeight = openingHeight / scale;
        view.setViewport(new javafx.geometry.Rectangle2D((width - seenWidth) / 2, 0, seenWidth, seenHeight));
        view.setFitWidth(openingWidth);
        view.setFitHeight(openingHeight);
        view.setSmooth(true);
        view.setMouseTransparent(true);
        return view;
    }
}
