package org.mirrorx.kiosk.flow;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Drives the flow: takes events from any thread, one after the other, lets {@link KioskFlow} decide, has effects carried out, tells which
 * state is to be shown. A report of a visit that is gone is dropped.
 */
public final class FlowDriver {
    private final KioskFlow flow;
    private final Executor thread;
    private final Hands hands;
    private final Consumer<State> shown;
    private Situation situation;
    private int visit;

    /**
     * @param thread runs everything one after the other; the JavaFX thread in the kiosk
     * @param shown is told every state that differs from the one before
     */
    public FlowDriver(KioskFlow flow, Situation start, Executor thread, Hands hands, Consumer<State> shown) {
        this.flow = flow;
        this.situation = start;
        this.thread = thread;
        this.hands = hands;
        this.shown = shown;
    }

    /** Shows the first state. */
    public void start() {
        thread.execute(() -> shown.accept(situation.state()));
    }

    /** A person did something. */
    public void act(Event.Act act) {
        thread.execute(() -> next(act));
    }

    /** Time passed, or something of the machine itself: always counts. */
    public void report(Event.Report report) {
        thread.execute(() -> next(report));
    }

    /**
     * Something of one visit: dropped when that visit is over.
     *
     * @param of the number that came with the effect
     */
    public void report(int of, Event.Report report) {
        thread.execute(() -> {
            if (of == visit) {
                next(report);
            }
        });
    }

    /** Time passed. */
    public void tick(Duration since) {
        report(new Event.Tick(since));
    }

    /** The situation; to be called on the driver's thread. */
    public Situation situation() {
        return situation;
    }

    private void next(Event event) {
        State before = situation.state();
        Step step = flow.next(situation, event);
        situation = step.situation();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.BeginVisit) {
                visit++;
            }
            carryOut(effect);
        }
        if (!situation.state().equals(before)) {
            shown.accept(situation.state());
        }
    }

    /** Hands that fail are a fault; a failed erasure is a worse one. */
    private void carryOut(Effect effect) {
        try {
            hands.carryOut(effect, visit);
        } catch (RuntimeException fault) {
            String code = effect.getClass().getSimpleName();
            thread.execute(() -> next(effect instanceof Effect.Erase ? new Event.NotErased() : new Event.Fault(code)));
        }
    }
}
