package org.mirrorx.kiosk.screens;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.mirrorx.kiosk.flow.State;

/** Looks of the catalog pass by, slowly, under the shop's name; a touch anywhere begins. The camera is closed. */
final class AttractScreen implements Screen<State.Attract> {
    private static final Duration STAYS = Duration.seconds(9);
    private static final Duration FADES = Duration.millis(1200);
    private static final double SCRIM_TOP = 860;
    private static final double MASTHEAD = 306;
    /** Where the head begins: a little into the shop's name where it can stand before it, else below it. */
    private static final double HEAD_BEHIND = 272;

    private static final double HEAD_BELOW = 350;

    private final Tailor tailor;
    private final Board board;
    private final Supplier<List<Poster>> all;
    private List<Poster> posters;
    private final Group pages = new Group();
    private final Group heads = new Group();
    private final Group caption = new Group();
    private final Timeline loop = new Timeline(new KeyFrame(STAYS, event -> turn()));
    private int page;

    AttractScreen(Tailor tailor, Shop shop) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        all = () -> shop.posters(tailor.words().language());
        posters = all.get();
        double height = tailor.layout().pictureHeight();
        Text masthead = masthead(shop.name());
        if (posters.isEmpty()) {
            board.picture(new Curtain(height), masthead);
        } else {
            board.picture(pages, masthead, heads);
        }
        boolean beside = tailor.layout().besides();
        Color ink = beside ? Tokens.INK : Color.WHITE;
        if (beside) {
            board.sheet(tailor.straightPaper(0));
        } else {
            board.sheet(tailor.scrim(SCRIM_TOP, Layout.HEIGHT, 0.93));
        }
        board.sheet(
                tailor.line(tailor.say("attract.title"), Style.DISPLAY, ink, Layout.LEFT - 8, 1480, Layout.COLUMNS + 8),
                tailor.sentence(tailor.say("attract.how"), Style.LEAD_LARGE, ink, Layout.LEFT, 1580, Layout.COLUMNS),
                Stitches.straight(Stitches.Yarn.PAPER, ink, Layout.LEFT, 1645, Layout.LEFT + 148, 1645),
                caption);
        board.hem(beside ? Hem.ofNobody(tailor, shop) : Hem.onPicture(tailor, shop));
        turnTo(0, false);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Attract state) {}

    @Override
    public void arrive() {
        loop.setCycleCount(Animation.INDEFINITE);
        loop.play();
    }

    @Override
    public void leave() {
        loop.stop();
    }

    /** As wide as the columns. */
    private Text masthead(String shop) {
        Text name = tailor.line(shop, Style.MASTHEAD, Tokens.INK, Layout.LEFT, MASTHEAD, Layout.COLUMNS);
        double width = name.getLayoutBounds().getWidth();
        double size = Math.min(Style.MASTHEAD.size() * 1.15, name.getFont().getSize() * Layout.COLUMNS / width);
        name.setFont(Type.of(shop).font(Style.MASTHEAD, size * 0.995));
        name.setX(Layout.LEFT + (Layout.COLUMNS - name.getLayoutBounds().getWidth()) / 2);
        return name;
    }

    /** More of them may have been made meanwhile. */
    private void turn() {
        List<Poster> before = posters;
        posters = all.get();
        boolean others = posters.size() != before.size();
        if (others || posters.size() > 1) {
            turnTo(others ? 0 : page + 1, !tailor.calm());
        }
    }

    private void turnTo(int next, boolean fading) {
        if (posters.isEmpty()) {
            return;
        }
        page = next % posters.size();
        Poster poster = posters.get(page);
        Group picture = full(poster.picture(), poster);
        Optional<Group> head = poster.head().map(image -> full(image, poster));
        caption.getChildren()
                .setAll(
                        tailor.line(poster.garment().name(), Style.BODY_MEDIUM, captionInk(), Layout.LEFT, 1706, 700),
                        tailor.lineTo(
                                poster.garment().price(), Style.PRICE_SMALL, captionInk(), Layout.RIGHT, 1706, 220));
        if (!fading) {
            pages.getChildren().setAll(picture);
            heads.getChildren().clear();
            head.ifPresent(heads.getChildren()::add);
            return;
        }
        pages.getChildren().add(picture);
        heads.getChildren().clear();
        var fade = new FadeTransition(FADES, picture);
        fade.setFromValue(0);
        fade.setToValue(1);
        fade.setOnFinished(event -> {
            pages.getChildren().retainAll(List.of(picture));
            head.ifPresent(heads.getChildren()::setAll);
        });
        fade.play();
    }

    private Color captionInk() {
        return tailor.layout().besides() ? Tokens.INK : Color.WHITE;
    }

    /** A picture that fills the screen, lowered until the head begins under the shop's name; its upper edge is drawn out to the top. */
    private Group full(Image image, Poster poster) {
        double height = tailor.layout().pictureHeight();
        double scale = Math.max(Layout.WIDTH / image.getWidth(), height / image.getHeight());
        double width = Layout.WIDTH / scale;
        double left = (image.getWidth() - width) / 2;
        double wanted = poster.head().isPresent() ? HEAD_BEHIND : HEAD_BELOW;
        double lowered = Math.max(0, wanted - poster.headTop() * image.getHeight() * scale);
        var view = new ImageView(image);
        view.setViewport(new Rectangle2D(left, 0, width, (height - lowered) / scale));
        view.setFitWidth(Layout.WIDTH);
        view.setFitHeight(height - lowered);
        view.setY(lowered);
        var page = new Group(view);
        page.setMouseTransparent(true);
        if (lowered > 0) {
            var edge = new ImageView(image);
            edge.setViewport(new Rectangle2D(left, 0, width, 2));
            edge.setFitWidth(Layout.WIDTH);
            edge.setFitHeight(lowered + 1);
            page.getChildren().addFirst(edge);
        }
        return page;
    }
}
