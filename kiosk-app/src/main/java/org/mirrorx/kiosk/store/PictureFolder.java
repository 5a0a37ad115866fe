package org.mirrorx.kiosk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mirrorx.models.Refusal;

/** The picture files of a folder, found by the names that shops give them. */
final class PictureFolder {
    private static final int DEEPEST = 5;
    private static final int MOST_FILES = 500_000;
    private static final List<String> ENDINGS = List.of("jpg", "jpeg", "png", "webp");
    /** What shops put between a stock number and the ending, the picture to try on first. */
    private static final List<String> SUFFIXES = List.of(
            "", "_front", "-front", " front", "_flat", "-flat", "_1", "-1", " 1", "_01", "-01", "(1)", " (1)", "_2",
            "-2", " 2", "_02", "-02", "_back", "-back", "_3", "-3", "_03", "-03");

    private final Map<String, Path> byName;

    private PictureFolder(Map<String, Path> byName) {
        this.byName = byName;
    }

    /** @throws Refusal when the folder cannot be read or holds too many files */
    static PictureFolder of(Path folder) {
        Map<String, Path> byName = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
            walk.filter(file ->
                            ENDINGS.contains(ending(name(file))) && !name(file).startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> {
                        if (byName.size() >= MOST_FILES) {
                            throw new Refusal(folder + " holds more than " + MOST_FILES + " pictures; split it.");
                        }
                        byName.putIfAbsent(folded(name(file)), file);
                    });
        } catch (IOException | UncheckedIOException fault) {
            throw new Refusal(
                    "The folder " + folder + " cannot be read (" + fault.getMessage() + "); check its rights.", fault);
        }
        return new PictureFolder(byName);
    }

    Collection<Path> all() {
        return byName.values();
    }

    /**
     * @param files in the order in which they are shown
     * @param missing what was named and is not there
     */
    record Found(List<Path> files, List<String> missing) {}

    /** What the row names; where none of that is there, what is named after its stock number, barcodes or style. */
    Found of(ReadRow row) {
        Set<Path> files = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        for (String named : row.pictures()) {
            byAddress(named).ifPresentOrElse(files::add, () -> missing.add(Cells.shown(named)));
        }
        if (files.isEmpty() && !row.morePictures()) {
            List<String> keys = new ArrayList<>();
            keys.add(row.sku());
            keys.addAll(row.barcodes());
            if (!row.style().isEmpty()) {
                keys.add(row.style());
            }
            for (String key : keys) {
                if (files.isEmpty()) {
                    files.addAll(byKey(key));
                }
            }
        }
        return new Found(List.copyOf(files), missing);
    }

    /** A file name, a path, or the last segment of a web address without what follows {@code ?} or {@code #}. */
    Optional<Path> byAddress(String address) {
        Path whole = byName.get(folded(lastSegment(address)));
        if (whole != null) {
            return Optional.of(whole);
        }
        String cut = address.replaceFirst("[?#].*$", "");
        Path file = byName.get(folded(lastSegment(percentDecoded(cut))));
        return Optional.ofNullable(file == null ? byName.get(folded(lastSegment(cut))) : file);
    }

    private List<Path> byKey(String key) {
        List<Path> files = new ArrayList<>();
        for (String suffix : SUFFIXES) {
            for (String ending : ENDINGS) {
                Path file = byName.get(folded(key + suffix + "." + ending));
                if (file != null) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    /** What staff set beside a picture: {@code <picture>.landmarks.json}. */
    static Path landmarksOf(Path picture) {
        return picture.resolveSibling(name(picture) + ".landmarks.json");
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** A file's name without its ending. */
    static String stem(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String lastSegment(String address) {
        return address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')) + 1);
    }

    /** Names are compared without case; a slash of a stock number stands as {@code _} or {@code -} in a file's name. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\\\/:*?\"<>|-]", "_");
    }

    private static String percentDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                decoded[length++] = bytes[i];
            }
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
