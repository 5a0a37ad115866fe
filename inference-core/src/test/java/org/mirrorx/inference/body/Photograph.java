package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** A test photograph with exactly the pixels the reference programs saw: decoded by OpenCV, R, G, B. */
public final class Photograph {
    private Photograph() {}

    /** In matrices of the workspace. */
    public static Mat mat(Path file, Workspace workspace) {
        Natives.load();
        Mat rgb = workspace.keep(Imgcodecs.imread(file.toString()));
        assertFalse(rgb.empty(), "cannot read " + file);
        Imgproc.cvtColor(rgb, rgb, Imgproc.COLOR_BGR2RGB);
        return rgb;
    }

    /** In memory of the arena. */
    public static Picture picture(Path file, Arena arena) {
        try (Workspace workspace = new Workspace()) {
            return Picture.copyOf(arena, mat(file, workspace));
        }
    }
}
