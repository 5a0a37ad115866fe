package org.mirrorx.kiosk.flow;

/** Carries out what the flow asks for. */
@FunctionalInterface
public interface Hands {
    /**
     * Begins an effect and returns at once; what comes of it is reported to the {@link FlowDriver} with the same number.
     *
     * @param visit number of the visit it belongs to; 0 before the first
     */
    void carryOut(Effect effect, int visit);
}
