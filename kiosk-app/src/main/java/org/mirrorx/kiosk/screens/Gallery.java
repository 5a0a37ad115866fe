package org.mirrorx.kiosk.screens;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.kiosk.flow.State;

/**
 * Every screen with sample data: in a window (arrow keys turn the pages), or with {@code --png DIR} as a PNG of each. {@code --language hi},
 * {@code --size 1920x1080}, {@code --reach} and {@code --only NAME} narrow it down.
 */
public final class Gallery {
    private static final String USAGE =
            "Gallery [--png DIR] [--language TAG] [--size WIDTHxHEIGHT] [--reach] [--hung MM] [--only NAME]";

    private Gallery() {}

    public static void main(String[] args) {
        // Not the application itself: then JavaFX would have to lie on the module path.
        Application.launch(Window.class, args);
    }

    /** Its window. */
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            open(stage, getParameters().getRaw());
        }
    }

    private static void open(Stage stage, List<String> args) {
        if (args.contains("--help")) {
            System.out.println(USAGE);
            Platform.exit();
            return;
        }
        String language = option(args, "--language").orElse("en");
        String[] size = option(args, "--size").orElse("1080x1920").split("x");
        Layout layout = Layout.of(Double.parseDouble(size[0]), Double.parseDouble(size[1]))
                .withReach(args.contains("--reach"))
                .hung(option(args, "--hung").map(Double::parseDouble).orElse(600.0), 952);
        boolean reach = args.contains("--reach");
        var samples = new SampleStates(language, reach);
        Map<String, State> states = new TreeMap<>(samples.all());
        option(args, "--only").ifPresent(only -> states.keySet().removeIf(name -> !name.contains(only)));
        var hand = new Stagehand(
                new SampleShop(language),
                new SamplePictures(layout),
                PrintedWords::of,
                layout,
                event -> System.out.println(event));
        var scene = new Scene(hand.root(), layout.width(), layout.height());
        stage.setScene(scene);
        stage.setTitle("MirrorX");
        stage.setWidth(layout.width());
        stage.setHeight(layout.height());
        Optional<Path> folder = option(args, "--png").map(Path::of);
        if (folder.isPresent()) {
            stage.show();
            paint(hand, states, scene, folder.get());
            Platform.exit();
            return;
        }
        var pages = new ArrayList<>(states.values());
        var page = new int[1];
        hand.show(pages.getFirst());
        scene.setOnKeyPressed(event -> {
            int step = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
            page[0] = Math.floorMod(page[0] + step, pages.size());
            hand.show(pages.get(page[0]));
        });
        stage.show();
    }

    private static void paint(Stagehand hand, Map<String, State> states, Scene scene, Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, State> each : states.entrySet()) {
                // Twice, from nowhere: end states without transitions.
                hand.showAtOnce(each.getValue());
                save(scene.snapshot(null), folder.resolve(each.getKey() + ".png"));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The gallery cannot be written to " + folder, unwritable);
        }
    }

    /** Writes what was painted as a PNG. */
    public static void save(Image image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] row = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), row, 0, width);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, row, 0, width);
        ImageIO.write(picture, "png", file.toFile());
    }

    private static Optional<String> option(List<String> args, String name) {
        int at = args.indexOf(name);
        return at >= 0 && at + 1 < args.size() ? Optional.of(args.get(at + 1)) : Optional.empty();
    }

    /** The drawn shopper on surfaces. */
    static final class SamplePictures implements Pictures {
        private final Surface mirror;

        SamplePictures(Layout layout) {
            int width = (int) (layout.landscape() ? layout.height() * 0.75 : layout.width());
            int height = (int) layout.height();
            mirror = surface(SampleAssets.shoppers().getFirst(), width, height);
        }

        static Surface surface(String resource, int width, int height) {
            Image image = cover(resource, width, height);
            int[] pixels = new int[width * height];
            image.getPixelReader()
                    .getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
            Surface surface = Surface.blank(width, height);
            ByteBuffer into = surface.pixels();
            into.order(java.nio.ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(pixels);
            surface.refresh();
            return surface;
        }

        /** A picture scaled to cover a box, cut equally left and right. */
        static Image cover(String resource, int width, int height) {
            var whole = new Image(new ByteArrayInputStream(SampleAssets.read(resource)), 0, height, true, true);
            int left = (int) Math.max(0, (whole.getWidth() - width) / 2);
            if (whole.getWidth() < width) {
                whole = new Image(new ByteArrayInputStream(SampleAssets.read(resource)), width, 0, true, true);
                left = 0;
            }
            return new WritableImage(whole.getPixelReader(), left, 0, width, height);
        }

        @Override
        public Surface mirror() {
            return mirror;
        }

        @Override
        public Optional<Surface> capture() {
            return Optional.of(mirror);
        }

        @Override
        public Optional<Surface> look(int number) {
            return Optional.of(mirror);
        }

        @Override
        public Optional<Surface> preview() {
            return Optional.of(mirror);
        }
    }
}
