package org.mirrorx.kiosk.screens;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.SequentialTransition;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.mirrorx.kiosk.flow.State;

/** The curtain is closed; its hem is pulled out stitch by stitch while the visit is erased. Says "erased" to nobody yet. */
final class ErasingScreen implements Screen<State.Erasing> {
    private static final Duration STITCH = Duration.millis(120);

    private final ClosedMirror mirror;
    private final Timeline pulling;
    private @Nullable Animation moving;
    private int pulled;

    ErasingScreen(Tailor tailor, Shop shop) {
        mirror = new ClosedMirror(tailor, shop);
        mirror.says(tailor.say("erasing.title"), Style.OPENING, Tokens.INK, tailor.say("erasing.what"));
        mirror.board().hem(Hem.quiet(tailor));
        Stitches hem = mirror.curtain().hem();
        pulling = new Timeline(new KeyFrame(STITCH, event -> {
            // The last stitch stays until the erasure is confirmed: then another screen comes.
            pulled = Math.min(pulled + 1, hem.count() - 1);
            hem.unpick((double) pulled / hem.count());
        }));
        pulling.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    public Board board() {
        return mirror.board();
    }

    @Override
    public void update(State.Erasing state) {}

    @Override
    public void arrive() {
        // Only now: closing begins with an open curtain.
        moving = new SequentialTransition(mirror.curtain().closes(), pulling);
        moving.play();
    }

    @Override
    public void leave() {
        if (moving != null) {
            moving.stop();
        }
    }
}
