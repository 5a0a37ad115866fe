package org.mirrorx.kiosk.screens;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.mirrorx.kiosk.flow.Event;

/** The full notice on paper: turned page by page with a finger or with two buttons. */
final class NoticeSheet {
    private static final double TOP = 240;
    private static final double TEXT_TOP = 500;
    private static final double TEXT_FOOT = 1530;
    /** Between two paragraphs, px. */
    private static final double PARAGRAPH = 28;

    private final Group sheet = new Group();
    private final Group pages = new Group();
    private double offset;
    private double dragFrom = Double.NaN;
    private double length;

    NoticeSheet(Tailor tailor, String notice) {
        boolean beside = tailor.layout().besides();
        double top = beside ? 700 : TOP;
        double textTop = beside ? 1020 : TEXT_TOP;
        double textFoot = beside ? 1500 : TEXT_FOOT;
        double y = textTop;
        for (String paragraph : notice.strip().split("\n")) {
            String words = paragraph.strip();
            if (words.isEmpty()) {
                y += PARAGRAPH;
                continue;
            }
            boolean heading = words.startsWith("# ");
            Style style = heading ? Style.BODY_BOLD : Style.BODY;
            // In colour too: shaped scripts come in one weight.
            Text text = tailor.block(
                    heading ? words.substring(2) : words,
                    style,
                    heading ? Tokens.PEACOCK : Tokens.INK,
                    Layout.LEFT,
                    y + 40,
                    Layout.COLUMNS,
                    60);
            pages.getChildren().add(text);
            y = tailor.lastBaseline(text, style) + 14;
        }
        length = y - textTop;
        var window = new Rectangle(0, textTop, Layout.WIDTH, textFoot - textTop);
        var clipped = new Group(pages);
        clipped.setClip(window);
        var grip = new Rectangle(0, textTop, Layout.WIDTH, textFoot - textTop);
        grip.setFill(Tokens.PAPER);
        double step = (textFoot - textTop) * 0.8;
        grip.setOnMousePressed(event -> dragFrom = event.getY() - offset);
        grip.setOnMouseDragged(event -> slide(event.getY() - dragFrom, textFoot - textTop));
        sheet.getChildren()
                .addAll(
                        tailor.paper(top),
                        tailor.line(
                                tailor.say("notice.title"),
                                Style.QUESTION,
                                Tokens.INK,
                                Layout.LEFT - 2,
                                textTop - 80,
                                Layout.COLUMNS),
                        Stitches.straight(
                                Stitches.Yarn.PAPER,
                                Tokens.INK_SOFT,
                                Layout.LEFT,
                                textTop - 28,
                                Layout.RIGHT,
                                textTop - 28),
                        grip,
                        clipped);
        clipped.setMouseTransparent(true);
        boolean turns = length > textFoot - textTop;
        if (turns) {
            sheet.getChildren()
                    .addAll(
                            turn(
                                    tailor,
                                    "notice.up",
                                    Icon.ARROW_UP,
                                    72,
                                    () -> slide(offset + step, textFoot - textTop)),
                            turn(
                                    tailor,
                                    "notice.down",
                                    Icon.ARROW_DOWN,
                                    232,
                                    () -> slide(offset - step, textFoot - textTop)));
        }
        sheet.getChildren()
                .add(tailor.primary(
                        "notice.close",
                        turns ? 392 : 72,
                        1592,
                        turns ? 616 : 936,
                        144,
                        () -> tailor.tell(new Event.ReadNotice(false))));
    }

    Node node() {
        return sheet;
    }

    private Patch turn(Tailor tailor, String id, Icon icon, double x, Runnable act) {
        return tailor.patch(
                        id, x, 1592, 136, 144, 28, Look.SECONDARY, Look.SECONDARY_PRESSED, Look.SECONDARY_PRESSED, act)
                .with(icon.draw(Tokens.INK, 42, 46, 52));
    }

    private void slide(double to, double window) {
        offset = Math.clamp(to, Math.min(0, window - length), 0);
        pages.setTranslateY(offset);
    }
}
