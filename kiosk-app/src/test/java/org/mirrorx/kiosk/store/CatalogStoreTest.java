package org.mirrorx.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;

class CatalogStoreTest {
    @TempDir
    Path folder = Path.of("");

    private CatalogStore store = CatalogStore.open(folder.resolve("target/unused"));
    private ShopFolder shop = new ShopFolder(folder);

    @BeforeEach
    void open() {
        store.close();
        store = CatalogStore.open(folder.resolve("home"));
        shop = new ShopFolder(folder.resolve("shop"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ImportReport imported() {
        return imported(shop.path());
    }

    private ImportReport imported(Path from) {
        return store.importFolder(from, ImportProgress.SILENT, new Cancellation());
    }

    private String refusal() {
        return String.valueOf(assertThrows(Refusal.class, this::imported).getMessage());
    }

    private List<Garment> all() {
        List<Garment> all = new ArrayList<>();
        store.forEach(all::add);
        return all;
    }

    private static List<String> skus(List<Garment> garments) {
        return garments.stream().map(Garment::sku).toList();
    }

    @Test
    void aNewCatalogIsEmpty() {
        assertEquals(0, store.size());
        assertEquals(List.of(), store.search("kurta"));
        assertEquals(Optional.empty(), store.find("1"));
    }

    @Test
    void everyColumnOfARowIsTaken() {
        shop.table(
                        "sku,style,barcode,kind,category,name,name_hi,Name (Tamil),colour,size,count,hangs at,mrp,price,hsn,picture,active",
                        "K-1,K,8901234567890,dress,Kurtas,Silk kurta,रेशमी कुर्ता,பட்டு குர்தா,red/gold,XXL,3,Rail 2,\"₹1,24,999.00/-\",999,6204,front.jpg|back.png,yes")
                .picture("pics/Front.JPG", 1)
                .picture("back.png", 2)
                .write("pics/Front.JPG.landmarks.json", "{}".getBytes(StandardCharsets.UTF_8));
        ImportReport report = imported();
        assertEquals(new ImportReport(1, 1, 0, List.of(), 0, List.of()), report);
        Garment garment = store.find("8901234567890").orElseThrow();
        assertEquals(garment, store.find("K-1").orElseThrow());
        assertEquals("K", garment.style());
        assertEquals(Optional.of(GarmentKind.DRESS), garment.kind());
        assertEquals("Kurtas", garment.category());
        assertEquals(Map.of("", "Silk kurta", "hi", "रेशमी कुर्ता", "ta", "பட்டு குர்தா"), garment.names());
        assertEquals("Silk kurta", garment.name("bn"));
        assertEquals("रेशमी कुर्ता", garment.name("hi"));
        assertEquals(List.of("red", "gold"), garment.colours());
        assertEquals(List.of(new RackSize("K-1", "XXL", "2XL", "red/gold", OptionalInt.of(3))), garment.sizes());
        assertEquals(List.of(new Barcode("8901234567890", "K-1", "XXL", "red/gold")), garment.barcodes());
        assertEquals("Rail 2", garment.hangsAt());
        assertEquals(Optional.of(new Price(12_499_900, "INR")), garment.mrp());
        assertEquals(Optional.of(new Price(99_900, "INR")), garment.price());
        assertEquals("6204", garment.hsn());
        assertTrue(garment.active());
        assertEquals(2, garment.pictures().size());
        assertEquals(Optional.of("{}"), garment.pictures().getFirst().landmarks());
        assertArrayEquals(ShopFolder.picture(1, "jpeg"), store.picture("K-1"));
    }

    @Test
    void sizesOfOneStyleAndColourAreOneGarment() {
        shop.table(
                "Style;SKU;EAN;Name;Color;Size;MRP",
                "T1;T1-R-S;8901234567890;Tee;red;S;499",
                "T1;T1-R-M;8901234567906;Tee;red;M/38;499",
                "T1;T1-B-S;;Tee;blue;S;499");
        assertEquals(2, imported().garments());
        Garment red = store.find("T1-R-M").orElseThrow();
        assertEquals("T1-R-S", red.sku());
        assertEquals(
                List.of("S", "M"), red.sizes().stream().map(RackSize::normal).toList());
        assertEquals(
                "M/38",
                red.barcodes().stream()
                        .filter(code -> code.code().equals("8901234567906"))
                        .findFirst()
                        .orElseThrow()
                        .size());
        assertEquals("T1-B-S", store.find("T1-B-S").orElseThrow().sku());
    }

    @Test
    void aShopifyProductIsReadFromItsFirstRowAndItsFurtherRows() {
        shop.table(
                        "Handle,Title,Body (HTML),Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Variant Image,Status",
                        "linen-shirt,Linen shirt,\"<p>Soft,\n\"\"airy\"\"</p>\",Shirts,Color,White,Size,S,LS-W-S,1499.00,1999.00,'8901234567890,https://cdn.example/files/linen_white.jpg?v=168,,active",
                        "linen-shirt,,,,,White,,M,LS-W-M,1499.00,1999.00,,,,",
                        "linen-shirt,,,,,Blue,,M,LS-B-M,1599.00,1999.00,,,https://cdn.example/files/linen%20blue.png,",
                        "linen-shirt,,,,,,,,,,,,https://cdn.example/files/detail.jpg,,")
                .picture("linen_white.jpg", 1)
                .picture("linen blue.png", 2)
                .picture("detail.jpg", 3);
        ImportReport report = imported();
        assertEquals(0, report.refusedRows(), report.toString());
        assertEquals(2, report.garments());
        Garment white = store.find("LS-W-M").orElseThrow();
        assertEquals("Linen shirt", white.name("en"));
        assertEquals(Optional.of(GarmentKind.UPPER), white.kind());
        assertEquals(
                List.of("S", "M"), white.sizes().stream().map(RackSize::label).toList());
        assertEquals("8901234567890", white.barcodes().getFirst().code());
        Garment blue = store.find("LS-B-M").orElseThrow();
        assertEquals("Linen shirt", blue.name(""));
        assertEquals(Optional.of(new Price(159_900, "INR")), blue.price());
        assertArrayEquals(ShopFolder.picture(2, "png"), store.picture("LS-B-M"));
        assertTrue(blue.pictures().stream()
                .anyMatch(picture -> picture.sha256().equals(Sha256.of(ShopFolder.picture(3, "jpeg")))));
    }

    @Test
    void eachRefusedRowIsToldWithItsLineAndReason() {
        shop.table(
                        "Price list of our shop,,,,",
                        ",,,,",
                        "SKU,Barcode,Name,Price,MRP,Picture",
                        "A,8.90E+12,a,1,2,",
                        "B,8901234567895,b,1,2,",
                        "C,,c,twelve,2,",
                        "D,,d,3,2,",
                        "E,,e,1,2,broken.jpg",
                        ",,nothing,1,2,",
                        "F,,f,1,2,",
                        "F,,f again,1,2,",
                        "G,,g,1,2,missing.jpg")
                .write("broken.jpg", Arrays.copyOf(ShopFolder.picture(9, "jpeg"), 300));
        ImportReport report = imported();
        assertEquals(List.of(4L, 5L, 6L, 7L, 9L, 8L, 11L), lines(report));
        assertTrue(reason(report, 4).contains("spreadsheet"));
        assertTrue(reason(report, 5).contains("check digit"));
        assertTrue(reason(report, 6).contains("twelve"));
        assertTrue(reason(report, 7).contains("above the MRP"));
        assertTrue(reason(report, 8).contains("broken.jpg"));
        assertTrue(reason(report, 9).contains("stock number"));
        assertTrue(reason(report, 11).contains("already"));
        assertEquals(List.of("F", "G"), skus(all()));
        assertEquals(2, report.withoutPicture());
        assertEquals(List.of("Line 12: the picture missing.jpg is not in the folder."), report.notes());
    }

    private static List<Long> lines(ImportReport report) {
        return report.refusals().stream().map(ImportReport.RowRefusal::line).toList();
    }

    private static String reason(ImportReport report, long line) {
        return report.refusals().stream()
                .filter(refusal -> refusal.line() == line)
                .findFirst()
                .orElseThrow()
                .reason();
    }

    @Test
    void tablesOfEveryUsualEncodingAndSeparatorAreRead() {
        List<String> lines = List.of("SKU;Name;Price", "1;Café Größe;1.249,50 €", "2;b;3");
        for (var kind : List.of(
                Map.entry(StandardCharsets.UTF_8, ""),
                Map.entry(StandardCharsets.UTF_8, "\uFEFF"),
                Map.entry(StandardCharsets.UTF_16LE, "\uFEFF"),
                Map.entry(StandardCharsets.UTF_16BE, "\uFEFF"),
                Map.entry(StandardCharsets.UTF_16LE, ""),
                Map.entry(Charset.forName("windows-1252"), ""))) {
            for (String separator : List.of(";", "\t", "|")) {
                shop.table(
                        kind.getKey(),
                        kind.getValue(),
                        lines.stream().map(line -> line.replace(";", separator)).toArray(String[]::new));
                ImportReport report = imported();
                assertEquals(2, report.garments());
                assertEquals("Café Größe", store.find("1").orElseThrow().name(""));
                assertEquals(
                        Optional.of(new Price(124_950, "EUR")),
                        store.find("1").orElseThrow().price());
                boolean plain = kind.getKey().equals(StandardCharsets.UTF_8);
                assertEquals(
                        plain ? 0 : 1, report.notes().size(), report.notes().toString());
            }
        }
    }

    @Test
    void picturesAreFoundByNumberBarcodeAndStyle() {
        shop.table("sku,barcode,style,name", "A/1,,,a", "B,8901234567890,,b", "C,,ST,c")
                .picture("a_1-front.png", 1)
                .picture("A_1_2.jpg", 2)
                .picture("8901234567890.jpg", 3)
                .picture("deep/st_1.png", 4);
        assertEquals(0, imported().withoutPicture());
        assertArrayEquals(ShopFolder.picture(1, "png"), store.picture("A/1"));
        assertEquals(2, store.find("A/1").orElseThrow().pictures().size());
        assertArrayEquals(ShopFolder.picture(3, "jpeg"), store.picture("B"));
        assertArrayEquals(ShopFolder.picture(4, "png"), store.picture("C"));
    }

    @Test
    void aFolderOfPicturesAloneIsACatalog() {
        shop.picture("red.jpg", 1).picture("skirts/blue skirt.png", 2).write("notes.txt", new byte[] {1});
        assertEquals(2, imported().garments());
        assertEquals(List.of("red", "blue skirt"), skus(all()));
        assertEquals(
                Optional.of(GarmentKind.LOWER),
                store.find("blue skirt").orElseThrow().kind());
    }

    @Test
    void anImportReplacesTheWholeCatalogAndItsPictures() throws IOException {
        shop.table("sku,name", "A,alpha", "B,beta").picture("A.jpg", 1).picture("B.jpg", 2);
        imported();
        shop.table("sku,name", "B,beta", "C,gamma").picture("C.jpg", 3);
        imported();
        assertEquals(List.of("B", "C"), skus(all()));
        assertEquals(List.of(), store.search("alpha"));
        assertEquals(List.of("C"), skus(store.search("gamma")));
        assertEquals(Optional.empty(), store.find("A"));
        try (Stream<Path> files = Files.walk(folder.resolve("home/pictures"))) {
            assertEquals(2, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void anImportThatFailsOrIsStoppedChangesNothing() {
        shop.table("sku,name", "A,alpha");
        imported();
        shop.table("sku,name", ",nobody");
        assertTrue(refusal().contains("stays as it was"));
        shop.table("hello,world", "1,2");
        assertTrue(refusal().contains("column names"));
        shop.table("sku,name", "B,\"beta");
        shop.table("sku,name", "B,beta", "C," + "\"" + "x".repeat(300_000));
        assertTrue(refusal().contains("line"));
        shop.table("sku,name", "B,beta");
        Cancellation stop = new Cancellation();
        stop.request();
        assertThrows(CancellationException.class, () -> store.importFolder(shop.path(), ImportProgress.SILENT, stop));
        assertEquals(List.of("A"), skus(all()));
        assertEquals(List.of("A"), skus(store.search("alpha")));
        assertEquals(List.of(), store.search("beta"));
    }

    @Test
    void readersSeeTheOldCatalogUntilTheSwap() {
        shop.table("sku,name", "A,alpha");
        imported();
        shop.table("sku,name", "B,beta");
        List<List<String>> seen = new ArrayList<>();
        store.importFolder(shop.path(), (stage, done, total) -> seen.add(skus(all())), new Cancellation());
        assertTrue(seen.size() >= 3);
        assertTrue(seen.stream().allMatch(List.of("A")::equals), seen.toString());
        assertEquals(List.of("B"), skus(all()));
    }

    @Test
    void anExportImportsAsTheSameCatalog() {
        shop.table(
                        "sku,style,barcode,kind,category,name,name_hi,colour,size,count,hangs at,mrp,price,hsn,picture,active",
                        "K-S,K,8901234567890,dress,Kurtas,\"Silk, \"\"fine\"\"\",कुर्ता,red/gold,S,3,Rail 2,1999,999.50,0062,a.jpg,yes",
                        "K-M,K,A-1|A-2,,,,,red/gold,M,,,,,,,",
                        "P,,X-9,,Sarees,Saree,,,\"Free Size|5,5 m|L:4\",,,$20,$15.25,,P.png,no")
                .picture("a.jpg", 1)
                .picture("P.png", 2)
                .picture("P_2.png", 3)
                .write("a.jpg.landmarks.json", "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        assertEquals(0, imported().refusedRows());
        List<Garment> before = all();
        assertEquals(List.of(), store.faults());
        store.export(folder.resolve("out"));
        assertEquals(0, imported(folder.resolve("out")).refusedRows());
        assertEquals(before, all());
        assertTrue(String.valueOf(assertThrows(Refusal.class, () -> store.export(folder.resolve("out")))
                        .getMessage())
                .contains("not empty"));
    }

    @Test
    void wholeWordsAreFoundInEveryScript() {
        record Name(String language, String words) {}
        List<Name> names = List.of(
                new Name("hi", "लाल रेशमी कुर्ता"),
                new Name("ta", "பட்டுப் புடவை சிவப்பு"),
                new Name("te", "పట్టు చీర ఎరుపు"),
                new Name("bn", "লাল শাড়ি জামদানি"),
                new Name("ml", "കസവു മുണ്ട് സാരി"),
                new Name("ur", "سرخ قمیض"),
                new Name("en", "Crème brûlée T-shirt"),
                new Name("ru", "Красная рубашка"),
                new Name("el", "Κόκκινο φόρεμα"),
                new Name("ja", "赤い着物ドレス"),
                new Name("th", "เสื้อสีแดง"),
                new Name("zh", "红色连衣裙"));
        List<String> lines = new ArrayList<>();
        lines.add("sku,name "
                + String.join(",name ", names.stream().map(Name::language).toList()));
        for (int i = 0; i < names.size(); i++) {
            lines.add("S" + i + "," + ",".repeat(i) + names.get(i).words());
        }
        shop.table(lines.toArray(String[]::new));
        imported();
        for (int i = 0; i < names.size(); i++) {
            for (String word : names.get(i).words().split(" ")) {
                assertEquals(List.of("S" + i), skus(store.search(word)), word);
            }
        }
        assertEquals(1, store.search("قميض").size(), "an Arabic keyboard's yeh");
        assertEquals(1, store.search("КРАСНАЯ").size());
        assertEquals(1, store.search("creme").size());
        assertEquals(1, store.search("着物").size());
        assertEquals(1, store.search("连衣裙").size());
        assertEquals(1, store.search("สีแดง").size());
        assertEquals(1, store.search("कुर्").size(), "the beginning of a word");
        assertEquals(List.of(), store.search("र्ता"), "the end of a word");
    }

    @Test
    void aSearchNeedsAllWordsAndPutsNumbersAndNamesFirst() {
        shop.table(
                "sku,name,category,colour",
                "1,plain,cotton shirts,red",
                "2,cotton shirt,,blue",
                "3,cotton kurta,,red",
                "cotton,linen,,white");
        imported();
        assertEquals(List.of("cotton", "2", "3", "1"), skus(store.search("cotton")));
        assertEquals(List.of("1", "3"), skus(store.search("RED cotton")));
        assertEquals(List.of("2", "1"), skus(store.search("cotton shirt")));
        assertEquals(List.of(), store.search("cotton silk"));
        assertEquals(List.of(), store.search(" \" ) OR * : - "));
        assertEquals(List.of(), store.search(""));
    }

    @Test
    void twoImportsAtOnceAreRefused() {
        shop.table("sku,name", "A,alpha");
        List<String> refusals = new ArrayList<>();
        store.importFolder(
                shop.path(),
                (stage, done, total) -> {
                    if (stage == ImportProgress.Stage.SWAPPING) {
                        refusals.add(refusal());
                    }
                },
                new Cancellation());
        assertEquals(1, refusals.size());
        assertTrue(refusals.getFirst().contains("Another import"));
    }

    @Test
    void aFileThatIsNoCatalogIsRefusedInASentence() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("mirrorx.db"), "this is no database, this is no database, this is no database");
        String sentence = String.valueOf(
                assertThrows(Refusal.class, () -> CatalogStore.open(other)).getMessage());
        assertTrue(sentence.contains("mirrorx.db"), sentence);
    }

    @Test
    void aChangedPictureIsNotHandedOut() throws IOException {
        shop.table("sku,name", "A,alpha").picture("A.jpg", 1);
        imported();
        GarmentPicture picture = store.find("A").orElseThrow().picture().orElseThrow();
        Files.write(
                new Pictures(folder.resolve("home/pictures")).place(picture.sha256(), picture.format()),
                ShopFolder.picture(2, "jpeg"));
        assertThrows(Refusal.class, () -> store.picture("A"));
        assertEquals(1, store.faults().size());
    }

    /** Keeps the kind as its work; doubts skirts, cannot read what is called "bad". */
    private static final class KindWriter implements GarmentWork {
        private final List<String> done = new ArrayList<>();
        private final String version;

        KindWriter(String version) {
            this.version = version;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public Done of(GarmentPhoto photo) {
            done.add(photo.sha256());
            if (photo.kind().isEmpty()) {
                return new Done.Unreadable("no kind");
            }
            Optional<String> doubt =
                    photo.kind().get() == GarmentKind.LOWER ? Optional.of("a skirt?") : Optional.empty();
            return new Done.Kept(photo.kind().get().name().getBytes(StandardCharsets.UTF_8), doubt);
        }
    }

    @Test
    void garmentsAreCutOnceAndTheirStatesOutliveAnImport() {
        shop.table("sku,kind,name", "A,dress,a", "B,lower,b", "C,,c", "D,upper,no picture")
                .picture("A.jpg", 1)
                .picture("B.jpg", 2)
                .picture("C.jpg", 3);
        imported();
        Wardrobe wardrobe = new StoredWork(folder.resolve("work"));
        KindWriter first = new KindWriter("v1");
        assertEquals(new CutReport(1, 1, 1), store.cutAll(first, wardrobe, ImportProgress.SILENT, new Cancellation()));
        assertEquals(3, first.done.size());
        Garment dress = store.find("A").orElseThrow();
        assertEquals(new CutState.Cut(), store.cutState(dress, "v1"));
        assertArrayEquals(
                "DRESS".getBytes(StandardCharsets.UTF_8),
                wardrobe.find(CatalogStore.workKey(dress, "v1")).orElseThrow());
        assertEquals(
                new CutState.AsksStaff("a skirt?"),
                store.cutState(store.find("B").orElseThrow(), "v1"));
        assertEquals(
                new CutState.Unreadable("no kind"),
                store.cutState(store.find("C").orElseThrow(), "v1"));
        assertEquals(new CutState.NoPicture(), store.cutState(store.find("D").orElseThrow(), "v1"));
        shop.picture("B.jpg", 4);
        imported();
        KindWriter second = new KindWriter("v1");
        store.cutAll(second, wardrobe, ImportProgress.SILENT, new Cancellation());
        assertEquals(1, second.done.size(), "only the changed picture");
        assertEquals(new CutState.Waiting(), store.cutState(dress, "v2"));
    }

    @Test
    void aCuttingRunThatIsStoppedGoesOnWhereItStopped() {
        shop.table("sku,kind", "A,dress", "B,dress", "C,dress")
                .picture("A.jpg", 1)
                .picture("B.jpg", 2)
                .picture("C.jpg", 3);
        imported();
        Wardrobe wardrobe = new StoredWork(folder.resolve("work"));
        Cancellation stop = new Cancellation();
        KindWriter first = new KindWriter("v1");
        ImportProgress stopsInTheSecond = (stage, done, total) -> {
            if (done == 1) {
                stop.request();
            }
        };
        assertThrows(CancellationException.class, () -> store.cutAll(first, wardrobe, stopsInTheSecond, stop));
        assertEquals(2, first.done.size());
        KindWriter second = new KindWriter("v1");
        assertEquals(new CutReport(3, 0, 0), store.cutAll(second, wardrobe, ImportProgress.SILENT, new Cancellation()));
        assertEquals(1, second.done.size(), "what was done stayed done");
    }
}
