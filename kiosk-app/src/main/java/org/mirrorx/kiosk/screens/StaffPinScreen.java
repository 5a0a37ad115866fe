package org.mirrorx.kiosk.screens;

import java.time.Duration;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.shape.Circle;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;

/** The hidden corner's keypad. */
final class StaffPinScreen implements Screen<State.StaffPin> {
    private static final int LONGEST = 8;
    private static final double KEY = 200;
    private static final double GAP = 24;
    private static final double LEFT = 216;
    private static final double TOP = 1064;
    private static final double HIGH = 152;
    private static final double STEP = 172;

    private final Tailor tailor;
    private final StaffDesk desk;
    private final Board board;
    private final Group dots = new Group();
    private final Group words = new Group();
    private final StringBuilder pin = new StringBuilder();
    private Duration pause = Duration.ZERO;

    StaffPinScreen(Tailor tailor, Shop shop, State.StaffPin state) {
        this.tailor = tailor;
        desk = shop.staff();
        board = new Board(tailor.layout());
        board.picture(new Curtain(tailor.layout().pictureHeight()), tailor.mark(shop.name(), Tokens.INK));
        board.sheet(tailor.straightPaper(800), words, dots);
        for (int i = 0; i < 12; i++) {
            key(i);
        }
        update(state);
    }

    private void key(int i) {
        double x = LEFT + i % 3 * (KEY + GAP);
        int row = i / 3;
        double y = TOP + row * STEP;
        switch (i) {
            case 9 ->
                board.sheet(tailor.patch(
                                "staff.leave",
                                x,
                                y,
                                KEY,
                                HIGH,
                                28,
                                Look.BARE,
                                Look.BARE_PRESSED,
                                Look.BARE_PRESSED,
                                () -> tailor.tell(new Event.StaffLeaves()))
                        .with(Icon.CLOSE.draw(Tokens.INK, 76, 52, 48)));
            case 11 ->
                board.sheet(tailor.patch(
                                "staff.enter",
                                x,
                                y,
                                KEY,
                                HIGH,
                                28,
                                Look.PRIMARY,
                                Look.PRIMARY_PRESSED,
                                Look.PRIMARY_PRESSED,
                                this::enter)
                        .with(Icon.CHECK.draw(javafx.scene.paint.Color.WHITE, 76, 52, 48)));
            default -> {
                String digit = i == 10 ? "0" : Integer.toString(i + 1);
                board.sheet(tailor.key(
                        "staff.key." + digit, digit, Style.QUESTION, Look.WELL, x, y, KEY, HIGH, () -> digit(digit)));
            }
        }
    }

    private void digit(String digit) {
        tailor.tell(new Event.Touched());
        if (pin.length() < LONGEST && pause.isZero()) {
            pin.append(digit);
            dots();
        }
    }

    private void enter() {
        if (!pause.isZero()) {
            tailor.tell(new Event.Touched());
            return;
        }
        Optional<Duration> wrong = desk.judge(pin.toString());
        pin.setLength(0);
        dots();
        tailor.tell(wrong.<Event>map(Event.PinWrong::new).orElseGet(Event.PinRight::new));
    }

    private void dots() {
        dots.getChildren().clear();
        for (int k = 0; k < pin.length(); k++) {
            dots.getChildren()
                    .add(new Circle(Layout.WIDTH / 2 + (k - (pin.length() - 1) / 2.0) * 56, 1028, 14, Tokens.INK));
        }
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.StaffPin state) {
        pause = state.pin().pause();
        long seconds = (pause.toMillis() + 999) / 1000;
        String below = !pause.isZero()
                ? tailor.say("staff.pause", seconds)
                : state.pin().wrong() ? tailor.say("staff.wrong") : tailor.say("staff.type");
        words.getChildren()
                .setAll(
                        tailor.line(
                                tailor.say("staff.title"),
                                Style.TITLE,
                                Tokens.INK,
                                Layout.LEFT - 4,
                                924,
                                Layout.COLUMNS),
                        tailor.line(below, Style.BODY, Tokens.INK_SOFT, Layout.LEFT, 984, Layout.COLUMNS));
    }
}
