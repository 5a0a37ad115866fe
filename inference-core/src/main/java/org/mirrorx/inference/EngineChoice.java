package org.mirrorx.inference;

/** Which engine is to make a look. */
public sealed interface EngineChoice {
    /** The best engine that can; the next one when it fails. */
    record Auto() implements EngineChoice {}

    /**
     * This one and no other.
     *
     * @param engine a name of {@link Atelier#engines()}
     */
    record Named(String engine) implements EngineChoice {}

    /** The word for {@link Auto} on the command line and in settings. */
    String AUTO = "auto";

    /** {@code auto} or an engine's name. */
    static EngineChoice of(String word) {
        return word.equals(AUTO) ? new Auto() : new Named(word);
    }
}
