package org.mirrorx.kiosk;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every folder the program uses, computed here and nowhere else. The first that is set wins: {@code MIRRORX_HOME} (everything below
 * one folder), the folders systemd gives a service, the XDG base folders, the system's convention. Nothing is created here.
 *
 * @param config settings, written by staff screens only
 * @param data catalog, packs, journal: what must survive
 * @param cache what can be computed again: cut garments, unpacked natives
 * @param logs log files
 */
public record Places(Path config, Path data, Path cache, Path logs) {
    private static final String NAME = "mirrorx";

    /** The catalog's database and pictures. */
    public Path catalog() {
        return data.resolve("catalog");
    }

    /** Installed packs of networks. */
    public Path packs() {
        return data.resolve("packs");
    }

    /** Garments already cut out of their photographs. */
    public Path wardrobe() {
        return cache.resolve("wardrobe");
    }

    /** The places of this process. */
    public static Places ofThisSystem() {
        return of(
                System.getenv(),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"),
                Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * @param environment the process's variables
     * @param userHome for what no variable says, {@code HOME} neither
     */
    public static Places of(Map<String, String> environment, boolean windows, Path userHome) {
        Optional<Path> everything = absolute(environment, "MIRRORX_HOME", true);
        if (everything.isPresent()) {
            Path root = everything.get();
            return new Places(
                    root.resolve("config"), root.resolve("data"), root.resolve("cache"), root.resolve("logs"));
        }
        if (windows) {
            Path root = absolute(environment, "ProgramData", false)
                    .orElseGet(() -> Path.of("C:\\ProgramData"))
                    .resolve("MirrorX");
            return new Places(
                    root.resolve("config"), root.resolve("data"), root.resolve("cache"), root.resolve("logs"));
        }
        // Java asks the password file for a home; a person who sets HOME means that one
        Path home = absolute(environment, "HOME", false).orElse(userHome);
        Path state = xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state"));
        return new Places(
                service(environment, "CONFIGURATION_DIRECTORY")
                        .orElseGet(() -> xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config"))),
                service(environment, "STATE_DIRECTORY")
                        .orElseGet(() -> xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share"))),
                service(environment, "CACHE_DIRECTORY")
                        .orElseGet(() -> xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache"))),
                service(environment, "LOGS_DIRECTORY").orElseGet(() -> state.resolve("logs")));
    }

    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        return absolute(environment, variable, false).orElse(otherwise).resolve(NAME);
    }

    /** systemd separates several folders of one kind with colons; ours is the first. */
    private static Optional<Path> service(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        int colon = value.indexOf(':');
        return absolute(Map.of(variable, colon < 0 ? value : value.substring(0, colon)), variable, false);
    }

    /** XDG asks to ignore relative values; a person who sets {@code MIRRORX_HOME} by hand may give one. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable, boolean relativeToo) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(value);
            if (path.isAbsolute()) {
                return Optional.of(path);
            }
            return relativeToo ? Optional.of(path.toAbsolutePath()) : Optional.empty();
        } catch (InvalidPathException unreadable) {
            return Optional.empty();
        }
    }
}
