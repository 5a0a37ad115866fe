package org.mirrorx.kiosk.screens;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

/** What the screens before a closed curtain share: the curtain, the shop's mark, a large word and a sentence. */
final class ClosedMirror {
    static final double CURTAIN = 1240;
    private static final double WORD = 1640;
    private static final double SENTENCE = 1726;
    private static final double APART = 30;

    private final Tailor tailor;
    private final Board board;
    private final Curtain curtain;
    private final Group said = new Group();

    ClosedMirror(Tailor tailor, Shop shop) {
        this.tailor = tailor;
        board = new Board(tailor.layout());
        curtain = new Curtain(tailor.layout().besides() ? tailor.layout().pictureHeight() : CURTAIN);
        board.picture(curtain, tailor.mark(shop.name(), Tokens.INK));
        board.sheet(tailor.straightPaper(CURTAIN), said);
    }

    Board board() {
        return board;
    }

    Curtain curtain() {
        return curtain;
    }

    /** A large word over a sentence. */
    void says(String word, Style style, Color ink, String sentence) {
        said.getChildren().clear();
        boolean lines = word.indexOf('\n') >= 0;
        Text large = lines
                ? tailor.above(word, style, ink, Layout.LEFT - 8, WORD, Layout.COLUMNS + 8, 2)
                : tailor.line(word, style, ink, Layout.LEFT - 10, WORD, Layout.COLUMNS + 10);
        Text small = tailor.sentence(sentence, Style.LEAD, Tokens.INK_SOFT, Layout.LEFT, SENTENCE, Layout.COLUMNS);
        // Indian letters reach far below the line at this size.
        double between = ink(small).getMinY() - ink(large).getMaxY();
        large.setY(large.getY() - Math.max(0, APART - between));
        said.getChildren().addAll(large, small);
    }

    /** Where a text's letters are. */
    private static Bounds ink(Text text) {
        text.setBoundsType(TextBoundsType.VISUAL);
        Bounds bounds = text.getLayoutBounds();
        text.setBoundsType(TextBoundsType.LOGICAL);
        return bounds;
    }

    /** Hides the word and the sentence, or shows them. */
    void hush(boolean on) {
        said.setVisible(!on);
    }

    /** The loose thread that was pulled out of the hem. */
    static Node looseThread(Point2D at) {
        double x = at.getX();
        double y = at.getY();
        var thread = new Path(
                new MoveTo(x, y),
                new CubicCurveTo(x + 120, y + 40, x + 210, y - 30, x + 300, y - 48),
                new CubicCurveTo(x + 360, y - 60, x + 400, y - 30, x + 388, y + 2),
                new CubicCurveTo(x + 376, y + 30, x + 318, y + 26, x + 306, y - 8),
                new CubicCurveTo(x + 300, y - 34, x + 334, y - 54, x + 372, y - 48),
                new CubicCurveTo(x + 480, y - 30, x + 540, y - 64, x + 610, y - 62),
                new CubicCurveTo(x + 690, y - 58, x + 730, y - 26, x + 812, y - 44));
        thread.setFill(null);
        thread.setStroke(Tokens.SINDOOR);
        thread.setStrokeWidth(5);
        thread.setStrokeLineCap(StrokeLineCap.ROUND);
        return thread;
    }
}
