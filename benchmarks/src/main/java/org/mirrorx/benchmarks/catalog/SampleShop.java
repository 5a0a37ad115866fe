package org.mirrorx.benchmarks.catalog;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Folders as a shop would hand them over, of any size. */
final class SampleShop {
    private static final List<List<String>> COLOURS = List.of(
            List.of("red", "blue", "green", "white", "black", "indigo", "maroon", "mustard"),
            List.of("लाल", "नीला", "हरा", "सफ़ेद", "काला", "नील", "मरून", "सरसों"),
            List.of("சிவப்பு", "நீலம்", "பச்சை", "வெள்ளை", "கருப்பு", "ஊதா", "மெரூன்", "மஞ்சள்"),
            List.of("লাল", "নীল", "সবুজ", "সাদা", "কালো", "বেগুনি", "মেরুন", "হলুদ"),
            List.of("سرخ", "نیلا", "سبز", "سفید", "کالا", "جامنی", "میرون", "پیلا"));
    private static final List<List<String>> GARMENTS = List.of(
            List.of("kurta", "saree", "shirt", "lehenga", "jacket", "trousers", "dress", "dupatta"),
            List.of("कुर्ता", "साड़ी", "शर्ट", "लहंगा", "जैकेट", "पतलून", "पोशाक", "दुपट्टा"),
            List.of("குர்தா", "புடவை", "சட்டை", "லெஹங்கா", "ஜாக்கெட்", "கால்சட்டை", "உடை", "துப்பட்டா"),
            List.of("কুর্তা", "শাড়ি", "শার্ট", "লেহেঙ্গা", "জ্যাকেট", "প্যান্ট", "পোশাক", "দোপাট্টা"),
            List.of("کرتا", "ساڑی", "قمیض", "لہنگا", "جیکٹ", "پتلون", "لباس", "دوپٹہ"));
    private static final String[] LANGUAGES = {"en", "hi", "ta", "bn", "ur"};

    private SampleShop() {}

    /** A table of garments named in five scripts. Each has two common words and one that few share, so that searches can be mixed. */
    static void table(Path folder, int rows, long seed, boolean pictures) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(seed);
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("catalog.csv"))) {
            csv.write("sku,barcode,kind,category,name " + String.join(",name ", LANGUAGES)
                    + ",colour,size,count,hangs at,mrp,price,picture\n");
            for (int i = 0; i < rows; i++) {
                int colour = random.nextInt(8);
                int garment = random.nextInt(8);
                StringBuilder names = new StringBuilder();
                for (int language = 0; language < LANGUAGES.length; language++) {
                    names.append(',').append(name(language, colour, garment, random));
                }
                csv.write("S" + seed + "-" + i + "," + ean(i) + ",upper,"
                        + GARMENTS.get(0).get(garment) + names + ","
                        + COLOURS.get(0).get(colour) + "," + "SML".charAt(i % 3) + "," + random.nextInt(20) + ",Rail "
                        + i % 40 + "," + (500 + i % 5000) + "," + (400 + i % 5000) + "," + (pictures ? i + ".jpg" : "")
                        + "\n");
            }
        }
    }

    private static String name(int language, int colour, int garment, Random random) {
        return COLOURS.get(language).get(colour) + " " + GARMENTS.get(language).get(garment) + " "
                + rare(language, random.nextInt(2000));
    }

    /** One of 2000 made-up words of a script. */
    private static String rare(int language, int number) {
        int first = new int[] {'a', 0x0915, 0x0B95, 0x0995, 0x0627}[language];
        StringBuilder word = new StringBuilder();
        for (int rest = number + 1; rest > 0; rest /= 11) {
            word.appendCodePoint(first + rest % 11).appendCodePoint(first + 7);
        }
        return word.toString();
    }

    /** Queries of one and two words, common and rare, whole and begun, in five scripts. */
    static List<String> queries(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int language = i % LANGUAGES.length;
                    String colour = COLOURS.get(language).get(random.nextInt(8));
                    String garment = GARMENTS.get(language).get(random.nextInt(8));
                    String rare = rare(language, random.nextInt(2000));
                    return switch (i / LANGUAGES.length % 6) {
                        case 0 -> garment;
                        case 1 -> colour + " " + garment;
                        case 2 -> rare;
                        case 3 -> garment + " " + rare;
                        case 4 -> garment.substring(0, 2);
                        default ->
                            colour + " " + garment + " " + COLOURS.get(language).get(random.nextInt(8));
                    };
                })
                .toList();
    }

    private static String ean(int number) {
        String body = String.format("890%09d", number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return body + (10 - sum % 10) % 10;
    }

    /** JPEG files {@code 0.jpg, 1.jpg, …}, no two with the same pixels: a garment's outline with weave, on a pale ground. */
    static void pictures(Path folder, int count, int width, int height, long seed) throws IOException {
        Files.createDirectories(folder);
        IntStream.range(0, count).parallel().forEach(i -> {
            Path file = folder.resolve(i + ".jpg");
            try {
                if (!Files.exists(file)) {
                    Files.write(file, jpeg(width, height, seed * 1_000_003 + i));
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
    }

    static BufferedImage image(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new Color(240 + random.nextInt(16), 240 + random.nextInt(16), 240 + random.nextInt(16)));
        graphics.fillRect(0, 0, width, height);
        Color cloth = new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
        graphics.setPaint(new GradientPaint(0, 0, cloth, width, height, cloth.darker()));
        graphics.fillPolygon(
                new int[] {
                    width / 3,
                    2 * width / 3,
                    9 * width / 10,
                    4 * width / 5,
                    7 * width / 10,
                    3 * width / 10,
                    width / 5,
                    width / 10
                },
                new int[] {
                    height / 8,
                    height / 8,
                    height / 3,
                    height / 2,
                    7 * height / 8,
                    7 * height / 8,
                    height / 2,
                    height / 3
                },
                8);
        graphics.dispose();
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        long state = seed * 0x9E3779B97F4A7C15L + 1;
        for (int i = 0; i < samples.length; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            int woven = (samples[i] & 0xFF) + (int) (state & 15) - 8;
            samples[i] = (byte) Math.clamp(woven, 0, 255);
        }
        return image;
    }

    static byte[] jpeg(int width, int height, long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(width, height, seed), "jpeg", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
