package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.mirrorx.kiosk.camera.Rotation;
import org.mirrorx.models.Refusal;

/**
 * What a shop sets for its mirror; {@code kiosk.properties} in the folder of settings.
 *
 * @param shopName on the masthead and in the notice
 * @param contact whom a shopper may ask or complain to; "" for the counter
 * @param languages tags, the shop's own first
 * @param camera name of the camera to prefer; "" for any
 * @param rotation how the camera is mounted
 * @param staffPin digits for the hidden corner; "" when none is set: then nobody gets in
 * @param bottom height of the picture's lower edge over the floor, mm
 * @param tall how high the picture is, mm
 * @param exitKeys keys, held together, that end the program: "Ctrl+Shift+F12"; "" for none
 */
public record Settings(
        String shopName,
        String contact,
        List<String> languages,
        String camera,
        Rotation rotation,
        String staffPin,
        int bottom,
        int tall,
        String exitKeys) {
    private static final String FILE = "kiosk.properties";

    /** A display hung so low is within everybody's reach, mm. */
    private static final int LOW = 600;

    /** The longer side of a 43-inch panel, mm. */
    private static final int OF_43_INCHES = 952;

    public Settings {
        languages = List.copyOf(languages);
    }

    /** What holds where the shop set nothing. */
    public static Settings usual() {
        return new Settings(
                "MirrorX",
                "",
                List.of("en", "hi", "ta", "bn", "te", "mr"),
                "",
                Rotation.NONE,
                "",
                LOW,
                OF_43_INCHES,
                "Ctrl+Shift+F12");
    }

    /**
     * Reads them.
     *
     * @throws Refusal when the file is there and cannot be read, or says something that is not known
     */
    public static Settings read(Path folder) {
        Path file = folder.resolve(FILE);
        Settings usual = usual();
        if (!Files.exists(file)) {
            return usual;
        }
        Properties set = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            set.load(reader);
        } catch (IOException | IllegalArgumentException fault) {
            throw new Refusal("The settings " + file + " cannot be read: " + fault.getMessage() + ".", fault);
        }
        return new Settings(
                set.getProperty("shop.name", usual.shopName()).strip(),
                set.getProperty("shop.contact", usual.contact()).strip(),
                languages(set.getProperty("languages", String.join(",", usual.languages())), file),
                set.getProperty("camera.name", usual.camera()).strip(),
                rotation(set.getProperty("camera.rotation", "0").strip(), file),
                set.getProperty("staff.pin", usual.staffPin()).strip(),
                millimetres("display.bottom", usual.bottom(), set, file),
                millimetres("display.tall", usual.tall(), set, file),
                set.getProperty("exit.keys", usual.exitKeys()).strip());
    }

    private static List<String> languages(String tags, Path file) {
        List<String> list = Arrays.stream(tags.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
        for (String tag : list) {
            if (!usual().languages().contains(tag)) {
                throw new Refusal("The settings " + file + " name the language \"" + tag + "\"; known are "
                        + String.join(", ", usual().languages()) + ".");
            }
        }
        return list.isEmpty() ? usual().languages() : list;
    }

    private static int millimetres(String key, int usual, Properties set, Path file) {
        String value = set.getProperty(key, Integer.toString(usual)).strip();
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) == 0) {
            throw new Refusal("The settings " + file + " say " + key + " = \"" + value
                    + "\"; write whole millimetres, such as " + usual + ".");
        }
        return Integer.parseInt(value);
    }

    private static Rotation rotation(String degrees, Path file) {
        try {
            return Rotation.of(Integer.parseInt(degrees));
        } catch (NumberFormatException no) {
            throw new Refusal(
                    "The settings " + file + " turn the camera by \"" + degrees + "\"; choose 0, 90, 180 or 270.");
        }
    }
}
