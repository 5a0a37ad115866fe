package org.mirrorx.kiosk.screens;

import java.util.List;
import javafx.scene.Group;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;

/** Before the closed curtain: the language, three short promises, and a question instead of a legal text. */
final class ConsentScreen implements Screen<State.Consent> {
    /** Upright: everything from the curtain down to the hem. */
    private static final Places STANDING = new Places(784, 824, 3, 1130, 96, Style.LEAD, 1466, 1516, 1674);
    /** Within reach of a seated person: nothing to touch above { #REACH}. */
    private static final Places SEATED = new Places(1040, 1080, 6, 1246, 68, Style.BODY, 1474, 1512, 1668);
    /** In landscape, where the column begins lower. */
    private static final Places BESIDE = new Places(784, 872, 3, 1150, 90, Style.LEAD, 1466, 1516, 1674);

    /** The lowest top of the reachable zone that mounting allows, px: 44 % of the height. */
    static final double REACH = 1080;

    private final Tailor tailor;
    private final Shop shop;
    private final Board board;
    private final Group notice = new Group();
    private final Group scanned = new Group();
    private final Places places;
    private boolean reading;

    ConsentScreen(Tailor tailor, Shop shop) {
        this.tailor = tailor;
        this.shop = shop;
        board = new Board(tailor.layout());
        boolean beside = tailor.layout().besides();
        places = beside ? BESIDE : tailor.layout().reach() ? SEATED : STANDING;
        board.picture(
                new Curtain(beside ? tailor.layout().pictureHeight() : places.curtain),
                tailor.mark(shop.name(), Tokens.INK),
                tailor.above(
                        tailor.say("consent.title"),
                        Style.OPENING,
                        Tokens.INK,
                        Layout.LEFT - 6,
                        places.curtain - 88,
                        Layout.COLUMNS,
                        2));
        board.sheet(tailor.straightPaper(places.curtain), languages());
        board.sheet(
                promise(Icon.CAMERA, "consent.once", places.promises),
                promise(Icon.MACHINE, "consent.here", places.promises + places.promiseStep),
                promise(Icon.THREAD, "consent.gone", places.promises + 2 * places.promiseStep),
                tailor.sentence(
                        tailor.say("consent.age"),
                        Style.QUESTION,
                        Tokens.INK,
                        Layout.LEFT - 2,
                        places.question,
                        Layout.COLUMNS),
                tailor.primary("consent.yes", 72, places.answers, 616, 144, () -> tailor.tell(new Event.Agree())),
                tailor.secondary("consent.no", 712, places.answers, 296, 144, () -> tailor.tell(new Event.Refuse())),
                tailor.link("consent.read", 72, places.link, 440, false, () -> tailor.tell(new Event.ReadNotice(true))),
                scanned);
        board.hem(Hem.ofNobody(tailor, shop));
        board.sheet(notice);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Consent state) {
        scanned.getChildren().clear();
        state.scanned()
                .flatMap(sku -> shop.garment(sku, tailor.words().language()))
                .ifPresent(garment -> scanned.getChildren()
                        .add(tailor.lineTo(
                                tailor.say("consent.scanned", garment.name()),
                                Style.BODY,
                                Tokens.INK_SOFT,
                                Layout.RIGHT,
                                places.link + 56,
                                480)));
        if (state.notice() != reading) {
            reading = state.notice();
            notice.getChildren().clear();
            if (reading) {
                notice.getChildren()
                        .add(new NoticeSheet(tailor, shop.notice(tailor.words().language())).node());
            }
        }
    }

    private Group languages() {
        var chips = new Group();
        List<String> all = shop.languages();
        double width = (Layout.COLUMNS + 24) / places.chipsInARow - 24;
        for (int i = 0; i < Math.min(6, all.size()); i++) {
            String language = all.get(i);
            Patch chip = tailor.patch(
                    "consent.language." + language,
                    72 + i % places.chipsInARow * (width + 24),
                    places.chips + Math.floorDiv(i, places.chipsInARow) * 112.0,
                    width,
                    88,
                    28,
                    Look.WELL,
                    Look.SELECTED,
                    Look.SELECTED,
                    () -> tailor.tell(new Event.ChooseLanguage(language)));
            var name = new javafx.scene.text.Text(Hem.name(language));
            name.setFont(
                    Type.of(name.getText()).font(places.chipsInARow > 3 ? Style.CAPTION_MEDIUM : Style.BODY_MEDIUM));
            name.setX((width - name.getLayoutBounds().getWidth()) / 2);
            name.setY(56);
            chip.with(name).select(language.equals(tailor.words().language()));
            chips.getChildren().add(chip);
        }
        return chips;
    }

    private Group promise(Icon icon, String key, double baseline) {
        return new Group(
                icon.draw(Tokens.PEACOCK, 76, baseline - places.promise.size() * 0.345 - 28, 56),
                tailor.sentence(tailor.say(key), places.promise, Tokens.INK, 168, baseline, Layout.RIGHT - 168));
    }

    /** Where things lie, y in design px. */
    private record Places(
            double curtain,
            double chips,
            int chipsInARow,
            double promises,
            double promiseStep,
            Style promise,
            double question,
            double answers,
            double link) {}
}
