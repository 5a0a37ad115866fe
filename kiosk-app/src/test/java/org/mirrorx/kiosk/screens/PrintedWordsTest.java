package org.mirrorx.kiosk.screens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintedWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"hi", "ta", "bn", "te", "mr"})
    void everyLanguageSaysWhatEnglishSays(String language) {
        assertEquals(keys("en"), keys(language));
    }

    @Test
    void everyKeyIsUsedAndNoneIsMissing() throws IOException {
        Set<String> said = new TreeSet<>();
        StringBuilder source = new StringBuilder();
        for (String room : List.of("screens", "mirror")) {
            Path folder = Path.of("src/main/java/org/mirrorx/kiosk", room);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    source.append(Files.readString(file));
                }
            }
        }
        for (String key : keys("en")) {
            String stem = key.endsWith(".why") ? key.substring(0, key.length() - ".why".length()) : key;
            if (source.indexOf('"' + stem + '"') >= 0) {
                said.add(key);
            }
        }
        assertEquals(keys("en"), said);
    }

    private static Set<String> keys(String language) {
        Properties words = new Properties();
        try (InputStream stream = PrintedWords.class.getResourceAsStream("words_" + language + ".properties")) {
            if (stream != null) {
                words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new TreeSet<>(words.stringPropertyNames());
    }
}
