package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.flow.State;

/** Something failed and the visit is erased: one sentence, and a short code for staff. */
final class ApologyScreen implements Screen<State.Apology> {
    private final Tailor tailor;
    private final ClosedMirror mirror;

    ApologyScreen(Tailor tailor, Shop shop) {
        this.tailor = tailor;
        mirror = new ClosedMirror(tailor, shop);
        mirror.says(tailor.say("apology.title"), Style.OPENING, Tokens.INK, tailor.say("apology.what"));
        mirror.board().hem(Hem.quiet(tailor));
    }

    @Override
    public Board board() {
        return mirror.board();
    }

    @Override
    public void update(State.Apology state) {
        mirror.board()
                .hem(new javafx.scene.Group(
                        Hem.quiet(tailor),
                        tailor.line(
                                tailor.say("apology.code", state.code()),
                                Style.CAPTION,
                                Tokens.INK_SOFT,
                                Layout.LEFT,
                                1858,
                                Layout.COLUMNS)));
    }
}
