package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import org.mirrorx.inference.Progress;
import org.mirrorx.kiosk.flow.Chosen;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** A look is being made: the shopper's own picture, and a seam that is as long as the work done. */
final class ProcessingScreen implements Screen<State.Processing> {
    private static final double SHEET = 1290;
    private static final double SEAM = 1322;
    private static final double TITLE = 1452;
    private static final double LEFT_TIME = 1552;
    private static final List<Progress.Step> TOLD = List.of(
            Progress.Step.READING_BODY, Progress.Step.CUTTING_GARMENT, Progress.Step.DRAPING, Progress.Step.CHECKING);

    private final Tailor tailor;
    private final Board board;
    private final Stitches seam;
    private final Pictures pictures;
    private final Group drawn = new Group();
    private final Group words = new Group();
    private final Group steps = new Group();
    private final Patch stop;

    ProcessingScreen(Tailor tailor, Shop shop, Pictures pictures, Visit visit) {
        this.tailor = tailor;
        this.pictures = pictures;
        board = new Board(tailor.layout());
        pictures.capture()
                .ifPresent(capture ->
                        board.picture(capture.fill(Layout.WIDTH, tailor.layout().pictureHeight())));
        board.picture(drawn, tailor.mark(shop.name(), Tokens.INK));
        seam = Stitches.straight(Stitches.Yarn.PROGRESS, Tokens.SINDOOR, 12, SEAM, Layout.WIDTH - 12, SEAM);
        seam.withNeedle();
        stop = tailor.secondary("processing.stop", 772, 1490, 236, 96, () -> tailor.tell(new Event.Cancel()));
        board.sheet(tailor.straightPaper(SHEET), seam, words, steps, stop);
        board.hem(Hem.ofVisit(tailor, shop, visit));
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Processing state) {
        seam.sew(state.done());
        showDrawn();
        String title = state.cancelling() ? tailor.say("processing.stopping") : tailor.say(key(state.step()));
        String left = state.left()
                .map(time -> tailor.say("processing.left", Math.max(1, (time.toMillis() + 999) / 1000)))
                .orElse("");
        words.getChildren()
                .setAll(
                        tailor.line(title, Style.GARMENT, Tokens.INK, Layout.LEFT - 3, TITLE, Layout.COLUMNS),
                        tailor.line(left, Style.BODY, Tokens.INK_SOFT, Layout.LEFT, LEFT_TIME, 660));
        stop.forbid(state.cancelling() ? Optional.of(tailor.say("processing.stopping")) : Optional.empty());
        steps(state.step());
    }

    /** What an engine has drawn so far takes the capture's place, from its first preview on. */
    private void showDrawn() {
        if (drawn.getChildren().isEmpty()) {
            pictures.preview()
                    .ifPresent(preview -> drawn.getChildren()
                            .add(preview.fill(Layout.WIDTH, tailor.layout().pictureHeight())));
        }
    }

    private void steps(Progress.Step now) {
        steps.getChildren().clear();
        List<javafx.scene.Node> rows = new ArrayList<>();
        for (int i = 0; i < TOLD.size(); i++) {
            Progress.Step step = TOLD.get(i);
            double x = i % 2 == 0 ? Layout.LEFT : 552;
            double y = 1652 + i / 2 * 66;
            int order = step.compareTo(now);
            Color ink = order > 0 ? Tokens.INK_SOFT : Tokens.INK;
            rows.add(
                    order < 0
                            ? Icon.CHECK.draw(Tokens.LEAF, x, y - 30, 34)
                            : Stitches.straight(
                                    Stitches.Yarn.PAPER,
                                    order == 0 ? Tokens.SINDOOR : Tokens.LINE,
                                    x,
                                    y - 12,
                                    x + 38,
                                    y - 12));
            rows.add(tailor.line(
                    tailor.say(key(step)),
                    order == 0 ? Style.BODY_MEDIUM : Style.BODY,
                    ink,
                    x + 56,
                    y,
                    Layout.COLUMNS / 2 - 76));
        }
        steps.getChildren().setAll(rows);
    }

    private static String key(Progress.Step step) {
        return switch (step) {
            case READING_BODY -> "processing.reading";
            case CUTTING_GARMENT -> "processing.cutting";
            case FITTING -> "processing.fitting";
            case DRAPING -> "processing.draping";
            case KEEPING_HEAD -> "processing.head";
            case CHECKING -> "processing.checking";
        };
    }

    /** What is worn, for a sentence. */
    static String names(Shop shop, Chosen outfit, String language) {
        return String.join(
                " + ",
                java.util.stream.Stream.of(outfit.dress(), outfit.upper(), outfit.lower())
                        .flatMap(Optional::stream)
                        .map(sku -> shop.garment(sku, language))
                        .flatMap(Optional::stream)
                        .map(GarmentCard::name)
                        .toList());
    }
}
