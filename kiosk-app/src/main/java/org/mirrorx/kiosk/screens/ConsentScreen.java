package org.mirrorx.kiosk.screens;

import java.util.List;
import javafx.scene.Group;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.State;

/** Before the closed curtain: the language, three short promises, and a question instead of a legal text. */
final class ConsentScreen implements Screen<State.Consent> {
    private static final double CURTAIN = 784;
    private static final double CHIPS = 824;

    private final Tailor tailor;
    private final Shop shop;
    private final Board board;
    private final Group notice = new Group();
    private final Group scanned = new Group();
    private boolean reading;

    ConsentScreen(Tailor tailor, Shop shop) {
        this.tailor = tailor;
        this.shop = shop;
        board = new Board(tailor.layout());
        boolean beside = tailor.layout().besides();
        board.picture(
                new Curtain(beside ? tailor.layout().pictureHeight() : CURTAIN),
                tailor.mark(shop.name(), Tokens.INK),
                tailor.above(
                        tailor.say("consent.title"), Style.OPENING, Tokens.INK, Layout.LEFT - 6, 696, Layout.COLUMNS, 2));
        board.sheet(tailor.straightPaper(CURTAIN));
        if (!tailor.layout().reach()) {
            board.sheet(languages());
        }
        board.sheet(
                promise(Icon.CAMERA, "consent.once", 1130),
                promise(Icon.MACHINE, "consent.here", 1226),
                promise(Icon.THREAD, "consent.gone", 1322),
                tailor.line(tailor.say("consent.age"), Style.QUESTION, Tokens.INK, Layout.LEFT - 2, 1466, Layout.COLUMNS),
                tailor.primary("consent.yes", 72, 1516, 616, 144, () -> tailor.tell(new Event.Agree())),
                tailor.secondary("consent.no", 712, 1516, 296, 144, () -> tailor.tell(new Event.Refuse())),
                tailor.link("consent.read", 72, 1674, 440, false, () -> tailor.tell(new Event.ReadNotice(true))),
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
                                Style.BODY, Tokens.INK_SOFT, Layout.RIGHT, 1730, 480)));
        if (state.notice() != reading) {
            reading = state.notice();
            notice.getChildren().clear();
            if (reading) {
                notice.getChildren().add(new NoticeSheet(tailor, shop.notice(tailor.words().language())).node());
            }
        }
    }

    private Group languages() {
        var chips = new Group();
        List<String> all = shop.languages();
        for (int i = 0; i < Math.min(6, all.size()); i++) {
            String language = all.get(i);
            Tailor own = tailor;
            Patch chip = own.patch(
                    "consent.language." + language,
                    72 + i % 3 * 320.0, CHIPS + i / 3 * 112.0, 296, 88, 28,
                    Look.WELL, Look.SELECTED, Look.SELECTED,
                    () -> tailor.tell(new Event.ChooseLanguage(language)));
            var name = new javafx.scene.text.Text(Hem.name(language));
            name.setFont(Type.of(language).font(Style.BODY_MEDIUM));
            name.setX((296 - name.getLayoutBounds().getWidth()) / 2);
            name.setY(57);
            chip.with(name).select(language.equals(tailor.words().language()));
            chips.getChildren().add(chip);
        }
        return chips;
    }

    private Group promise(Icon icon, String key, double baseline) {
        return new Group(
                icon.draw(Tokens.PEACOCK, 76, baseline - 44, 56),
                tailor.line(tailor.say(key), Style.LEAD, Tokens.INK, 168, baseline, Layout.RIGHT - 168));
    }
}
