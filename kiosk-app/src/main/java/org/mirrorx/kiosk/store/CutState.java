package org.mirrorx.kiosk.store;

/** How far the cutting-out of a garment's picture is. */
public sealed interface CutState {
    /** Not tried yet, or tried by an older version of the cutter. */
    record Waiting() implements CutState {}

    /** Ready to be tried on. */
    record Cut() implements CutState {}

    /** Cut out, but unsure: staff should look. */
    record AsksStaff(String doubt) implements CutState {}

    /** Nothing could be cut out. */
    record Unreadable(String reason) implements CutState {}

    /** There is no picture to cut. */
    record NoPicture() implements CutState {}
}
