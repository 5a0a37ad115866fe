package org.mirrorx.kiosk.screens;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** Words from {@code words_LANGUAGE.properties} (UTF-8, places as in {@link MessageFormat}); a key that a language lacks is said in English. */
public final class PrintedWords implements Words {
    private static final String ENGLISH = "en";
    private final String language;
    private final Properties own;
    private final Properties english;

    private PrintedWords(String language, Properties own, Properties english) {
        this.language = language;
        this.own = own;
        this.english = english;
    }

    /** Words of a language; where its file is missing, all of them are English. */
    public static PrintedWords of(String language) {
        return new PrintedWords(language, read(language), read(ENGLISH));
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public String say(String key, Object... args) {
        String pattern = own.getProperty(key, english.getProperty(key));
        if (pattern == null) {
            throw new IllegalArgumentException("No words for the key " + key + ".");
        }
        return new MessageFormat(pattern, Locale.forLanguageTag(language)).format(args);
    }

    private static Properties read(String language) {
        var properties = new Properties();
        try (InputStream stream = PrintedWords.class.getResourceAsStream("words_" + language + ".properties")) {
            if (stream != null) {
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The words of language " + language + " cannot be read", unreadable);
        }
        return properties;
    }
}
