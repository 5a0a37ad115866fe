package org.mirrorx.kiosk.screens;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.shape.Rectangle;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Shelf;
import org.mirrorx.kiosk.flow.State;

/** Searching the rail: a field, what was found, and a keyboard in the shopper's script. */
final class SearchScreen implements Screen<State.Picker> {
    private static final double SHEET = 824;
    private static final double FIELD = 856;
    private static final double TILES = 984;
    private static final double TILE_HEIGHT = 150;
    private static final double KEYS = 1262;
    private static final double KEY = 83;
    private static final double KEY_HEIGHT = 90;
    private static final double GAP = 12;
    private static final double ROW = KEY_HEIGHT + 8;
    private static final int MOST = 12;
    private static final int LONGEST = 40;

    private final Tailor tailor;
    private final Shop shop;
    private final Board board;
    private final Group field = new Group();
    private final Group keys = new Group();
    private final Shelves found;
    private KeyboardLayout keyboard;
    private int page;
    private State.Picker state;

    SearchScreen(Tailor tailor, Shop shop, Pictures pictures, State.Picker state) {
        this.tailor = tailor;
        this.shop = shop;
        this.state = state;
        keyboard = KeyboardLayout.ofLanguage(state.visit().language());
        board = new Board(tailor.layout());
        board.picture(
                pictures.mirror().fill(Layout.WIDTH, tailor.layout().pictureHeight()),
                tailor.mark(shop.name(), Tokens.INK));
        found = new Shelves(tailor, TILES, TILE_HEIGHT);
        board.sheet(
                tailor.straightPaper(SHEET),
                field,
                found,
                keys,
                tailor.patch(
                                "search.close",
                                912,
                                FIELD,
                                96,
                                104,
                                28,
                                Look.BARE,
                                Look.BARE_PRESSED,
                                Look.BARE_PRESSED,
                                () -> tailor.tell(new Event.Search(false)))
                        .with(Icon.CLOSE.draw(Tokens.INK, 26, 30, 44)));
        board.hem(Hem.ofVisit(tailor, shop, state.visit()));
        lay();
        update(state);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Picker next) {
        state = next;
        String words = next.shelf().words();
        var box = new Rectangle(Layout.LEFT + 3, FIELD + 3, 814, 98);
        box.setArcWidth(56);
        box.setArcHeight(56);
        box.setFill(Tokens.PAPER_WHITE);
        box.setStroke(Tokens.PEACOCK);
        box.setStrokeWidth(6);
        var text = tailor.line(
                words.isEmpty() ? tailor.say("search.hint") : words,
                Style.LEAD,
                words.isEmpty() ? Tokens.INK_SOFT : Tokens.INK,
                Layout.LEFT + 40,
                FIELD + 68,
                700);
        double caret = Layout.LEFT
                + 46
                + (words.isEmpty() ? -14 : text.getLayoutBounds().getWidth());
        var mark = new Rectangle(caret, FIELD + 26, 4, 56);
        mark.setFill(Tokens.SINDOOR);
        field.getChildren().setAll(box, text, mark);
        List<GarmentCard> cards = shop.rail()
                .shelf(next.shelf(), next.visit().shortlist(), next.visit().language(), MOST);
        found.hang(
                cards,
                next.visit().outfit()::has,
                card -> card.kind().ifPresent(kind -> tailor.tell(new Event.Choose(card.sku(), kind))));
        if (cards.isEmpty()) {
            field.getChildren()
                    .add(tailor.line(
                            tailor.say("search.nothing"),
                            Style.BODY,
                            Tokens.INK_SOFT,
                            Layout.LEFT,
                            TILES + 80,
                            Layout.COLUMNS));
        }
    }

    private void lay() {
        keys.getChildren().clear();
        List<List<String>> rows = keyboard.pages().get(page);
        double y = KEYS;
        for (List<String> row : rows) {
            double width = row.size() * KEY + (row.size() - 1) * GAP;
            double x = Layout.LEFT + (Layout.COLUMNS - width) / 2;
            for (String glyph : row) {
                boolean hangs = KeyboardLayout.hangs(glyph);
                keys.getChildren()
                        .add(tailor.key(
                                "search.key." + glyph,
                                hangs ? "◌" + glyph : glyph,
                                hangs ? Style.CAPTION : Style.BODY,
                                hangs ? Look.VOWEL : Look.WELL,
                                x,
                                y,
                                KEY,
                                KEY_HEIGHT,
                                () -> say(state.shelf().words() + glyph)));
                x += KEY + GAP;
            }
            y += ROW;
        }
        foot(KEYS + 4 * ROW);
    }

    private void foot(double y) {
        boolean latin = keyboard.equals(KeyboardLayout.latin());
        String script = tailor.say(latin ? "search.script" : "search.latin");
        keys.getChildren()
                .add(tailor.key("search.switch", script, Style.CAPTION, Look.WELL, 72, y, 176, KEY_HEIGHT, () -> {
                    keyboard = latin ? KeyboardLayout.ofLanguage(state.visit().language()) : KeyboardLayout.latin();
                    page = 0;
                    lay();
                }));
        if (keyboard.pages().size() > 1) {
            keys.getChildren()
                    .add(tailor.key(
                            "search.page",
                            page == 0 ? "2 / 2" : "1 / 2",
                            Style.CAPTION,
                            Look.WELL,
                            260,
                            y,
                            130,
                            KEY_HEIGHT,
                            () -> {
                                page = (page + 1) % keyboard.pages().size();
                                lay();
                            }));
        }
        keys.getChildren()
                .add(tailor.key(
                        "search.space",
                        tailor.say("search.space"),
                        Style.CAPTION,
                        Look.WELL,
                        402,
                        y,
                        414,
                        KEY_HEIGHT,
                        () -> say(state.shelf().words() + " ")));
        Patch back = tailor.patch(
                        "search.back",
                        828,
                        y,
                        180,
                        KEY_HEIGHT,
                        18,
                        Look.WELL,
                        Look.SELECTED,
                        Look.SELECTED,
                        () -> say(KeyboardLayout.withoutLast(state.shelf().words())))
                .with(Icon.BACKSPACE.draw(Tokens.INK, 68, 23, 44));
        keys.getChildren().add(back);
    }

    private void say(String words) {
        if (words.length() <= LONGEST) {
            tailor.tell(new Event.Browse(new Shelf(
                    state.shelf().kind(), state.shelf().colour(), state.shelf().size(), words, false)));
        }
    }
}
