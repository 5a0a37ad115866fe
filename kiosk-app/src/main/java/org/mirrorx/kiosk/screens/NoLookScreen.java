package org.mirrorx.kiosk.screens;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import org.mirrorx.inference.Declined;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** No look could be made: what to change, in one friendly sentence and one drawing. */
final class NoLookScreen implements Screen<State.NoLook> {
    private static final double CURTAIN = 1008;

    private final Tailor tailor;
    private final Board board;
    private final Group drawing = new Group();
    private final Group sentences = new Group();

    NoLookScreen(Tailor tailor, Shop shop, Visit visit) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        boolean beside = tailor.layout().besides();
        board.picture(
                new Curtain(beside ? tailor.layout().pictureHeight() : CURTAIN),
                tailor.mark(shop.name(), Tokens.INK),
                drawing);
        board.sheet(
                tailor.straightPaper(CURTAIN),
                sentences,
                tailor.secondary("nolook.call", 552, 1649, 456, 104, () -> tailor.tell(new Event.Help(true))));
        board.hem(Hem.ofVisit(tailor, shop, visit));
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.NoLook state) {
        String key = key(state.reason());
        sentences
                .getChildren()
                .setAll(
                        tailor.above(
                                tailor.say(key), Style.TITLE, Tokens.INK, Layout.LEFT - 4, 1267, Layout.COLUMNS + 4, 2),
                        tailor.sentence(
                                tailor.say(key + ".why"),
                                Style.LEAD,
                                Tokens.INK_SOFT,
                                Layout.LEFT,
                                1360,
                                Layout.COLUMNS),
                        tailor.sentence(
                                tailor.say("nolook.kept"),
                                Style.LEAD,
                                Tokens.INK_SOFT,
                                Layout.LEFT,
                                1422,
                                Layout.COLUMNS));
        if (garmentsFault(state.reason())) {
            sentences
                    .getChildren()
                    .addAll(
                            tailor.primary("nolook.another", 72, 1481, 936, 144, this::another),
                            tailor.secondary("nolook.again", 72, 1649, 456, 104, this::again));
        } else {
            sentences
                    .getChildren()
                    .addAll(
                            tailor.primary("nolook.again", 72, 1481, 936, 144, this::again),
                            tailor.secondary("nolook.another", 72, 1649, 456, 104, this::another));
        }
        drawing.getChildren().setAll(draw(state.reason()));
    }

    /** Another picture would not help. */
    private static boolean garmentsFault(Declined.Reason reason) {
        return reason == Declined.Reason.GARMENT_UNREADABLE || reason == Declined.Reason.DOES_NOT_FIT_OVER;
    }

    private void again() {
        tailor.tell(new Event.Again());
    }

    private void another() {
        tailor.tell(new Event.AnotherGarment());
    }

    private static Group draw(Declined.Reason reason) {
        return switch (reason) {
            case ARMS_CROSSED ->
                new Group(figure(540, 160, 600, Tokens.INK), arrow(Icon.ARROW_LEFT, 116), arrow(Icon.ARROW_RIGHT, 874));
            case SEVERAL_PEOPLE ->
                new Group(figure(880, 330, 400, Color.color(0.37, 0.34, 0.29, 0.4)), figure(450, 160, 600, Tokens.INK));
            case TOO_CLOSE, PARTS_OUTSIDE ->
                new Group(figure(540, 220, 430, Tokens.INK), arrow(Icon.ARROW_UP, 160), arrow(Icon.ARROW_UP, 830));
            case TOO_DARK ->
                new Group(figure(500, 160, 600, Tokens.INK), Icon.LIGHT.draw(Tokens.PEACOCK, 800, 190, 150));
            case TURNED_AWAY ->
                new Group(figure(540, 160, 600, Tokens.INK), Icon.TURN.draw(Tokens.PEACOCK, 840, 420, 120));
            case NOBODY_THERE ->
                new Group(figure(540, 160, 600, Tokens.INK), Icon.ARROW_DOWN.draw(Tokens.PEACOCK, 500, 500, 80));
            case BODY_UNCLEAR, BLURRED, FACE_NOT_KEPT -> figure(540, 160, 600, Tokens.INK);
            case GARMENT_UNREADABLE, DOES_NOT_FIT_OVER -> hanger();
        };
    }

    private static Group figure(double middle, double crown, double width, Color ink) {
        return Stitches.along(Stitches.Yarn.PAPER, ink, inside(BodyOutline.figure(middle, crown, width)));
    }

    /** Of the outline only what the curtain holds. */
    private static List<Point2D> inside(List<Point2D> line) {
        return line.stream().filter(point -> point.getY() < CURTAIN - 50).toList();
    }

    private static Group arrow(Icon icon, double x) {
        return new Group(icon.draw(Tokens.PEACOCK, x, 610, 92));
    }

    private static Group hanger() {
        return Stitches.along(
                Stitches.Yarn.PAPER,
                Tokens.INK,
                BodyOutline.smooth(new double[][] {
                            {500, 300},
                            {515, 250},
                            {560, 240},
                            {590, 280},
                            {570, 330},
                            {540, 370},
                            {540, 420},
                            {400, 520},
                            {240, 630},
                            {250, 680},
                            {540, 684},
                            {830, 680},
                            {840, 630},
                            {680, 520},
                            {544, 424}
                        })
                        .stream()
                        .map(point -> new Point2D(point[0], point[1]))
                        .toList());
    }

    private static String key(Declined.Reason reason) {
        return switch (reason) {
            case NOBODY_THERE -> "nolook.nobody";
            case SEVERAL_PEOPLE -> "nolook.several";
            case TOO_CLOSE -> "nolook.close";
            case PARTS_OUTSIDE -> "nolook.outside";
            case TURNED_AWAY -> "nolook.turned";
            case ARMS_CROSSED -> "nolook.arms";
            case TOO_DARK -> "nolook.dark";
            case BLURRED -> "nolook.blurred";
            case BODY_UNCLEAR -> "nolook.unclear";
            case FACE_NOT_KEPT -> "nolook.face";
            case GARMENT_UNREADABLE -> "nolook.garment";
            case DOES_NOT_FIT_OVER -> "nolook.over";
        };
    }
}
