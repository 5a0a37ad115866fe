package org.mirrorx.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.models.Refusal;

class CatalogFuzzTest {
    private static final int FOLDERS = 60;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aDamagedFolderIsTakenOrRefusedInASentence() {
        long seed = Long.getLong("mirrorx.seed", 20_261_126L);
        System.out.println("aDamagedFolderIsTakenOrRefusedInASentence: seed " + seed);
        Random random = new Random(seed);
        byte[] table =
                "sku,barcode,name,size,price,picture\nA,8901234567894,कुर्ता,\"S,M\",\"₹1,249\",a.png\nB,,\"two\nlines\",XL,3,b.jpg\n"
                        .getBytes(StandardCharsets.UTF_8);
        try (CatalogStore store = CatalogStore.open(folder.resolve("home"))) {
            for (int i = 0; i < FOLDERS; i++) {
                ShopFolder shop = new ShopFolder(folder.resolve("shop"));
                shop.write("catalog.csv", damaged(table, random));
                shop.write("a.png", damaged(ShopFolder.picture(i, "png"), random));
                shop.write("b.jpg", damaged(ShopFolder.picture(i, "jpeg"), random));
                try {
                    ImportReport report = store.importFolder(shop.path(), ImportProgress.SILENT, new Cancellation());
                    assertEquals(report.garments(), store.size(), "seed " + seed + " folder " + i);
                } catch (Refusal refusal) {
                    String sentence = String.valueOf(refusal.getMessage());
                    assertFalse(sentence.isBlank() || sentence.contains("\n"), "seed " + seed + ": " + sentence);
                }
                store.forEach(garment -> garment.pictures().forEach(store::pictureBytes));
            }
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
