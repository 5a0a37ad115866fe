package org.mirrorx.kiosk.screens;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Progress;
import org.mirrorx.kiosk.flow.Chosen;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.flow.LookCard;
import org.mirrorx.kiosk.flow.Shelf;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** A state of every kind, as in a visit of the drawn shopper. */
final class SampleStates {
    private static final String DRESS = "MX-DRESS-01";
    private final String language;
    private final Visit visit;

    SampleStates(String language, boolean reach) {
        this.language = language;
        var looks = List.of(
                new LookCard(
                        1, new Chosen(Optional.of("MX-SHIRT-02"), Optional.empty(), Optional.empty()), true, "drape"),
                new LookCard(2, new Chosen(Optional.empty(), Optional.empty(), Optional.of(DRESS)), true, "drape"));
        visit = new Visit(
                language,
                looks.get(0).outfit(),
                List.of("MX-SHIRT-02", DRESS),
                looks,
                List.of(2),
                true,
                reach,
                false,
                false,
                1,
                false,
                Optional.empty());
    }

    Visit visit() {
        return visit;
    }

    Map<String, State> all() {
        var states = new LinkedHashMap<String, State>();
        states.put("01-attract", new State.Attract());
        states.put("02-consent", new State.Consent(language, Optional.empty(), false));
        states.put("02-consent-scanned", new State.Consent(language, Optional.of(DRESS), false));
        states.put("02-notice", new State.Consent(language, Optional.empty(), true));
        for (Hint hint : Hint.values()) {
            states.put("03-framing-" + hint.name().toLowerCase(java.util.Locale.ROOT), new State.Framing(visit, hint));
        }
        states.put("04-picker", new State.Picker(visit, Shelf.ALL, false));
        states.put("05-search", new State.Picker(visit, Shelf.ALL, true));
        states.put(
                "06-processing",
                new State.Processing(visit, Progress.Step.DRAPING, 0.6, Optional.of(Duration.ofSeconds(20)), false));
        states.put("07-result", new State.Result(visit, visit.looks().get(1)));
        states.put("08-compare", new State.Compare(visit, visit.looks()));
        states.put("09-erasing", new State.Erasing(language, new State.After.SayGoodbye()));
        states.put("09-goodbye", new State.Goodbye(language));
        states.put("10-staff-health", new State.StaffHealth(Optional.empty()));
        states.put("10-staff-pin", new State.StaffPin(Optional.empty(), new State.Pin(false, Duration.ZERO)));
        states.put("13-countdown", new State.Countdown(visit, 2));
        states.put("13-review", new State.Review(visit));
        for (Declined.Reason reason : Declined.Reason.values()) {
            states.put(
                    "14-nolook-" + reason.name().toLowerCase(java.util.Locale.ROOT), new State.NoLook(visit, reason));
        }
        states.put(
                "15-still-there",
                new State.StillThere(new State.Result(visit, visit.looks().get(1)), Duration.ofSeconds(19)));
        states.put("16-apology", new State.Apology(language, "CAM-2"));
        states.put("17-out-of-service", new State.OutOfService(new State.Cause.ClosedByStaff()));
        states.put("17-out-of-service-fault", new State.OutOfService(new State.Cause.Fault("CAM-2")));
        states.put("18-help", new State.Framing(with(true, false, Optional.empty()), Hint.RIGHT));
        states.put(
                "19-unknown-tag",
                new State.Framing(with(false, false, Optional.of(Visit.Notice.UNKNOWN_TAG)), Hint.HOLD_STILL));
        states.put("20-camera-lost", new State.Framing(with(false, true, Optional.empty()), Hint.CAMERA_STARTING));
        return states;
    }

    private Visit with(boolean help, boolean cameraLost, Optional<Visit.Notice> notice) {
        return new Visit(
                language,
                visit.outfit(),
                visit.shortlist(),
                visit.looks(),
                visit.loved(),
                true,
                visit.reach(),
                false,
                help,
                1,
                cameraLost,
                notice);
    }
}
