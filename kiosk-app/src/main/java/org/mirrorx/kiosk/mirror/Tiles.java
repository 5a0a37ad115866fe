package org.mirrorx.kiosk.mirror;

import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Garments as the shelf shows them: at first the photograph, soon the garment alone, cut out, since a white ground looks like a sticker on
 * paper. Pictures of garments shown lately are kept.
 */
final class Tiles {
    /** Side of a tile, px: a shelf shows them at 224 on a display of 1080. */
    private static final int SIDE = 320;

    /** Free at each side of a garment, as a share of the tile. */
    private static final double MARGIN = 0.03;

    /** Two shelves' worth; 0.4 MB each. */
    private static final int MOST = 120;

    private final Supplier<Garments> garments;
    private final ExecutorService cutting = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tiles").factory());
    private final Map<String, Image> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Image> eldest) {
            return size() > MOST;
        }
    };

    Tiles(Supplier<Garments> garments) {
        this.garments = garments;
    }

    /** A square picture of a garment; becomes the garment alone later, by itself. On the JavaFX thread. */
    Image of(Garments.Item item) {
        Image known = kept.get(item.sku());
        if (known != null) {
            return known;
        }
        WritableImage tile = new WritableImage(SIDE, SIDE);
        Image photograph = new Image(new ByteArrayInputStream(item.picture().get()), SIDE, SIDE, true, true);
        if (!photograph.isError()) {
            int width = (int) Math.min(SIDE, photograph.getWidth());
            int height = (int) Math.min(SIDE, photograph.getHeight());
            tile.getPixelWriter()
                    .setPixels(
                            (SIDE - width) / 2, (SIDE - height) / 2, width, height, photograph.getPixelReader(), 0, 0);
        }
        kept.put(item.sku(), tile);
        cutting.execute(() -> cut(item.sku(), tile));
        return tile;
    }

    private void cut(String sku, WritableImage tile) {
        try (Arena arena = Arena.ofShared()) {
            garments.get()
                    .cut(sku, arena)
                    .map(Tiles::alone)
                    .ifPresent(pixels -> Platform.runLater(() -> tile.getPixelWriter()
                            .setPixels(0, 0, SIDE, SIDE, PixelFormat.getByteBgraPreInstance(), pixels, SIDE * 4)));
        }
    }

    /** The garment in the middle of a transparent square: blue, green, red, alpha, premultiplied. */
    private static ByteBuffer alone(GarmentCut cut) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(SIDE * SIDE * 4);
        Mat rgb = cut.colours().view();
        Mat alpha = cut.alpha().view();
        try (Workspace work = new Workspace()) {
            Rect box = Imgproc.boundingRect(alpha);
            Mat covered = work.mat();
            Mat part = rgb.submat(box);
            Mat partAlpha = alpha.submat(box);
            Imgproc.cvtColor(partAlpha, covered, Imgproc.COLOR_GRAY2BGR);
            Mat colours = work.mat();
            Imgproc.cvtColor(part, colours, Imgproc.COLOR_RGB2BGR);
            Mat weighed = work.mat();
            Core.multiply(colours, covered, weighed, 1 / 255.0);
            List<Mat> channels = new ArrayList<>();
            Core.split(weighed, channels);
            channels.forEach(work::keep);
            channels.add(partAlpha);
            Mat whole = work.mat();
            Core.merge(channels, whole);
            double scale = SIDE * (1 - 2 * MARGIN) / Math.max(box.width, box.height);
            int width = Math.max(1, (int) Math.round(box.width * scale));
            int height = Math.max(1, (int) Math.round(box.height * scale));
            Mat small = work.mat();
            Imgproc.resize(
                    whole, small, new Size(width, height), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
            Mat square = new Mat(SIDE, SIDE, CvType.CV_8UC4, pixels);
            Mat place = square.submat(new Rect((SIDE - width) / 2, (SIDE - height) / 2, width, height));
            small.copyTo(place);
            for (Mat view : List.of(place, square, part, partAlpha)) {
                view.release();
            }
        } finally {
            rgb.release();
            alpha.release();
        }
        return pixels;
    }
}
