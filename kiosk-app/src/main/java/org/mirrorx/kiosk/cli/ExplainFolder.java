package org.mirrorx.kiosk.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.image.Encode;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Writes each stage of a look as a numbered PNG ({@code --explain}): {@code 01-points.png}, {@code 02-mask.png} and so on. */
public final class ExplainFolder implements Trace {
    private final Path folder;
    private int written;

    /** @throws Failure when the folder cannot be made */
    public ExplainFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new Failure(
                    ExitCode.CANNOT_CREATE,
                    "The folder " + folder + " for --explain cannot be made ("
                            + fault.getClass().getSimpleName() + "); choose another place.",
                    fault);
        }
    }

    @Override
    public AutoCloseableStep step(String name) {
        return () -> {};
    }

    @Override
    public synchronized void picture(String name, Consumer<Mat> draw) {
        Natives.load();
        try (Workspace workspace = new Workspace();
                Arena memory = Arena.ofConfined()) {
            Mat canvas = workspace.mat();
            draw.accept(canvas);
            if (canvas.empty()) {
                return;
            }
            if (canvas.type() == CvType.CV_8UC1) {
                Imgproc.cvtColor(canvas, canvas, Imgproc.COLOR_GRAY2RGB);
            }
            written++;
            Encode.file(
                    Picture.copyOf(memory, canvas),
                    folder.resolve(String.format(Locale.ROOT, "%02d-%s.png", written, name)));
        }
    }

    /** How many pictures were written. */
    public int written() {
        return written;
    }
}
