package org.mirrorx.kiosk.screens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/** The colours of {@code tokens.css}, by their names there. */
public final class Tokens {
    private static final String SHEET = "tokens.css";
    private static final Map<String, Color> READ = read();

    public static final Color PAPER = of("paper");
    public static final Color INK = of("ink");
    public static final Color INK_SOFT = of("ink-soft");
    public static final Color INK_OFF = of("ink-off");
    public static final Color SINDOOR = of("sindoor");
    public static final Color SINDOOR_DEEP = of("sindoor-deep");
    public static final Color PEACOCK = of("peacock");
    public static final Color LEAF = of("leaf");
    public static final Color LEAF_LIGHT = of("leaf-light");
    public static final Color TURMERIC = of("turmeric");
    public static final Color NIGHT = of("night");
    public static final Color WELL = of("well");
    public static final Color VOWEL = of("vowel");
    public static final Color PAPER_WHITE = of("paper-white");
    public static final Color LINE = of("line");

    private Tokens() {}

    /** {@link #NIGHT} of some opacity, 0 to 1. */
    public static Color night(double opacity) {
        return Color.color(NIGHT.getRed(), NIGHT.getGreen(), NIGHT.getBlue(), opacity);
    }

    private static Color of(String name) {
        Color color = READ.get(name);
        if (color == null) {
            throw new IllegalStateException("The theme " + SHEET + " lacks the token -mx-" + name + ".");
        }
        return color;
    }

    private static Map<String, Color> read() {
        var colors = new HashMap<String, Color>();
        var token = Pattern.compile("-mx-([a-z-]+):\\s*(#[0-9A-Fa-f]{6});").matcher(sheet());
        while (token.find()) {
            colors.put(token.group(1), Color.web(token.group(2)));
        }
        return colors;
    }

    private static String sheet() {
        try (InputStream stream = Tokens.class.getResourceAsStream(SHEET)) {
            if (stream == null) {
                throw new IllegalStateException("The theme " + SHEET + " is missing from the program.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The theme " + SHEET + " cannot be read", unreadable);
        }
    }
}
