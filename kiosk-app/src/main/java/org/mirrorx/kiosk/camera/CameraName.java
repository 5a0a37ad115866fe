package org.mirrorx.kiosk.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A camera by a name that stays the same when it is plugged in elsewhere or the machine starts again: numbers do not.
 *
 * @param name for settings and staff
 * @param path of the device now; empty on systems without such paths
 * @param index for systems without paths
 */
public record CameraName(String name, Optional<Path> path, int index) {
    private static final String FIRST_STREAM = "-video-index0";

    /** Every camera there is: by id, else by where it is plugged in, else by number; on Windows by number. May open them for a moment. */
    public static List<CameraName> all() {
        return System.getProperty("os.name", "").startsWith("Windows")
                ? IntStream.range(0, OpenCvCamera.countOnWindows())
                        .mapToObj(index -> new CameraName("camera " + index, Optional.empty(), index))
                        .toList()
                : all(Path.of("/dev"));
    }

    static List<CameraName> all(Path devices) {
        for (String kind : List.of("v4l/by-id", "v4l/by-path")) {
            List<CameraName> found = links(devices.resolve(kind));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return files(devices)
                .filter(file -> file.getFileName().toString().matches("video[0-9]+"))
                .sorted()
                .map(file -> new CameraName(file.getFileName().toString(), Optional.of(file), 0))
                .toList();
    }

    private static List<CameraName> links(Path folder) {
        return files(folder)
                .filter(file -> file.getFileName().toString().endsWith(FIRST_STREAM))
                .sorted()
                .map(file -> {
                    String name = file.getFileName().toString();
                    return new CameraName(
                            name.substring(0, name.length() - FIRST_STREAM.length()), Optional.of(file), 0);
                })
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    /**
     * The configured camera, else the first.
     *
     * @param wanted "" for any
     */
    public static Optional<CameraName> choose(List<CameraName> cameras, String wanted) {
        return cameras.stream()
                .filter(camera -> camera.name().equals(wanted))
                .findFirst()
                .or(() -> cameras.stream().findFirst());
    }
}
