package org.mirrorx.kiosk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.LandmarkFile;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Decoded;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.Sha256;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Photographs from files for the commands: a person at working size, a garment with what staff said of it. */
public final class Photographs {
    /**
     * Longest side of a capture, pixels. The kiosk's screen shows 1080×1920, the networks see at most 256×256 of a person, and
     * {@code drape}'s time grows with the pixels: more would only be slower.
     */
    public static final int WORKING_LONG_SIDE = 1440;

    private Photographs() {}

    /** The bytes of a file a person named. @throws Failure when it does not exist or cannot be read */
    public static byte[] read(Path file) {
        if (!Files.exists(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file " + file + "; check the name.");
        }
        if (!Files.isReadable(file)) {
            throw new Failure(
                    ExitCode.NO_RIGHTS, "The file " + file + " may not be read by this account; change its rights.");
        }
        return Decode.read(file);
    }

    /**
     * A person's photograph.
     *
     * @param longSide pixels it has at most on its longer side
     */
    public static Picture person(byte[] bytes, String name, int longSide, Arena memory) {
        try (Arena whole = Arena.ofConfined()) {
            Picture picture = Decode.bytes(whole, bytes, name).onWhite(whole);
            int longer = Math.max(picture.width(), picture.height());
            return longer <= longSide ? picture.copyTo(memory) : shrink(picture, (double) longSide / longer, memory);
        }
    }

    /**
     * A garment's photograph.
     *
     * @param landmarks what staff set by hand, JSON of {@link LandmarkFile}
     */
    public static GarmentPhoto garment(
            byte[] bytes, String name, Optional<byte[]> landmarks, Optional<GarmentKind> kind, Arena memory) {
        Decoded decoded = Decode.bytes(memory, bytes, name);
        return new GarmentPhoto(
                decoded.picture(),
                decoded.alpha(),
                kind,
                landmarks.map(json -> LandmarkFile.read(json, "the landmark file of " + name)),
                Sha256.of(bytes, landmarks.orElse(new byte[0])));
    }

    /** {@code <picture>.landmarks.json} beside a picture, if there is one. */
    public static Optional<byte[]> landmarksBeside(Path picture) {
        Path beside = picture.resolveSibling(picture.getFileName() + ".landmarks.json");
        return Files.isRegularFile(beside) ? Optional.of(readSmall(beside)) : Optional.empty();
    }

    /** One byte more than a landmark file may have, so that its reader sees that it is too long. */
    private static byte[] readSmall(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LandmarkFile.LONGEST + 1);
        } catch (IOException fault) {
            throw new Failure(
                    ExitCode.IO,
                    "The file " + file + " cannot be read (" + fault.getMessage() + "); check its rights.",
                    fault);
        }
    }

    private static Picture shrink(Picture picture, double scale, Arena memory) {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat view = picture.view();
            Mat small = workspace.mat();
            // Of a picture 12,000 wide and one high a row stays.
            Size size = new Size(
                    Math.max(1, Math.round(picture.width() * scale)),
                    Math.max(1, Math.round(picture.height() * scale)));
            Imgproc.resize(view, small, size, 0, 0, Imgproc.INTER_AREA);
            view.release();
            return Picture.copyOf(memory, small);
        }
    }
}
