package org.mirrorx.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.inference.garment.GarmentKind;

class CellsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "₹1,24,999.00/- # 12499900 # INR",
                "Rs. 1249 # 124900 # INR",
                "Rs.1,249/- # 124900 # INR",
                "INR 1249.5 # 124950 # INR",
                "1.249,50 € # 124950 # EUR",
                "$1,249.99 # 124999 # USD",
                "१,२४९ # 124900 # INR",
                "MRP ₹ 999.00 (incl. of all taxes) # 99900 # INR",
                "1249 # 124900 # INR",
                "1.249 # 124900 # INR",
                "1249.9999 # 125000 # INR",
                "0 # 0 # INR",
                "12,5 # 1250 # INR",
                "1 249 # 124900 # INR"
            })
    void pricesAreReadAsShopsWriteThem(String text, long hundredths, String currency) throws RowRefused {
        assertEquals(Optional.of(new Price(hundredths, currency)), PriceText.read(text, "price"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "free",
                "-5",
                "12x",
                "1,2,3.4.5",
                "8901234567894123",
                "1-2",
                "1,24,99,99,999",
                "Rs. 999 / $12",
                "€ 10 (INR 900)"
            })
    void whatIsNoPriceIsRefused(String text) {
        assertThrows(RowRefused.class, () -> PriceText.read(text, "price"));
    }

    @Test
    void aCellAsLongAsTheTableAllowsIsRefusedBeforeAnyPatternIsTriedOnIt() {
        int longest = 1 << 18;
        assertThrows(RowRefused.class, () -> PriceText.read("a" + " ".repeat(longest) + "-1", "price"));
        assertThrows(RowRefused.class, () -> BarcodeText.read("1".repeat(longest)));
    }

    @Test
    void noPriceIsNoPrice() throws RowRefused {
        assertEquals(Optional.empty(), PriceText.read("", "price"));
        assertEquals(Optional.empty(), PriceText.read(" - ", "price"));
    }

    @ParameterizedTest
    @CsvSource({
        "XXL,2XL",
        "2XL,2XL",
        "xxxl,3XL",
        "3-XL,3XL",
        "M/38,M",
        "40 (L),L",
        "Free Size,FREE",
        "FS,FREE",
        "5.5 m,FREE",
        "Medium,M",
        "2-3Y,2-3Y",
        "2-3 Years,2-3Y",
        "38,38",
        "XS,XS",
        "XXS,2XS",
        "Unstitched,UNSTITCHED",
        "Size 42,42",
        "38.5,38.5",
        "PETITE,PETITE"
    })
    void equalSizesAreSpelledEqually(String label, String normal) {
        assertEquals(normal, SizeText.normal(label));
    }

    @Test
    void severalSizesStandInOneCell() {
        List<SizeText.Size> sizes = SizeText.read("S, M:3|40 (L);5,5 m");
        assertEquals(
                List.of("S", "M", "40 (L)", "5,5 m"),
                sizes.stream().map(SizeText.Size::label).toList());
        assertEquals(3, sizes.get(1).count().orElseThrow());
    }

    @Test
    void barcodesLoseTheirWrappingsAndKeepTheirZeros() throws RowRefused {
        assertEquals(
                List.of("8901234567890", "00012345", "KRT-01/M"),
                BarcodeText.read("=\"8901234567890\" | '00012345; KRT-01/M, KRT-01/M"));
        assertEquals(List.of("8901234567890"), BarcodeText.read("8901234567890.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.90E+12", "8,90123E+12", "8901234567894", "10012345678903", "89012E12", "कुर्ता"})
    void damagedBarcodesAreRefused(String code) {
        assertThrows(RowRefused.class, () -> BarcodeText.read(code));
    }

    @Test
    void oneWrongDigitIsAlwaysNoticed() {
        long seed = 20_261_126L;
        System.out.println("oneWrongDigitIsAlwaysNoticed: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String body = String.format("%012d", random.nextLong(1_000_000_000_000L));
            String good = "";
            for (char digit = '0'; digit <= '9'; digit++) {
                good = BarcodeText.checkDigitFits(body + digit) ? body + digit : good;
            }
            assertEquals(13, good.length(), body);
            int place = random.nextInt(13);
            char wrong = (char) ('0' + (good.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);
            String bad = good.substring(0, place) + wrong + good.substring(place + 1);
            assertTrue(!BarcodeText.checkDigitFits(bad), bad + " seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "T-Shirts,UPPER",
        "Women > Jeans,LOWER",
        "Silk Sarees,DRESS",
        "Lehenga choli,",
        "Salwar suit,",
        "Kurta,",
        "Crop-tops,UPPER",
        "साड़ी,DRESS",
        "Dupatta,"
    })
    void kindsFollowFromWordsThatDecide(String words, GarmentKind kind) {
        assertEquals(Optional.ofNullable(kind), KindWords.of(words));
    }

    @Test
    void headersOfEveryShopSystemAreUnderstood() {
        for (List<String> headers : List.of(
                List.of("Handle", "Title", "Variant SKU", "Variant Barcode", "Image Src", "Variant Price"),
                List.of("URL handle", "Title", "SKU", "Barcode", "Product image URL", "Price"),
                List.of("Product Code", "Name", "Category Code", "Scan Identifier", "HSN CODE", "Image URL"),
                List.of("Item Code", "Item Name", "Article", "Barcode", "Division", "HSN/SAC"),
                List.of("Code", "Product", "Fast Search", "Item Type", "MRP", "HSN/SAC"),
                List.of("Name", "PartNo", "NameAlias", "Parent", "MRP"),
                List.of("name", "channelSkuCode", "styleCode", "barcode", "category", "mrp", "imageUrl"))) {
            Headers understood = Headers.of(headers);
            assertEquals(headers.size(), understood.recognised(), headers.toString());
            assertTrue(understood.describeGarments());
        }
    }
}
