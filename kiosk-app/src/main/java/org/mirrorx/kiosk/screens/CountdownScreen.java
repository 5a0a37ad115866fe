package org.mirrorx.kiosk.screens;

import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** Three, two, one: on a night disc beside the face, never on it; then one soft flash. */
final class CountdownScreen implements Screen<State.Countdown> {
    private static final double DISC = 888;
    private static final double DISC_Y = 352;
    private static final double RADIUS = 120;

    private final Tailor tailor;
    private final Board board;
    private final Group disc = new Group();
    private final Rectangle flash;
    private int shown = -1;

    CountdownScreen(Tailor tailor, Shop shop, Pictures pictures, Visit visit) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        Stitches guide = FramingScreen.guide(tailor);
        guide.colour(stitch -> true, Tokens.LEAF_LIGHT, Tokens.PAPER_WHITE);
        board.picture(pictures.mirror().fill(Layout.WIDTH, tailor.layout().pictureHeight()));
        FramingScreen.ground(tailor, board);
        flash = new Rectangle(0, 0, Layout.WIDTH, tailor.layout().pictureHeight());
        flash.setFill(Color.color(1, 1, 1, 0.55));
        flash.setVisible(false);
        flash.setMouseTransparent(true);
        board.picture(tailor.mark(shop.name(), Tokens.INK), guide, disc, flash);
        board.sheet(
                tailor.above(
                        tailor.say("countdown.title"),
                        Style.TITLE,
                        FramingScreen.ink(tailor),
                        Layout.LEFT - 4,
                        FramingScreen.TITLE,
                        Layout.COLUMNS + 4,
                        2),
                tailor.onPicture("countdown.wait", 72, 1592, 936, 144, () -> tailor.tell(new Event.Again())));
        board.hem(Hem.ofVisit(tailor, shop, visit));
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Countdown state) {
        if (state.seconds() == shown) {
            return;
        }
        shown = state.seconds();
        disc.getChildren().clear();
        flash.setVisible(shown == 0 && !tailor.calm());
        if (shown == 0) {
            return;
        }
        var numeral = new Text(Integer.toString(shown));
        numeral.setFont(Type.LATIN.font(Style.DISPLAY));
        numeral.setFill(Color.WHITE);
        numeral.setX(DISC - numeral.getLayoutBounds().getWidth() / 2);
        numeral.setY(DISC_Y + Style.DISPLAY.size() * 0.345);
        disc.getChildren().addAll(new Circle(DISC, DISC_Y, RADIUS, Tokens.night(0.84)), numeral);
    }
}
