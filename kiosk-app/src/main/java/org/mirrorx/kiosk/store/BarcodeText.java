package org.mirrorx.kiosk.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Barcodes as they stand in tables, with the damage that spreadsheets do to them. */
final class BarcodeText {
    private static final Pattern FLOATED = Pattern.compile("[0-9]+[.,]?[0-9]*[eE][+]?[0-9]+");
    private static final Pattern WITH_FRACTION = Pattern.compile("([0-9]{6,})[.,]0+");
    /** The shop's own codes (Code 128): Ginesys writes up to 50 characters. */
    private static final int LONGEST = 50;

    private static final Pattern OWN = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]*[\\x21-\\x7E])?");

    private BarcodeText() {}

    /** All codes of a cell, in order. */
    static List<String> read(String cell) throws RowRefused {
        Set<String> codes = new LinkedHashSet<>();
        for (String part : Cells.parts(cell, "[|;,\\n]")) {
            codes.add(code(part));
        }
        return new ArrayList<>(codes);
    }

    private static String code(String part) throws RowRefused {
        String code = Cells.unwrapped(part);
        // before any pattern is tried: the time they take grows with the square of the length
        if (code.length() > LONGEST) {
            throw noBarcode(code);
        }
        if (FLOATED.matcher(code).matches()) {
            throw new RowRefused(
                    "the barcode " + code
                            + " was damaged by a spreadsheet, its last digits are lost; format the column as text and export again");
        }
        var fraction = WITH_FRACTION.matcher(code);
        if (fraction.matches()) {
            code = fraction.group(1);
        }
        if (!OWN.matcher(code).matches()) {
            throw noBarcode(code);
        }
        boolean digits = code.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && (code.length() == 13 || code.length() == 14) && !checkDigitFits(code)) {
            throw new RowRefused("the barcode " + code
                    + " has a wrong check digit, so a digit is mistyped or lost; scan the tag into the table");
        }
        return code;
    }

    private static RowRefused noBarcode(String code) {
        return new RowRefused("the barcode \"" + Cells.shown(code) + "\" is longer than " + LONGEST
                + " characters or has letters no scanner sends; correct it");
    }

    /** GS1 General Specifications §7.9: from the right, weights 1, 3, 1, 3 …; the sum ends with 0. */
    static boolean checkDigitFits(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : 3 * digit;
        }
        return sum % 10 == 0;
    }
}
