package org.mirrorx.kiosk.screens;

import javafx.geometry.Point2D;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;

/** "Erased." It is true when this screen shows. */
final class GoodbyeScreen implements Screen<State.Goodbye> {
    private final ClosedMirror mirror;

    GoodbyeScreen(Tailor tailor, Shop shop) {
        mirror = new ClosedMirror(tailor, shop);
        mirror.curtain().hem().unpick(1);
        mirror.board().sheet(ClosedMirror.looseThread(new Point2D(136, 1336)));
        mirror.says(tailor.say("goodbye.title"), Style.DISPLAY, Tokens.INK, tailor.say("goodbye.what"));
        mirror.board().hem(Hem.ofNobody(tailor, shop));
        mirror.board().setOnMouseReleased(event -> tailor.tell(new Event.Touched()));
    }

    @Override
    public Board board() {
        return mirror.board();
    }

    @Override
    public void update(State.Goodbye state) {}
}
