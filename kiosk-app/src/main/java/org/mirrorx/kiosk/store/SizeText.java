package org.mirrorx.kiosk.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as labels say them: the text is kept, beside it a spelling in which equal sizes are equal. */
final class SizeText {
    private static final Pattern COUNTED = Pattern.compile("(.*\\S)\\s*[:=]\\s*([0-9]{1,6})");
    private static final Pattern LETTERS =
            Pattern.compile("(?<![A-Z])(?:(?<![0-9])([2-9])[ -]?X([LS])|(X{0,6})([LS])|(M))(?![A-Z])");
    private static final Pattern YEARS =
            Pattern.compile("([0-9]{1,2})\\s*(?:-|–|TO)\\s*([0-9]{1,2})\\s*(?:Y|YR|YRS|YEARS?)\\.?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(?:[.,]5)?");

    private SizeText() {}

    /**
     * @param label as written
     * @param count pieces, where written behind it: {@code M:3}
     */
    record Size(String label, String normal, OptionalInt count) {}

    /** All sizes of a cell; a comma between digits is a decimal comma. */
    static List<Size> read(String cell) {
        List<Size> sizes = new ArrayList<>();
        for (String part : Cells.parts(cell, "[|;\\n]|(?<![0-9]),|,(?![0-9])")) {
            Matcher counted = COUNTED.matcher(part);
            if (counted.matches()) {
                String label = counted.group(1).strip();
                sizes.add(new Size(label, normal(label), OptionalInt.of(Integer.parseInt(counted.group(2)))));
            } else {
                sizes.add(new Size(part, normal(part), OptionalInt.empty()));
            }
        }
        return sizes;
    }

    /** The common spelling: {@code XXL} and {@code 2XL} → {@code 2XL}, {@code M/38} → {@code M}, {@code Free Size} → {@code FREE}. */
    static String normal(String label) {
        String text = label.strip().toUpperCase(Locale.ROOT);
        String bare = text.replaceAll("[^A-Z0-9]", "");
        switch (bare) {
            case "FS", "F", "OS", "FREE", "FREESIZE", "ONESIZE", "STANDARD" -> {
                return "FREE";
            }
            case "EXTRASMALL" -> {
                return "XS";
            }
            case "SMALL" -> {
                return "S";
            }
            case "MEDIUM", "MED" -> {
                return "M";
            }
            case "LARGE" -> {
                return "L";
            }
            case "EXTRALARGE" -> {
                return "XL";
            }
            case "UNSTITCHED" -> {
                return "UNSTITCHED";
            }
            case "SEMISTITCHED" -> {
                return "SEMI-STITCHED";
            }
            default -> {
                // letters, years and numbers follow
            }
        }
        Matcher years = YEARS.matcher(text);
        if (years.matches()) {
            return years.group(1) + "-" + years.group(2) + "Y";
        }
        if (text.matches("[0-9.,]+\\s*(M|MTR|MTRS|METERS?|METRES?)\\.?")) {
            return "FREE"; // the length of a saree
        }
        Matcher letters = LETTERS.matcher(text);
        if (letters.find()) {
            return letters(letters);
        }
        Matcher number = NUMBER.matcher(text);
        if (number.find()) {
            return number.group().replace(',', '.');
        }
        return text;
    }

    private static String letters(Matcher found) {
        if (found.group(5) != null) {
            return "M";
        }
        if (found.group(1) != null) {
            return found.group(1) + "X" + found.group(2);
        }
        int x = found.group(3).length();
        return (x > 1 ? String.valueOf(x) : "") + (x > 0 ? "X" : "") + found.group(4);
    }
}
