package org.mirrorx.kiosk.screens;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.flow.Shelf;

/** The sample rail as a shop, for {@link Gallery} and tests. */
public final class SampleShop implements Shop {
    private final Map<String, List<Poster>> posters = new HashMap<>();
    /** Of the drawn shopper's picture, as shares of its height. */
    private static final double HEAD_TOP = 0.064;

    private static final double CHIN = 0.2;
    private static final List<String> LANGUAGES = List.of("en", "hi", "ta", "bn", "te", "mr");
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    private final Map<String, Image> tiles = new HashMap<>();

    private final String own;

    /** A shop that speaks English first. */
    public SampleShop() {
        this("en");
    }

    /** A shop whose own language is another. */
    public SampleShop(String own) {
        this.own = own;
        String[] lines = new String(SampleAssets.read(SampleAssets.catalog()), StandardCharsets.UTF_8).split("\r?\n");
        // Our own table: no cell of it is quoted.
        String[] headers = lines[0].split(",", -1);
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            var row = new LinkedHashMap<String, String>();
            for (int c = 0; c < headers.length; c++) {
                row.put(headers[c], cells[c]);
            }
            rows.put(cells[0], row);
        }
    }

    @Override
    public String name() {
        return "Tana Bana";
    }

    @Override
    public List<String> languages() {
        return Stream.concat(Stream.of(own), LANGUAGES.stream().filter(language -> !language.equals(own)))
                .toList();
    }

    /** All stock numbers, in the catalog's order. */
    public List<String> skus() {
        return List.copyOf(rows.keySet());
    }

    @Override
    public Optional<GarmentCard> garment(String sku, String language) {
        Map<String, String> row = rows.get(sku);
        return row == null ? Optional.empty() : Optional.of(card(row, language));
    }

    @Override
    public List<Poster> posters(String language) {
        return posters.computeIfAbsent(language, this::draw);
    }

    private List<Poster> draw(String language) {
        var posters = new ArrayList<Poster>();
        Image shopper = Gallery.SamplePictures.cover(SampleAssets.shoppers().getFirst(), 1080, 1920);
        Image head = head(shopper);
        garment("MX-TEE-04", language)
                .ifPresent(card -> posters.add(new Poster(shopper, Optional.of(head), HEAD_TOP, card)));
        return posters;
    }

    @Override
    public String notice(String language) {
        return """
                # What is done
                You asked the mirror to show you in other clothes. For that it takes one picture of you, reads where your \
                shoulders, arms and hips are, and draws the garment over it.

                # What leaves this machine
                Nothing. There is no network. The picture lies in this machine’s memory only; it is never written to a disk.

                # When it is erased
                When you touch “Erase me”, when you walk away, or when nobody touched the mirror for a while: all of it, \
                at once, and the mirror tells you so.

                # Your face
                The face in the finished look is compared with the face in your picture, so that you stay yourself. \
                Nothing of that is kept, and nobody is recognised.

                # Whom to ask
                Tana Bana, ground floor. Ask at the counter, or write to the shop. You may also complain to the Data Protection \
                Board of India.""";
    }

    @Override
    public Rail rail() {
        return new Rail() {
            @Override
            public List<GarmentCard> shelf(Shelf shelf, List<String> shortlist, String language, int most) {
                return rows.values().stream()
                        .map(row -> card(row, language))
                        .filter(card -> shelf.kind().isEmpty() || shelf.kind().equals(card.kind()))
                        .filter(card -> !shelf.shortlisted() || shortlist.contains(card.sku()))
                        .filter(card -> card.name()
                                .toLowerCase(Locale.ROOT)
                                .contains(shelf.words().toLowerCase(Locale.ROOT)))
                        .limit(most)
                        .toList();
            }

            @Override
            public List<GarmentKind> kinds() {
                return List.of(GarmentKind.values());
            }

            @Override
            public List<String> colours() {
                return List.of("sindoor", "indigo", "ivory");
            }

            @Override
            public List<String> sizes() {
                return List.of("S", "M", "L", "XL");
            }
        };
    }

    @Override
    public StaffDesk staff() {
        return new StaffDesk() {
            @Override
            public Optional<Duration> judge(String pin) {
                return pin.equals("1234") ? Optional.empty() : Optional.of(Duration.ofSeconds(5));
            }

            @Override
            public List<Finding> findings() {
                return List.of(
                        new Finding("Camera", "usb-Shop_Cam, 1920×1080 at 30 frames a second", true),
                        new Finding("Memory", "9.1 of 24 GB free", true),
                        new Finding("Catalog", "2 of 31 garments wait for their points", false),
                        new Finding("Engines", "drape", true));
            }
        };
    }

    /** What differs from the plain ground beside it, as far down as the chin. */
    private static Image head(Image shopper) {
        int width = (int) shopper.getWidth();
        int height = (int) shopper.getHeight();
        var head = new WritableImage(width, height);
        for (int y = 0; y < height * CHIN; y++) {
            Color ground = shopper.getPixelReader().getColor(width / 5, y);
            for (int x = width / 3; x < width * 2 / 3; x++) {
                Color color = shopper.getPixelReader().getColor(x, y);
                double differs = Math.abs(color.getRed() - ground.getRed())
                        + Math.abs(color.getGreen() - ground.getGreen())
                        + Math.abs(color.getBlue() - ground.getBlue());
                double cover = Math.clamp((differs - 0.16) / 0.25, 0, 1);
                head.getPixelWriter().setColor(x, y, color.deriveColor(0, 1, 1, cover));
            }
        }
        return head;
    }

    private GarmentCard card(Map<String, String> row, String language) {
        String name = row.getOrDefault("name:" + language, row.getOrDefault("name", ""));
        return new GarmentCard(
                row.getOrDefault("sku", ""),
                kind(row.getOrDefault("kind", "")),
                name,
                rupees(Long.parseLong(row.getOrDefault("price", "0"))),
                row.getOrDefault("rack", ""),
                List.of(row.getOrDefault("sizes", "").replaceAll(":\\d+", "").split("\\|")),
                tiles.computeIfAbsent(row.getOrDefault("picture", ""), SampleShop::tile));
    }

    private static Image tile(String picture) {
        return new Image(new ByteArrayInputStream(SampleAssets.read("garments/" + picture)), 384, 512, true, true);
    }

    private static Optional<GarmentKind> kind(String word) {
        return switch (word) {
            case "upper" -> Optional.of(GarmentKind.UPPER);
            case "lower" -> Optional.of(GarmentKind.LOWER);
            case "dress" -> Optional.of(GarmentKind.DRESS);
            default -> Optional.empty();
        };
    }

    /** Indian digit grouping: ₹1,24,999. */
    static String rupees(long amount) {
        String digits = Long.toString(amount);
        if (digits.length() <= 3) {
            return "₹" + digits;
        }
        String head = digits.substring(0, digits.length() - 3);
        return String.format(
                Locale.ROOT,
                "₹%s,%s",
                head.replaceAll("(?<=\\d)(?=(\\d\\d)+$)", ","),
                digits.substring(digits.length() - 3));
    }
}
