package org.mirrorx.kiosk.store;

import java.util.ArrayList;
import java.util.List;

/** What all cells of a shop's table have in common. */
final class Cells {
    /** Characters a sentence shows of a cell. */
    private static final int SHOWN = 40;

    private Cells() {}

    /** A cell without the wrappings with which people stop a spreadsheet from changing it: {@code ="0123"}, {@code '0123}. */
    static String unwrapped(String cell) {
        String text = cell.strip();
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() >= 3) {
            text = text.substring(2, text.length() - 1);
        } else if (text.startsWith("'") && text.length() > 1) {
            text = text.substring(1);
        }
        return text.strip();
    }

    /** The parts of a cell that holds several values. */
    static List<String> parts(String cell, String separators) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split(separators)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** A cell as a sentence quotes it: one line, not too long. */
    static String shown(String cell) {
        String line = cell.strip().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
