package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.image.WritableImage;
import org.mirrorx.kiosk.screens.Gallery;
import org.mirrorx.models.Refusal;

/** Writes every screen of a visit as a PNG. */
final class Film implements ScriptedVisit.Onlooker {
    private final Kiosk kiosk;
    private final Path folder;
    private int number;

    /**
     * A film without a picture yet.
     *
     * @throws Refusal when the folder cannot be made
     */
    Film(Kiosk kiosk, Path folder) {
        this.kiosk = kiosk;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new Refusal("The folder " + folder + " cannot be made: " + fault.getMessage() + ".", fault);
        }
    }

    @Override
    public void sees(String name, long rests) throws InterruptedException {
        Thread.sleep(rests);
        WritableImage picture = MirrorWindow.on(() -> kiosk.window().picture());
        Path file = folder.resolve(String.format(Locale.ROOT, "%02d-%s.png", ++number, name));
        try {
            Gallery.save(picture, file);
        } catch (IOException fault) {
            throw new Refusal("The picture " + file + " cannot be written: " + fault.getMessage() + ".", fault);
        }
    }
}
