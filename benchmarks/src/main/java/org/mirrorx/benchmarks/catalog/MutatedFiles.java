package org.mirrorx.benchmarks.catalog;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.ImportProgress;
import org.mirrorx.models.Refusal;

/**
 * Feeds damaged JPEG, PNG, WebP and CSV files to the import: each must be taken or refused in a sentence. Arguments: number of files,
 * seed, a working folder, and if wished a folder of further pictures to damage. Leaves with 1 on any other end.
 */
public final class MutatedFiles {
    private static final int SLOW_MS = 1000;

    private MutatedFiles() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        int files = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path work = Path.of(arguments[2]);
        Random random = new Random(seed);
        List<byte[]> pictures = pictures(arguments.length > 3 ? Path.of(arguments[3]) : work.resolve("none"));
        Tally tally = new Tally();
        int tables = files / 10;
        for (int i = 0; i < files - tables; i++) {
            byte[] damaged = damaged(pictures.get(i % pictures.size()), random);
            String name = "picture " + i + " of seed " + seed;
            tally.count(name, () -> {
                try (Arena arena = Arena.ofConfined()) {
                    Decode.bytes(arena, damaged, name);
                }
            });
        }
        try (CatalogStore store = CatalogStore.open(work.resolve("home"))) {
            Path shop = work.resolve("shop");
            for (int i = 0; i < tables; i++) {
                SampleShop.table(shop, 12, seed + i, false);
                Path table = shop.resolve("catalog.csv");
                Files.write(table, damaged(Files.readAllBytes(table), random));
                tally.count(
                        "table " + i + " of seed " + seed,
                        () -> store.importFolder(shop, ImportProgress.SILENT, new Cancellation()));
            }
            List<String> faults = store.faults();
            if (!faults.isEmpty()) {
                throw new IllegalStateException("the catalog is not whole: " + faults);
            }
        }
        System.out.printf(
                "%d files (%d of them tables), seed %d: %d taken, %d refused, %d other ends; slowest refusal %d ms, slowest of all %d ms;"
                        + " peak resident memory %s%n",
                files,
                tables,
                seed,
                tally.taken,
                tally.refused,
                tally.crashed,
                tally.slowestRefusal,
                tally.slowest,
                Memory.peak());
        System.exit(tally.crashed == 0 ? 0 : 1);
    }

    private static final class Tally {
        private int taken;
        private int refused;
        private int crashed;
        private long slowest;
        private long slowestRefusal;

        void count(String name, Runnable work) {
            long begun = System.nanoTime();
            boolean refusal = false;
            try {
                work.run();
                taken++;
            } catch (Refusal sentence) {
                refusal = true;
                refused++;
                if (String.valueOf(sentence.getMessage()).lines().count() != 1) {
                    crashed++;
                    System.out.println(name + ": not one sentence: " + sentence.getMessage());
                }
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
                crashed++;
                System.out.println(name + ": " + fault);
                fault.printStackTrace(System.out);
            }
            long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            slowest = Math.max(slowest, ms);
            slowestRefusal = Math.max(slowestRefusal, refusal ? ms : 0);
            if (ms > SLOW_MS) {
                System.out.println(name + " took " + ms + " ms" + (refusal ? " to be refused" : ""));
            }
        }
    }

    /** Every kind of file that the import reads, and what lies in a folder. */
    private static List<byte[]> pictures(Path further) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        BufferedImage rgb = SampleShop.image(192, 256, 1);
        pictures.add(SampleShop.jpeg(192, 256, 2));
        pictures.add(jpeg(rgb, true));
        for (int type : new int[] {
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_GRAY
        }) {
            BufferedImage image = new BufferedImage(192, 256, type);
            image.createGraphics().drawImage(rgb, 0, 0, null);
            pictures.add(written(image, "png"));
        }
        BufferedImage grey = new BufferedImage(192, 256, BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(rgb, 0, 0, null);
        pictures.add(written(grey, "jpeg"));
        // Java writes no WebP: two gradients, 16×16 lossy and 12×9 lossless
        pictures.add(
                Base64.getDecoder()
                        .decode(
                                "UklGRkwAAABXRUJQVlA4IEAAAAAQAgCdASoQABAAAsBMJbDuAGMPgB+gAIPwAP7wxzf6ny/hu164XSN6fEyIWEVZ/9mLPo8g//pOp//4JzTO76AA"));
        pictures.add(
                Base64.getDecoder()
                        .decode(
                                "UklGRkAAAABXRUJQVlA4TDQAAAAvCwACAEcQAoEUbnICgcTfskme/+gAZAAAIWQrSiGFFFJIIYUUTuHAFyKi//l5HMvQFEkA"));
        if (Files.isDirectory(further)) {
            try (var walk = Files.walk(further)) {
                for (Path file : walk.filter(f -> f.toString().matches(".*\\.(jpe?g|png|webp)"))
                        .sorted()
                        .limit(200)
                        .toList()) {
                    pictures.add(Files.readAllBytes(file));
                }
            }
        }
        return pictures;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /** Single bytes, whole stretches, doubled, removed and cut off; half of it near the start, where the sizes stand. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 200);
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(reach);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> {
                    int length = Math.min(1 + random.nextInt(64), bytes.length - at);
                    System.arraycopy(whole, random.nextInt(whole.length - length + 1), bytes, at, length);
                }
                default -> {
                    for (int j = at; j < Math.min(at + 8, bytes.length); j++) {
                        bytes[j] = (byte) random.nextInt(256);
                    }
                }
            }
        }
        if (random.nextInt(6) == 0) {
            bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        }
        boolean png = bytes.length > 8 && bytes[1] == 'P' && bytes[2] == 'N';
        return png && random.nextInt(4) != 0 ? withCheckSums(bytes) : bytes;
    }

    /** Corrects the check sums of a PNG, else nothing damaged would reach the decoder. */
    private static byte[] withCheckSums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png.clone());
        for (int at = 8; at + 12 <= png.length; ) {
            int length = file.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(png, at + 4, length + 4);
            file.putInt(at + 8 + length, (int) crc.getValue());
            at += length + 12;
        }
        return file.array();
    }
}
