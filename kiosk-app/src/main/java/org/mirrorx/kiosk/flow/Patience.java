package org.mirrorx.kiosk.flow;

import java.time.Duration;

/** How long each state waits for a person. WCAG 2.2.1: a warning, and at least 20 s to answer it. */
final class Patience {
    /** Without a touch for so long: "still there?". */
    static final Duration IDLE = Duration.ofMinutes(1);

    /** The same while the camera sees somebody: they look at themselves. */
    static final Duration IDLE_BEFORE_THE_MIRROR = Duration.ofMinutes(2);

    /** Screens with much to read. */
    static final Duration READING = Duration.ofMinutes(3);

    /** Between "still there?" and erasure. */
    static final Duration WARNING = Duration.ofSeconds(30);

    /** The same when the camera sees nobody any more. */
    static final Duration WALKED_AWAY = Duration.ofSeconds(10);

    /** No visit lasts longer without an answer to "still there?". */
    static final Duration WHOLE_VISIT = Duration.ofMinutes(10);

    /** A sentence said once stays so long. */
    static final Duration NOTICE = Duration.ofSeconds(6);

    /** Everything is right for so long before the countdown begins by itself. */
    static final Duration RIGHT = Duration.ofSeconds(1);

    static final int COUNTDOWN_SECONDS = 3;

    /** A picture that does not come is asked for again. */
    static final Duration CAPTURE = Duration.ofSeconds(5);

    /** A look that does not come is a fault. */
    static final Duration LOOK = Duration.ofMinutes(3);

    /** A look that was cancelled and does not let go is a fault. */
    static final Duration CANCEL = Duration.ofSeconds(20);

    /** An erasure that is not confirmed by then is a fault; the hands' own deadline is far shorter. */
    static final Duration ERASURE = Duration.ofSeconds(30);

    static final Duration GOODBYE = Duration.ofSeconds(4);
    static final Duration APOLOGY = Duration.ofSeconds(8);
    static final Duration PIN = Duration.ofSeconds(30);
    static final Duration HEALTH = Duration.ofMinutes(2);

    private Patience() {}

    static Duration idle(Situation situation, Visit visit) {
        Duration base = visit.help() ? READING : situation.somebody() ? IDLE_BEFORE_THE_MIRROR : IDLE;
        return base.multipliedBy(visit.patience());
    }

    static boolean over(Duration passed, Duration limit) {
        return passed.compareTo(limit) >= 0;
    }
}
