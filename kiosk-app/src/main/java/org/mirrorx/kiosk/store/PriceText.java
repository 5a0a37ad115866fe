package org.mirrorx.kiosk.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices as shops write them: {@code ₹1,24,999.00/-}, {@code Rs. 1249}, {@code 1.249,50 €}, {@code १,२४९}. */
final class PriceText {
    private static final String USUAL = "INR";
    private static final Map<String, String> CURRENCIES = Map.of(
            "₹", "INR", "rs", "INR", "inr", "INR", "रु", "INR", "$", "USD", "usd", "USD", "€", "EUR", "eur", "EUR", "£",
            "GBP", "gbp", "GBP");
    private static final Pattern SHAPE = Pattern.compile(
            "(?<before>[^0-9.,-]*)[.]?\\s*(?<digits>[0-9](?:[0-9.,' ]*[0-9])?)[.]?\\s*(?<after>(?:/-|/=|,-|\\.-)?[^0-9]*)");
    /** Ten million of anything is a mistyped barcode, not a garment's price. */
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(10_000_000);

    /**
     * Characters of the longest price: "MRP ₹ 1,24,999.00 (inclusive of all taxes)" has 42. The pattern takes time that grows with the
     * square of the length, and a cell may have a quarter of a million characters.
     */
    private static final int LONGEST = 100;

    private PriceText() {}

    static Optional<Price> read(String cell, String column) throws RowRefused {
        if (cell.length() > LONGEST) {
            throw unreadable(cell, column);
        }
        String text =
                asciiDigits(Normalizer.normalize(cell, Normalizer.Form.NFKC).strip());
        if (text.isEmpty() || text.equals("-")) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw unreadable(cell, column);
        }
        Optional<String> currency = currency(matcher.group("before") + " " + matcher.group("after"));
        if (currency.isEmpty()) {
            throw unreadable(cell, column);
        }
        BigDecimal amount = amount(matcher.group("digits"), cell, column);
        if (amount.compareTo(HIGHEST) > 0) {
            throw unreadable(cell, column);
        }
        long hundredths =
                amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return Optional.of(new Price(hundredths, currency.get()));
    }

    /** Empty when there are words that are no currency, or two currencies: such a cell is no price. */
    private static Optional<String> currency(String around) {
        String rest = around.toLowerCase(Locale.ROOT);
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, String> currency : CURRENCIES.entrySet()) {
            if (rest.contains(currency.getKey())) {
                found.add(currency.getValue());
                rest = rest.replace(currency.getKey(), " ");
            }
        }
        rest = rest.replaceAll("mrp|only|/-|/=|,-|\\.-|[.:/()\\s]|incl|of|all|taxes", "");
        return rest.isEmpty() && found.size() <= 1
                ? Optional.of(found.stream().findFirst().orElse(USUAL))
                : Optional.empty();
    }

    /**
     * The last of point and comma is the decimal sign if one or two digits follow it and it stands there once; otherwise both only group
     * digits.
     */
    private static BigDecimal amount(String digits, String cell, String column) throws RowRefused {
        String compact = digits.replace(" ", "").replace("'", "");
        int last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
        String whole = compact;
        String fraction = "";
        if (last >= 0) {
            char sign = compact.charAt(last);
            int behind = compact.length() - last - 1;
            boolean once = compact.indexOf(sign) == last;
            if (once && behind <= 2) {
                whole = compact.substring(0, last);
                fraction = compact.substring(last + 1);
            } else if (behind != 3 && !(sign == '.' && once)) {
                throw unreadable(cell, column);
            } else if (sign == '.' && once && behind > 3) {
                whole = compact.substring(0, last); // a spreadsheet's 1249.9999
                fraction = compact.substring(last + 1);
            }
        }
        String plain = whole.replace(".", "").replace(",", "");
        if (plain.length() > 12) {
            throw unreadable(cell, column);
        }
        return new BigDecimal(plain + "." + (fraction.isEmpty() ? "0" : fraction));
    }

    private static RowRefused unreadable(String cell, String column) {
        return new RowRefused("the " + column + " \"" + Cells.shown(cell) + "\" is no price; write it as 1249.00");
    }

    private static String asciiDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
            out.appendCodePoint(digit >= 0 ? '0' + digit : c);
        });
        return out.toString();
    }
}
