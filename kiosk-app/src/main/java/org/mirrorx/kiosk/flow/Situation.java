package org.mirrorx.kiosk.flow;

import java.time.Duration;

/**
 * A state and what time has done to it. All durations are sums of {@link Event.Tick}s; nothing here looks at a clock.
 *
 * @param idle since a person last did something
 * @param shown since the state's screen came up
 * @param right since everything has been right for a picture; zero while it is not
 * @param visit since the visit began
 * @param somebody whether a person is before the mirror, as far as the camera saw
 */
public record Situation(State state, Duration idle, Duration shown, Duration right, Duration visit, boolean somebody) {
    /** As the program starts. */
    public static Situation at(State state) {
        return new Situation(state, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
    }
}
