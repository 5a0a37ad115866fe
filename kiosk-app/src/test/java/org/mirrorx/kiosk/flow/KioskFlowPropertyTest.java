package org.mirrorx.kiosk.flow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.garment.GarmentKind;

/** A random walk through the flow, beside a model of what it asks for. */
final class KioskFlowPropertyTest {
    private static final long SEED = 20_261_126L;
    private static final int EVENTS = 1_000_000;
    private static final int OFTEN = 100;
    private static final List<String> LANGUAGES = List.of("en", "hi", "ta", "bn", "te", "mr");

    private final KioskFlow flow = new KioskFlow("en");
    private final Random random = new Random(SEED);
    private final Map<String, Function<Random, Event>> events = events();
    private final List<String> names = List.copyOf(events.keySet());
    private final Map<String, int[]> counts = new HashMap<>();

    @Test
    void noPublicScreenEverShowsBesideAVisitAndWaitingAlwaysLeadsHome() {
        System.out.println("seed " + SEED);
        Situation now = flow.start(false);
        boolean visit = false;
        for (int i = 0; i < EVENTS; i++) {
            String state = now.state().getClass().getSimpleName();
            Event event = choose(now, state);
            counts.computeIfAbsent(state, s -> new int[names.size()])[
                    names.indexOf(event.getClass().getSimpleName())]++;
            if (now.state() instanceof State.Erasing && event instanceof Event.Erased) {
                visit = false;
            }
            Step step = flow.next(now, event);
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.BeginVisit) {
                    assertFalse(visit, "a second visit begins before the first is erased");
                    visit = true;
                }
            }
            now = step.situation();
            boolean failed = notErased(now.state());
            assertTrue(
                    !visit || failed || !(now.state() instanceof State.Public),
                    now.state() + " is public beside a visit, after " + event);
            assertTrue(
                    visit || !(now.state() instanceof State.Visiting),
                    now.state() + " without a visit, after " + event);
            if (i % 2000 == 0) {
                requireHome(now, visit);
            }
            if (failed && random.nextInt(200) == 0) { // only a restart of the program leads on
                now = flow.start(random.nextBoolean());
                visit = false;
            }
        }
        report();
    }

    /** Waiting alone: time passes, the machine answers what it was asked for. */
    private void requireHome(Situation from, boolean visit) {
        Situation now = from;
        boolean left = visit;
        for (int second = 0; second < 3600; second++) {
            if (now.state() instanceof State.Attract
                    || now.state() instanceof State.OutOfService
                    || notErased(now.state())) {
                assertTrue(!left || notErased(now.state()), "home with a visit: " + now.state());
                return;
            }
            Event event = now.state() instanceof State.Erasing && second % 3 == 0
                    ? new Event.Erased()
                    : new Event.Tick(Duration.ofSeconds(1));
            left &= !(event instanceof Event.Erased);
            now = flow.next(now, event).situation();
        }
        throw new AssertionError("waiting an hour does not lead home from " + from + "; at last " + now.state());
    }

    private static boolean notErased(State state) {
        Optional<State.Cause> cause = switch (state) {
            case State.OutOfService(State.Cause why) -> Optional.of(why);
            case State.StaffPin pin -> pin.closed();
            case State.StaffHealth health -> health.closed();
            default -> Optional.empty();
        };
        return cause.equals(Optional.of(new State.Cause.NotErased()));
    }

    /** Mostly onwards, so that deep screens are reached; else what this state saw least. */
    private Event choose(Situation now, String state) {
        int[] seen = counts.computeIfAbsent(state, s -> new int[names.size()]);
        int least = 0;
        for (int k = 1; k < seen.length; k++) {
            least = seen[k] < seen[least] ? k : least;
        }
        boolean curious = seen[least] < 2 * OFTEN ? random.nextInt(2) == 0 : random.nextInt(40) == 0;
        if (curious) {
            return make(names.get(least));
        }
        if (now.state() instanceof State.Visiting && random.nextInt(12) == 0) {
            return new Event.Presence(false);
        }
        return random.nextInt(50) == 0 ? make(names.get(random.nextInt(names.size()))) : onwards(now.state());
    }

    private Event make(String name) {
        return events.getOrDefault(name, any -> new Event.Touched()).apply(random);
    }

    private Event onwards(State state) {
        return switch (state) {
            case State.Attract s -> random.nextInt(12) == 0 ? new Event.StaffCorner() : new Event.Touched();
            case State.Consent s -> new Event.Agree();
            case State.Framing s ->
                s.hint() == Hint.RIGHT ? new Event.Tick(Duration.ofMillis(400)) : new Event.Seen(Hint.RIGHT);
            case State.Countdown s -> s.seconds() == 0 ? new Event.Captured() : new Event.Tick(Duration.ofMillis(700));
            case State.Review s -> new Event.UsePicture();
            case State.Picker s ->
                s.visit().looks().size() > 1 && random.nextInt(3) == 0
                        ? new Event.CompareLooks()
                        : s.visit().outfit().isEmpty()
                                ? new Event.Choose("a" + random.nextInt(5), kind(random))
                                : new Event.TryOn();
            case State.Processing s ->
                random.nextInt(4) == 0
                        ? new Event.LookDeclined(Declined.Reason.TOO_DARK)
                        : new Event.LookReady(new LookCard(
                                s.visit().nextNumber().orElse(0), s.visit().outfit(), false, "drape"));
            case State.Result s ->
                s.visit().looks().size() > 1 && random.nextBoolean()
                        ? new Event.CompareLooks()
                        : new Event.AnotherGarment();
            case State.Compare s -> new Event.AnotherGarment();
            case State.NoLook s -> new Event.AnotherGarment();
            case State.StillThere s -> new Event.StillHere();
            case State.Erasing s -> random.nextInt(60) == 0 ? new Event.NotErased() : new Event.Erased();
            case State.Goodbye s -> new Event.Tick(Duration.ofSeconds(1));
            case State.Apology s -> new Event.Tick(Duration.ofSeconds(1));
            case State.OutOfService s -> random.nextBoolean() ? new Event.StaffCorner() : new Event.FaultGone();
            case State.StaffPin s -> random.nextInt(4) == 0 ? new Event.StaffLeaves() : new Event.PinRight();
            case State.StaffHealth s ->
                switch (random.nextInt(3)) {
                    case 0 -> new Event.OpenKiosk();
                    case 1 -> new Event.CloseKiosk();
                    default -> new Event.StaffLeaves();
                };
        };
    }

    private void report() {
        int rarest = Integer.MAX_VALUE;
        String where = "";
        for (Map.Entry<String, int[]> row : counts.entrySet()) {
            for (int k = 0; k < names.size(); k++) {
                if (row.getValue()[k] < rarest) {
                    rarest = row.getValue()[k];
                    where = row.getKey() + " × " + names.get(k);
                }
            }
        }
        System.out.println(EVENTS + " events, " + counts.size() + " states × " + names.size() + " events, rarest pair "
                + where + ": " + rarest + " times");
        assertTrue(counts.size() == 17, "states reached: " + counts.keySet());
        assertTrue(rarest >= OFTEN, where + " only " + rarest + " times");
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static GarmentKind kind(Random random) {
        return any(random, GarmentKind.values());
    }

    private static Map<String, Function<Random, Event>> events() {
        List<Function<Random, Event>> makers = new ArrayList<>();
        makers.add(r -> new Event.Touched());
        makers.add(r -> new Event.ChooseLanguage(LANGUAGES.get(r.nextInt(LANGUAGES.size()))));
        makers.add(r -> new Event.ReadNotice(r.nextBoolean()));
        makers.add(r -> new Event.Agree());
        makers.add(r -> new Event.Refuse());
        makers.add(r -> new Event.TakePicture());
        makers.add(r -> new Event.UsePicture());
        makers.add(r -> new Event.Again());
        makers.add(r -> new Event.Choose("a" + r.nextInt(5), kind(r)));
        makers.add(r -> new Event.Keep("a" + r.nextInt(5)));
        makers.add(r -> new Event.Browse(Shelf.ALL));
        makers.add(r -> new Event.Search(r.nextBoolean()));
        makers.add(r -> new Event.TryOn());
        makers.add(r -> new Event.Cancel());
        makers.add(r -> new Event.AnotherGarment());
        makers.add(r -> new Event.CompareLooks());
        makers.add(r -> new Event.ShowLook(r.nextInt(9)));
        makers.add(r -> new Event.Love(r.nextInt(9)));
        makers.add(r -> new Event.EraseMe());
        makers.add(r -> new Event.StillHere());
        makers.add(r -> new Event.MoreTime());
        makers.add(r -> new Event.Help(r.nextBoolean()));
        makers.add(r -> new Event.Reach(r.nextBoolean()));
        makers.add(r -> new Event.Calm(r.nextBoolean()));
        makers.add(r -> new Event.Scanned("a" + r.nextInt(5), kind(r)));
        makers.add(r -> new Event.UnknownTag());
        makers.add(r -> new Event.StaffCorner());
        makers.add(r -> new Event.PinRight());
        makers.add(r -> new Event.PinWrong(Duration.ofSeconds(r.nextInt(30))));
        makers.add(r -> new Event.StaffLeaves());
        makers.add(r -> new Event.CloseKiosk());
        makers.add(r -> new Event.OpenKiosk());
        makers.add(r -> new Event.Tick(Duration.ofMillis(1L << r.nextInt(17))));
        makers.add(r -> new Event.Seen(any(r, Hint.values())));
        makers.add(r -> new Event.Presence(r.nextBoolean()));
        makers.add(r -> new Event.Captured());
        makers.add(r -> new Event.NotCaptured());
        makers.add(r -> new Event.Working(any(r, Progress.Step.values()), r.nextDouble(), Optional.empty()));
        makers.add(r -> new Event.LookReady(new LookCard(r.nextInt(8), Chosen.NOTHING, r.nextBoolean(), "drape")));
        makers.add(r -> new Event.LookDeclined(any(r, Declined.Reason.values())));
        makers.add(r -> new Event.Cancelled());
        makers.add(r -> new Event.GarmentGone());
        makers.add(r -> new Event.CameraLost());
        makers.add(r -> new Event.CameraFound());
        makers.add(r -> new Event.Erased());
        makers.add(r -> new Event.NotErased());
        makers.add(r -> new Event.Fault("TEST"));
        makers.add(r -> new Event.FaultGone());
        Map<String, Function<Random, Event>> named = new LinkedHashMap<>();
        Random any = new Random(1);
        makers.forEach(maker -> named.put(maker.apply(any).getClass().getSimpleName(), maker));
        return named;
    }
}
