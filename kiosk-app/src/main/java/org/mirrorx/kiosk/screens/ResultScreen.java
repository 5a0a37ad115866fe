package org.mirrorx.kiosk.screens;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Affine;
import javafx.util.Duration;
import org.mirrorx.kiosk.flow.Chosen;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** The look, full-bleed; left of the seam is how the shopper came. */
final class ResultScreen implements Screen<State.Result> {
    private static final double SHEET = 1228;
    private static final double NAME = 1332;
    private static final double RACK = 1412;
    private static final double PRIMARY = 1452;
    private static final double SECOND = 1628;

    /** The seam rests beside the face, never on it. */
    private static final double SEAM_RESTS = 372;

    private static final double HANDLE = 1020;
    private static final Duration REVEALS = Duration.millis(900);
    private static final double ZOOM = 2.2;

    private final Tailor tailor;
    private final Shop shop;
    private final Board board;
    private final Group pictures = new Group();
    private final Group details = new Group();
    private final Affine zoom = new Affine();
    private final DoubleProperty seam = new SimpleDoubleProperty(SEAM_RESTS);
    private final Patch heart;
    private final Patch compare;
    private final Patch zoomIn;
    private double pressedX;
    private double pressedY;
    private State.Result state;

    ResultScreen(Tailor tailor, Shop shop, Pictures surfaces, State.Result state) {
        this.tailor = tailor;
        this.shop = shop;
        this.state = state;
        board = new Board(tailor.layout());
        double height = tailor.layout().pictureHeight();
        surfaces.look(state.shown().number())
                .ifPresent(look -> pictures.getChildren().add(look.fill(Layout.WIDTH, height)));
        Optional<Node> before = surfaces.capture().map(capture -> capture.fill(Layout.WIDTH, height));
        before.ifPresent(picture -> {
            var clip = new Rectangle(0, 0, SEAM_RESTS, height);
            clip.widthProperty().bind(seam);
            picture.setClip(clip);
            pictures.getChildren().add(picture);
        });
        pictures.getTransforms().add(zoom);
        var touch = new Rectangle(0, 0, Layout.WIDTH, height);
        touch.setFill(javafx.scene.paint.Color.TRANSPARENT);
        listen(touch);
        zoomIn = tailor.tool("result.zoom", Icon.PLUS, 912, 1100, this::zoom);
        board.picture(pictures, touch, tailor.mark(shop.name(), Tokens.INK));
        before.ifPresent(picture -> board.picture(line(height), handle()));
        if (state.shown().preview()) {
            board.picture(tailor.tag(tailor.say("result.preview"), 404, 1140));
        }
        if (state.shown().trial()) {
            board.picture(tailor.tag(tailor.say("result.trial"), 404, 1060));
        }
        board.picture(zoomIn);
        heart = tailor.secondary("result.keep", Icon.HEART, 552, SECOND, 456, 112, this::love);
        compare = tailor.secondary("result.compare", 72, SECOND, 456, 112, () -> tailor.tell(new Event.CompareLooks()));
        board.sheet(
                tailor.paper(SHEET),
                details,
                tailor.primary("result.another", 72, PRIMARY, 936, 144, () -> tailor.tell(new Event.AnotherGarment())),
                compare,
                heart);
        board.hem(Hem.ofVisit(tailor, shop, state.visit()));
        update(state);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Result next) {
        state = next;
        Visit visit = next.visit();
        heart.select(visit.loved().contains(next.shown().number()));
        compare.forbid(visit.looks().size() < 2 ? Optional.of(tailor.say("result.compareNeeds")) : Optional.empty());
        details(next.shown().outfit(), visit.language());
    }

    @Override
    public void arrive() {
        if (tailor.calm()) {
            return;
        }
        seam.set(0);
        new Timeline(new KeyFrame(REVEALS, new KeyValue(seam, SEAM_RESTS, Interpolator.EASE_BOTH))).play();
    }

    private void love() {
        tailor.tell(new Event.Love(state.shown().number()));
    }

    private void details(Chosen outfit, String language) {
        List<GarmentCard> cards = Stream.of(outfit.dress(), outfit.upper(), outfit.lower())
                .flatMap(Optional::stream)
                .map(sku -> shop.garment(sku, language))
                .flatMap(Optional::stream)
                .toList();
        details.getChildren().clear();
        String names = String.join(" + ", cards.stream().map(GarmentCard::name).toList());
        String price = cards.size() == 1 ? cards.getFirst().price() : "";
        double room = price.isEmpty() ? Layout.COLUMNS : Layout.COLUMNS - 250;
        details.getChildren().add(tailor.name(names, Tokens.INK, Layout.LEFT, NAME, room));
        if (!price.isEmpty()) {
            details.getChildren().add(tailor.lineTo(price, Style.PRICE, Tokens.INK, Layout.RIGHT, NAME, 240));
        }
        if (cards.size() == 1) {
            GarmentCard card = cards.getFirst();
            if (!card.hangsAt().isEmpty()) {
                details.getChildren()
                        .addAll(
                                Icon.PLACE.draw(Tokens.INK_SOFT, Layout.LEFT, RACK - 34, 42),
                                tailor.line(
                                        tailor.say("result.rack", card.hangsAt()),
                                        Style.BODY,
                                        Tokens.INK_SOFT,
                                        Layout.LEFT + 56,
                                        RACK,
                                        500));
            }
            details.getChildren()
                    .add(tailor.lineTo(
                            String.join("   ", card.sizes()), Style.BODY, Tokens.INK, Layout.RIGHT, RACK, 360));
        }
    }

    // the seam between before and after

    private Node line(double height) {
        Stitches line = Stitches.straight(Stitches.Yarn.PICTURE, Tokens.PAPER_WHITE, 0, 8, 0, height);
        line.layoutXProperty().bind(seam);
        line.setMouseTransparent(true);
        return line;
    }

    private Node handle() {
        var ground = new Circle(0, 0, 52, Tokens.PAPER_WHITE);
        var grip = new Circle(0, 0, 64, javafx.scene.paint.Color.TRANSPARENT);
        var handle = new Group(
                grip,
                ground,
                Icon.CHEVRON_LEFT.draw(Tokens.INK, -40, -17, 34),
                Icon.CHEVRON_RIGHT.draw(Tokens.INK, 6, -17, 34));
        handle.setId("result.seam");
        handle.setLayoutY(HANDLE);
        handle.layoutXProperty().bind(seam);
        handle.setOnMouseDragged(event -> {
            seam.set(Math.clamp(
                    board.picture()
                            .sceneToLocal(event.getSceneX(), event.getSceneY())
                            .getX(),
                    0,
                    Layout.WIDTH));
            event.consume();
        });
        handle.setOnMousePressed(MouseEvent::consume);
        return handle;
    }

    // zoom by double tap and button, pan by one finger

    private void listen(Node touch) {
        touch.setOnMousePressed(event -> {
            pressedX = event.getX();
            pressedY = event.getY();
        });
        touch.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                zoom();
            }
        });
        touch.setOnMouseDragged(event -> {
            if (zoom.getMxx() > 1) {
                move(event.getX() - pressedX, event.getY() - pressedY);
                pressedX = event.getX();
                pressedY = event.getY();
            }
        });
    }

    private void zoom() {
        boolean near = zoom.getMxx() > 1;
        zoom.setToIdentity();
        if (!near) {
            zoom.appendScale(ZOOM, ZOOM, Layout.WIDTH / 2, 560);
        }
        zoomIn.bare();
        zoomIn.with((near ? Icon.PLUS : Icon.MINUS).draw(javafx.scene.paint.Color.WHITE, 26, 26, 44));
    }

    private void move(double dx, double dy) {
        double most = Layout.WIDTH * (1 - ZOOM);
        zoom.setTx(Math.clamp(zoom.getTx() + dx, most, 0));
        zoom.setTy(Math.clamp(zoom.getTy() + dy, tailor.layout().pictureHeight() * (1 - ZOOM), 0));
    }
}
