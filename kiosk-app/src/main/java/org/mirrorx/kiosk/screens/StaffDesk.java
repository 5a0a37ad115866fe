package org.mirrorx.kiosk.screens;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the hidden staff corner asks. */
public interface StaffDesk {
    /** How a part of the machine is. */
    record Finding(String part, String how, boolean good) {}

    /**
     * Judges a PIN.
     *
     * @return empty when it is right, else how long no further one is taken
     */
    Optional<Duration> judge(String pin);

    /** What there is to know of the machine, the worst first. */
    List<Finding> findings();
}
