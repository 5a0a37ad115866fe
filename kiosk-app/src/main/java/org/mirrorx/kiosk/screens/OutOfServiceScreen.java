package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.flow.State;

/** No visit can start: a closed curtain, and whom to ask. */
final class OutOfServiceScreen implements Screen<State.OutOfService> {
    private final Tailor tailor;
    private final ClosedMirror mirror;
    private boolean said;

    OutOfServiceScreen(Tailor tailor, Shop shop) {
        this.tailor = tailor;
        mirror = new ClosedMirror(tailor, shop);
        mirror.board().hem(Hem.quiet(tailor));
    }

    @Override
    public Board board() {
        return mirror.board();
    }

    @Override
    public void update(State.OutOfService state) {
        if (said) {
            return;
        }
        said = true;
        String sentence = state.cause() instanceof State.Cause.NotErased
                ? tailor.say("closed.notErased")
                : tailor.say("closed.what");
        mirror.says(tailor.say("closed.title"), Style.DISPLAY, Tokens.INK, sentence);
        if (state.cause() instanceof State.Cause.Fault fault) {
            mirror.board()
                    .hem(new javafx.scene.Group(
                            Hem.quiet(tailor),
                            tailor.line(
                                    tailor.say("closed.code", fault.code()),
                                    Style.CAPTION,
                                    Tokens.INK_SOFT,
                                    Layout.LEFT,
                                    1858,
                                    Layout.COLUMNS)));
        }
    }
}
