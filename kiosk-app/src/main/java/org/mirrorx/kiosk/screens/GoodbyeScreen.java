package org.mirrorx.kiosk.screens;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.util.Duration;
import org.mirrorx.kiosk.flow.State;

/** "Erased." It is true when this screen shows; the word comes when the last stitch of the hem has left. */
final class GoodbyeScreen implements Screen<State.Goodbye> {
    private static final Duration STITCH = Duration.millis(28);

    private final ClosedMirror mirror;
    private final Stitches hem;
    private final Node thread = ClosedMirror.looseThread(new Point2D(136, 1336));
    private final Timeline pulling = new Timeline();
    private int pulled;

    GoodbyeScreen(Tailor tailor, Shop shop) {
        mirror = new ClosedMirror(tailor, shop);
        hem = mirror.curtain().hem();
        hem.unpick(1);
        mirror.board().sheet(thread);
        mirror.says(tailor.say("goodbye.title"), Style.DISPLAY, Tokens.INK, tailor.say("goodbye.what"));
        mirror.board().hem(Hem.ofNobody(tailor, shop));
    }

    @Override
    public Board board() {
        return mirror.board();
    }

    @Override
    public void update(State.Goodbye state) {}

    @Override
    public void arrive() {
        hem.unpick(0);
        thread.setVisible(false);
        mirror.hush(true);
        pulling.getKeyFrames().setAll(new KeyFrame(STITCH, event -> {
            pulled++;
            hem.unpick((double) pulled / hem.count());
        }));
        pulling.setCycleCount(hem.count());
        pulling.setOnFinished(event -> {
            thread.setVisible(true);
            mirror.hush(false);
        });
        pulling.play();
    }

    @Override
    public void leave() {
        pulling.stop();
    }
}
