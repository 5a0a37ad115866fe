package org.mirrorx.assets.cloth;

/**
 * A cloth: what is printed on it, how it is woven and how it takes the light.
 *
 * @param sheen 0 (cotton) to 1 (satin): strength of the broad highlight on folds
 */
public record Fabric(Print print, Weave weave, double sheen) {

    public static Fabric of(Print print, Weave weave) {
        return new Fabric(print, weave, weave == Weave.SILK ? 0.55 : 0.05);
    }

    public Fabric with(Print other) {
        return new Fabric(other, weave, sheen);
    }
}
