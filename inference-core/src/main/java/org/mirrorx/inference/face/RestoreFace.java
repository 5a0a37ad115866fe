package org.mirrorx.inference.face;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Sharpens a face with CodeFormer: cut and aligned to FFHQ's template, through the network, its tone held ({@link ToneGuard}), pasted back
 * where a parser finds face and hair, or else over the whole square. One face at a time, whichever threads ask.
 */
public final class RestoreFace implements AutoCloseable {
    /** Nearly as close to the picture as CodeFormer can; its own default is 0.5. */
    public static final double FIDELITY = 0.9;

    /** Shorter side that the published program enlarges smaller pictures to. */
    private static final double READ_SIDE = 512;

    private final CodeFormerNetwork codeFormer;
    private final Optional<ParseFace> parser;
    private final AlignFace align;

    /**
     * @param codeFormer an export of CodeFormer, or forged; this takes it over
     * @param parseNet forged from {@code parsing_parsenet.pth}; this takes it over
     * @throws Refusal when they are other networks
     */
    public RestoreFace(Network codeFormer, Optional<Network> parseNet) {
        Natives.load();
        this.codeFormer = new CodeFormerNetwork(codeFormer);
        this.parser = parseNet.map(ParseFace::new);
        this.align = AlignFace.ffhq(this.codeFormer.side());
    }

    /**
     * The picture with one face restored, at its own size.
     *
     * @param fidelity 0 (best looking) to 1 (closest to the picture), {@link #FIDELITY} if in doubt
     * @param arena owns the result
     * @return a copy; pixels more than one beside the aligned square are the same
     */
    public Picture restore(Picture generated, FaceReading face, double fidelity, Arena arena) {
        if (!(fidelity >= 0 && fidelity <= 1)) {
            throw new IllegalArgumentException("fidelity is 0 to 1, not " + fidelity);
        }
        Picture result = generated.copyTo(arena);
        Optional<double[]> toCrop = align.transform(face.fivePoints());
        if (toCrop.isEmpty()) {
            return result;
        }
        Mat view = result.view();
        try (Workspace workspace = new Workspace()) {
            Mat crop = align.warp(view, toCrop.get(), workspace);
            Mat raw = codeFormer.restore(crop, fidelity, workspace);
            Mat coloured = GreyPicture.is(view)
                    ? GreyPicture.recolour(raw, crop, workspace)
                    : ToneGuard.hold(raw, crop, workspace);
            Optional<Mat> kept =
                    parser.map(parse -> ParseFace.kept(parse.labels(coloured, workspace), align.side(), workspace));
            PasteBack way = PasteBack.undoing(toCrop.get(), align.side());
            new PasteRestored(1).paste(List.of(new PasteRestored.Restored(coloured, way, kept)), view, workspace);
            return result;
        } finally {
            view.release();
        }
    }

    /**
     * How many times the published program enlarges a picture before it looks at it, and keeps it so: to a shorter side of 512, at least
     * once. The mirror does not.
     */
    static double reading(Mat picture) {
        return Math.max(1, READ_SIDE / Math.min(picture.rows(), picture.cols()));
    }

    /** Bilinear. */
    static Mat enlarged(Mat picture, double factor, Workspace workspace) {
        Mat larger = workspace.mat();
        Imgproc.resize(picture, larger, new Size(), factor, factor, Imgproc.INTER_LINEAR);
        return larger;
    }

    /** Overwrites the buffers and frees the networks. */
    @Override
    public void close() {
        parser.ifPresent(ParseFace::close);
        codeFormer.close();
    }
}
