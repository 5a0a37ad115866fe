package org.mirrorx.kiosk.screens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;

/**
 * The typefaces of a script: a light serif for titles, a humanist sans for everything else, of one family over all scripts. All are
 * bundled (SIL Open Font License) and loaded together before the first word is set: the system's text shaper chooses among the faces it
 * knows at that time, and one that comes later would be shaped with another's glyphs.
 */
public enum Type {
    LATIN("Fraunces_300Light.ttf", "NotoSans"),
    /** Noto Sans itself holds Devanagari. */
    DEVANAGARI("NotoSerifDevanagari_300Light.ttf", "NotoSans"),
    /** A light sans for titles: no light serif of Tamil could be had whose dots stand right. */
    TAMIL("NotoSansTamil_300Light.ttf", "NotoSansTamil"),
    BENGALI("NotoSerifBengali_300Light.ttf", "NotoSansBengali"),
    TELUGU("NotoSerifTelugu_300Light.ttf", "NotoSansTelugu");

    private static final String THIN = "Fraunces_200ExtraLight.ttf";
    private static final String ITALIC = "Fraunces_300Light_Italic.ttf";
    private static final String FIGURES = "NotoSans_400Regular.ttf";
    private static final String FIGURES_MEDIUM = "NotoSans_500Medium.ttf";
    private static final Map<String, String> NAMES = loadAll();

    private final String serif;
    private final String sans;

    Type(String serif, String sans) {
        this.serif = serif;
        this.sans = sans;
    }

    /** The script of words: that of their first Indian letter, else Latin. */
    public static Type of(String words) {
        return words.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .flatMap(script -> switch (script) {
                    case DEVANAGARI -> java.util.stream.Stream.of(DEVANAGARI);
                    case TAMIL -> java.util.stream.Stream.of(TAMIL);
                    case BENGALI -> java.util.stream.Stream.of(BENGALI);
                    case TELUGU -> java.util.stream.Stream.of(TELUGU);
                    default -> java.util.stream.Stream.empty();
                })
                .findFirst()
                .orElse(LATIN);
    }

    /** The face of a style, at its own size in px. */
    public Font font(Style style) {
        return font(style, style.size());
    }

    /** The face of a style at another size in px. */
    public Font font(Style style, double size) {
        return new Font(NAMES.get(file(style.face())), size);
    }

    private String file(Face face) {
        return switch (face) {
            case SERIF -> serif;
            case SERIF_THIN -> this == LATIN ? THIN : serif;
            case MARK -> this == LATIN ? ITALIC : serif;
            case SANS -> sans + "_400Regular.ttf";
            case SANS_MEDIUM -> sans + "_500Medium.ttf";
            case SANS_BOLD -> sans + "_600SemiBold.ttf";
            case FIGURES -> FIGURES;
            case FIGURES_MEDIUM -> FIGURES_MEDIUM;
        };
    }

    /** Height of a line as a multiple of the type's size: Indian scripts reach higher and lower than Latin. */
    double leading(Style style) {
        boolean serifs = style.face() == Face.SERIF || style.face() == Face.SERIF_THIN;
        if (this == LATIN) {
            return serifs ? 1.06 : 1.36;
        }
        return serifs ? 1.24 : 1.46;
    }

    /** Loads every face that a style can ask for; names by file. */
    private static Map<String, String> loadAll() {
        var names = new HashMap<String, String>();
        for (Type type : values()) {
            for (Face face : Face.values()) {
                names.computeIfAbsent(type.file(face), Type::load);
            }
        }
        return names;
    }

    private static String load(String file) {
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
}
