package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.flow.Chosen;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Shelf;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.flow.Visit;

/** Choosing what to wear: the living mirror above, a shelf of garments below; what is touched is worn at once. */
final class PickerScreen implements Screen<State.Picker> {
    private static final double SHEET = 1080;
    private static final double CHIPS = 1116;
    private static final double TILES = 1226;
    private static final double TILE_HEIGHT = 264;
    private static final double PRIMARY = 1612;

    /** A rail of more is searched, not slid. */
    private static final int MOST = 60;

    private static final int MOST_CHIPS = 5;

    /** Which row of chips is shown. */
    private enum Asking {
        KINDS,
        COLOURS,
        SIZES
    }

    private final Tailor tailor;
    private final Shop shop;
    private final Board board;
    private final Group caption = new Group();
    private final Group chips = new Group();
    private final Shelves shelf;
    private final Patch wear;
    private final Patch keep;
    private Asking asking = Asking.KINDS;
    private State.Picker state;
    private @Nullable Shelf hung;
    private List<String> hungShortlist = List.of();

    PickerScreen(Tailor tailor, Shop shop, Pictures pictures, State.Picker state) {
        this.tailor = tailor;
        this.shop = shop;
        this.state = state;
        board = new Board(tailor.layout());
        board.picture(pictures.mirror().fill(Layout.WIDTH, tailor.layout().pictureHeight()));
        if (!tailor.layout().besides()) {
            board.sheet(tailor.scrim(760, SHEET + 40, 0.86));
        }
        board.picture(tailor.mark(shop.name(), Tokens.INK));
        shelf = new Shelves(tailor, TILES, TILE_HEIGHT);
        wear = tailor.primary("picker.try", 72, PRIMARY, 776, 144, () -> tailor.tell(new Event.TryOn()));
        keep = tailor.heart("picker.keep", 872, PRIMARY, 136, 144, 28, this::keepWorn);
        board.sheet(tailor.paper(SHEET), caption, chips, shelf, wear, keep);
        board.hem(Hem.ofVisit(tailor, shop, state.visit()));
        update(state);
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public void update(State.Picker next) {
        state = next;
        Visit visit = next.visit();
        List<String> worn = worn(visit.outfit());
        wear.forbid(worn.isEmpty() ? Optional.of(tailor.say("picker.chooseFirst")) : Optional.empty());
        keep.forbid(worn.isEmpty() ? Optional.of(tailor.say("picker.chooseFirst")) : Optional.empty());
        keep.select(!worn.isEmpty() && visit.shortlist().containsAll(worn));
        if (!next.shelf().equals(hung)
                || (next.shelf().shortlisted() && !visit.shortlist().equals(hungShortlist))) {
            hung = next.shelf();
            hungShortlist = visit.shortlist();
            List<GarmentCard> cards = shop.rail().shelf(next.shelf(), visit.shortlist(), visit.language(), MOST);
            shelf.hang(cards, visit.outfit()::has, this::choose);
        } else {
            shelf.mark(visit.outfit()::has);
        }
        caption(worn, visit.language());
        ask(asking);
    }

    private static List<String> worn(Chosen outfit) {
        return Stream.of(outfit.dress(), outfit.upper(), outfit.lower())
                .flatMap(Optional::stream)
                .toList();
    }

    private void choose(GarmentCard card) {
        card.kind().ifPresent(kind -> tailor.tell(new Event.Choose(card.sku(), kind)));
    }

    private void keepWorn() {
        worn(state.visit().outfit()).forEach(sku -> tailor.tell(new Event.Keep(sku)));
    }

    /** What is worn now, over the picture; in landscape on the paper. */
    private void caption(List<String> worn, String language) {
        caption.getChildren().clear();
        boolean beside = tailor.layout().besides();
        Color ink = beside ? Tokens.INK : Color.WHITE;
        double baseline = beside ? 1010 : 1040;
        List<GarmentCard> cards = worn.stream()
                .map(sku -> shop.garment(sku, language))
                .flatMap(Optional::stream)
                .toList();
        if (cards.isEmpty()) {
            caption.getChildren()
                    .add(tailor.line(
                            tailor.say("picker.title"), Style.GARMENT, ink, Layout.LEFT - 3, baseline, Layout.COLUMNS));
            return;
        }
        String names = String.join(" + ", cards.stream().map(GarmentCard::name).toList());
        String price = cards.size() == 1 ? cards.getFirst().price() : "";
        double room = price.isEmpty() ? Layout.COLUMNS : Layout.COLUMNS - 250;
        caption.getChildren().add(tailor.name(names, ink, Layout.LEFT, baseline, room));
        if (!price.isEmpty()) {
            caption.getChildren().add(tailor.lineTo(price, Style.PRICE, ink, Layout.RIGHT, baseline, 240));
        }
    }

    // chips

    private void ask(Asking what) {
        asking = what;
        chips.getChildren().clear();
        Shelf shown = state.shelf();
        List<Patch> row = new ArrayList<>();
        switch (what) {
            case KINDS -> {
                row.add(chip(
                        "picker.all",
                        tailor.say("picker.all"),
                        shown.kind().isEmpty() && !shown.shortlisted(),
                        () -> browse(new Shelf(Optional.empty(), shown.colour(), shown.size(), "", false))));
                for (GarmentKind kind : shop.rail().kinds()) {
                    row.add(chip(
                            key(kind),
                            tailor.say(key(kind)),
                            shown.kind().equals(Optional.of(kind)),
                            () -> browse(new Shelf(Optional.of(kind), shown.colour(), shown.size(), "", false))));
                }
                if (!state.visit().shortlist().isEmpty()) {
                    row.add(chip(
                            "picker.kept",
                            tailor.say("picker.kept"),
                            shown.shortlisted(),
                            () -> browse(new Shelf(Optional.empty(), Optional.empty(), Optional.empty(), "", true))));
                }
                if (!shop.rail().colours().isEmpty()) {
                    row.add(chip(
                            "picker.colour",
                            shown.colour().orElse(tailor.say("picker.colour")),
                            shown.colour().isPresent(),
                            () -> ask(Asking.COLOURS)));
                }
                if (!shop.rail().sizes().isEmpty()) {
                    row.add(chip(
                            "picker.size",
                            shown.size().orElse(tailor.say("picker.size")),
                            shown.size().isPresent(),
                            () -> ask(Asking.SIZES)));
                }
            }
            case COLOURS ->
                values(
                        shop.rail().colours(),
                        shown.colour(),
                        row,
                        colour -> new Shelf(shown.kind(), colour, shown.size(), shown.words(), shown.shortlisted()));
            case SIZES ->
                values(
                        shop.rail().sizes(),
                        shown.size(),
                        row,
                        size -> new Shelf(shown.kind(), shown.colour(), size, shown.words(), shown.shortlisted()));
        }
        double x = Layout.LEFT;
        double room = Layout.RIGHT - 112;
        for (Patch chip : row) {
            double width = chip.reach().getWidth();
            if (x + width > room) {
                break;
            }
            chip.setLayoutX(x);
            chips.getChildren().add(chip);
            x += width + 16;
        }
        Patch search = tailor.patch(
                        "picker.search",
                        912,
                        CHIPS - 8,
                        96,
                        96,
                        48,
                        Look.WELL,
                        Look.SELECTED,
                        Look.SELECTED,
                        () -> tailor.tell(new Event.Search(true)))
                .with(Icon.SEARCH.draw(Tokens.INK, 26, 26, 44));
        chips.getChildren().add(search);
    }

    private void values(
            List<String> values,
            Optional<String> chosen,
            List<Patch> row,
            java.util.function.Function<Optional<String>, Shelf> shelf) {
        row.add(chip("picker.any", tailor.say("picker.all"), chosen.isEmpty(), () -> {
            asking = Asking.KINDS;
            browse(shelf.apply(Optional.empty()));
        }));
        for (String value : values.stream().limit(MOST_CHIPS).toList()) {
            row.add(chip("picker.value." + value, value, chosen.equals(Optional.of(value)), () -> {
                asking = Asking.KINDS;
                browse(shelf.apply(Optional.of(value)));
            }));
        }
    }

    private Patch chip(String id, String label, boolean on, Runnable act) {
        Patch chip = tailor.chip(id, label, 0, CHIPS, tailor.chipWidth(label), act);
        chip.select(on);
        return chip;
    }

    private void browse(Shelf shelf) {
        tailor.tell(new Event.Browse(shelf));
        ask(asking);
    }

    static String key(GarmentKind kind) {
        return switch (kind) {
            case UPPER -> "picker.tops";
            case LOWER -> "picker.lowers";
            case DRESS -> "picker.dresses";
        };
    }
}
