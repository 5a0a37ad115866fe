package org.mirrorx.kiosk.screens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Font;

/**
 * The typefaces of a language: a light serif for titles, a humanist sans for everything else, of one family over all scripts. All are
 * bundled (SIL Open Font License); each file is loaded when it is first asked for.
 */
public final class Type {
    private static final Map<String, String> LOADED = new ConcurrentHashMap<>();
    private final Script script;

    private Type(Script script) {
        this.script = script;
    }

    /**
     * The typefaces of a language.
     *
     * @param language its tag: "en", "hi", "mr", "ta", "bn", "te"; any other is set like English
     */
    public static Type of(String language) {
        return new Type(
                switch (language) {
                    case "hi", "mr" -> Script.DEVANAGARI;
                    case "ta" -> Script.TAMIL;
                    case "bn" -> Script.BENGALI;
                    case "te" -> Script.TELUGU;
                    default -> Script.LATIN;
                });
    }

    /** The face of a style, at its own size in px. */
    public Font font(Style style) {
        return font(style, style.size());
    }

    /** The face of a style at another size in px. */
    public Font font(Style style, double size) {
        String file =
                switch (style.face()) {
                    case SERIF -> script.serif;
                    case SERIF_THIN -> script == Script.LATIN ? "Fraunces_200ExtraLight.ttf" : script.serif;
                    case MARK -> "Fraunces_300Light_Italic.ttf";
                    case SANS -> script.sans + "_400Regular.ttf";
                    case SANS_MEDIUM -> script.sans + "_500Medium.ttf";
                    case SANS_BOLD -> script.sans + "_600SemiBold.ttf";
                    case FIGURES -> "NotoSans_400Regular.ttf";
                    case FIGURES_MEDIUM -> "NotoSans_500Medium.ttf";
                };
        return load(file, size);
    }

    /** Height of a line as a multiple of the type's size: Indian scripts reach higher and lower than Latin. */
    double leading(Style style) {
        boolean serif = style.face() == Face.SERIF || style.face() == Face.SERIF_THIN;
        if (script == Script.LATIN) {
            return serif ? 1.06 : 1.36;
        }
        return serif ? 1.24 : 1.46;
    }

    private static Font load(String file, double size) {
        String name = LOADED.computeIfAbsent(file, Type::read);
        return new Font(name, size);
    }

    private static String read(String file) {
        try (InputStream stream = Type.class.getResourceAsStream("fonts/" + file)) {
            Font font = stream == null ? null : Font.loadFont(stream, 12);
            if (font == null) {
                throw new IllegalStateException("The typeface " + file
                        + " is missing from the program or cannot be read by the system's font library.");
            }
            return font.getName();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The typeface " + file + " cannot be read", unreadable);
        }
    }

    /** Which cut of the typefaces a style uses. */
    public enum Face {
        SERIF,
        SERIF_THIN,
        /** The shop's name. */
        MARK,
        SANS,
        SANS_MEDIUM,
        SANS_BOLD,
        /** Prices and numbers: Noto Sans in every language, tabular, with the rupee sign. */
        FIGURES,
        FIGURES_MEDIUM
    }

    private enum Script {
        LATIN("Fraunces_300Light.ttf", "NotoSans"),
        // Noto Sans itself holds Devanagari.
        DEVANAGARI("NotoSerifDevanagari_300Light.ttf", "NotoSans"),
        TAMIL("NotoSerifTamil_300Light.woff", "NotoSansTamil"),
        BENGALI("NotoSerifBengali_300Light.ttf", "NotoSansBengali"),
        TELUGU("NotoSerifTelugu_300Light.ttf", "NotoSansTelugu");

        private final String serif;
        private final String sans;

        Script(String serif, String sans) {
            this.serif = serif;
            this.sans = sans;
        }
    }
}
