package org.mirrorx.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.fashn.FashnSettings;
import org.mirrorx.models.Refusal;

final class EngineSettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutAFileTheEngineDrawsAsPublished() {
        assertEquals(new EngineSettings(FashnSettings.PUBLISHED, 0), EngineSettings.read(folder));
    }

    @Test
    void whatStaffSetCounts() throws IOException {
        Files.writeString(
                folder.resolve("engines.properties"),
                "fashn.steps = 12\nfashn.guidance = 2.25\nfashn.person = clothes-hidden\n");
        assertEquals(
                new EngineSettings(new FashnSettings(30, 2.25, 1, FashnSettings.Person.CLOTHES_HIDDEN), 12),
                EngineSettings.read(folder));
    }

    @Test
    void nonsenseIsRefusedByKeyAndValue() throws IOException {
        for (String line :
                new String[] {"fashn.steps = 0", "fashn.steps = many", "fashn.guidance = -1", "fashn.person = x"}) {
            Files.writeString(folder.resolve("engines.properties"), line);
            String sentence = String.valueOf(assertThrows(Refusal.class, () -> EngineSettings.read(folder))
                    .getMessage());
            assertTrue(sentence.contains(line.substring(0, line.indexOf(' '))) && sentence.endsWith("."), sentence);
        }
    }
}
