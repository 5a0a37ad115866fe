package org.mirrorx.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.assets.rail.Rail;
import org.mirrorx.assets.shopper.Shopper;

/** The pictures as the build drew them. */
final class SampleAssetsTest {

    private static BufferedImage picture(String resource) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(SampleAssets.read(resource)));
        if (image == null) {
            throw new AssertionError(resource + " is no picture");
        }
        return image;
    }

    @Test
    void everyRowOfTheCatalogHasItsPictureAndEveryPieceItsRow() {
        var pieces = new TreeSet<String>();
        Rail.pieces().forEach(piece -> pieces.add(piece.sku()));
        var rows = new TreeSet<String>();
        SampleAssets.garments().forEach(garment -> rows.add(garment.sku()));
        assertEquals(pieces, rows);
        assertEquals(Rail.pieces().size(), SampleAssets.garments().size());
    }

    @Test
    void productPhotographsAreOfOneSizeWithPlainLightGroundAtTheFrame() throws IOException {
        for (SampleAssets.SampleGarment garment : SampleAssets.garments()) {
            BufferedImage image = picture(garment.resource());
            assertEquals(768, image.getWidth(), garment.sku());
            assertEquals(1024, image.getHeight(), garment.sku());
            for (int y = 0; y < 1024; y++) {
                for (int x : y < 6 || y >= 1018 ? every(768) : new int[] {0, 2, 5, 762, 765, 767}) {
                    int rgb = image.getRGB(x, y);
                    int darkest = Math.min(rgb >> 16 & 255, Math.min(rgb >> 8 & 255, rgb & 255));
                    assertTrue(darkest >= 225, garment.sku() + " reaches the frame at " + x + ", " + y);
                }
            }
        }
    }

    private static int[] every(int width) {
        int[] all = new int[width];
        for (int x = 0; x < width; x++) {
            all[x] = x;
        }
        return all;
    }

    @Test
    void theShopperIsPortrayedAtTheSizeOfACapture() throws IOException {
        List<String> shoppers = SampleAssets.shoppers();
        assertEquals(Shopper.values().length, shoppers.size());
        for (String shopper : shoppers) {
            BufferedImage image = picture(shopper);
            assertEquals(1080, image.getWidth(), shopper);
            assertEquals(1440, image.getHeight(), shopper);
        }
    }

    @Test
    void drawingAgainGivesTheSameBytes() throws IOException {
        for (Rail.Piece piece : Rail.pieces().subList(0, 3)) {
            byte[] built = SampleAssets.read("garments/" + piece.sku() + ".jpg");
            assertArrayEquals(built, DrawAssets.jpeg(piece.photograph(), 0.92f), piece.sku());
        }
    }

    @Test
    void theRailCanBeHandedInAsAShopWould(@TempDir Path folder) throws IOException {
        SampleAssets.writeCatalogTo(folder);
        List<String> lines = Files.readAllLines(folder.resolve("catalog.csv"));
        assertTrue(lines.getFirst().startsWith("sku,name,name:hi,name:ta"));
        int cells = lines.getFirst().split(",", -1).length;
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            assertEquals(cells, row.length, line);
            assertTrue(Files.size(folder.resolve(row[cells - 1])) > 10_000, line);
        }
    }

    @Test
    void theIconIsSquareAtEverySideAndHasAScalableTwin() throws IOException {
        int last = 0;
        for (String icon : SampleAssets.icons()) {
            BufferedImage image = picture(icon);
            assertEquals(image.getWidth(), image.getHeight(), icon);
            assertTrue(image.getWidth() > last, icon);
            assertTrue(image.getRGB(0, 0) >>> 24 < 64, "the corner of " + icon + " is not transparent");
            last = image.getWidth();
        }
        assertTrue(
                new String(SampleAssets.read(SampleAssets.scalableIcon()), StandardCharsets.UTF_8).startsWith("<svg"));
    }

    @Test
    void thePicturesSayWhoseTheyAre() {
        assertTrue(new String(SampleAssets.read(SampleAssets.licenceNote()), StandardCharsets.UTF_8)
                .contains("Apache License"));
    }

    @Test
    void everyBarcodeOfTheRailIsAValidShopInternalEan() throws IOException {
        for (String line : new String(SampleAssets.read(SampleAssets.catalog()), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList()) {
            String barcode = line.split(",", -1)[14];
            assertEquals(13, barcode.length(), line);
            // 20…29 are for use inside a shop: nobody's real article can carry such a number.
            assertTrue(barcode.startsWith("20"), line);
            int sum = 0;
            for (int i = 0; i < 13; i++) {
                sum += (barcode.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
            }
            assertEquals(0, sum % 10, "check digit of " + barcode);
        }
    }

    @Test
    void aMissingSampleIsNamed() {
        var refused = assertThrows(IllegalArgumentException.class, () -> SampleAssets.open("garments/none.jpg"));
        assertTrue(String.valueOf(refused.getMessage()).contains("garments/none.jpg"));
    }
}
