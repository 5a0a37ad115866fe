package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Refusal;

final class SingleInstanceTest {
    @Test
    void aSecondMirrorIsRefusedUntilTheFirstEnded(@TempDir Path folder) {
        SingleInstance first = SingleInstance.of(folder);
        assertThrows(Refusal.class, () -> SingleInstance.of(folder));
        first.close();
        SingleInstance.of(folder).close();
    }
}
