package org.mirrorx.kiosk.store;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * Where a garment is worn, by the words of shops. Words that do not decide (a kurta may end at the hip or at the ankle) are not in the
 * list, and a set of several parts has no one kind: then the garment's shape decides.
 */
final class KindWords {
    private static final Map<String, GarmentKind> KINDS = kinds();
    private static final Set<String> SEVERAL_PARTS =
            Set.of("set", "sets", "suit", "suits", "combo", "piece", "material", "dupatta");

    private KindWords() {}

    static Optional<GarmentKind> of(String text) {
        Set<GarmentKind> found = EnumSet.noneOf(GarmentKind.class);
        String joined = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("t[ -]shirt", "tshirt")
                .replaceAll("crop[ -]top", "top");
        for (String word : joined.split("[^\\p{L}\\p{M}]+")) {
            if (SEVERAL_PARTS.contains(word)) {
                return Optional.empty();
            }
            GarmentKind kind = KINDS.get(word);
            if (kind == null && word.endsWith("s")) {
                kind = KINDS.get(word.substring(0, word.length() - 1));
            }
            if (kind != null) {
                found.add(kind);
            }
        }
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    private static Map<String, GarmentKind> kinds() {
        Map<String, GarmentKind> kinds = new TreeMap<>();
        put(
                kinds,
                GarmentKind.UPPER,
                "upper upperwear topwear top shirt tshirt tee polo blouse choli jacket blazer coat waistcoat vest bandi sweater pullover"
                        + " jumper hoodie sweatshirt cardigan camisole शर्ट टीशर्ट ब्लाउज चोली जैकेट");
        put(
                kinds,
                GarmentKind.LOWER,
                "lower bottom bottomwear lowerwear trouser pant jean chino cargo jogger legging jegging short skirt lehenga lehnga ghagra"
                        + " salwar shalwar churidar patiala palazzo culotte dhoti lungi mundu veshti पैंट जींस लहंगा सलवार");
        put(
                kinds,
                GarmentKind.DRESS,
                "dress overall gown maxi kaftan jumpsuit dungaree saree sari anarkali sherwani achkan abaya साड़ी अनारकली शेरवानी");
        return kinds;
    }

    private static void put(Map<String, GarmentKind> kinds, GarmentKind kind, String words) {
        for (String word : words.split(" ")) {
            kinds.put(Normalizer.normalize(word, Normalizer.Form.NFKC), kind);
        }
    }
}
