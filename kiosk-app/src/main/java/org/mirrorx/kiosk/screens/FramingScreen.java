package org.mirrorx.kiosk.screens;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** The living picture, a stitched outline to stand in, one hint at a time. */
final class FramingScreen implements Screen<State.Framing> {
    static final double SCRIM_TOP = 1040;
    private static final double SCRIM_TOP_DEEP = 900;
    static final double SCRIM_END = 0.93;
    static final double TITLE = 1512;
    private static final double ARROW = 92;

    private final Tailor tailor;
    private final Board board;
    private final Stitches guide;
    private final Rectangle deeper;
    private final Group hint = new Group();
    private @Nullable Hint shown;

    FramingScreen(Tailor tailor, Shop shop, Pictures pictures, Visit visit) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        guide = guide(tailor);
        board.picture(pictures.mirror().fill(Layout.WIDTH, tailor.layout().pictureHeight()));
        ground(tailor, board);
        deeper = tailor.scrim(SCRIM_TOP_DEEP, Layout.HEM, 0.7);
        deeper.setVisible(false);
        board.picture(deeper);
        board.picture(tailor.mark(shop.name(), Tokens.INK), guide);
        board.sheet(
                hint, tailor.onPicture("framing.take", 72, 1592, 936, 144, () -> tailor.tell(new Event.TakePicture())));
        board.hem(Hem.ofVisit(tailor, shop, visit));
    }

    /** The outline in white stitches. */
    static Stitches guide(Tailor tailor) {
        // A picture of 3:4 shows a person a quarter smaller than one of 9:16.
        double size = tailor.layout().landscape() ? 0.75 : 1;
        Stitches guide = Stitches.along(
                Stitches.Yarn.GUIDE, Tokens.PAPER_WHITE, BodyOutline.around(Layout.WIDTH / 2, 96 * size, 700 * size));
        // Painted only when a stitch changes its colour, not for every frame of the picture below.
        guide.setCache(true);
        return guide;
    }

    /** A scrim at the foot of the picture; in landscape a sheet of paper beside it. */
    static void ground(Tailor tailor, Board board) {
        if (tailor.layout().besides()) {
            board.sheet(tailor.straightPaper(0));
        } else {
            board.picture(tailor.scrim(SCRIM_TOP, Layout.HEM, SCRIM_END));
        }
    }

    /** More night where words need two lines: white text stands only where the scrim is dark enough. */
    private void darken(Text title) {
        deeper.setVisible(!tailor.layout().besides() && tailor.lastBaseline(title, Style.TITLE) - title.getY() > 1);
    }

    static Color ink(Tailor tailor) {
        return tailor.layout().besides() ? Tokens.INK : Color.WHITE;
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Framing state) {
        if (state.hint() == shown) {
            return;
        }
        shown = state.hint();
        Color ink = ink(tailor);
        hint.getChildren().clear();
        String words = tailor.say(key(state.hint()));
        double beside = Layout.LEFT + ARROW + 40;
        double besideRoom = Layout.RIGHT + 20 - beside;
        Optional<Icon> icon = icon(state.hint());
        Text title = tailor.above(words, Style.TITLE, ink, beside - 4, TITLE, besideRoom, 2);
        if (icon.isEmpty() || !Tailor.fits(title, besideRoom, 2)) {
            // Long words need the pictogram's room; they say the same.
            title = tailor.above(words, Style.TITLE, ink, Layout.LEFT - 4, TITLE, Layout.COLUMNS + 24, 2);
        } else {
            double middle = (title.getY() + TITLE) / 2 - 38;
            hint.getChildren().add(icon.get().draw(ink, Layout.LEFT, middle - ARROW / 2, ARROW));
        }
        hint.getChildren().add(title);
        darken(title);
        Point2D middle = new Point2D(Layout.WIDTH / 2, 0);
        guide.colour(
                stitch -> meets(state.hint(), guide.at(stitch).getX() - middle.getX()),
                Tokens.LEAF_LIGHT,
                Tokens.PAPER_WHITE);
    }

    /** Which stitches the body meets, as far as a hint tells: one step aside leaves half of them right. */
    static boolean meets(Hint hint, double fromMiddle) {
        return switch (hint) {
            case RIGHT, HOLD_STILL -> true;
            case MOVE_LEFT -> fromMiddle > 0;
            case MOVE_RIGHT -> fromMiddle < 0;
            case ARMS_AWAY, FACE_THE_MIRROR -> Math.abs(fromMiddle) < 215;
            case CAMERA_STARTING, NOBODY, JUST_YOU, MORE_LIGHT, STEP_BACK, STEP_CLOSER -> false;
        };
    }

    private static Optional<Icon> icon(Hint hint) {
        return switch (hint) {
            case MOVE_LEFT -> Optional.of(Icon.ARROW_LEFT);
            case MOVE_RIGHT -> Optional.of(Icon.ARROW_RIGHT);
            case STEP_BACK -> Optional.of(Icon.ARROW_DOWN);
            case STEP_CLOSER -> Optional.of(Icon.ARROW_UP);
            case JUST_YOU -> Optional.of(Icon.ONE_PERSON);
            case MORE_LIGHT -> Optional.of(Icon.LIGHT);
            case ARMS_AWAY -> Optional.of(Icon.ARMS);
            case FACE_THE_MIRROR -> Optional.of(Icon.TURN);
            case RIGHT -> Optional.of(Icon.CHECK);
            case CAMERA_STARTING, NOBODY, HOLD_STILL -> Optional.empty();
        };
    }

    private static String key(Hint hint) {
        return switch (hint) {
            case CAMERA_STARTING -> "framing.camera";
            case NOBODY -> "framing.nobody";
            case JUST_YOU -> "framing.justYou";
            case MORE_LIGHT -> "framing.light";
            case STEP_BACK -> "framing.back";
            case STEP_CLOSER -> "framing.closer";
            case MOVE_LEFT -> "framing.left";
            case MOVE_RIGHT -> "framing.right";
            case FACE_THE_MIRROR -> "framing.face";
            case ARMS_AWAY -> "framing.arms";
            case HOLD_STILL -> "framing.still";
            case RIGHT -> "framing.ready";
        };
    }
}
