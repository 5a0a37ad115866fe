package org.mirrorx.kiosk.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlowDriverTest {
    private final List<State> shown = new ArrayList<>();
    private final List<Effect> begun = new ArrayList<>();
    private final KioskFlow flow = new KioskFlow("en");

    @Test
    void aReportOfAVisitThatIsGoneIsDropped() {
        FlowDriver driver = driver((effect, visit) -> begun.add(effect));
        visit(driver);
        driver.act(new Event.EraseMe());
        driver.report(1, new Event.Erased());
        driver.act(new Event.Touched());
        visit(driver);

        driver.report(1, new Event.Seen(Hint.RIGHT));

        assertEquals(Hint.CAMERA_STARTING, ((State.Framing) driver.situation().state()).hint());
        driver.report(2, new Event.Seen(Hint.RIGHT));
        assertEquals(Hint.RIGHT, ((State.Framing) driver.situation().state()).hint());
    }

    @Test
    void handsThatFailAreAFaultAndTheVisitIsErased() {
        FlowDriver driver = driver((effect, visit) -> {
            begun.add(effect);
            if (effect instanceof Effect.Watch(boolean on) && on) {
                throw new IllegalStateException("no camera");
            }
        });
        visit(driver);

        assertInstanceOf(State.Erasing.class, driver.situation().state());
        assertTrue(begun.contains(new Effect.Erase()), begun.toString());
    }

    @Test
    void anErasureThatThrowsClosesTheKiosk() {
        FlowDriver driver = driver((effect, visit) -> {
            if (effect instanceof Effect.Erase) {
                throw new IllegalStateException("held");
            }
        });
        visit(driver);
        driver.act(new Event.EraseMe());

        assertEquals(
                new State.OutOfService(new State.Cause.NotErased()),
                driver.situation().state());
        assertEquals(new State.OutOfService(new State.Cause.NotErased()), shown.getLast());
    }

    private FlowDriver driver(Hands hands) {
        return new FlowDriver(flow, flow.start(false), Runnable::run, hands, shown::add);
    }

    private static void visit(FlowDriver driver) {
        driver.act(new Event.Touched());
        driver.act(new Event.Agree());
    }
}
