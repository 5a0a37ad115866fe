package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.mirrorx.kiosk.screens.PrintedWords;

/** The notice a shopper may read before consent: content apart from the screens' words, one text a language, with the shop's name and contact in it. */
final class Notices {
    private final Settings settings;

    Notices(Settings settings) {
        this.settings = settings;
    }

    /** In a language, else in English. A line is a paragraph, one that begins with "# " a heading. */
    String text(String language) {
        String text = read(language);
        return (text.isEmpty() ? read("en") : text)
                .replace("{shop}", settings.shopName())
                .replace(
                        "{contact}",
                        settings.contact().isEmpty()
                                ? PrintedWords.of(language).say("notice.contact")
                                : settings.contact());
    }

    private static String read(String language) {
        try (InputStream stream = Notices.class.getResourceAsStream("notice_" + language + ".txt")) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The notice in the language " + language + " cannot be read", unreadable);
        }
    }
}
