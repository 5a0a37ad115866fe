package org.mirrorx.kiosk.store;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which cell of a row means what.
 *
 * @param columns number of the cell for each column found
 * @param names number of the cell for each further language of the name
 */
record Headers(Map<Column, Integer> columns, Map<String, Integer> names) {
    /** One recognised header may be a word in a title; two are a table. */
    private static final int FEWEST = 2;

    private static final Map<String, String> LANGUAGES = languages();

    /** Number of headers recognised. */
    int recognised() {
        return columns.size() + names.size();
    }

    /** True when rows below these headers can be garments. */
    boolean describeGarments() {
        boolean named = columns.containsKey(Column.SKU)
                || columns.containsKey(Column.STYLE)
                || columns.containsKey(Column.BARCODE);
        return named && (recognised() >= FEWEST || columns.containsKey(Column.SKU));
    }

    /** True for Shopify's tables, whose further rows of a product leave out what its first row said. */
    boolean continueProducts() {
        return columns.containsKey(Column.OPTION1_VALUE);
    }

    static Headers of(List<String> cells) {
        Map<String, Integer> byHeader = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byHeader.putIfAbsent(plain(cells.get(i)), i);
        }
        byHeader.remove("");
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        Set<Integer> taken = new HashSet<>();
        for (Column column : Column.values()) {
            for (String header : column.headers()) {
                Integer cell = byHeader.get(header);
                if (cell != null && taken.add(cell)) {
                    columns.put(column, cell);
                    break;
                }
            }
        }
        Map<String, Integer> names = new LinkedHashMap<>();
        byHeader.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
            String header = entry.getKey();
            for (String word : List.of("productname", "name", "title")) {
                if (header.startsWith(word) && !taken.contains(entry.getValue())) {
                    String language = LANGUAGES.get(header.substring(word.length()));
                    if (language != null) {
                        names.putIfAbsent(language, entry.getValue());
                    }
                    break;
                }
            }
        });
        return new Headers(columns, names);
    }

    /** A header without case, spaces and punctuation. */
    static String plain(String header) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(header, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** "hi", "hindi", "हिन्दी" → "hi", for every language Java knows. */
    private static Map<String, String> languages() {
        Map<String, String> languages = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale locale = Locale.of(code);
            languages.putIfAbsent(plain(locale.getDisplayLanguage(Locale.ENGLISH)), code);
            languages.putIfAbsent(plain(locale.getDisplayLanguage(locale)), code);
        }
        for (String code : Locale.getISOLanguages()) {
            languages.put(code, code);
        }
        languages.remove("");
        return languages;
    }
}
