package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Visit;

/** The lowest row of every screen, always the same, always within reach: erase, languages, help, reach. */
public final class Hem {
    private static final double ROW = 48;
    private static final double MIDDLE = 1846;
    private static final double LANGUAGES_FROM = 392;
    private static final double LANGUAGE_STEP = 99;
    private static final int LANGUAGES_SHOWN = 4;
    private static final double HELP = 796;
    private static final double REACH = 922;

    private Hem() {}

    /** The row of a screen that holds pictures: with erase. */
    public static Group ofVisit(Tailor tailor, Shop shop, Visit visit) {
        Group row = row(tailor, shop, true, false);
        row.getChildren().add(erase(tailor));
        row.getChildren().addAll(helpAndReach(tailor, visit.help(), visit.reach(), Look.BARE));
        return row;
    }

    /** The row of a screen without a visit: nothing to erase. */
    public static Group ofNobody(Tailor tailor, Shop shop) {
        Group row = row(tailor, shop, true, false);
        row.getChildren().addAll(helpAndReach(tailor, false, tailor.layout().reach(), Look.BARE));
        return row;
    }

    /** On a picture: no paper, white; the camera is said to be off. */
    public static Group onPicture(Tailor tailor, Shop shop) {
        Group row = row(tailor, shop, false, true);
        Text off = tailor.sentence(tailor.say("hem.cameraOff"), Style.BODY, Color.WHITE, 132, MIDDLE + 13, 244);
        row.getChildren().addAll(Icon.CAMERA_OFF.draw(Color.WHITE, 68, MIDDLE - 25, 50), off);
        row.getChildren().addAll(helpAndReach(tailor, false, tailor.layout().reach(), Look.BARE_WHITE));
        return row;
    }

    /** Only the shop's languages, for states in which nothing else may be touched. */
    public static Group quiet(Tailor tailor) {
        return new Group(paper(tailor));
    }

    private static Group row(Tailor tailor, Shop shop, boolean paper, boolean white) {
        var row = new Group();
        if (paper) {
            row.getChildren().add(paper(tailor));
        }
        double x = LANGUAGES_FROM;
        for (String language : shown(shop.languages(), tailor.words().language())) {
            row.getChildren().add(language(tailor, language, x, white));
            x += LANGUAGE_STEP;
        }
        return row;
    }

    private static javafx.scene.Node paper(Tailor tailor) {
        var paper = new Rectangle(0, Layout.HEM, Layout.WIDTH, Layout.HEIGHT - Layout.HEM);
        paper.setFill(Tokens.PAPER);
        if (tailor.layout().landscape()) {
            paper.setX(-87 + Layout.LEFT);
            paper.setWidth(Layout.WIDTH + 30);
        }
        return paper;
    }

    /** The first few of the shop's, and always the one spoken now. */
    static List<String> shown(List<String> languages, String now) {
        if (languages.size() <= LANGUAGES_SHOWN) {
            return languages;
        }
        var shown = new ArrayList<>(languages.subList(0, LANGUAGES_SHOWN));
        if (!shown.contains(now) && languages.contains(now)) {
            shown.set(LANGUAGES_SHOWN - 1, now);
        }
        return shown;
    }

    private static Patch language(Tailor tailor, String language, double x, boolean white) {
        boolean now = language.equals(tailor.words().language());
        Color ink = white ? Color.WHITE : now ? Tokens.INK : Tokens.INK_SOFT;
        Look rest = Look.plain(Color.TRANSPARENT, ink);
        Patch patch = tailor.patch(
                "hem.language." + language,
                x,
                MIDDLE - ROW,
                96,
                96,
                16,
                rest,
                white ? Look.BARE_WHITE : Look.BARE_PRESSED,
                rest,
                () -> tailor.tell(new Event.ChooseLanguage(language)));
        var text = new Text(letters(language));
        text.setFont(Type.of(text.getText()).font(now ? Style.BODY_BOLD : Style.BODY));
        text.setX((96 - text.getLayoutBounds().getWidth()) / 2);
        text.setY(ROW + 13);
        text.setMouseTransparent(true);
        patch.with(text);
        if (now) {
            patch.with(
                    Stitches.straight(Stitches.Yarn.PAPER, white ? Color.WHITE : Tokens.PEACOCK, 12, 86, 12 + 72, 86));
        }
        return patch;
    }

    private static Patch erase(Tailor tailor) {
        Text label = tailor.centred(tailor.say("hem.erase"), Style.BODY_MEDIUM, 236, 96, 236);
        label.setX(76);
        label.setTextAlignment(javafx.scene.text.TextAlignment.LEFT);
        return tailor.patch(
                        "hem.erase",
                        60,
                        MIDDLE - ROW,
                        316,
                        96,
                        16,
                        Look.BARE,
                        Look.BARE_PRESSED,
                        Look.BARE,
                        () -> tailor.tell(new Event.EraseMe()))
                .with(Icon.CLOSE.draw(Tokens.INK, 8, 24, 48), label);
    }

    private static List<Patch> helpAndReach(Tailor tailor, boolean help, boolean reach, Look rest) {
        Look pressed = rest.equals(Look.BARE_WHITE) ? Look.TOOL_PRESSED : Look.BARE_PRESSED;
        Patch helps = tailor.patch(
                        "hem.help",
                        HELP,
                        MIDDLE - ROW,
                        104,
                        96,
                        16,
                        rest,
                        pressed,
                        Look.SELECTED,
                        () -> tailor.tell(new Event.Help(!help)))
                .with(Icon.HELP.draw(rest.ink(), 24, 20, 56));
        helps.select(help);
        Patch reaches = tailor.patch(
                        "hem.reach",
                        REACH,
                        MIDDLE - ROW,
                        104,
                        96,
                        16,
                        rest,
                        pressed,
                        Look.SELECTED,
                        () -> tailor.tell(new Event.Reach(!reach)))
                .with(Icon.REACH.draw(rest.ink(), 24, 20, 56));
        reaches.select(reach);
        return List.of(helps, reaches);
    }

    /** A language in two letters or one syllable of its own script. */
    static String letters(String language) {
        return switch (language) {
            case "en" -> "EN";
            case "hi" -> "हि";
            case "ta" -> "த";
            case "bn" -> "বা";
            case "te" -> "తె";
            case "mr" -> "म";
            default -> language.toUpperCase(java.util.Locale.ROOT);
        };
    }

    /** A language's own name for itself. */
    static String name(String language) {
        return switch (language) {
            case "en" -> "English";
            case "hi" -> "हिन्दी";
            case "ta" -> "தமிழ்";
            case "bn" -> "বাংলা";
            case "te" -> "తెలుగు";
            case "mr" -> "मराठी";
            default -> java.util.Locale.forLanguageTag(language).getDisplayLanguage(java.util.Locale.ENGLISH);
        };
    }
}
