package org.mirrorx.inference.body;

/** Each network's result for one capture, computed at most once, on demand. */
public interface Readings {
    /** The small networks' reading, empty ({@code null} never) when nobody is there. */
    java.util.Optional<BodyReading> body();
}
