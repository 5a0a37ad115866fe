package org.mirrorx.kiosk.screens;

import java.util.Random;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/** The closed mirror: a plain linen curtain, drawn once, with a stitched hem. It moves only to open and to close. */
public final class Curtain extends Group {
    /** Opening and closing. */
    public static final Duration DRAWS = Duration.millis(900);

    private static final long SEED = 20_261_126L;
    private static final int WIDTH = (int) Layout.WIDTH;
    private static final int HEIGHT = (int) Layout.HEIGHT;
    /** Of the stitches above the lower edge. */
    private static final double HEM = 30;

    /** A prime: its repetition does not line up with the rows. */
    private static final int GRAINS = 65_537;

    private static final float DARKEST = -0.35f;
    /** Steps of light from 0 to 1. */
    private static final float SHADES = 4096;

    private static final Image LINEN = linen();
    private final Group left = new Group();
    private final Group right = new Group();
    private final Stitches seam;
    private final Rectangle turnUp;

    /**
     * A closed curtain, 1080 wide, hanging from the top.
     *
     * @param height down to its lower edge, at most 1920
     */
    public Curtain(double height) {
        double half = Layout.WIDTH / 2;
        left.getChildren().add(cloth(0, half, height));
        right.getChildren().add(cloth(half, half, height));
        seam = Stitches.straight(Stitches.Yarn.PAPER, Tokens.SINDOOR, -6, height - HEM, Layout.WIDTH + 6, height - HEM);
        turnUp = new Rectangle(0, height - HEM + 12, Layout.WIDTH, HEM - 12);
        turnUp.setFill(new LinearGradient(
                0,
                0,
                0,
                1,
                true,
                CycleMethod.NO_CYCLE,
                new Stop(0, Color.color(0.35, 0.29, 0.2, 0)),
                new Stop(1, Color.color(0.35, 0.29, 0.2, 0.13))));
        getChildren().addAll(left, right, turnUp, seam);
        setMouseTransparent(true);
    }

    /** Draws the linen, once; on any thread, after the first screen stands, so that the first curtain does not wait for it. */
    public static Image weave() {
        return LINEN;
    }

    /** The stitches of its hem. */
    public Stitches hem() {
        return seam;
    }

    /** Draws the two halves apart; then the curtain is out of sight. */
    public Animation opens() {
        return draw(0, -Layout.WIDTH / 2 - 4);
    }

    /** Draws the two halves together; then its hem is whole. */
    public Animation closes() {
        Timeline closing = draw(-Layout.WIDTH / 2 - 4, 0);
        closing.getKeyFrames().add(new KeyFrame(DRAWS, event -> {
            seam.setVisible(true);
            turnUp.setVisible(true);
        }));
        return closing;
    }

    private Timeline draw(double from, double to) {
        // The hem is one seam over both halves: it shows while they hang together.
        seam.setVisible(false);
        turnUp.setVisible(false);
        left.setTranslateX(from);
        right.setTranslateX(-from);
        return new Timeline(new KeyFrame(
                DRAWS,
                new KeyValue(left.translateXProperty(), to, Interpolator.EASE_BOTH),
                new KeyValue(right.translateXProperty(), -to, Interpolator.EASE_BOTH)));
    }

    private static ImageView cloth(double x, double width, double height) {
        var view = new ImageView(LINEN);
        view.setViewport(new Rectangle2D(x, 0, width, height));
        view.setX(x);
        return view;
    }

    /** Hanging folds of unequal width, lit from the left, and the linen's irregular threads. */
    private static Image linen() {
        var random = new Random(SEED);
        float[] folds = folds(random);
        float[] warp = threads(random, WIDTH, 0.010f);
        float[] weft = threads(random, HEIGHT, 0.008f);
        float[] grains = threads(random, GRAINS, 0.007f);
        int[] dyes = dyes();
        int[] pixels = new int[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            // The folds sway a little on their way down, and deepen.
            float sway = (float) (5 * Math.sin(y / 610.0) + 2.5 * Math.sin(y / 233.0 + 1));
            float depth = 0.86f + 0.14f * y / HEIGHT;
            for (int x = 0; x < WIDTH; x++) {
                float at = Math.clamp(x + sway, 0, WIDTH - 1.001f);
                int i = (int) at;
                float fold = folds[i] + (folds[Math.min(i + 1, WIDTH - 1)] - folds[i]) * (at - i);
                float grain = grains[(y * WIDTH + x) % GRAINS];
                float light = fold * depth + warp[x] + weft[y] + grain;
                pixels[y * WIDTH + x] = dyes[Math.clamp((int) ((light - DARKEST) * SHADES), 0, dyes.length - 1)];
            }
        }
        var image = new WritableImage(WIDTH, HEIGHT);
        image.getPixelWriter().setPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbPreInstance(), pixels, 0, WIDTH);
        return image;
    }

    /** Brightness of the folds across the curtain, 0 (as lit as paper) down to about −0.13. */
    private static float[] folds(Random random) {
        float[] row = new float[WIDTH];
        double at = -30;
        while (at < WIDTH) {
            double width = 38 + random.nextDouble() * 46;
            double deep = 0.115 + random.nextDouble() * 0.085;
            double crest = 0.25 + random.nextDouble() * 0.2;
            boolean turned = random.nextInt(3) == 0;
            for (int x = (int) Math.max(0, Math.floor(at)); x < Math.min(WIDTH, at + width); x++) {
                double along = (x - at) / width;
                double u = turned ? 1 - along : along;
                // A soft shoulder, then the cloth turns away from the light and ends in a crease.
                double shade = u < crest ? Math.pow(1 - u / crest, 2) * 0.22 : Math.pow((u - crest) / (1 - crest), 1.7);
                row[x] = (float) (-deep * shade);
            }
            at += width;
        }
        return smooth(row, 4);
    }

    private static float[] smooth(float[] row, int radius) {
        float[] smooth = new float[row.length];
        for (int x = 0; x < row.length; x++) {
            float sum = 0;
            for (int d = -radius; d <= radius; d++) {
                sum += row[Math.clamp(x + d, 0, row.length - 1)];
            }
            smooth[x] = sum / (2 * radius + 1);
        }
        return smooth;
    }

    private static float[] threads(Random random, int count, float strength) {
        float[] threads = new float[count];
        for (int i = 0; i < count; i++) {
            threads[i] = (float) random.nextGaussian() * strength * 0.5f;
        }
        return threads;
    }

    /** The dye of each light from {@link #DARKEST} to a little above 0: a power for every pixel would take a third of a second. */
    private static int[] dyes() {
        int[] dyes = new int[(int) ((0.05f - DARKEST) * SHADES)];
        for (int i = 0; i < dyes.length; i++) {
            dyes[i] = dye(DARKEST + i / SHADES);
        }
        return dyes;
    }

    private static int dye(float light) {
        float lit = Math.clamp(1 + light, 0, 1.03f);
        // Linen darkens warmer than grey.
        int red = (int) Math.min(255, 243 * Math.pow(lit, 0.86));
        int green = (int) Math.min(255, 234 * Math.pow(lit, 1.08));
        int blue = (int) Math.min(255, 220 * Math.pow(lit, 1.42));
        return 0xFF000000 | red << 16 | green << 8 | blue;
    }
}
