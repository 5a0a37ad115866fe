package org.mirrorx.kiosk.cli;

import org.mirrorx.inference.Declined;

/** What a shopper can do about a declined look, in English. */
public final class ReasonInWords {
    private ReasonInWords() {}

    /** One or two short sentences. */
    public static String of(Declined.Reason reason) {
        return switch (reason) {
            case NOBODY_THERE -> "Nobody is in the picture. Please stand in front of the mirror.";
            case SEVERAL_PEOPLE -> "Several people are in the picture. Please let one person step forward.";
            case TOO_CLOSE -> "You are too close. Please take a step back.";
            case PARTS_OUTSIDE -> "The garment needs more of you in the picture. Please take a step back.";
            case TURNED_AWAY -> "Please turn towards the mirror.";
            case ARMS_CROSSED -> "Please let your arms hang at your sides.";
            case TOO_DARK -> "It is too dark. Please step into the light.";
            case BLURRED -> "The picture is blurred. Please hold still for a moment.";
            case BODY_UNCLEAR -> "We could not see you clearly. Please stand upright and try again.";
            case FACE_NOT_KEPT ->
                "This look would not show your own face. Please try again, or choose another garment.";
            case GARMENT_UNREADABLE -> "This garment's photograph cannot be used. Please choose another garment.";
            case DOES_NOT_FIT_OVER ->
                "This garment does not fit over what you wear. Please choose a longer or another one.";
        };
    }
}
