package org.mirrorx.kiosk.store;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings text of any script into the form in which words are stored and looked for. Vowel signs stay with their consonants, invisible
 * joiners vanish, Arabic letters that look alike become one, and scripts that write no spaces are split into letters, which are then
 * looked for as a phrase.
 */
final class SearchText {
    /** What SQLite's tokenizer keeps in a word, see the tokenizer of the table {@code search}. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{Co}\\p{Mn}\\p{Mc}]+");

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** A longer query is cut: nobody types it, and every word costs a look-up. */
    private static final int MOST_WORDS = 8;

    private static final int LONGEST_QUERY = 200;

    private SearchText() {}

    /** Text as it is stored in the index. */
    static String folded(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(compatible.length() + 16);
        boolean afterLetter = false;
        for (int i = 0; i < compatible.length(); ) {
            int c = compatible.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.FORMAT || isArabicMark(c)) {
                continue; // joiners, direction marks, soft hyphens, short vowels, the stretching stroke
            }
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
            boolean alone = !mark && WITHOUT_SPACES.contains(UnicodeScript.of(c));
            if (alone || afterLetter && !mark) {
                out.append(' ');
            }
            afterLetter = alone || afterLetter && mark;
            out.appendCodePoint(alike(c));
        }
        return out.toString();
    }

    /**
     * The phrases of a query in SQLite's query language, one for each word a person typed, all quoted; empty when there is nothing to
     * look for.
     */
    static List<String> phrases(String query) {
        String bounded = query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) : query;
        List<String> phrases = new ArrayList<>();
        for (String typed : bounded.strip().split("\\s+")) {
            List<String> parts = new ArrayList<>();
            Matcher matcher = WORD.matcher(folded(typed));
            while (matcher.find()) {
                parts.add(matcher.group());
            }
            if (!parts.isEmpty() && phrases.size() < MOST_WORDS) {
                phrases.add('"' + String.join(" ", parts) + '"');
            }
        }
        return phrases;
    }

    private static boolean isArabicMark(int c) {
        return c >= 0x064B && c <= 0x0652 || c == 0x0670 || c == 0x0640;
    }

    /** Urdu and Arabic keyboards write the same word with different letters. */
    private static int alike(int c) {
        return switch (c) {
            case 0x064A, 0x0649 -> 0x06CC; // yeh, alef maksura → Farsi yeh
            case 0x0643 -> 0x06A9; // kaf → keheh
            case 0x06C1, 0x06D5, 0x0629 -> 0x0647; // heh goal, ae, teh marbuta → heh
            default -> c;
        };
    }
}
