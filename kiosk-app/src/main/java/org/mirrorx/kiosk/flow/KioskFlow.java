package org.mirrorx.kiosk.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows what: a pure function from a situation and an event to the next situation and the effects to begin. Answers every event in
 * every state; what has no meaning there changes nothing. Public screens are decided here, a visit's in {@link VisitFlow}.
 */
public final class KioskFlow {
    private final String language;
    private final VisitFlow visits = new VisitFlow();

    /** @param language the shop's, back to which every visit returns */
    public KioskFlow(String language) {
        this.language = language;
    }

    /**
     * As the program starts.
     *
     * @param closed staff closed the kiosk before the last restart
     */
    public Situation start(boolean closed) {
        return Situation.at(closed ? new State.OutOfService(new State.Cause.ClosedByStaff()) : new State.Attract());
    }

    /** The next situation. */
    public Step next(Situation now, Event event) {
        Situation situation = passed(now, event);
        Turn turn = switch (situation.state()) {
            case State.Attract state -> attract(state, event);
            case State.Consent state -> consent(situation, state, event);
            case State.Visiting state -> visits.turn(situation, state, event);
            case State.Erasing state -> erasing(situation, state, event);
            case State.Goodbye state -> over(situation, state, Patience.GOODBYE, event);
            case State.Apology state -> over(situation, state, Patience.APOLOGY, event);
            case State.OutOfService state -> outOfService(state, event);
            case State.StaffPin state -> staffPin(situation, state, event);
            case State.StaffHealth state -> staffHealth(situation, state, event);
        };
        return new Step(entered(situation, turn.state()), turn.effects());
    }

    /** What time and people do to the durations, whatever the state. */
    private static Situation passed(Situation s, Event event) {
        return switch (event) {
            case Event.Tick(Duration since) -> {
                boolean right = s.state() instanceof State.Framing framing && framing.hint() == Hint.RIGHT;
                boolean visiting = s.state() instanceof State.Visiting;
                yield new Situation(
                        s.state(),
                        s.idle().plus(since),
                        s.shown().plus(since),
                        right ? s.right().plus(since) : Duration.ZERO,
                        visiting ? s.visit().plus(since) : Duration.ZERO,
                        s.somebody());
            }
            case Event.Presence(boolean somebody) ->
                new Situation(s.state(), s.idle(), s.shown(), s.right(), s.visit(), somebody);
            case Event.Act act ->
                new Situation(s.state(), Duration.ZERO, s.shown(), s.right(), s.visit(), s.somebody());
            case Event.Report report -> s;
        };
    }

    /** A new screen's own duration begins; a new visit's too. */
    private static Situation entered(Situation s, State next) {
        boolean same = next.getClass() == s.state().getClass();
        boolean visiting = next instanceof State.Visiting;
        boolean asked = s.state() instanceof State.StillThere && !same;
        return new Situation(
                next,
                visiting == s.state() instanceof State.Visiting && !asked ? s.idle() : Duration.ZERO,
                same ? s.shown() : Duration.ZERO,
                next instanceof State.Framing framing && framing.hint() == Hint.RIGHT ? s.right() : Duration.ZERO,
                visiting ? s.visit() : Duration.ZERO,
                visiting && s.somebody());
    }

    private Turn attract(State.Attract state, Event event) {
        return switch (event) {
            case Event.Touched() -> Turn.to(new State.Consent(language, Optional.empty(), false));
            case Event.ChooseLanguage(String tag) -> Turn.to(new State.Consent(tag, Optional.empty(), false));
            case Event.Scanned(String sku, var kind) -> Turn.to(new State.Consent(language, Optional.of(sku), false));
            case Event.StaffCorner() -> askPin(Optional.empty());
            case Event.Fault(String code) -> closed(code);
            case Event.NotErased() -> Turn.to(new State.OutOfService(new State.Cause.NotErased()));
            default -> Turn.to(state);
        };
    }

    private Turn consent(Situation situation, State.Consent state, Event event) {
        return switch (event) {
            case Event.ChooseLanguage(String tag) -> Turn.to(new State.Consent(tag, state.scanned(), state.notice()));
            case Event.ReadNotice(boolean open) -> Turn.to(new State.Consent(state.language(), state.scanned(), open));
            case Event.Scanned(String sku, var kind) ->
                Turn.to(new State.Consent(state.language(), Optional.of(sku), state.notice()));
            case Event.Agree() -> {
                Turn begun = Turn.to(new State.Framing(Visit.begin(state.language()), Hint.CAMERA_STARTING))
                        .and(new Effect.BeginVisit(state.language()), new Effect.Watch(true));
                yield state.scanned()
                        .map(sku -> begun.and(new Effect.FindGarment(sku)))
                        .orElse(begun);
            }
            case Event.Refuse(), Event.EraseMe() -> Turn.to(new State.Attract());
            case Event.StaffCorner() -> askPin(Optional.empty());
            case Event.Fault(String code) -> closed(code);
            case Event.NotErased() -> Turn.to(new State.OutOfService(new State.Cause.NotErased()));
            case Event.Tick tick when Patience.over(situation.idle(), Patience.READING) -> Turn.to(new State.Attract());
            default -> Turn.to(state);
        };
    }

    private static Turn erasing(Situation situation, State.Erasing state, Event event) {
        return switch (event) {
            case Event.Erased() ->
                switch (state.then()) {
                    case State.After.GoHome() -> Turn.to(new State.Attract());
                    case State.After.SayGoodbye() -> Turn.to(new State.Goodbye(state.language()));
                    case State.After.Apologise(String code) -> Turn.to(new State.Apology(state.language(), code));
                    case State.After.Close(State.Cause cause) -> Turn.to(new State.OutOfService(cause));
                    case State.After.AskPin() -> askPin(Optional.empty());
                };
            case Event.NotErased() -> Turn.to(new State.OutOfService(new State.Cause.NotErased()));
            case Event.Tick tick
            when Patience.over(situation.shown(), Patience.ERASURE) ->
                Turn.to(new State.OutOfService(new State.Cause.NotErased()));
            case Event.StaffCorner() -> Turn.to(new State.Erasing(state.language(), new State.After.AskPin()));
            case Event.Fault(String code) ->
                Turn.to(new State.Erasing(state.language(), new State.After.Apologise(code)))
                        .and(new Effect.Note(code));
            default -> Turn.to(state);
        };
    }

    /** A screen that goes by itself; a touch goes on at once. */
    private Turn over(Situation situation, State state, Duration limit, Event event) {
        return switch (event) {
            case Event.Touched() -> Turn.to(new State.Attract());
            case Event.Tick tick when Patience.over(situation.shown(), limit) -> Turn.to(new State.Attract());
            case Event.Scanned(String sku, var kind) -> Turn.to(new State.Consent(language, Optional.of(sku), false));
            case Event.StaffCorner() -> askPin(Optional.empty());
            case Event.Fault(String code) -> closed(code);
            case Event.NotErased() -> Turn.to(new State.OutOfService(new State.Cause.NotErased()));
            default -> Turn.to(state);
        };
    }

    private static Turn outOfService(State.OutOfService state, Event event) {
        return switch (event) {
            case Event.StaffCorner() -> askPin(Optional.of(state.cause()));
            case Event.FaultGone() when state.cause() instanceof State.Cause.Fault -> Turn.to(new State.Attract());
            case Event.NotErased() -> Turn.to(new State.OutOfService(new State.Cause.NotErased()));
            default -> Turn.to(state);
        };
    }

    private static Turn staffPin(Situation situation, State.StaffPin state, Event event) {
        return switch (event) {
            case Event.PinRight() when state.pin().pause().isZero() -> Turn.to(new State.StaffHealth(state.closed()));
            case Event.PinWrong(Duration pause) ->
                Turn.to(new State.StaffPin(state.closed(), new State.Pin(true, pause)));
            case Event.StaffLeaves() -> left(state.closed());
            case Event.Tick tick when Patience.over(situation.idle(), Patience.PIN) -> left(state.closed());
            case Event.Tick(Duration since) -> {
                Duration rest = state.pin().pause().minus(since);
                State.Pin pin = new State.Pin(state.pin().wrong(), rest.isNegative() ? Duration.ZERO : rest);
                yield Turn.to(new State.StaffPin(state.closed(), pin));
            }
            default -> Turn.to(new State.StaffPin(cause(state.closed(), event), state.pin()));
        };
    }

    private static Turn staffHealth(Situation situation, State.StaffHealth state, Event event) {
        return switch (event) {
            case Event.CloseKiosk()
            when state.closed().isEmpty() ->
                Turn.to(new State.StaffHealth(Optional.of(new State.Cause.ClosedByStaff())))
                        .and(new Effect.RememberClosed(true));
            case Event.OpenKiosk()
            when !state.closed().equals(Optional.of(new State.Cause.NotErased())) ->
                Turn.to(new State.StaffHealth(Optional.empty())).and(new Effect.RememberClosed(false));
            case Event.StaffLeaves() -> left(state.closed());
            case Event.Tick tick when Patience.over(situation.idle(), Patience.HEALTH) -> left(state.closed());
            default -> Turn.to(new State.StaffHealth(cause(state.closed(), event)));
        };
    }

    /** Faults that come and go while staff is there. Only a restart makes up for what was not erased. */
    private static Optional<State.Cause> cause(Optional<State.Cause> closed, Event event) {
        return switch (event) {
            case Event.NotErased() -> Optional.of(new State.Cause.NotErased());
            case Event.Fault(String code) -> closed.isPresent() ? closed : Optional.of(new State.Cause.Fault(code));
            case Event.FaultGone() -> closed.filter(cause -> !(cause instanceof State.Cause.Fault));
            default -> closed;
        };
    }

    private static Turn askPin(Optional<State.Cause> closed) {
        return Turn.to(new State.StaffPin(closed, new State.Pin(false, Duration.ZERO)))
                .and(new Effect.AskPin());
    }

    private static Turn left(Optional<State.Cause> closed) {
        return Turn.to(closed.<State>map(State.OutOfService::new).orElseGet(State.Attract::new));
    }

    private static Turn closed(String code) {
        return Turn.to(new State.OutOfService(new State.Cause.Fault(code))).and(new Effect.Note(code));
    }

    /** The state that follows and what is to be begun. */
    record Turn(State state, List<Effect> effects) {
        static Turn to(State state) {
            return new Turn(state, List.of());
        }

        Turn and(Effect... more) {
            List<Effect> all = new java.util.ArrayList<>(effects);
            all.addAll(List.of(more));
            return new Turn(state, List.copyOf(all));
        }
    }
}
