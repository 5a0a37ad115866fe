package org.mirrorx.kiosk.screens;

import java.util.List;
import java.util.Optional;

/** What the screens ask about the shop. Answers at once: what takes long was read before. */
public interface Shop {
    /** Its name, for the masthead and the mark. */
    String name();

    /** Tags of the languages it offers, its own first: "en", "hi", "ta", … */
    List<String> languages();

    /** A garment in a language. */
    Optional<GarmentCard> garment(String sku, String language);

    /** The loop of the attract screen. */
    List<Poster> posters(String language);

    /** The full notice: a line is a paragraph, one that begins with "# " a heading, an empty one a pause. */
    String notice(String language);

    /** What hangs in it. */
    Rail rail();

    /** Its staff's corner. */
    StaffDesk staff();
}
