package org.mirrorx.kiosk.store;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * An amount of money.
 *
 * @param hundredths of the currency (paise, cents), at least 0
 * @param currency ISO 4217 code
 */
public record Price(long hundredths, String currency) {
    public Price {
        if (hundredths < 0 || currency.length() != 3) {
            throw new IllegalArgumentException("not a price: " + hundredths + " " + currency);
        }
    }

    /** Plain digits with a point and two decimals, as the export writes it. */
    public String digits() {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", currency, digits());
    }
}
