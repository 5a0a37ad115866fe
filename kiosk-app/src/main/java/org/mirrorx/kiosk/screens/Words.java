package org.mirrorx.kiosk.screens;

/** The words of one language. */
public interface Words {
    /** Tag of the language: "en", "hi", "ta", … */
    String language();

    /**
     * What a key says.
     *
     * @param key {@code screen.element}
     * @param args for the places {0}, {1}, … of the text
     */
    String say(String key, Object... args);
}
