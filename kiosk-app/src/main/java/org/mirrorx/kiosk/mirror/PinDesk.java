package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
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

    private final String pin;
    private final Path file;
    private final Supplier<List<Finding>> findings;

    /** @param pin digits; "" when none was set: then none is right */
    PinDesk(String pin, Path folder, Supplier<List<Finding>> findings) {
        this.pin = pin;
        this.file = folder.resolve(FAILURES);
        this.findings = findings;
    }

    @Override
    public Optional<Duration> judge(String typed) {
        int failures = failures();
        boolean right = !pin.isEmpty()
                && MessageDigest.isEqual(pin.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
        if (right) {
            remember(0);
            return Optional.empty();
        }
        remember(failures + 1);
        int counted = failures + 1 - FREE;
        return Optional.of(counted <= 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(counted, MOST_DOUBLINGS)));
    }

    private int failures() {
        try {
            return Files.exists(file)
                    ? Math.clamp(Long.parseLong(Files.readString(file).strip()), 0, 1000)
                    : 0;
        } catch (IOException | NumberFormatException damaged) {
            return MOST_DOUBLINGS;
        }
    }

    private void remember(int failures) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Integer.toString(failures));
        } catch (IOException fault) {
            // the wait itself is still kept by the flow
        }
    }

    @Override
    public List<Finding> findings() {
        return findings.get();
    }
}
