package org.mirrorx.kiosk.flow;

/**
 * A look that was made.
 *
 * @param number under which the visit's memory keeps its pixels
 * @param outfit what is worn in it
 * @param preview the engine says it is only a preview
 * @param trial the engine's weights may not be used commercially
 * @param engine its name, for the badge
 */
public record LookCard(int number, Chosen outfit, boolean preview, boolean trial, String engine) {
    /** One that a shop may use. */
    public LookCard(int number, Chosen outfit, boolean preview, String engine) {
        this(number, outfit, preview, false, engine);
    }
}
