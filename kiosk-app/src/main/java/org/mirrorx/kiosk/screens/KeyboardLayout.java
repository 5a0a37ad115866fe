package org.mirrorx.kiosk.screens;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Keys of a script, row by row, at most ten a row; what does not fit lies on a second page. Words are made by appending what a key shows.
 *
 * @param pages rows of keys, each key the characters it appends
 */
record KeyboardLayout(List<List<List<String>>> pages) {
    private static final KeyboardLayout LATIN =
            of("1 2 3 4 5 6 7 8 9 0|q w e r t y u i o p|a s d f g h j k l|z x c v b n m");

    private static final KeyboardLayout DEVANAGARI = of(
            "क ख ग घ च छ ज झ ट ठ|ड ढ ण त थ द ध न प फ|ब भ म य र ल व श ष स|ह ा ि ी ु ू े ै ो ौ",
            "अ आ इ ई उ ऊ ए ऐ ओ औ|ऋ ळ क्ष त्र ज्ञ श्र ङ ञ ड़ ढ़|ं ः ँ ् ृ ॉ ॅ 1 2 3|4 5 6 7 8 9 0");

    private static final KeyboardLayout TAMIL = of(
            "க ங ச ஞ ட ண த ந ப ம|ய ர ல வ ழ ள ற ன ஜ ஷ|ஸ ஹ ா ி ீ ு ூ ெ ே ை|ொ ோ ்",
            "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ|ஓ ஔ ஃ க்ஷ ஸ்ரீ 1 2 3 4 5|6 7 8 9 0");

    private static final KeyboardLayout BENGALI = of(
            "ক খ গ ঘ চ ছ জ ঝ ট ঠ|ড ঢ ণ ত থ দ ধ ন প ফ|ব ভ ম য র ল শ ষ স হ|া ি ী ু ূ ে ৈ ো ৌ ্",
            "অ আ ই ঈ উ ঊ এ ঐ ও ঔ|ঋ ঙ ঞ ড় ঢ় য় ৎ ং ঃ ঁ|ৃ ক্ষ জ্ঞ 1 2 3 4 5 6 7|8 9 0");

    private static final KeyboardLayout TELUGU = of(
            "క ఖ గ ఘ చ ఛ జ ఝ ట ఠ|డ ఢ ణ త థ ద ధ న ప ఫ|బ భ మ య ర ల వ శ ష స|హ ళ ా ి ీ ు ూ ె ే ై",
            "అ ఆ ఇ ఈ ఉ ఊ ఎ ఏ ఐ ఒ|ఓ ఔ ఋ ఙ ఞ ఱ క్ష ొ ో ౌ|్ ం ః ృ 1 2 3 4 5 6|7 8 9 0");

    private static KeyboardLayout of(String... pages) {
        return new KeyboardLayout(Arrays.stream(pages)
                .map(page -> Arrays.stream(page.split("\\|"))
                        .map(row -> List.of(row.split(" ")))
                        .toList())
                .toList());
    }

    /** The keyboard of a language's script. */
    static KeyboardLayout ofLanguage(String language) {
        return switch (language) {
            case "hi", "mr" -> DEVANAGARI;
            case "ta" -> TAMIL;
            case "bn" -> BENGALI;
            case "te" -> TELUGU;
            default -> LATIN;
        };
    }

    static KeyboardLayout latin() {
        return LATIN;
    }

    /** Words without their last sign as a reader sees it: a letter with all that hangs on it. */
    static String withoutLast(String words) {
        BreakIterator signs = BreakIterator.getCharacterInstance(Locale.ROOT);
        signs.setText(words);
        int end = signs.last();
        int start = signs.previous();
        return start == BreakIterator.DONE || end == 0 ? "" : words.substring(0, start);
    }

    /** True for a sign that hangs on the letter before it. */
    static boolean hangs(String key) {
        int type = Character.getType(key.codePointAt(0));
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
