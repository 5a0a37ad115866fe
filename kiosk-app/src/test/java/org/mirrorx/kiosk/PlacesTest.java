package org.mirrorx.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final Path HOME = Path.of("/home/asha");

    @Test
    void withoutAnyVariableTheFoldersAreThoseOfXdg() {
        Places places = Places.of(Map.of(), false, HOME);
        assertEquals(HOME.resolve(".config/mirrorx"), places.config());
        assertEquals(HOME.resolve(".local/share/mirrorx"), places.data());
        assertEquals(HOME.resolve(".cache/mirrorx"), places.cache());
        assertEquals(HOME.resolve(".local/state/mirrorx/logs"), places.logs());
        assertEquals(HOME.resolve(".local/share/mirrorx/catalog"), places.catalog());
    }

    @Test
    void xdgVariablesMoveTheFoldersAndRelativeOnesAreIgnored() {
        Places places = Places.of(Map.of("XDG_DATA_HOME", "/data", "XDG_CACHE_HOME", "tmp/cache"), false, HOME);
        assertEquals(Path.of("/data/mirrorx"), places.data());
        assertEquals(HOME.resolve(".cache/mirrorx"), places.cache());
    }

    @Test
    void theVariableHomeWinsOverThePasswordFile() {
        Places places = Places.of(Map.of("HOME", "/tmp/trial"), false, HOME);
        assertEquals(Path.of("/tmp/trial/.local/share/mirrorx"), places.data());
        assertEquals(Path.of("/tmp/trial/.cache/mirrorx"), places.cache());
    }

    @Test
    void systemdsFoldersWinOverXdg() {
        Places places = Places.of(
                Map.of(
                        "STATE_DIRECTORY",
                        "/var/lib/mirrorx:/var/lib/other",
                        "CACHE_DIRECTORY",
                        "/var/cache/mirrorx",
                        "CONFIGURATION_DIRECTORY",
                        "/etc/mirrorx",
                        "LOGS_DIRECTORY",
                        "/var/log/mirrorx",
                        "XDG_DATA_HOME",
                        "/data"),
                false,
                HOME);
        assertEquals(
                new Places(
                        Path.of("/etc/mirrorx"),
                        Path.of("/var/lib/mirrorx"),
                        Path.of("/var/cache/mirrorx"),
                        Path.of("/var/log/mirrorx")),
                places);
    }

    @Test
    void mirrorxHomeHoldsEverythingAndWinsOverAll() {
        Places places =
                Places.of(Map.of("MIRRORX_HOME", "/srv/mirror", "STATE_DIRECTORY", "/var/lib/mirrorx"), false, HOME);
        assertEquals(Path.of("/srv/mirror/data/packs"), places.packs());
        assertEquals(Path.of("/srv/mirror/cache/wardrobe"), places.wardrobe());
    }

    @Test
    void aRelativeMirrorxHomeIsTakenFromTheWorkingFolder() {
        Places places = Places.of(Map.of("MIRRORX_HOME", "mine"), false, HOME);
        assertEquals(Path.of("mine").toAbsolutePath().resolve("data"), places.data());
    }

    @Test
    void windowsKeepsEverythingInProgramData() {
        Places places = Places.of(Map.of("ProgramData", "/ProgramData"), true, HOME);
        assertEquals(Path.of("/ProgramData/MirrorX/data"), places.data());
        assertEquals(Path.of("/ProgramData/MirrorX/logs"), places.logs());
    }
}
