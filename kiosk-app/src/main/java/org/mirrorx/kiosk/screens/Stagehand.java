package org.mirrorx.kiosk.screens;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.PauseTransition;
import javafx.animation.TranslateTransition;
import javafx.scene.Group;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.LookCard;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/**
 * Brings the screen of each state on stage, in its language and layout, and moves one thing at a time between two. On the JavaFX thread.
 */
public final class Stagehand {
    /** What arrives. */
    static final Duration ARRIVES = Duration.millis(240);
    /** How long a sentence stays over the screen. */
    private static final Duration TOLD = Duration.seconds(5);

    private static final double RISE = 120;
    /** A sentence over the screen stands above the primary action. */
    private static final double TOAST_FOOT = 1568;

    private final Repertoire repertoire;
    private final Shop shop;
    private final Function<String, Words> words;
    private final Consumer<Event> flow;
    private final Debounce debounce;
    private final Pane root = new Pane();
    private final Pane stage = new Pane();
    private final Group over = new Group();
    private final Group told = new Group();
    private final Group corner = new Group();
    private final PauseTransition telling = new PauseTransition(TOLD);
    private Layout layout;
    private @Nullable Scene scene;
    private @Nullable State state;
    private boolean helping;
    /** Asked for before a visit began: kept here, for a state without a visit has no place for it. */
    private boolean seated;

    private boolean asksHelp;
    private Optional<Visit.Notice> noticed = Optional.empty();

    /**
     * A stage for a display.
     *
     * @param words of a language by its tag
     * @param events told what a person does
     */
    public Stagehand(
            Shop shop, Pictures pictures, Function<String, Words> words, Layout layout, Consumer<Event> events) {
        this(shop, new Repertoire(shop, pictures), words, layout, System::nanoTime, events);
    }

    Stagehand(
            Shop shop,
            Repertoire repertoire,
            Function<String, Words> words,
            Layout layout,
            LongSupplier nanoClock,
            Consumer<Event> events) {
        debounce = new Debounce(Debounce.CONTROL, nanoClock);
        var staff = new StaffCorner(nanoClock);
        root.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            double scale = this.layout.scale();
            if (staff.opens(event.getX() / scale, event.getY() / scale)) {
                event.consume();
                events.accept(new Event.StaffCorner());
            }
        });
        // Whatever has no meaning of its own says that somebody is there.
        root.setOnMouseReleased(event -> events.accept(new Event.Touched()));
        this.shop = shop;
        this.repertoire = repertoire;
        this.words = words;
        this.layout = layout;
        this.flow = events;
        root.getChildren().addAll(stage, over, told, corner);
        root.setBackground(Background.fill(Tokens.PAPER));
        root.setPrefSize(layout.width(), layout.height());
        telling.setOnFinished(event -> told.getChildren().clear());
    }

    /** To be the root of a JavaFX scene, in px of the display. */
    public Pane root() {
        return root;
    }

    /** The screen that is on stage. */
    public Optional<Board> board() {
        return Optional.ofNullable(scene).map(on -> on.played.screen().board());
    }

    /** Another display, or another way to lay things out. */
    public void layOut(Layout newLayout) {
        layout = newLayout;
        root.setPrefSize(newLayout.width(), newLayout.height());
        State now = state;
        if (now != null) {
            show(now);
        }
    }

    /** Shows a state. */
    public void show(State next) {
        State before = state;
        state = next;
        if (next instanceof State.Attract && !(before instanceof State.Attract)) {
            seated = false;
            asksHelp = false;
        }
        Setting setting = setting(next);
        Scene on = scene;
        if (on == null || !on.setting.equals(setting) || !on.played.takes(next)) {
            replace(next, setting, before);
        }
        help(next);
        notices(next);
    }

    /** Shows a state as it is in the end, without a transition: for pictures of the screen. */
    public void showAtOnce(State next) {
        state = null;
        scene = null;
        noticed = Optional.empty();
        told.getChildren().clear();
        show(next);
    }

    /** Says a sentence over the screen for a few seconds. */
    public void tell(String sentence) {
        if (state == null) {
            return;
        }
        told.getTransforms().setAll(layout.sheet());
        told.getChildren().setAll(toast(tailor(setting(state)), sentence));
        telling.playFromStart();
    }

    /** A note in the picture's upper corner for as long as something is so; empty takes it off. */
    public void corner(Optional<String> note) {
        corner.getChildren().clear();
        corner.getTransforms().setAll(layout.picture());
        if (note.isEmpty() || state == null) {
            return;
        }
        Group tag = tailor(setting(state)).tag(note.get(), 0, 0);
        tag.setLayoutX(Layout.RIGHT - tag.getLayoutBounds().getWidth());
        tag.setLayoutY(52);
        corner.getChildren().add(tag);
    }

    /** What a person did goes to the flow; what a state without a visit cannot remember is remembered here. */
    private void heard(Event event) {
        State now = state;
        if (now == null || now instanceof State.Visiting) {
            flow.accept(event);
            return;
        }
        switch (event) {
            case Event.Reach reach -> {
                seated = reach.on();
                again(now);
            }
            case Event.Help help -> {
                asksHelp = help.open();
                again(now);
            }
            case Event.Agree agree -> {
                boolean reach = seated;
                asksHelp = false;
                flow.accept(agree);
                if (reach) {
                    flow.accept(new Event.Reach(true));
                }
            }
            default -> flow.accept(event);
        }
    }

    private void again(State now) {
        flow.accept(new Event.Touched());
        if (now.equals(state)) {
            show(now);
        }
    }

    private void replace(State next, Setting setting, @Nullable State before) {
        if (scene != null) {
            scene.played.screen().leave();
        }
        Tailor tailor = tailor(setting);
        var played = repertoire.screen(next, tailor);
        scene = new Scene(setting, played);
        Board board = played.screen().board();
        stage.getChildren().setAll(board);
        over.getChildren().clear();
        helping = false;
        if (before == null || setting.calm) {
            return;
        }
        played.screen().arrive();
        if (before instanceof State.Consent && next instanceof State.Visiting) {
            over.getTransforms().setAll(setting.layout.picture());
            move(new Curtain(setting.layout.pictureHeight()));
            return;
        }
        if (before.getClass() != next.getClass()) {
            rise(board, setting.layout);
        }
    }

    private void move(Curtain curtain) {
        over.getChildren().setAll(curtain);
        Animation opens = curtain.opens();
        opens.setOnFinished(event -> over.getChildren().remove(curtain));
        opens.play();
    }

    private static void rise(Board board, Layout layout) {
        var rise = new TranslateTransition(ARRIVES, board.rising());
        rise.setFromY(RISE * layout.scale());
        rise.setToY(0);
        rise.setInterpolator(Interpolator.EASE_OUT);
        rise.play();
    }

    private void help(State next) {
        boolean wanted =
                next instanceof State.Visiting visiting ? visiting.visit().help() : asksHelp;
        if (wanted == helping) {
            return;
        }
        helping = wanted;
        over.getChildren().clear();
        if (wanted) {
            Tailor tailor = tailor(setting(next));
            over.getTransforms().setAll(layout.sheet());
            boolean calm =
                    next instanceof State.Visiting visiting && visiting.visit().calm();
            Group hem = next instanceof State.Visiting visiting
                    ? Hem.ofVisit(tailor, shop, visiting.visit())
                    : Hem.ofNobody(tailor, shop);
            over.getChildren().setAll(new HelpSheet(tailor, calm).node(), hem);
        }
    }

    private void notices(State next) {
        Optional<Visit.Notice> now =
                next instanceof State.Visiting visiting ? visiting.visit().notice() : Optional.empty();
        if (!now.equals(noticed)) {
            noticed = now;
            now.ifPresent(notice -> tell(tailor(setting(next)).say(key(notice))));
        }
        if (!(next instanceof State.Visiting)) {
            told.getChildren().clear();
        }
        boolean away =
                next instanceof State.Visiting visiting && visiting.visit().cameraLost();
        corner(away ? Optional.of(tailor(setting(next)).say("visit.cameraLost")) : Optional.empty());
    }

    private static Group toast(Tailor tailor, String sentence) {
        Text text = tailor.block(sentence, Style.BODY, Tokens.INK, Layout.LEFT + 104, 0, Layout.COLUMNS - 152, 3);
        double height = tailor.lastBaseline(text, Style.BODY) + 110;
        double top = TOAST_FOOT - height;
        text.setY(top + 68);
        var ground = new Rectangle(Layout.LEFT, top, Layout.COLUMNS, height);
        ground.setArcWidth(56);
        ground.setArcHeight(56);
        ground.setFill(Tokens.PAPER_WHITE);
        ground.setStroke(Tokens.LINE);
        ground.setStrokeWidth(2);
        var toast = new Group(ground, tailor.dot(Tailor.Condition.ATTENTION, Layout.LEFT + 56, top + 55), text);
        toast.setMouseTransparent(true);
        return toast;
    }

    private Tailor tailor(Setting setting) {
        return new Tailor(
                words.apply(setting.language), setting.layout, setting.calm, this::heard, this::tell, debounce);
    }

    private Setting setting(State of) {
        String own = shop.languages().isEmpty() ? "en" : shop.languages().getFirst();
        return switch (of) {
            case State.Visiting visiting -> {
                Visit visit = visiting.visit();
                yield new Setting(
                        of.getClass(),
                        visit.language(),
                        layout.withReach(visit.reach()),
                        visit.calm(),
                        visit.help(),
                        variant(of));
            }
            case State.Consent consent ->
                new Setting(
                        of.getClass(),
                        consent.language(),
                        layout.withReach(layout.reach() || seated),
                        false,
                        asksHelp,
                        "");
            case State.Erasing erasing ->
                new Setting(
                        of.getClass(),
                        erasing.language(),
                        layout.withReach(layout.reach() || seated),
                        false,
                        asksHelp,
                        "");
            case State.Goodbye goodbye ->
                new Setting(
                        of.getClass(),
                        goodbye.language(),
                        layout.withReach(layout.reach() || seated),
                        false,
                        asksHelp,
                        "");
            case State.Apology apology ->
                new Setting(
                        of.getClass(),
                        apology.language(),
                        layout.withReach(layout.reach() || seated),
                        false,
                        asksHelp,
                        "");
            case State.Attract attract ->
                new Setting(of.getClass(), own, layout.withReach(layout.reach() || seated), false, asksHelp, "");
            case State.OutOfService closed ->
                new Setting(
                        of.getClass(),
                        own,
                        layout.withReach(layout.reach() || seated),
                        false,
                        asksHelp,
                        closed.cause());
            case State.StaffPin pin ->
                new Setting(of.getClass(), own, layout.withReach(layout.reach() || seated), false, asksHelp, "");
            case State.StaffHealth health ->
                new Setting(of.getClass(), own, layout.withReach(layout.reach() || seated), false, asksHelp, "");
        };
    }

    /** What within a state asks for another screen. */
    private static Object variant(State state) {
        return switch (state) {
            case State.Picker picker -> picker.searching();
            case State.Result result -> result.shown().number();
            case State.Compare compare ->
                compare.shown().stream().map(LookCard::number).toList();
            default -> "";
        };
    }

    private static String key(Visit.Notice notice) {
        return switch (notice) {
            case UNKNOWN_TAG -> "visit.unknownTag";
            case ALREADY_WORN -> "visit.alreadyWorn";
            case CANNOT_TRY_THIS -> "visit.cannotTry";
            case ENOUGH_LOOKS -> "visit.enoughLooks";
        };
    }

    /** What a screen is made for; where it differs, another one is made. */
    private record Setting(
            Class<?> state, String language, Layout layout, boolean calm, boolean help, Object variant) {}

    private record Scene(Setting setting, Repertoire.Played<? extends State> played) {}
}
