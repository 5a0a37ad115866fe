package org.mirrorx.kiosk.screens;

import javafx.scene.Group;
import javafx.scene.Node;
import org.mirrorx.kiosk.flow.Event;

/** How the mirror works, over any screen. */
final class HelpSheet {
    private static final double TOP = 900;

    private final Group sheet = new Group();

    /**
     * A help sheet.
     *
     * @param calm whether movements are reduced already
     */
    HelpSheet(Tailor tailor, boolean calm) {
        sheet.getChildren()
                .addAll(
                        tailor.paper(TOP),
                        tailor.line(
                                tailor.say("help.title"),
                                Style.QUESTION,
                                Tokens.INK,
                                Layout.LEFT - 2,
                                1010,
                                Layout.COLUMNS),
                        Stitches.straight(Stitches.Yarn.PAPER, Tokens.INK_SOFT, Layout.LEFT, 1056, Layout.RIGHT, 1056),
                        row(tailor, Icon.TOUCH, "help.touch", 1140),
                        row(tailor, Icon.TAG, "help.scan", 1230),
                        row(tailor, Icon.THREAD, "help.erase", 1320),
                        row(tailor, Icon.CALL, "help.staff", 1410));
        Patch calmer =
                tailor.secondary("help.calm", Icon.CALM, 72, 1464, 936, 104, () -> tailor.tell(new Event.Calm(!calm)));
        calmer.select(calm);
        sheet.getChildren()
                .addAll(
                        calmer,
                        tailor.primary("help.close", 72, 1592, 936, 144, () -> tailor.tell(new Event.Help(false))));
    }

    Node node() {
        return sheet;
    }

    private static Group row(Tailor tailor, Icon icon, String key, double baseline) {
        return new Group(
                icon.draw(Tokens.PEACOCK, 76, baseline - 44, 56),
                tailor.sentence(tailor.say(key), Style.LEAD, Tokens.INK, 168, baseline, Layout.RIGHT - 168));
    }
}
