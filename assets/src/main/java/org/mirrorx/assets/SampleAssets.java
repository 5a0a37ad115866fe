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
     * @param resource its product photograph, JPEG, 768×1024; {@link #open} reads it
     */
    public record SampleGarment(String sku, String resource) {}

    /** The sample rail in the order of its catalog. */
    public static List<SampleGarment> garments() {
        var garments = new ArrayList<SampleGarment>();
        try (var lines = new BufferedReader(new InputStreamReader(open(catalog()), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Our own table: no cell of it is quoted, and the number comes first.
                String sku = line.substring(0, line.indexOf(','));
                garments.add(new SampleGarment(sku, GARMENTS + sku + ".jpg"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sample catalog" + MISSING, unreadable);
        }
        return List.copyOf(garments);
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
