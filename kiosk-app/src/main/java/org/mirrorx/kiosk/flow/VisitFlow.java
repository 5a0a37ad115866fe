package org.mirrorx.kiosk.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.flow.KioskFlow.Turn;

/** What follows what within one shopper's visit. Every way out of it leads through {@link State.Erasing}. */
final class VisitFlow {
    Turn turn(Situation situation, State.Visiting state, Event event) {
        return switch (event) {
            case Event.EraseMe(), Event.Refuse() -> erase(state.visit(), new State.After.SayGoodbye());
            case Event.StaffCorner() -> erase(state.visit(), new State.After.AskPin());
            case Event.Fault(String code) ->
                erase(state.visit(), new State.After.Apologise(code)).and(new Effect.Note(code));
            case Event.NotErased() -> erase(state.visit(), new State.After.Close(new State.Cause.NotErased()));
            case Event.Tick tick -> tick(situation, state, tick);
            case Event.Act act -> act(situation, state, act);
            case Event.Report report -> report(state, report);
        };
    }

    private static Turn erase(Visit visit, State.After then) {
        return Turn.to(new State.Erasing(visit.language(), then)).and(new Effect.Watch(false), new Effect.Erase());
    }

    // time

    private static Turn tick(Situation situation, State.Visiting state, Event.Tick tick) {
        if (state instanceof State.StillThere waiting) {
            Duration left = waiting.left().minus(tick.since());
            return left.isNegative() || left.isZero()
                    ? erase(state.visit(), new State.After.SayGoodbye())
                    : Turn.to(new State.StillThere(waiting.before(), left));
        }
        boolean said = state.visit().notice().isPresent() && Patience.over(situation.idle(), Patience.NOTICE);
        State.Visiting quiet = said ? with(state, state.visit().saying(Optional.empty())) : state;
        if (quiet instanceof State.Processing working) {
            Duration limit = working.cancelling() ? Patience.CANCEL : Patience.LOOK;
            return Patience.over(situation.shown(), limit)
                    ? erase(quiet.visit(), new State.After.Apologise("ATELIER-SLOW"))
                            .and(new Effect.Note("ATELIER-SLOW"))
                    : Turn.to(quiet);
        }
        if (Patience.over(situation.visit(), whole(quiet.visit()))
                || Patience.over(situation.idle(), Patience.idle(situation, quiet.visit()))) {
            Duration warning = Patience.WARNING.multipliedBy(quiet.visit().patience());
            return Turn.to(new State.StillThere(quiet, warning));
        }
        return switch (quiet) {
            case State.Framing framing
            when Patience.over(situation.right(), Patience.RIGHT) ->
                Turn.to(new State.Countdown(framing.visit(), Patience.COUNTDOWN_SECONDS));
            case State.Countdown countdown -> countdown(situation, countdown);
            default -> Turn.to(quiet);
        };
    }

    private static Turn countdown(Situation situation, State.Countdown state) {
        int left = Patience.COUNTDOWN_SECONDS - (int) situation.shown().toSeconds();
        if (state.seconds() > 0 && left <= 0) {
            return Turn.to(new State.Countdown(state.visit(), 0)).and(new Effect.TakeCapture());
        }
        Duration longest = Patience.CAPTURE.plusSeconds(Patience.COUNTDOWN_SECONDS);
        if (state.seconds() == 0) {
            return Patience.over(situation.shown(), longest)
                    ? Turn.to(new State.Framing(state.visit(), Hint.CAMERA_STARTING))
                    : Turn.to(state);
        }
        return Turn.to(new State.Countdown(state.visit(), left));
    }

    // what a person does

    private static Turn act(Situation situation, State.Visiting state, Event.Act act) {
        if (state instanceof State.StillThere waiting) {
            return stillHere(situation, waiting.before(), act);
        }
        Visit visit = state.visit().saying(Optional.empty());
        State.Visiting quiet = with(state, visit);
        return switch (act) {
            case Event.ChooseLanguage(String tag) -> Turn.to(with(quiet, visit.in(tag)));
            case Event.Help(boolean open) -> Turn.to(with(quiet, visit.help(open)));
            case Event.Reach(boolean on) -> Turn.to(with(quiet, visit.reach(on)));
            case Event.Calm(boolean on) -> Turn.to(with(quiet, visit.calm(on)));
            case Event.MoreTime() -> Turn.to(with(quiet, visit.moreTime()));
            case Event.Keep(String sku) -> Turn.to(with(quiet, visit.keeping(sku)));
            case Event.Love(int number) -> Turn.to(with(quiet, visit.loving(number)));
            case Event.UnknownTag() -> Turn.to(with(quiet, visit.saying(Optional.of(Visit.Notice.UNKNOWN_TAG))));
            case Event.Scanned(String sku, GarmentKind kind) -> scanned(quiet, sku, kind);
            default -> ofScreen(quiet, act);
        };
    }

    /** Beyond a visit's usual length an answer is taken for "more time", once. */
    private static Turn stillHere(Situation situation, State.Visiting before, Event.Act act) {
        boolean tooLong = Patience.over(situation.visit(), Patience.WHOLE_VISIT);
        if (tooLong && before.visit().patience() > 1 && Patience.over(situation.visit(), whole(before.visit()))) {
            return erase(before.visit(), new State.After.SayGoodbye());
        }
        return Turn.to(
                tooLong || act instanceof Event.MoreTime
                        ? with(before, before.visit().moreTime())
                        : before);
    }

    private static Duration whole(Visit visit) {
        return Patience.WHOLE_VISIT.multipliedBy(visit.patience());
    }

    private static Turn scanned(State.Visiting state, String sku, GarmentKind kind) {
        Visit visit = state.visit();
        if (visit.outfit().has(sku)) {
            return Turn.to(with(state, visit.saying(Optional.of(Visit.Notice.ALREADY_WORN))));
        }
        Visit wearing = visit.wearing(visit.outfit().with(sku, kind));
        return switch (state) {
            case State.Picker picker -> live(new State.Picker(wearing, picker.shelf(), picker.searching()));
            case State.Result result -> live(new State.Picker(wearing, Shelf.ALL, false));
            case State.Compare compare -> live(new State.Picker(wearing, Shelf.ALL, false));
            case State.NoLook declined -> live(new State.Picker(wearing, Shelf.ALL, false));
            case State.Framing framing ->
                Turn.to(new State.Framing(wearing, framing.hint())).and(new Effect.ShowLive(wearing.outfit()));
            default -> Turn.to(with(state, wearing));
        };
    }

    private static Turn live(State.Picker picker) {
        return Turn.to(picker).and(new Effect.ShowLive(picker.visit().outfit()));
    }

    private static Turn ofScreen(State.Visiting state, Event.Act act) {
        return switch (state) {
            case State.Framing framing -> framing(framing, act);
            case State.Countdown countdown -> countdown(countdown, act);
            case State.Review review -> review(review, act);
            case State.Picker picker -> picker(picker, act);
            case State.Processing working -> processing(working, act);
            case State.Result result -> result(result, act);
            case State.Compare compare -> compare(compare, act);
            case State.NoLook declined -> noLook(declined, act);
            case State.StillThere waiting -> Turn.to(waiting.before());
        };
    }

    private static Turn framing(State.Framing state, Event.Act act) {
        boolean possible = state.hint() != Hint.CAMERA_STARTING && state.hint() != Hint.NOBODY;
        return act instanceof Event.TakePicture && possible
                ? Turn.to(new State.Countdown(state.visit(), Patience.COUNTDOWN_SECONDS))
                : Turn.to(state);
    }

    private static Turn countdown(State.Countdown state, Event.Act act) {
        boolean back = (act instanceof Event.Again || act instanceof Event.Cancel) && state.seconds() > 0;
        return Turn.to(back ? new State.Framing(state.visit(), Hint.HOLD_STILL) : state);
    }

    private static Turn review(State.Review state, Event.Act act) {
        return switch (act) {
            case Event.UsePicture() -> live(new State.Picker(state.visit(), Shelf.ALL, false));
            case Event.Again() -> again(state.visit());
            default -> Turn.to(state);
        };
    }

    /** Another picture. */
    private static Turn again(Visit visit) {
        return Turn.to(new State.Framing(visit.captured(false), Hint.HOLD_STILL))
                .and(new Effect.ForgetCapture(), new Effect.ShowLive(Chosen.NOTHING));
    }

    private static Turn picker(State.Picker state, Event.Act act) {
        Visit visit = state.visit();
        return switch (act) {
            case Event.Choose(String sku, GarmentKind kind) -> {
                Chosen outfit = visit.outfit().has(sku)
                        ? visit.outfit().without(sku)
                        : visit.outfit().with(sku, kind);
                yield live(new State.Picker(visit.wearing(outfit), state.shelf(), state.searching()));
            }
            case Event.Browse(Shelf shelf) -> Turn.to(new State.Picker(visit, shelf, state.searching()));
            case Event.Search(boolean open) -> Turn.to(new State.Picker(visit, state.shelf(), open));
            case Event.TryOn() -> tryOn(state);
            case Event.Again() -> again(visit);
            case Event.CompareLooks() -> compare(state);
            case Event.ShowLook(int number) -> show(state, number);
            default -> Turn.to(state);
        };
    }

    private static Turn tryOn(State.Picker state) {
        Visit visit = state.visit();
        if (visit.outfit().isEmpty() || !visit.captured()) {
            return Turn.to(state);
        }
        Optional<Integer> number = visit.nextNumber();
        if (number.isEmpty()) {
            return Turn.to(with(state, visit.saying(Optional.of(Visit.Notice.ENOUGH_LOOKS))));
        }
        return Turn.to(new State.Processing(
                        visit.without(number.get()), Progress.Step.READING_BODY, 0, Optional.empty(), false))
                .and(new Effect.ShowLive(Chosen.NOTHING), new Effect.MakeLook(visit.outfit(), number.get()));
    }

    private static Turn processing(State.Processing state, Event.Act act) {
        return act instanceof Event.Cancel && !state.cancelling()
                ? Turn.to(new State.Processing(state.visit(), state.step(), state.done(), state.left(), true))
                        .and(new Effect.CancelLook())
                : Turn.to(state);
    }

    private static Turn result(State.Result state, Event.Act act) {
        return switch (act) {
            case Event.AnotherGarment() -> live(new State.Picker(state.visit(), Shelf.ALL, false));
            case Event.CompareLooks() -> compare(state);
            case Event.ShowLook(int number) -> show(state, number);
            default -> Turn.to(state);
        };
    }

    private static Turn compare(State.Compare state, Event.Act act) {
        return switch (act) {
            case Event.AnotherGarment() -> live(new State.Picker(state.visit(), Shelf.ALL, false));
            case Event.ShowLook(int number) -> show(state, number);
            default -> Turn.to(state);
        };
    }

    /** Two to four looks: those with hearts first, then the newest. */
    private static Turn compare(State.Visiting state) {
        Visit visit = state.visit();
        if (visit.looks().size() < 2) {
            return Turn.to(state);
        }
        List<LookCard> newest = visit.looks().reversed();
        List<LookCard> shown = java.util.stream.Stream.concat(
                        newest.stream().filter(look -> visit.loved().contains(look.number())),
                        newest.stream().filter(look -> !visit.loved().contains(look.number())))
                .limit(MOST_COMPARED)
                .toList();
        return Turn.to(new State.Compare(visit, shown)).and(new Effect.ShowLive(Chosen.NOTHING));
    }

    private static final int MOST_COMPARED = 4;

    private static Turn show(State.Visiting state, int number) {
        return state.visit().looks().stream()
                .filter(look -> look.number() == number)
                .findFirst()
                .map(look -> Turn.to(new State.Result(state.visit(), look)).and(new Effect.ShowLive(Chosen.NOTHING)))
                .orElseGet(() -> Turn.to(state));
    }

    private static Turn noLook(State.NoLook state, Event.Act act) {
        return switch (act) {
            case Event.Again() -> again(state.visit());
            case Event.AnotherGarment() -> live(new State.Picker(state.visit(), Shelf.ALL, false));
            default -> Turn.to(state);
        };
    }

    // what the machine reports

    private static Turn report(State.Visiting state, Event.Report report) {
        if (state instanceof State.StillThere waiting) {
            return whileAsking(waiting, report);
        }
        return switch (report) {
            case Event.Seen(Hint hint) -> seen(state, hint);
            case Event.Presence(boolean somebody) ->
                somebody || state instanceof State.Processing
                        ? Turn.to(state)
                        : Turn.to(new State.StillThere(state, Patience.WALKED_AWAY));
            case Event.CameraLost() -> cameraLost(state);
            case Event.CameraFound() -> Turn.to(with(state, state.visit().cameraLost(false)));
            case Event.Captured()
            when state instanceof State.Countdown ->
                Turn.to(new State.Review(state.visit().captured(true)));
            case Event.NotCaptured()
            when state instanceof State.Countdown -> Turn.to(new State.Framing(state.visit(), Hint.HOLD_STILL));
            default -> state instanceof State.Processing working ? ofWork(working, report) : Turn.to(state);
        };
    }

    /** The work goes on behind "still there?"; somebody who comes back is still there. */
    private static Turn whileAsking(State.StillThere state, Event.Report report) {
        if (report instanceof Event.Presence(boolean somebody)) {
            return somebody ? Turn.to(state.before()) : Turn.to(state);
        }
        Turn behind = report(state.before(), report);
        return behind.state() instanceof State.Visiting before
                ? new Turn(new State.StillThere(before, state.left()), behind.effects())
                : behind;
    }

    private static Turn seen(State.Visiting state, Hint hint) {
        return switch (state) {
            case State.Framing framing -> Turn.to(new State.Framing(framing.visit(), hint));
            case State.Countdown countdown
            when hint == Hint.NOBODY && countdown.seconds() > 0 -> Turn.to(new State.Framing(countdown.visit(), hint));
            default -> Turn.to(state);
        };
    }

    private static Turn cameraLost(State.Visiting state) {
        Visit visit = state.visit().cameraLost(true);
        return switch (state) {
            case State.Framing framing -> Turn.to(new State.Framing(visit, Hint.CAMERA_STARTING));
            case State.Countdown countdown -> Turn.to(new State.Framing(visit, Hint.CAMERA_STARTING));
            default -> Turn.to(with(state, visit));
        };
    }

    private static Turn ofWork(State.Processing state, Event.Report report) {
        Visit visit = state.visit();
        return switch (report) {
            case Event.Working(Progress.Step step, double done, Optional<Duration> left) ->
                Turn.to(new State.Processing(visit, step, done, left, state.cancelling()));
            case Event.LookReady(LookCard look) -> {
                Visit more = visit.withLook(look);
                yield state.cancelling()
                        ? live(new State.Picker(more, Shelf.ALL, false))
                        : Turn.to(new State.Result(more, look));
            }
            case Event.LookDeclined(var reason) ->
                state.cancelling()
                        ? live(new State.Picker(visit, Shelf.ALL, false))
                        : Turn.to(new State.NoLook(visit, reason));
            case Event.Cancelled() -> live(new State.Picker(visit, Shelf.ALL, false));
            case Event.GarmentGone() ->
                live(new State.Picker(
                        visit.wearing(Chosen.NOTHING).saying(Optional.of(Visit.Notice.CANNOT_TRY_THIS)),
                        Shelf.ALL,
                        false));
            default -> Turn.to(state);
        };
    }

    /** The same state with another visit. */
    private static State.Visiting with(State.Visiting state, Visit visit) {
        return switch (state) {
            case State.Framing s -> new State.Framing(visit, s.hint());
            case State.Countdown s -> new State.Countdown(visit, s.seconds());
            case State.Review s -> new State.Review(visit);
            case State.Picker s -> new State.Picker(visit, s.shelf(), s.searching());
            case State.Processing s -> new State.Processing(visit, s.step(), s.done(), s.left(), s.cancelling());
            case State.Result s -> new State.Result(visit, s.shown());
            case State.Compare s -> new State.Compare(visit, s.shown());
            case State.NoLook s -> new State.NoLook(visit, s.reason());
            case State.StillThere s -> new State.StillThere(with(s.before(), visit), s.left());
        };
    }
}
