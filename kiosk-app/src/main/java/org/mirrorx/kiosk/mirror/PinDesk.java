package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mirrorx.kiosk.screens.StaffDesk;

/**
 * Staff's corner: a PIN from the settings, and a wait after wrong ones that doubles each time and is remembered across restarts, so that
 * pulling the plug is no way round it.
 */
final class PinDesk implements StaffDesk {
    private static final String FAILURES = "pin.failures";

    /** The first wrong ones cost nothing: fingers slip. */
    private static final int FREE = 2;

    private static final int MOST_DOUBLINGS = 9;

    /** Counted no further. */
    private static final int MOST = 1000;

    private final String pin;
    private final Path file;
    private final InstantSource clock;
    private final Supplier<List<Finding>> findings;

    /**
     * How often it was wrong in a row, and when last.
     *
     * @param last milliseconds since 1970
     */
    private record Wrong(int times, long last) {
        /** How long no further one is taken after the last. */
        Duration pause() {
            int counted = times - FREE;
            return counted <= 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(counted, MOST_DOUBLINGS));
        }
    }

    /** @param pin digits; "" when none was set: then none is right */
    PinDesk(String pin, Path folder, InstantSource clock, Supplier<List<Finding>> findings) {
        this.pin = pin;
        this.file = folder.resolve(FAILURES);
        this.clock = clock;
        this.findings = findings;
    }

    @Override
    public Optional<Duration> judge(String typed) {
        Wrong before = wrong();
        long now = clock.millis();
        Duration left = before.pause().minusMillis(Math.max(0, now - before.last()));
        if (left.isPositive()) {
            return Optional.of(left); // the program was started again in between: not even judged
        }
        boolean right = !pin.isEmpty()
                && MessageDigest.isEqual(pin.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
        if (right) {
            remember(new Wrong(0, 0));
            return Optional.empty();
        }
        Wrong again = new Wrong(before.times() + 1, now);
        remember(again);
        return Optional.of(again.pause());
    }

    private Wrong wrong() {
        try {
            if (!Files.exists(file)) {
                return new Wrong(0, 0);
            }
            String[] parts = Files.readString(file).strip().split(" ", -1);
            return new Wrong(Math.clamp(Long.parseLong(parts[0]), 0, MOST), Long.parseLong(parts[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            return new Wrong(MOST_DOUBLINGS, 0);
        }
    }

    private void remember(Wrong wrong) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, wrong.times() + " " + wrong.last());
        } catch (IOException fault) {
            // the wait itself is still kept by the flow
        }
    }

    @Override
    public List<Finding> findings() {
        return findings.get();
    }
}
