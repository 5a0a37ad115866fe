package org.mirrorx.kiosk.screens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.flow.State;

@TestInstance(Lifecycle.PER_CLASS)
final class ScreenTest {
    /** Setting text needs the system's Pango and fontconfig; a bare system without them skips this, the project's own tests do not. */
    @BeforeAll
    void thisSystemSetsText() {
        boolean sets;
        try {
            sets = FxThread.on(() -> new Text("a").getLayoutBounds().getWidth() > 0);
        } catch (AssertionError missing) {
            sets = false;
        }
        if (!sets && !Boolean.getBoolean("mirrorx.requireShared")) {
            Assumptions.abort("JavaFX cannot set text here: libpango or fontconfig is missing.");
        }
        assertTrue(sets, "JavaFX cannot set text here: libpango or fontconfig is missing.");
    }

    private static final Layout PORTRAIT = Layout.of(1080, 1920);
    /** Half the size: the Headless platform's display is 1000 px high. */
    private static final Layout SMALL = Layout.of(540, 960);

    private static final Layout LANDSCAPE = Layout.of(1920, 1080);
    private static final List<String> LANGUAGES = List.of("en", "hi", "ta", "bn", "te", "mr");
    private static final int WHITE = 0xFFFFFFFF;

    /** Screens on which one thing lies over another. */
    private static final List<String> SHEETS = List.of("notice", "help", "unknown-tag");

    // Not while this class is loaded: the JavaFX thread would wait for it.
    private final AtomicLong clock = new AtomicLong();
    private final SampleShop shop = FxThread.on(SampleShop::new);
    private final Pictures pictures = FxThread.on(() -> pictures(WHITE));

    @Test
    void everyTypefaceOfTheThemeLoads() {
        FxThread.run(() -> {
            for (Type type : Type.values()) {
                for (Style style : Style.values()) {
                    assertTrue(!type.font(style).getName().startsWith("System"), type + " " + style);
                }
            }
        });
    }

    @Test
    void aFingerOnYesAgreesOnce() throws InterruptedException {
        var heard = new CopyOnWriteArrayList<Event>();
        Stage stage = FxThread.on(() -> show(new State.Consent("en", Optional.empty(), false), heard::add));
        click(stage, "consent.yes");
        clock.addAndGet(Duration.ofMillis(250).toNanos());
        click(stage, "consent.yes");
        FxThread.run(stage::close);
        assertEquals(List.of(new Event.Agree()), heard);
    }

    @Test
    void aFingerThatSlidesOffDoesNothing() throws InterruptedException {
        var heard = new CopyOnWriteArrayList<Event>();
        Stage stage = FxThread.on(() -> show(new State.Consent("en", Optional.empty(), false), heard::add));
        Bounds yes = FxThread.on(() -> patch(stage, "consent.yes"));
        Robot robot = FxThread.on(Robot::new);
        FxThread.run(() -> {
            robot.mouseMove(yes.getCenterX(), yes.getCenterY());
            robot.mousePress(MouseButton.PRIMARY);
            robot.mouseMove(yes.getCenterX(), yes.getMinY() - 20);
        });
        FxThread.run(() -> robot.mouseRelease(MouseButton.PRIMARY));
        pulse();
        FxThread.run(stage::close);
        assertTrue(!heard.contains(new Event.Agree()), heard.toString());
    }

    @Test
    void aTouchOnTheAttractScreenWakesTheMirror() throws InterruptedException {
        var heard = new CopyOnWriteArrayList<Event>();
        Stage stage = FxThread.on(() -> show(new State.Attract(), heard::add));
        Robot robot = FxThread.on(Robot::new);
        FxThread.run(() -> {
            robot.mouseMove(stage.getX() + 250, stage.getY() + 450);
            robot.mouseClick(MouseButton.PRIMARY);
        });
        pulse();
        FxThread.run(stage::close);
        assertEquals(List.of(new Event.Touched()), heard);
    }

    @Test
    void theReachButtonWorksBeforeAVisitAndGoesOnIntoIt() throws InterruptedException {
        var heard = new CopyOnWriteArrayList<Event>();
        Stage stage = FxThread.on(() -> show(new State.Consent("en", Optional.empty(), false), heard::add));
        click(stage, "hem.reach");
        clock.addAndGet(Duration.ofMillis(350).toNanos());
        Bounds yes = FxThread.on(() -> patch(stage, "consent.language.en"));
        click(stage, "consent.yes");
        FxThread.run(stage::close);
        assertTrue(yes.getMinY() - stage.getY() >= ConsentScreen.REACH / 2 - 1, "chips lie low: " + yes);
        assertTrue(
                heard.contains(new Event.Agree()) && heard.getLast().equals(new Event.Reach(true)), heard.toString());
    }

    @Test
    void theSecondTouchWithinThreeTenthsOfASecondIsSwallowed() {
        var now = new AtomicLong();
        var debounce = new Debounce(Debounce.CONTROL, now::get);
        assertTrue(debounce.lets());
        now.addAndGet(Duration.ofMillis(299).toNanos());
        assertTrue(!debounce.lets());
        now.addAndGet(Duration.ofMillis(2).toNanos());
        assertTrue(debounce.lets());
    }

    @Test
    void fiveTouchesInTheCornerWithinThreeSecondsCallForStaff() {
        var now = new AtomicLong();
        var corner = new StaffCorner(now::get);
        for (int touch = 0; touch < 8; touch++) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            assertTrue(!corner.opens(20, 20), "too slow");
        }
        corner.opens(500, 500);
        for (int touch = 0; touch < 4; touch++) {
            assertTrue(!corner.opens(30, 30));
        }
        assertTrue(corner.opens(30, 30));
    }

    @Test
    void everyTouchTargetIsLargeEnough() {
        for (Layout layout : List.of(PORTRAIT, LANDSCAPE, PORTRAIT.withReach(true))) {
            each(
                    "en",
                    layout,
                    (name, root) -> patches(root).forEach(patch -> {
                        Rectangle reach = patch.reach();
                        assertTrue(
                                reach.getWidth() >= Patch.LEAST - 0.5 && reach.getHeight() >= Patch.LEAST - 0.5,
                                name + ": " + patch.getId() + " is only " + reach.getWidth() + "×" + reach.getHeight());
                    }));
        }
    }

    @Test
    void everyTouchTargetLiesOnTheDisplay() {
        for (Layout layout : List.of(PORTRAIT, LANDSCAPE)) {
            each(
                    "en",
                    layout,
                    (name, root) -> patches(root).stream()
                            .filter(patch -> !(patch.getId().startsWith("tile.")
                                    || patch.getId().startsWith("picker.")))
                            .forEach(patch -> {
                                Bounds bounds = patch.localToScene(patch.reach().getBoundsInParent());
                                assertTrue(
                                        bounds.getMinY() >= -1
                                                && bounds.getMaxY() <= layout.height() + 1
                                                && bounds.getMinX() >= -1,
                                        name + ": " + patch.getId() + " at " + bounds);
                            }));
        }
    }

    @Test
    void inReachModeNothingToTouchLiesHigherThanASeatedPersonReaches() {
        for (double bottom : List.of(600.0, 700.0, 750.0)) {
            double highest = 1920 * (1 - (1220 - bottom) / 952);
            each(
                    "en",
                    PORTRAIT.withReach(true).hung(bottom, 952),
                    (name, root) -> patches(root).stream()
                            .filter(patch -> !patch.getId().startsWith("corner"))
                            .forEach(patch -> {
                                Bounds reach = patch.localToScene(patch.reach().getBoundsInParent());
                                assertTrue(
                                        reach.getMinY() > highest - 1,
                                        bottom + " " + name + " " + patch.getId() + ": " + reach.getMinY() + " above "
                                                + highest);
                            }));
        }
    }

    @Test
    void noWordsAreClippedInAnyLanguage() {
        var clipped = new ArrayList<String>();
        for (String language : LANGUAGES) {
            for (Layout layout : List.of(PORTRAIT, LANDSCAPE, PORTRAIT.withReach(true))) {
                each(
                        language,
                        layout,
                        (name, root) -> texts(root).forEach(text -> {
                            Object room = text.getProperties().get(Tailor.ROOM);
                            Object lines = text.getProperties().get(Tailor.LINES);
                            if (room instanceof Double width
                                    && lines instanceof Integer most
                                    && !Tailor.fits(text, width + 1, most)) {
                                clipped.add(language + " " + name + ": “" + text.getText() + "” in " + width);
                            }
                        }));
            }
        }
        Set<String> distinct = new HashSet<>(clipped);
        assertTrue(distinct.isEmpty(), String.join("\n", distinct));
    }

    @Test
    void noWordsLieOverOthersInAnyLanguage() {
        var over = new HashSet<String>();
        for (String language : LANGUAGES) {
            for (Layout layout : List.of(PORTRAIT, LANDSCAPE, PORTRAIT.withReach(true))) {
                each(language, layout, (name, root) -> {
                    if (SHEETS.stream().anyMatch(name::endsWith)) {
                        return;
                    }
                    List<Text> texts = texts(root).stream()
                            .filter(text -> !text.getText().isBlank() && seen(text))
                            .toList();
                    for (int i = 0; i < texts.size(); i++) {
                        for (int j = i + 1; j < texts.size(); j++) {
                            if (overlap(ink(texts.get(i)), ink(texts.get(j)))) {
                                over.add(language + " " + name + ": “"
                                        + texts.get(i).getText() + "” and “"
                                        + texts.get(j).getText() + "”");
                            }
                        }
                    }
                });
            }
        }
        assertTrue(over.isEmpty(), String.join("\n", over));
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible() || at.getOpacity() == 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the letters' ink is, on the display. */
    private static Bounds ink(Text text) {
        TextBoundsType before = text.getBoundsType();
        text.setBoundsType(TextBoundsType.VISUAL);
        Bounds bounds = text.localToScene(text.getLayoutBounds());
        text.setBoundsType(before);
        return bounds;
    }

    private static boolean overlap(Bounds one, Bounds other) {
        double wide = Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
        double high = Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
        return wide > 1 && high > 1;
    }

    @Test
    void whiteWordsOverAWhitePictureKeepTheirContrast() {
        for (Hint hint : Hint.values()) {
            for (String language : LANGUAGES) {
                State state = new State.Framing(new SampleStates(language, false).visit(), hint);
                contrasts(state);
            }
        }
        contrasts(new State.Countdown(new SampleStates("en", false).visit(), 2));
        contrasts(new State.Review(new SampleStates("en", false).visit()));
        contrasts(new State.Attract());
    }

    @Test
    void clearingASurfaceLeavesNothingOfIt() {
        FxThread.run(() -> {
            ByteBuffer pixels = ByteBuffer.allocateDirect(7 * 5 * 4);
            Surface surface = new Surface(7, 5, pixels);
            for (int i = 0; i < pixels.capacity(); i++) {
                pixels.put(i, (byte) 0x5A);
            }
            surface.refresh();
            surface.clear();
            for (int i = 0; i < pixels.capacity(); i++) {
                assertEquals(0, pixels.get(i));
            }
        });
    }

    /** Renders a state over white video without its words, and compares each word's ground with the word's white. */
    private void contrasts(State state) {
        FxThread.run(() -> {
            Stagehand hand = new Stagehand(shop, pictures, PrintedWords::of, SMALL, event -> {});
            var scene = new Scene(hand.root(), SMALL.width(), SMALL.height());
            hand.showAtOnce(state);
            hand.root().applyCss();
            hand.root().layout();
            List<Text> words = texts(hand.root()).stream()
                    .filter(text -> Color.WHITE.equals(text.getFill()))
                    .toList();
            words.forEach(text -> text.setVisible(false));
            WritableImage ground = scene.snapshot(null);
            for (Text text : words) {
                Bounds bounds = text.localToScene(text.getLayoutBounds());
                double rise = text.getFont().getSize() * 0.74 * SMALL.scale();
                int top = (int) Math.round(text.localToScene(0, text.getY()).getY() - rise);
                double lightest = 0;
                for (int y = top; y < bounds.getMaxY() - rise * 0.3; y += 2) {
                    for (int x = (int) bounds.getMinX(); x < Math.min(SMALL.width() - 1, bounds.getMaxX()); x += 5) {
                        lightest = Math.max(
                                lightest, luminance(ground.getPixelReader().getColor(x, y)));
                    }
                }
                double contrast = 1.05 / (lightest + 0.05);
                assertTrue(contrast >= 4.5, state + ": “" + text.getText() + "” has " + contrast);
            }
        });
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private interface Look {
        void at(String name, Parent root);
    }

    private void each(String language, Layout layout, Look look) {
        FxThread.run(() -> {
            Map<String, State> states = new SampleStates(language, layout.reach()).all();
            Stagehand hand = new Stagehand(shop, pictures, PrintedWords::of, layout, event -> {});
            new Scene(hand.root(), layout.width(), layout.height());
            states.forEach((name, state) -> {
                hand.showAtOnce(state);
                look.at(name, hand.root());
            });
        });
    }

    private Stage show(State state, Consumer<Event> heard) {
        Stagehand hand =
                new Stagehand(shop, new Repertoire(shop, pictures), PrintedWords::of, SMALL, clock::get, heard);
        var stage = new Stage(StageStyle.UNDECORATED);
        stage.setScene(new Scene(hand.root(), SMALL.width(), SMALL.height()));
        stage.setX(0);
        stage.setY(0);
        hand.showAtOnce(state);
        stage.show();
        return stage;
    }

    private static void click(Stage stage, String id) throws InterruptedException {
        Robot robot = FxThread.on(Robot::new);
        FxThread.run(() -> {
            Bounds at = patch(stage, id);
            robot.mouseMove(at.getCenterX(), at.getCenterY());
            robot.mouseClick(MouseButton.PRIMARY);
        });
        pulse();
    }

    /** Lets what the robot did arrive. */
    private static void pulse() throws InterruptedException {
        Thread.sleep(60);
        FxThread.run(() -> {});
    }

    private static Bounds patch(Stage stage, String id) {
        Patch patch = patches(stage.getScene().getRoot()).stream()
                .filter(each -> id.equals(each.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to touch is called " + id));
        return patch.localToScreen(patch.reach().getBoundsInParent());
    }

    private static List<Patch> patches(Parent root) {
        return nodes(root).stream()
                .filter(Patch.class::isInstance)
                .map(Patch.class::cast)
                .toList();
    }

    private static List<Text> texts(Parent root) {
        return nodes(root).stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .toList();
    }

    private static List<Node> nodes(Parent root) {
        var nodes = new ArrayList<Node>();
        for (Node child : root.getChildrenUnmodifiable()) {
            if (!child.isVisible()) {
                continue;
            }
            nodes.add(child);
            if (child instanceof Parent parent) {
                nodes.addAll(nodes(parent));
            }
        }
        return nodes;
    }

    /** One small surface of a colour for everything. */
    private static Pictures pictures(int argb) {
        Surface plain = Surface.blank(108, 192);
        for (int i = 0; i < 108 * 192; i++) {
            plain.pixels().putInt(i * 4, argb);
        }
        plain.refresh();
        return new Pictures() {
            @Override
            public Surface mirror() {
                return plain;
            }

            @Override
            public Optional<Surface> capture() {
                return Optional.of(plain);
            }

            @Override
            public Optional<Surface> look(int number) {
                return Optional.of(plain);
            }

            @Override
            public Optional<Surface> preview() {
                return Optional.of(plain);
            }
        };
    }
}
