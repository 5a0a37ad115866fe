package org.mirrorx.kiosk.mirror;

import java.util.Locale;
import org.mirrorx.kiosk.store.Price;

/** A price as it is printed on a tag. */
final class PriceTag {
    private PriceTag() {}

    /** ₹1,24,999 in rupees (the Indian grouping of digits), "EUR 49.90" in others; hundredths only where there are any. */
    static String of(Price price) {
        long whole = price.hundredths() / 100;
        long rest = price.hundredths() % 100;
        String cents = rest == 0 ? "" : String.format(Locale.ROOT, ".%02d", rest);
        return price.currency().equals("INR")
                ? "₹" + grouped(whole) + cents
                : price.currency() + " " + String.format(Locale.ROOT, "%,d", whole) + cents;
    }

    private static String grouped(long amount) {
        String digits = Long.toString(amount);
        if (digits.length() <= 3) {
            return digits;
        }
        String head = digits.substring(0, digits.length() - 3);
        return head.replaceAll("(?<=\\d)(?=(\\d\\d)+$)", ",") + "," + digits.substring(digits.length() - 3);
    }
}
