package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** The picture that was taken: use it, or again. */
final class ReviewScreen implements Screen<State.Review> {
    private final Board board;

    ReviewScreen(Tailor tailor, Shop shop, Pictures pictures, Visit visit) {
        board = new Board(tailor.layout());
        pictures.capture()
                .ifPresent(capture ->
                        board.picture(capture.fill(Layout.WIDTH, tailor.layout().pictureHeight())));
        FramingScreen.ground(tailor, board);
        board.picture(tailor.mark(shop.name(), Tokens.INK));
        board.sheet(
                tailor.above(
                        tailor.say("review.title"),
                        Style.TITLE,
                        FramingScreen.ink(tailor),
                        Layout.LEFT - 4,
                        FramingScreen.TITLE,
                        Layout.COLUMNS + 4,
                        2),
                tailor.primary("review.use", 72, 1592, 616, 144, () -> tailor.tell(new Event.UsePicture())),
                tailor.onPicture("review.again", 712, 1592, 296, 144, () -> tailor.tell(new Event.Again())));
        board.hem(Hem.ofVisit(tailor, shop, visit));
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Review state) {}
}
