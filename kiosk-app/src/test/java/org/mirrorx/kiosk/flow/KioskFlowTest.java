package org.mirrorx.kiosk.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.garment.GarmentKind;

final class KioskFlowTest {
    private final KioskFlow flow = new KioskFlow("en");
    private final List<Effect> effects = new ArrayList<>();
    private Situation now = flow.start(false);

    @Test
    void aVisitGoesFromATouchToAnErasedMirror() {
        toPicker();
        tell(new Event.Choose("tee", GarmentKind.UPPER));
        tell(new Event.TryOn());
        assertEquals(new Effect.MakeLook(top("tee"), 0), effects.getLast());
        tell(new Event.LookReady(new LookCard(0, top("tee"), false, "drape")));
        assertInstanceOf(State.Result.class, now.state());
        tell(new Event.EraseMe());
        assertEquals(new Effect.Erase(), effects.getLast());
        tell(new Event.Erased());
        assertInstanceOf(State.Goodbye.class, now.state());
        wait(4);
        assertInstanceOf(State.Attract.class, now.state());
    }

    @Test
    void theCameraStaysClosedUntilConsent() {
        tell(new Event.Touched());
        tell(new Event.ReadNotice(true));
        tell(new Event.Refuse());
        assertTrue(effects.isEmpty(), effects.toString());
        assertInstanceOf(State.Attract.class, now.state());
    }

    @Test
    void aTagThatWokeTheMirrorIsPutOnAfterConsent() {
        tell(new Event.Scanned("tee", GarmentKind.UPPER));
        assertEquals(Optional.of("tee"), ((State.Consent) now.state()).scanned());
        tell(new Event.Agree());
        assertEquals(new Effect.FindGarment("tee"), effects.getLast());
        tell(new Event.Scanned("tee", GarmentKind.UPPER));
        assertEquals(top("tee"), visit().outfit());
    }

    @Test
    void thePictureIsTakenByItselfWhenEverythingWasRightForASecond() {
        tell(new Event.Touched());
        tell(new Event.Agree());
        tell(new Event.Seen(Hint.RIGHT));
        tick(600);
        tell(new Event.Seen(Hint.STEP_BACK));
        tell(new Event.Seen(Hint.RIGHT));
        tick(600);
        assertInstanceOf(State.Framing.class, now.state(), "it was right for 0.6 s only");
        tick(600);
        assertEquals(3, ((State.Countdown) now.state()).seconds());
        wait(1);
        assertEquals(2, ((State.Countdown) now.state()).seconds());
        wait(2);
        assertEquals(new Effect.TakeCapture(), effects.getLast());
    }

    @Test
    void aDressTakesTopAndTrousersOff() {
        toPicker();
        tell(new Event.Choose("tee", GarmentKind.UPPER));
        tell(new Event.Choose("jeans", GarmentKind.LOWER));
        assertEquals(new Chosen(Optional.of("tee"), Optional.of("jeans"), Optional.empty()), visit().outfit());
        tell(new Event.Choose("dress", GarmentKind.DRESS));
        assertEquals(new Chosen(Optional.empty(), Optional.empty(), Optional.of("dress")), visit().outfit());
        tell(new Event.Choose("dress", GarmentKind.DRESS));
        assertEquals(Chosen.NOTHING, visit().outfit());
        assertEquals(new Effect.ShowLive(Chosen.NOTHING), effects.getLast());
    }

    @Test
    void whoeverTouchesNothingIsAskedAndThenErased() {
        toPicker();
        wait(60);
        assertInstanceOf(State.StillThere.class, now.state());
        wait(29);
        assertInstanceOf(State.StillThere.class, now.state());
        wait(1);
        assertInstanceOf(State.Erasing.class, now.state());
    }

    @Test
    void somebodyBeforeTheMirrorIsAskedLater() {
        toPicker();
        tell(new Event.Presence(true));
        wait(100);
        assertInstanceOf(State.Picker.class, now.state());
        wait(20);
        assertInstanceOf(State.StillThere.class, now.state());
    }

    @Test
    void whoeverWalksAwayIsErasedSoonerButMayComeBack() {
        toPicker();
        tell(new Event.Presence(true));
        tell(new Event.Presence(false));
        assertInstanceOf(State.StillThere.class, now.state());
        tell(new Event.Presence(true));
        assertInstanceOf(State.Picker.class, now.state());
        tell(new Event.Presence(false));
        wait(10);
        assertInstanceOf(State.Erasing.class, now.state());
    }

    @Test
    void moreTimeDoublesEveryWait() {
        toPicker();
        tell(new Event.MoreTime());
        wait(119);
        assertInstanceOf(State.Picker.class, now.state());
        wait(1);
        assertInstanceOf(State.StillThere.class, now.state());
    }

    @Test
    void aLookThatIsReadyWhileAskedIsThereAfterwards() {
        toPicker();
        tell(new Event.Choose("tee", GarmentKind.UPPER));
        tell(new Event.TryOn());
        now = Situation.at(new State.StillThere((State.Visiting) now.state(), Duration.ofSeconds(20)));
        tell(new Event.LookReady(new LookCard(0, top("tee"), true, "drape")));
        assertInstanceOf(State.StillThere.class, now.state());
        tell(new Event.StillHere());
        assertInstanceOf(State.Result.class, now.state());
    }

    @Test
    void aLookAfterCancelIsNotShown() {
        toPicker();
        tell(new Event.Choose("tee", GarmentKind.UPPER));
        tell(new Event.TryOn());
        tell(new Event.Cancel());
        assertEquals(new Effect.CancelLook(), effects.getLast());
        tell(new Event.LookReady(new LookCard(0, top("tee"), false, "drape")));
        assertInstanceOf(State.Picker.class, now.state());
    }

    @Test
    void theNinthLookTakesThePlaceOfTheOldestWithoutAHeart() {
        toPicker();
        tell(new Event.Choose("tee", GarmentKind.UPPER));
        for (int number = 0; number < Visit.MOST_LOOKS; number++) {
            tell(new Event.TryOn());
            assertEquals(new Effect.MakeLook(top("tee"), number), effects.getLast());
            tell(new Event.LookReady(new LookCard(number, top("tee"), false, "drape")));
            tell(new Event.AnotherGarment());
        }
        tell(new Event.Love(0));
        tell(new Event.TryOn());
        assertEquals(new Effect.MakeLook(top("tee"), 1), effects.getLast());
        tell(new Event.LookDeclined(Declined.Reason.TOO_DARK));
        assertEquals(Visit.MOST_LOOKS - 1, visit().looks().size());
    }

    @Test
    void anErasureThatFailsClosesTheKioskUntilARestart() {
        toPicker();
        tell(new Event.EraseMe());
        tell(new Event.NotErased());
        assertEquals(new State.OutOfService(new State.Cause.NotErased()), now.state());
        tell(new Event.FaultGone());
        tell(new Event.StaffCorner());
        tell(new Event.PinRight());
        tell(new Event.OpenKiosk());
        tell(new Event.StaffLeaves());
        assertEquals(new State.OutOfService(new State.Cause.NotErased()), now.state());
    }

    @Test
    void anErasureNobodyConfirmsIsAFault() {
        toPicker();
        tell(new Event.EraseMe());
        wait(30);
        assertEquals(new State.OutOfService(new State.Cause.NotErased()), now.state());
    }

    @Test
    void staffErasesAVisitBeforeTheKeypadComes() {
        toPicker();
        tell(new Event.StaffCorner());
        assertInstanceOf(State.Erasing.class, now.state());
        tell(new Event.Erased());
        assertInstanceOf(State.StaffPin.class, now.state());
    }

    @Test
    void aWrongPinHasToWait() {
        tell(new Event.StaffCorner());
        tell(new Event.PinWrong(Duration.ofSeconds(8)));
        tell(new Event.PinRight());
        assertInstanceOf(State.StaffPin.class, now.state());
        wait(8);
        tell(new Event.PinRight());
        assertInstanceOf(State.StaffHealth.class, now.state());
        tell(new Event.CloseKiosk());
        assertEquals(new Effect.RememberClosed(true), effects.getLast());
        tell(new Event.StaffLeaves());
        assertEquals(new State.OutOfService(new State.Cause.ClosedByStaff()), now.state());
    }

    @Test
    void aFaultInAVisitErasesItAndApologises() {
        toPicker();
        tell(new Event.Fault("ATELIER-1"));
        assertInstanceOf(State.Erasing.class, now.state());
        tell(new Event.Erased());
        assertEquals("ATELIER-1", ((State.Apology) now.state()).code());
        wait(8);
        assertInstanceOf(State.Attract.class, now.state());
    }

    @Test
    void aLostCameraIsSaidAndFramingWaitsForIt() {
        tell(new Event.Touched());
        tell(new Event.Agree());
        tell(new Event.Seen(Hint.RIGHT));
        tell(new Event.CameraLost());
        assertTrue(visit().cameraLost());
        assertEquals(Hint.CAMERA_STARTING, ((State.Framing) now.state()).hint());
    }

    @Test
    void afterTenMinutesAnAnswerCountsAsMoreTimeOnceAndThenTheVisitEnds() {
        toPicker();
        for (int minute = 0; minute < 60 && now.state() instanceof State.Visiting; minute++) {
            wait(50);
            tell(new Event.StillHere());
        }
        assertInstanceOf(State.Erasing.class, now.state());
    }

    private void toPicker() {
        tell(new Event.Touched());
        tell(new Event.Agree());
        tell(new Event.Seen(Hint.HOLD_STILL));
        tell(new Event.TakePicture());
        wait(3);
        tell(new Event.Captured());
        tell(new Event.UsePicture());
        assertInstanceOf(State.Picker.class, now.state());
    }

    private void tell(Event event) {
        Step step = flow.next(now, event);
        effects.addAll(step.effects());
        now = step.situation();
    }

    private void wait(int seconds) {
        for (int i = 0; i < seconds; i++) {
            tick(1000);
        }
    }

    private void tick(int milliseconds) {
        tell(new Event.Tick(Duration.ofMillis(milliseconds)));
    }

    private Visit visit() {
        return ((State.Visiting) now.state()).visit();
    }

    private static Chosen top(String sku) {
        return new Chosen(Optional.of(sku), Optional.empty(), Optional.empty());
    }
}
