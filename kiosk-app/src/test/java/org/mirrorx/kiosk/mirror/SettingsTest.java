package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.kiosk.camera.Rotation;
import org.mirrorx.models.Refusal;

final class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAFileTheUsualHolds() {
        assertEquals(Settings.usual(), Settings.read(folder));
    }

    @Test
    void whatIsSetHoldsAndTheRestIsUsual() throws IOException {
        write("shop.name = ताना बाना\nlanguages = hi, en\ncamera.rotation = 90\n");
        Settings settings = Settings.read(folder);
        assertEquals("ताना बाना", settings.shopName());
        assertEquals(List.of("hi", "en"), settings.languages());
        assertEquals(Rotation.RIGHT, settings.rotation());
        assertEquals(Settings.usual().exitKeys(), settings.exitKeys());
    }

    @Test
    void whatIsNotKnownIsRefusedInOneSentence() throws IOException {
        for (String line : List.of("languages = fr", "camera.rotation = 45", "camera.rotation = left", "a = \\u12")) {
            write(line);
            Refusal refusal = assertThrows(Refusal.class, () -> Settings.read(folder), line);
            String sentence = String.valueOf(refusal.getMessage());
            assertTrue(sentence.endsWith("."), sentence);
            assertEquals(1, sentence.lines().count());
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("kiosk.properties"), text);
    }
}
