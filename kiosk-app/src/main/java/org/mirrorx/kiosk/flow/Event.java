package org.mirrorx.kiosk.flow;

import java.time.Duration;
import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.garment.GarmentKind;

/** Something happened. */
public sealed interface Event {
    /** A person did something. Resets the state's patience. */
    sealed interface Act extends Event {}

    /** The machine saw or did something. */
    sealed interface Report extends Event {}

    // what a person does

    /** Touched the attract screen, or anything that has no meaning of its own. */
    record Touched() implements Act {}

    record ChooseLanguage(String language) implements Act {}

    /** Opens or closes the full notice of the consent screen. */
    record ReadNotice(boolean open) implements Act {}

    /** "Yes, I am 18 or older." */
    record Agree() implements Act {}

    /** "No, thank you." */
    record Refuse() implements Act {}

    /** "Take it now." */
    record TakePicture() implements Act {}

    record UsePicture() implements Act {}

    /** Take the picture again. */
    record Again() implements Act {}

    /**
     * Puts a garment on, live; the same again takes it off.
     *
     * @param kind where it is worn
     */
    record Choose(String sku, GarmentKind kind) implements Act {}

    /** Keeps a garment on the shortlist, or takes it off again. */
    record Keep(String sku) implements Act {}

    record Browse(Shelf shelf) implements Act {}

    /** Opens or closes the keyboard. */
    record Search(boolean open) implements Act {}

    /** "Try it on": makes the look of what is chosen. */
    record TryOn() implements Act {}

    /** Stops the look that is being made. */
    record Cancel() implements Act {}

    /** Back to the picker. */
    record AnotherGarment() implements Act {}

    record CompareLooks() implements Act {}

    /** Shows one look large. */
    record ShowLook(int number) implements Act {}

    record Love(int number) implements Act {}

    /** Erase me: everywhere, always. */
    record EraseMe() implements Act {}

    record StillHere() implements Act {}

    record MoreTime() implements Act {}

    record Help(boolean open) implements Act {}

    record Reach(boolean on) implements Act {}

    record Calm(boolean on) implements Act {}

    /** A scanned tag that the catalog knows. */
    record Scanned(String sku, GarmentKind kind) implements Act {}

    /** A scanned tag that it does not know. */
    record UnknownTag() implements Act {}

    /** The hidden corner was touched as staff does. */
    record StaffCorner() implements Act {}

    record PinRight() implements Act {}

    /** @param pause how long no further PIN is taken */
    record PinWrong(Duration pause) implements Act {}

    record StaffLeaves() implements Act {}

    record CloseKiosk() implements Act {}

    record OpenKiosk() implements Act {}

    // what the machine reports

    /**
     * Time passed.
     *
     * @param since the last tick
     */
    record Tick(Duration since) implements Report {}

    record Seen(Hint hint) implements Report {}

    /** Nobody is before the mirror any more (long enough to be sure), or somebody is again. */
    record Presence(boolean somebody) implements Report {}

    record Captured() implements Report {}

    /** The picture could not be taken, or shows nobody. */
    record NotCaptured() implements Report {}

    record Working(Progress.Step step, double done, Optional<Duration> left) implements Report {}

    record LookReady(LookCard look) implements Report {}

    record LookDeclined(Declined.Reason reason) implements Report {}

    /** The atelier let go after {@link Cancel}. */
    record Cancelled() implements Report {}

    /** The garment is not in the catalog any more, or its cut cannot be tried. */
    record GarmentGone() implements Report {}

    record CameraLost() implements Report {}

    record CameraFound() implements Report {}

    /** Every pixel of the visit is overwritten. */
    record Erased() implements Report {}

    /** The erasure missed its deadline. */
    record NotErased() implements Report {}

    /**
     * A part failed.
     *
     * @param code short, for staff
     */
    record Fault(String code) implements Report {}

    /** What kept the kiosk out of service is gone. */
    record FaultGone() implements Report {}
}
