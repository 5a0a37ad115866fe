package org.mirrorx.kiosk.screens;

import java.time.Duration;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;

/** Nobody touched anything: a seam is pulled out stitch by stitch until everything is erased. */
final class StillThereScreen implements Screen<State.StillThere> {
    private static final double SHEET = 1076;
    /** The seam is whole at the beginning of a warning of this length (WCAG 2.2.1 asks for at least 20 s). */
    private static final Duration WARNING = Duration.ofSeconds(30);

    private final Tailor tailor;
    private final Board board;
    private final Stitches seam;
    private final Group left = new Group();
    private final Duration all;
    private long shown = -1;

    StillThereScreen(Tailor tailor, Shop shop, Pictures pictures, State.StillThere first) {
        this.tailor = tailor;
        this.all = first.left().compareTo(WARNING) > 0 ? first.left() : WARNING;
        board = new Board(tailor.layout());
        double height = tailor.layout().pictureHeight();
        Optional<Surface> before = switch (first.before()) {
            case State.Result result -> pictures.look(result.shown().number());
            case State.Review review -> pictures.capture();
            default -> Optional.of(pictures.mirror());
        };
        before.or(pictures::capture).ifPresent(surface -> board.picture(surface.fill(Layout.WIDTH, height)));
        var dusk = new Rectangle(0, 0, Layout.WIDTH, height);
        dusk.setFill(Tokens.night(0.72));
        board.picture(dusk, tailor.mark(shop.name(), Color.WHITE));
        seam = Stitches.straight(Stitches.Yarn.PROGRESS, Tokens.SINDOOR, 0, SHEET + 32, Layout.WIDTH, SHEET + 32);
        board.sheet(
                tailor.straightPaper(SHEET),
                seam,
                tailor.line(
                        tailor.say("still.title"),
                        Style.OPENING,
                        Tokens.INK,
                        Layout.LEFT - 6,
                        1282,
                        Layout.COLUMNS + 6),
                left,
                tailor.primary("still.here", 72, 1424, 936, 208, () -> tailor.tell(new Event.StillHere())),
                tailor.secondary("still.more", 72, 1656, 936, 104, () -> tailor.tell(new Event.MoreTime())));
        board.hem(Hem.ofVisit(tailor, shop, first.visit()));
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.StillThere state) {
        long seconds = Math.max(0, state.left().plusMillis(999).toSeconds());
        seam.unpick(1 - (double) state.left().toMillis() / Math.max(1, all.toMillis()));
        if (seconds != shown) {
            shown = seconds;
            left.getChildren()
                    .setAll(tailor.sentence(
                            tailor.say("still.left", seconds),
                            Style.LEAD,
                            Tokens.INK_SOFT,
                            Layout.LEFT,
                            1372,
                            Layout.COLUMNS));
        }
    }
}
