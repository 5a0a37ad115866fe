package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.flow.State;

/** An empty sheet of paper. */
final class BlankScreen<S extends State> implements Screen<S> {
    private final Board board;

    BlankScreen(Tailor tailor) {
        board = new Board(tailor.layout());
        board.sheet(tailor.straightPaper(0));
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(S state) {}
}
