package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Rectangle;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.LookCard;
import org.mirrorx.kiosk.flow.State;

/** Two to four looks side by side; one zoom for all, a heart for each. */
final class CompareScreen implements Screen<State.Compare> {
    private static final double SHEET = 1104;
    private static final double ZOOM = 1.6;

    private final Tailor tailor;
    private final Board board;
    private final List<Patch> hearts = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<ImageView> views = new ArrayList<>();
    private final double opening;
    private boolean near;

    CompareScreen(Tailor tailor, Shop shop, Pictures pictures, State.Compare state) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        boolean beside = tailor.layout().besides();
        double height = beside ? tailor.layout().pictureHeight() : SHEET;
        int count = state.shown().size();
        opening = Layout.WIDTH / count;
        Group seams = new Group();
        for (int i = 0; i < count; i++) {
            LookCard look = state.shown().get(i);
            double x = i * opening;
            pictures.look(look.number()).ifPresent(surface -> board.picture(view(surface, x, height, look.number())));
            if (look.trial()) {
                board.picture(tailor.tag(tailor.say("result.trial"), x + 24, height - 140));
            }
            if (i > 0) {
                seams.getChildren().add(Stitches.straight(Stitches.Yarn.PICTURE, Tokens.PAPER_WHITE, x, 8, x, height));
            }
        }
        board.picture(seams, tailor.mark(shop.name(), Tokens.INK));
        board.sheet(tailor.straightPaper(SHEET));
        double column = Layout.WIDTH / count;
        for (int i = 0; i < count; i++) {
            LookCard look = state.shown().get(i);
            double middle = (i + 0.5) * column;
            Patch heart = tailor.heart(
                    "compare.heart." + look.number(),
                    middle - 56,
                    SHEET - 56,
                    112,
                    112,
                    56,
                    () -> tailor.tell(new Event.Love(look.number())));
            hearts.add(heart);
            numbers.add(look.number());
            String name =
                    ProcessingScreen.names(shop, look.outfit(), state.visit().language());
            var text = tailor.line(
                    tailor.shorten(name, Style.CAPTION, column - 24), Style.CAPTION, Tokens.INK, 0, 1230, column - 24);
            text.setX(middle - text.getLayoutBounds().getWidth() / 2);
            board.sheet(heart, text);
        }
        board.sheet(
                tailor.line(
                        tailor.say("compare.title"), Style.TITLE, Tokens.INK, Layout.LEFT - 4, 1440, Layout.COLUMNS),
                tailor.primary("compare.another", 72, 1560, 776, 144, () -> tailor.tell(new Event.AnotherGarment())),
                tailor.patch(
                                "compare.zoom",
                                872,
                                1560,
                                136,
                                144,
                                28,
                                Look.SECONDARY,
                                Look.SECONDARY_PRESSED,
                                Look.SECONDARY_PRESSED,
                                this::zoom)
                        .with(Icon.PLUS.draw(Tokens.INK, 44, 48, 48)));
        board.hem(Hem.ofVisit(tailor, shop, state.visit()));
        update(state);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Compare state) {
        for (int i = 0; i < hearts.size(); i++) {
            hearts.get(i).select(state.visit().loved().contains(numbers.get(i)));
        }
    }

    /** A look in its part of the picture; a touch shows it large. */
    private Group view(Surface surface, double x, double height, int number) {
        ImageView view = surface.fill(opening, height);
        view.setX(x);
        views.add(view);
        var touch = new Rectangle(x, 0, opening, height);
        touch.setFill(javafx.scene.paint.Color.TRANSPARENT);
        touch.setOnMouseClicked(event -> tailor.tell(new Event.ShowLook(number)));
        return new Group(view, touch);
    }

    private void zoom() {
        near = !near;
        for (ImageView view : views) {
            var all = view.getViewport();
            double factor = near ? 1 / ZOOM : ZOOM;
            double width = all.getWidth() * factor;
            double height = all.getHeight() * factor;
            double middle = all.getMinX() + all.getWidth() / 2;
            view.setViewport(new javafx.geometry.Rectangle2D(
                    Math.max(0, middle - width / 2), near ? all.getHeight() * 0.1 : 0, width, height));
        }
    }
}
