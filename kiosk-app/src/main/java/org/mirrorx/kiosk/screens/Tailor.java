package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.mirrorx.kiosk.flow.Event;

/**
 * Makes the parts that all screens are sewn from, in one language. All measures are design px of the portrait 1080×1920. Words too long
 * for their room shrink down to the floor of their {@link Style}, and a test looks for those that still do not fit.
 */
public final class Tailor {
    /** Property of a text: the width that it may take, in px. */
    public static final String ROOM = "mirrorx.room";
    /** Property of a text: the lines that it may take. */
    public static final String LINES = "mirrorx.lines";

    private static final double RADIUS = 28;
    private static final double ICON_GAP = 20;

    /** Where the scrim is how dark: eased, so that no edge shows. */
    private static final double[][] EASE = {
        {0, 0}, {0.12, 0.06}, {0.25, 0.24}, {0.36, 0.50}, {0.46, 0.68}, {0.58, 0.81}, {0.75, 0.92}, {1, 1}
    };

    private final Words words;
    private final Layout layout;
    private final boolean calm;
    private final Consumer<Event> events;
    private final Consumer<String> excuse;
    private final Debounce debounce;

    /**
     * A tailor for one language.
     *
     * @param calm reduced motion: end states only
     * @param events told what a person does
     * @param excuse shows a sentence over the screen: why something cannot be used now
     */
    public Tailor(
            Words words,
            Layout layout,
            boolean calm,
            Consumer<Event> events,
            Consumer<String> excuse,
            Debounce debounce) {
        this.words = words;
        this.layout = layout;
        this.calm = calm;
        this.events = events;
        this.excuse = excuse;
        this.debounce = debounce;
    }

    public Words words() {
        return words;
    }

    public String say(String key, Object... args) {
        return words.say(key, args);
    }

    public Layout layout() {
        return layout;
    }

    public boolean calm() {
        return calm;
    }

    /** Tells the flow what a person did. */
    public void tell(Event event) {
        events.accept(event);
    }

    // ---- text

    /** One line of text, its baseline given. */
    public Text line(String text, Style style, Color ink, double x, double baseline, double room) {
        Text line = prose(text, style, ink, room, 1);
        line.setX(x);
        line.setY(baseline);
        return line;
    }

    /** One line that ends at the right. */
    public Text lineTo(String text, Style style, Color ink, double right, double baseline, double room) {
        Text line = prose(text, style, ink, room, 1);
        line.setX(right - line.getLayoutBounds().getWidth());
        line.setY(baseline);
        return line;
    }

    /** Several lines, the baseline of the first one given. */
    public Text block(String text, Style style, Color ink, double x, double firstBaseline, double room, int lines) {
        Text block = prose(text, style, ink, room, lines);
        block.setX(x);
        block.setY(firstBaseline);
        return block;
    }

    /** Several lines, the baseline of the last one given: titles that stand on something. */
    public Text above(String text, Style style, Color ink, double x, double lastBaseline, double room, int lines) {
        Text block = prose(text, style, ink, room, lines);
        block.setX(x);
        block.setY(lastBaseline - (countLines(block) - 1) * lineHeight(block, style));
        return block;
    }

    /** Lowest point of a text's last baseline, to set the next part below it. */
    public double lastBaseline(Text text, Style style) {
        return text.getY() + (countLines(text) - 1) * lineHeight(text, style);
    }

    private double lineHeight(Text text, Style style) {
        return text.getFont().getSize() * Type.of(text.getText()).leading(style);
    }

    private Text prose(String words, Style style, Color ink, double room, int lines) {
        Type type = Type.of(words);
        var text = new Text(words);
        text.setTextOrigin(VPos.BASELINE);
        text.setFill(ink);
        text.setMouseTransparent(true);
        text.getProperties().put(ROOM, room);
        text.getProperties().put(LINES, lines);
        for (double size = style.size(); size >= style.floor(); size -= 2) {
            text.setFont(type.font(style, size));
            text.setText(lines > 1 ? broken(words, text.getFont(), room, lines) : words);
            if (fits(text, room, lines)) {
                break;
            }
        }
        double natural = text.getLayoutBounds().getHeight() / countLines(text);
        text.setLineSpacing(lineHeight(text, style) - natural);
        return text;
    }

    /** Whether a text keeps to its room: as many lines as it may have, none of them wider. */
    static boolean fits(Text text, double room, int lines) {
        return countLines(text) <= lines && text.getLayoutBounds().getWidth() <= room;
    }

    private static int countLines(Text text) {
        return (int) Math.max(1, text.getText().lines().count());
    }

    /**
     * Words broken into lines, here and not by the text node: that one draws the glyphs after a break twice where a script is shaped
     * (Devanagari, Tamil, …). Two lines are made about equally long.
     */
    private static String broken(String words, Font font, double room, int lines) {
        var broken = new ArrayList<String>();
        for (String paragraph : words.split("\n", -1)) {
            broken.addAll(greedy(paragraph, font, room));
        }
        if (lines <= 3 && broken.size() == 2 && words.indexOf('\n') < 0) {
            return balanced(words, font);
        }
        return String.join("\n", broken);
    }

    private static List<String> greedy(String paragraph, Font font, double room) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (!line.isEmpty() && width(line + " " + word, font) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String balanced(String words, Font font) {
        String best = words;
        double least = Double.MAX_VALUE;
        for (int space = words.indexOf(' '); space >= 0; space = words.indexOf(' ', space + 1)) {
            String first = words.substring(0, space);
            String second = words.substring(space + 1);
            double longer = Math.max(width(first, font), width(second, font));
            if (longer < least) {
                least = longer;
                best = first + "\n" + second;
            }
        }
        return best;
    }

    private static double width(String words, Font font) {
        var text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }

    /**
     * A sentence on one line where it can, else on two smaller ones about the same middle.
     *
     * @param baseline of the one line
     */
    public Text sentence(String words, Style style, Color ink, double x, double baseline, double room) {
        Text one = prose(words, style, ink, room, 1);
        boolean single = fits(one, room, 1);
        Text text = single ? one : prose(words, Style.CAPTION, ink, room, 2);
        text.setX(x);
        Style used = single ? style : Style.CAPTION;
        text.setY(baseline
                - (countLines(text) - 1) * lineHeight(text, used) * 0.5
                - (style.size() - text.getFont().getSize()) * 0.17);
        return text;
    }

    // ---- controls

    /** The one primary action of a screen. */
    public Patch primary(String key, double x, double y, double width, double height, Runnable act) {
        return labelled(
                key,
                say(key),
                height > 180 ? Style.BUTTON_LARGE : Style.BUTTON,
                x,
                y,
                width,
                height,
                Look.PRIMARY,
                Look.PRIMARY_PRESSED,
                Look.PRIMARY_PRESSED,
                act);
    }

    public Patch secondary(String key, double x, double y, double width, double height, Runnable act) {
        return labelled(
                key,
                say(key),
                Style.BUTTON_SMALL,
                x,
                y,
                width,
                height,
                Look.SECONDARY,
                Look.SECONDARY_PRESSED,
                Look.SECONDARY_PRESSED,
                act);
    }

    /** With a pictogram before its words. */
    public Patch secondary(String key, Icon icon, double x, double y, double width, double height, Runnable act) {
        Patch patch = patch(
                key, x, y, width, height, RADIUS, Look.SECONDARY, Look.SECONDARY_PRESSED, Look.SECONDARY_PRESSED, act);
        return beside(patch, icon, say(key), Style.BUTTON_SMALL, 44, width, height);
    }

    /** On a picture: night with a white line; in landscape, where it stands on paper, an ordinary secondary. */
    public Patch onPicture(String key, double x, double y, double width, double height, Runnable act) {
        if (layout.besides()) {
            return secondary(key, x, y, width, height, act);
        }
        return labelled(
                        key,
                        say(key),
                        Style.BUTTON,
                        x,
                        y,
                        width,
                        height,
                        Look.ON_PICTURE,
                        Look.ON_PICTURE_PRESSED,
                        Look.ON_PICTURE_PRESSED,
                        act)
                .onPicture();
    }

    /** A filter, 80 high; chosen it is peacock. */
    public Patch chip(String id, String label, double x, double y, double width, Runnable act) {
        return labelled(
                id, label, Style.BODY_MEDIUM, x, y, width, 80, 40, Look.WELL, Look.SELECTED, Look.SELECTED, act);
    }

    /** How wide a chip for a label must be. */
    public double chipWidth(String label) {
        var text = new Text(label);
        text.setFont(Type.of(label).font(Style.BODY_MEDIUM));
        return Math.max(Patch.LEAST, Math.ceil(text.getLayoutBounds().getWidth()) + 64);
    }

    /** A key of an on-screen keyboard: each has a debounce of its own, so that quick typing works. */
    public Patch key(
            String id,
            String glyph,
            Style style,
            Look rest,
            double x,
            double y,
            double width,
            double height,
            Runnable act) {
        var own = new Debounce(java.time.Duration.ofMillis(60), System::nanoTime);
        var patch = new Patch(id, x, y, width, height, 18, rest, Look.SELECTED, Look.SELECTED, own, excuse, act);
        return patch.with(centred(glyph, style, width, height, width - 12));
    }

    /** Words to touch, without a ground. */
    public Patch link(String key, double x, double y, double room, boolean toTheRight, Runnable act) {
        Text label = line(say(key), Style.BODY_MEDIUM, Tokens.PEACOCK, 0, 56, room);
        double width = Math.max(Patch.LEAST, label.getLayoutBounds().getWidth());
        Patch patch =
                patch(key, toTheRight ? x - width : x, y, width, Patch.LEAST, 12, Look.LINK, Look.LINK, Look.LINK, act);
        return patch.with(label);
    }

    /** A round tool on a picture: zoom, for instance. */
    public Patch tool(String id, Icon icon, double x, double y, Runnable act) {
        Patch patch = patch(id, x, y, 96, 96, 48, Look.TOOL, Look.TOOL_PRESSED, Look.TOOL_PRESSED, act)
                .onPicture();
        return patch.with(icon.draw(Color.WHITE, 26, 26, 44));
    }

    /** A heart, filled when loved: select it. */
    public Patch heart(String id, double x, double y, double width, double height, double radius, Runnable act) {
        Patch patch = patch(id, x, y, width, height, radius, Look.HEART, Look.LOVED, Look.LOVED, act);
        return patch.with(Icon.HEART.draw(Tokens.INK, (width - 56) / 2, (height - 56) / 2 + 2, 56));
    }

    /**
     * A garment's tile: its picture on a well, name and price below; selected it has a peacock line.
     *
     * @param width of the well; the reference is 256
     * @param height of the well; the reference is 264
     */
    public Patch tile(
            String id,
            Image picture,
            String name,
            String price,
            double x,
            double y,
            double width,
            double height,
            Runnable act) {
        Patch patch = patch(id, x, y, width, height, 24, Look.TILE, Look.TILE_SELECTED, Look.TILE_SELECTED, act);
        var view = new ImageView(picture);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(width - 40);
        view.setFitHeight(height - 40);
        double shownWidth = Math.min(width - 40, (height - 40) * picture.getWidth() / picture.getHeight());
        double shownHeight = Math.min(height - 40, (width - 40) * picture.getHeight() / picture.getWidth());
        view.setX((width - shownWidth) / 2);
        view.setY((height - shownHeight) / 2);
        return patch.with(
                view,
                line(shorten(name, Style.CAPTION, width), Style.CAPTION, Tokens.INK, 0, height + 40, width),
                line(price, Style.PRICE_SMALL, Tokens.INK_SOFT, 0, height + 82, width));
    }

    /** A garment's name in one line: in smaller letters where it is long, shortened only where it is longer still. */
    public Text name(String name, Color ink, double x, double baseline, double room) {
        Text whole = line(name, Style.QUESTION, ink, x, baseline, room);
        return fits(whole, room, 1) ? whole : line(shorten(name, Style.LEAD, room), Style.LEAD, ink, x, baseline, room);
    }

    /** A name that is too long for a tile ends with an ellipsis; the caption over the mirror says it in full. */
    public String shorten(String name, Style style, double room) {
        var text = new Text(name);
        text.setFont(Type.of(name).font(style));
        String shown = name;
        while (text.getLayoutBounds().getWidth() > room && shown.length() > 1) {
            shown = shown.substring(0, shown.length() - 1).strip();
            text.setText(shown + "…");
        }
        return text.getText();
    }

    /** Any other thing to touch. */
    public Patch patch(
            String id,
            double x,
            double y,
            double width,
            double height,
            double radius,
            Look rest,
            Look pressed,
            Look selected,
            Runnable act) {
        return new Patch(id, x, y, width, height, radius, rest, pressed, selected, debounce, excuse, act);
    }

    private Patch labelled(
            String id,
            String label,
            Style style,
            double x,
            double y,
            double width,
            double height,
            Look rest,
            Look pressed,
            Look selected,
            Runnable act) {
        return labelled(id, label, style, x, y, width, height, RADIUS, rest, pressed, selected, act);
    }

    /** A patch with words in its middle. */
    public Patch labelled(
            String id,
            String label,
            Style style,
            double x,
            double y,
            double width,
            double height,
            double radius,
            Look rest,
            Look pressed,
            Look selected,
            Runnable act) {
        return patch(id, x, y, width, height, radius, rest, pressed, selected, act)
                .with(centred(label, style, width, height, width - 48));
    }

    /** Words in the middle of a box. */
    public Text centred(String words, Style style, double width, double height, double room) {
        boolean two = !fits(prose(words, style, Tokens.INK, room, 1), room, 1);
        Text text = prose(words, style, Tokens.INK, room, two ? 2 : 1);
        text.setTextAlignment(TextAlignment.CENTER);
        double bottom = lineHeight(text, style) * (countLines(text) - 1);
        // The middle of a line of Latin is the middle of its x-height and cap height: about a third of the size above
        // the baseline.
        text.setY(height / 2 + text.getFont().getSize() * 0.345 - bottom / 2);
        text.setX((width - text.getLayoutBounds().getWidth()) / 2);
        return text;
    }

    private Patch beside(Patch patch, Icon icon, String words, Style style, double size, double width, double height) {
        double room = width - 48 - size - ICON_GAP;
        Text text = prose(words, style, Tokens.INK, room, 1);
        double all = size + ICON_GAP + text.getLayoutBounds().getWidth();
        text.setX((width - all) / 2 + size + ICON_GAP);
        text.setY(height / 2 + text.getFont().getSize() * 0.345);
        return patch.with(icon.draw(Tokens.INK, (width - all) / 2, (height - size) / 2, size), text);
    }

    // ---- things that are not touched

    /** A paper sheet from y down to the foot of the screen; its upper corners are round where it rises over a picture. */
    public Node paper(double top) {
        double height = Layout.HEIGHT - top;
        double wider = layout.beside();
        var paper = new Rectangle(-wider, top, Layout.WIDTH + 2 * wider, height + 60);
        paper.setFill(Tokens.PAPER);
        paper.setArcWidth(56);
        paper.setArcHeight(56);
        if (layout.landscape()) {
            // The whole column beside the mirror.
            paper.setX(-87 + Layout.LEFT);
            paper.setY(-200);
            paper.setWidth(2400);
            paper.setHeight(2400);
            paper.setArcWidth(0);
            paper.setArcHeight(0);
        }
        return paper;
    }

    /** A sheet without round corners: under a curtain or a seam. */
    public Node straightPaper(double top) {
        var paper = (Rectangle) paper(top);
        paper.setArcWidth(0);
        paper.setArcHeight(0);
        return paper;
    }

    /**
     * Night over the lower part of a picture, eased.
     *
     * @param end opacity at its foot, .84 to .93
     */
    public Rectangle scrim(double top, double bottom, double end) {
        var stops = new Stop[EASE.length];
        for (int i = 0; i < EASE.length; i++) {
            stops[i] = new Stop(EASE[i][0], Tokens.night(EASE[i][1] * end));
        }
        double wider = layout.beside();
        var scrim = new Rectangle(-wider, top, Layout.WIDTH + 2 * wider, bottom - top + layout.below());
        scrim.setFill(new LinearGradient(0, 0, 0, 1, true, CycleMethod.NO_CYCLE, stops));
        scrim.setMouseTransparent(true);
        // Painted once: a gradient over a living picture would be computed anew for every frame.
        scrim.setCache(true);
        return scrim;
    }

    /** How dark a scrim is at a height, 0 to 1; white text needs 0.60. */
    public static double darkness(double y, double top, double bottom, double end) {
        double at = Math.clamp((y - top) / (bottom - top), 0, 1);
        for (int i = 1; i < EASE.length; i++) {
            if (at <= EASE[i][0]) {
                double part = (at - EASE[i - 1][0]) / (EASE[i][0] - EASE[i - 1][0]);
                return end * (EASE[i - 1][1] + part * (EASE[i][1] - EASE[i - 1][1]));
            }
        }
        return end;
    }

    /** The shop's name, small, at the top. */
    public Text mark(String shop, Color ink) {
        return line(shop, Style.MARK, ink, Layout.LEFT + 2, 99, Layout.COLUMNS / 2);
    }

    /** A tag on a picture, not to be touched: "Preview". */
    public Group tag(String words, double x, double y) {
        Text text = line(words, Style.CAPTION, Color.WHITE, 30, 41, 400);
        var ground = new Rectangle(0, 0, Math.max(120, text.getLayoutBounds().getWidth() + 60), 60);
        ground.setArcWidth(60);
        ground.setArcHeight(60);
        ground.setFill(Tokens.night(0.78));
        text.setX((ground.getWidth() - text.getLayoutBounds().getWidth()) / 2);
        var tag = new Group(ground, text);
        tag.setLayoutX(x);
        tag.setLayoutY(y);
        tag.setMouseTransparent(true);
        return tag;
    }

    /** A hairline. */
    public Node hairline(double x, double y, double width) {
        var line = new Rectangle(x, y, width, 2);
        line.setFill(Tokens.LINE);
        return line;
    }

    /** How a part of the machine is, by colour and by shape: 24 px, its middle at x, y. */
    public Shape dot(Condition condition, double x, double y) {
        return switch (condition) {
            case GOOD -> new Circle(x, y, 12, Tokens.LEAF);
            case ATTENTION -> {
                var square = new Rectangle(x - 11, y - 11, 22, 22);
                square.setFill(Tokens.TURMERIC);
                yield square;
            }
            case BROKEN -> {
                var triangle = new Polygon(x, y - 13, x + 14, y + 11, x - 14, y + 11);
                triangle.setFill(Tokens.SINDOOR);
                yield triangle;
            }
        };
    }

    /** How a part of the machine is. */
    public enum Condition {
        GOOD,
        ATTENTION,
        BROKEN
    }
}
