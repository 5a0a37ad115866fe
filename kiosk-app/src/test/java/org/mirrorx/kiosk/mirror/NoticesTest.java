package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorx.kiosk.screens.PrintedWords;

final class NoticesTest {
    private final Notices notices = new Notices(Settings.usual());

    @Test
    void everyLanguageHasANoticeOfItsOwnThatSaysAsMuch() {
        String english = notices.text("en");
        for (String language : Settings.usual().languages()) {
            String text = notices.text(language);
            assertEquals(headings(english).size(), headings(text).size(), language);
            assertEquals(english.lines().count(), text.lines().count(), language);
            if (!language.equals("en")) {
                assertNotEquals(english, text, language);
            }
        }
    }

    @Test
    void everyNoticeNamesTheButtonThatTakesConsentBack() {
        for (String language : Settings.usual().languages()) {
            String button = PrintedWords.of(language).say("hem.erase");
            assertTrue(notices.text(language).contains("“" + button + "”"), language);
        }
    }

    @Test
    void theShopAndItsContactStandInEveryNotice() {
        for (String language : Settings.usual().languages()) {
            String text = notices.text(language);
            assertTrue(text.contains("MirrorX"), language);
            assertFalse(text.contains("{"), language);
        }
    }

    private static List<String> headings(String text) {
        return text.lines().filter(line -> line.startsWith("# ")).toList();
    }
}
