package org.mirrorx.assets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorx.assets.icon.ProgramIcon;

/** The pictures that come with MirrorX, all drawn by this module and under its licence (Apache-2.0). */
public final class SampleAssets {
    private static final String GARMENTS = "garments/";
    private static final String CATALOG = "catalog.csv";
    private static final String MISSING = " is missing from the program; build MirrorX again with ./mvnw package";

    private SampleAssets() {}

    /**
     * A garment of the sample rail.
     *
     * @param sku as in the sample catalog
     * @param name in English
     * @param kind {@code upper}, {@code lower} or {@code dress} as in the catalog; empty for dupattas, which are none of them
     * @param resource its product photograph, JPEG, 768×1024; {@link #open} reads it
     */
    public record SampleGarment(String sku, String name, String kind, String resource) {}

    /** The sample rail in the order of its catalog. */
    public static List<SampleGarment> garments() {
        var garments = new ArrayList<SampleGarment>();
        try (var lines = new BufferedReader(new InputStreamReader(open(catalog()), StandardCharsets.UTF_8))) {
            // Our own table: no cell of it is quoted.
            List<String> headers = cells(lines.readLine());
            int sku = headers.indexOf("sku");
            int name = headers.indexOf("name");
            int kind = headers.indexOf("kind");
            int picture = headers.indexOf("picture");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> row = cells(line);
                garments.add(
                        new SampleGarment(row.get(sku), row.get(name), row.get(kind), GARMENTS + row.get(picture)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sample catalog" + MISSING, unreadable);
        }
        return List.copyOf(garments);
    }

    private static List<String> cells(@Nullable String line) {
        return line == null ? List.of() : List.of(line.split(",", -1));
    }

    public static Optional<SampleGarment> garment(String sku) {
        return garments().stream()
                .filter(garment -> garment.sku().equalsIgnoreCase(sku))
                .findFirst();
    }

    /** The sample catalog in the form that shops import: UTF-8, headers in the first row, names in several languages. */
    public static String catalog() {
        return GARMENTS + CATALOG;
    }

    /** The sample shopper, the best pose first: JPEG, 1080×1440. */
    public static List<String> shoppers() {
        return List.of("shoppers/standing.jpg", "shoppers/hand-on-hip.jpg", "shoppers/walking.jpg");
    }

    /** The program's icon: square PNGs, the smallest first. */
    public static List<String> icons() {
        return ProgramIcon.SIDES.stream()
                .map(side -> "icon/mirrorx-" + side + ".png")
                .toList();
    }

    /** The program's icon as SVG. */
    public static String scalableIcon() {
        return "icon/mirrorx.svg";
    }

    /** Whose the pictures are and how they may be used. */
    public static String licenceNote() {
        return "PICTURES.txt";
    }

    /**
     * Opens a resource of this class.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static InputStream open(String resource) {
        InputStream stream = SampleAssets.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalArgumentException("The sample " + resource + MISSING + ".");
        }
        return stream;
    }

    /** All bytes of a resource of this class. */
    public static byte[] read(String resource) {
        try (InputStream stream = open(resource)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sample " + resource + " cannot be read", unreadable);
        }
    }

    /** Writes the sample rail into a folder as a shop would hand it in: {@code catalog.csv} and the pictures it names. */
    public static void writeCatalogTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        copy(catalog(), folder.resolve(CATALOG));
        for (SampleGarment garment : garments()) {
            copy(garment.resource(), folder.resolve(garment.sku() + ".jpg"));
        }
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream stream = open(resource)) {
            Files.copy(stream, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
