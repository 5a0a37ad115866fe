package org.mirrorx.kiosk.cli;

/** How the program ends: the numbers of sysexits, and one of its own. */
public enum ExitCode {
    DONE(0, "done"),
    DECLINED(10, "no look, for a reason the shopper can change; the reason is printed"),
    USAGE(64, "the command line is wrong"),
    BAD_DATA(65, "an input is damaged or does not fit: a picture, a table, a pack"),
    NO_INPUT(66, "an input does not exist or cannot be read"),
    DEVICE_MISSING(69, "something essential is missing; `mirrorx doctor` says what"),
    FAULT(70, "a fault of MirrorX"),
    CANNOT_CREATE(73, "an output cannot be created"),
    IO(74, "reading or writing failed"),
    TRY_AGAIN(75, "not now: another MirrorX uses the same data, or the device must restart"),
    NO_RIGHTS(77, "the account lacks a right"),
    CONFIGURATION(78, "a setting or folder of MirrorX itself is wrong");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** For {@code --help}. */
    public String meaning() {
        return meaning;
    }
}
