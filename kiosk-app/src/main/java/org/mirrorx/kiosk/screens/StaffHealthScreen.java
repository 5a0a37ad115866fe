package org.mirrorx.kiosk.screens;

import java.util.List;
import java.util.Optional;
import javafx.scene.Group;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;

/** How the machine is, and whether the mirror is open. */
final class StaffHealthScreen implements Screen<State.StaffHealth> {
    private static final double FIRST = 1010;
    private static final double STEP = 78;
    private static final int MOST = 6;

    private final Tailor tailor;
    private final Board board;
    private final Group switches = new Group();
    private Optional<State.Cause> shown = Optional.empty();
    private boolean made;

    StaffHealthScreen(Tailor tailor, Shop shop, State.StaffHealth state) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        board.picture(new Curtain(tailor.layout().pictureHeight()), tailor.mark(shop.name(), Tokens.INK));
        board.sheet(
                tailor.straightPaper(800),
                tailor.line(tailor.say("health.title"), Style.TITLE, Tokens.INK, Layout.LEFT - 4, 924, Layout.COLUMNS),
                switches);
        List<StaffDesk.Finding> findings = shop.staff().findings();
        for (int i = 0; i < Math.min(MOST, findings.size()); i++) {
            StaffDesk.Finding finding = findings.get(i);
            double y = FIRST + i * STEP;
            board.sheet(
                    tailor.dot(
                            finding.good() ? Tailor.Condition.GOOD : Tailor.Condition.ATTENTION,
                            Layout.LEFT + 14,
                            y - 13),
                    tailor.line(finding.part(), Style.BODY_MEDIUM, Tokens.INK, Layout.LEFT + 52, y, 250),
                    tailor.line(
                            tailor.shorten(finding.how(), Style.CAPTION, 600),
                            Style.CAPTION,
                            Tokens.INK_SOFT,
                            Layout.LEFT + 330,
                            y,
                            606),
                    tailor.hairline(Layout.LEFT, y + 28, Layout.COLUMNS));
        }
        update(state);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.StaffHealth state) {
        if (made && state.closed().equals(shown)) {
            return;
        }
        made = true;
        shown = state.closed();
        String how = state.closed().isEmpty() ? tailor.say("health.open") : tailor.say("health.closed");
        Patch turn = state.closed().isEmpty()
                ? tailor.primary("health.close", 72, 1590, 616, 144, () -> tailor.tell(new Event.CloseKiosk()))
                : tailor.primary("health.openNow", 72, 1590, 616, 144, () -> tailor.tell(new Event.OpenKiosk()));
        if (state.closed().equals(Optional.of(new State.Cause.NotErased()))) {
            turn.forbid(Optional.of(tailor.say("closed.notErased")));
        }
        switches.getChildren()
                .setAll(
                        tailor.line(how, Style.LEAD, Tokens.INK, Layout.LEFT, 1540, Layout.COLUMNS),
                        turn,
                        tailor.secondary(
                                "health.leave", 712, 1590, 296, 144, () -> tailor.tell(new Event.StaffLeaves())));
    }
}
