package org.mirrorx.kiosk.flow;

/** Something to do, asked for by {@link KioskFlow} and carried out by {@link FlowDriver}'s hands. Each returns at once; results come as events. */
public sealed interface Effect {
    /** Begins a visit: its memory, then the camera. */
    record BeginVisit(String language) implements Effect {}

    /** Watches the living picture and reports hints and presence. */
    record Watch(boolean on) implements Effect {}

    record TakeCapture() implements Effect {}

    /** Looks up a garment whose tag was scanned before the visit; the answer is {@link Event.Scanned} or {@link Event.UnknownTag}. */
    record FindGarment(String sku) implements Effect {}

    record ForgetCapture() implements Effect {}

    /** Lays the outfit over the living mirror; nothing chosen takes it off. */
    record ShowLive(Chosen outfit) implements Effect {}

    /**
     * Makes a look.
     *
     * @param number under which the visit's memory keeps it; what was there is overwritten
     */
    record MakeLook(Chosen outfit, int number) implements Effect {}

    record CancelLook() implements Effect {}

    /** Camera closed, work cancelled and waited for, surfaces cleared, memory overwritten and closed; then {@link Event.Erased}. */
    record Erase() implements Effect {}

    /** The hidden corner: staff may type a PIN. */
    record AskPin() implements Effect {}

    /** Remembers across restarts that staff closed or opened the kiosk. */
    record RememberClosed(boolean closed) implements Effect {}

    /** For the log and the journal: never anything of a person. */
    record Note(String code) implements Effect {}
}
