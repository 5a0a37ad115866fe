package org.mirrorx.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Cancellation;

/** What holds for every table, tried on random ones. */
class CatalogPropertyTest {
    private static final int TABLES = 25;
    private static final List<String> WORDS = List.of(
            "silk",
            "कुर्ता",
            "\"fine\"",
            "red, blue",
            "புடவை",
            "a;b",
            "Größe",
            "شلوار",
            "x\ny",
            "'quoted",
            "=\"7\"",
            "#1",
            "50%",
            "连衣裙");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyCatalogSurvivesExportAndImport() {
        long seed = Long.getLong("mirrorx.seed", 20_261_126L);
        System.out.println("everyCatalogSurvivesExportAndImport: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < TABLES; i++) {
            ShopFolder shop = new ShopFolder(folder.resolve("shop" + i));
            shop.table(table(random));
            for (int picture = 0; picture < 4; picture++) {
                shop.picture("p" + picture + ".png", random.nextInt(1 << 20));
            }
            try (CatalogStore store = CatalogStore.open(folder.resolve("home" + i))) {
                store.importFolder(shop.path(), ImportProgress.SILENT, new Cancellation());
                List<Garment> before = all(store);
                Path out = folder.resolve("out" + i);
                store.export(out);
                ImportReport report = store.importFolder(out, ImportProgress.SILENT, new Cancellation());
                assertEquals(List.of(), report.refusals(), "seed " + seed + " table " + i);
                assertEquals(before, all(store), "seed " + seed + " table " + i);
                for (Garment garment : before) {
                    assertEquals(
                            garment.sku(),
                            store.search(garment.sku()).getFirst().sku(),
                            "seed " + seed);
                }
            }
        }
    }

    private static List<Garment> all(CatalogStore store) {
        List<Garment> all = new ArrayList<>();
        store.forEach(all::add);
        return all;
    }

    private static String[] table(Random random) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "sku,style,barcode,kind,category,name,name hi,colour,size,count,hangs at,mrp,price,hsn,picture,active");
        for (int row = 0; row < 12; row++) {
            List<String> cells = List.of(
                    "S" + (row == 0 ? 0 : random.nextInt(14)),
                    pick(random, "", "", "A", "B_%"),
                    pick(random, "", "B" + random.nextInt(30), "B" + random.nextInt(30) + "|C" + random.nextInt(30)),
                    pick(random, "", "upper", "lower", "dress"),
                    pick(random, "", "Kurtas", "Jeans", "Sets"),
                    row == 0 ? "first" : pick(random, "", word(random), word(random) + " " + word(random)),
                    pick(random, "", word(random)),
                    pick(random, "", "red", "red/blue", "Blue"),
                    pick(random, "", "S", "XXL", "S|M:2|L", "40 (L)", "Free Size"),
                    pick(random, "", "", "3", "0", "-2"),
                    pick(random, "", "Rail 1"),
                    pick(random, "", "1999", "₹1,24,999.00/-", "€ 12,50"),
                    pick(random, "", "10", "99.5"),
                    pick(random, "", "0062"),
                    pick(random, "", "p0.png", "p1.png|p2.png", "https://x.example/p3.png?v=1"),
                    pick(random, "", "yes", "no"));
            lines.add(String.join(
                    ",",
                    cells.stream()
                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                            .toList()));
        }
        return lines.toArray(String[]::new);
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
