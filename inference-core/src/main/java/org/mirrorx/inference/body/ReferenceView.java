package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A person as the try-on networks of the Stable Diffusion family are told of them: pictures of 3 : 4, body points, labels, the parts of
 * the body, and the mask of what is repainted. Each comes from the network it was published with where that is installed, raw; else from
 * what else is there, down to the built-in networks.
 */
public final class ReferenceView {
    /** Where a part of the view comes from, the best first. */
    public enum Source {
        OPENPOSE,
        DWPOSE,
        SCHP,
        FASHN_PARSER,
        DENSEPOSE,
        BUILT_IN
    }

    private final AddedReaders readers;
    private final Rect crop;
    private final Picture person;
    private final Picture small;
    private final BodyPoints points;
    private final Source pointsFrom;
    private final List<BodyPoints> opinions;
    private final Mask labels;
    private final Source labelsFrom;
    private final Optional<Mask> otherLabels;
    private final Optional<OpenPose.Found> openPose;
    private final Optional<DensePose.Found> densePose;
    private final DenseParts parts;

    private ReferenceView(Mat capture, Rect crop, Optional<BuiltIn> known, AddedReaders readers, Arena memory) {
        this.readers = readers;
        this.crop = crop;
        try (Workspace workspace = new Workspace()) {
            ReferencePerson pictures = ReferencePerson.of(capture, crop, workspace);
            Mat seen = pictures.small();
            this.person = Picture.copyOf(memory, pictures.person());
            this.small = Picture.copyOf(memory, seen);
            this.openPose = readers.openPose().map(reader -> reader.get().read(seen));
            Optional<BodyPoints> published = openPose.flatMap(OpenPose.Found::chosen);
            Optional<BodyPoints> dwPose = dwPose(seen);
            this.opinions =
                    Stream.of(published, dwPose).flatMap(Optional::stream).toList();
            this.points = published
                    .or(() -> dwPose)
                    .or(() -> known.map(builtIn ->
                            BodyPoints.of(builtIn.reading, crop, ReferencePerson.WIDTH, ReferencePerson.HEIGHT)))
                    .orElse(BodyPoints.none());
            this.pointsFrom =
                    published.isPresent() ? Source.OPENPOSE : dwPose.isPresent() ? Source.DWPOSE : Source.BUILT_IN;
            this.labelsFrom = readers.parsing().isPresent()
                    ? Source.SCHP
                    : readers.fashnParser().isPresent() ? Source.FASHN_PARSER : Source.BUILT_IN;
            Mat map = labels(pictures, known, workspace);
            this.labels = Mask.copyOf(memory, map);
            this.otherLabels =
                    labelsFrom == Source.SCHP && readers.fashnParser().isPresent()
                            ? Optional.of(Mask.copyOf(memory, parserLabels(seen, workspace)))
                            : Optional.empty();
            this.densePose = readers.densePose().map(reader -> reader.get().read(seen));
            this.parts = densePose
                    .flatMap(DensePose.Found::chosen)
                    .orElseGet(() -> drawnParts(pictures, map, known, workspace));
        }
    }

    /** What the built-in networks say. */
    private record BuiltIn(BodyReading reading, GarmentLabels labels) {}

    /**
     * Reads a capture, cropped around the person.
     *
     * @param map what the built-in networks say of it
     * @param memory where the view lives
     */
    public static ReferenceView of(Picture capture, BodyMap map, AddedReaders readers, Arena memory) {
        Natives.load();
        Rect crop = PersonFraming.exact(map.reading(), ReferencePerson.WIDTH, ReferencePerson.HEIGHT);
        Mat view = capture.view();
        try {
            return new ReferenceView(
                    view, crop, Optional.of(new BuiltIn(map.reading(), map.labels())), readers, memory);
        } finally {
            view.release();
        }
    }

    /** Reads a whole picture with added networks alone, as the published programs do; it is brought to 3 : 4 as it is. */
    static ReferenceView asPublished(Mat rgb, AddedReaders readers, Arena memory) {
        return new ReferenceView(rgb, new Rect(0, 0, rgb.cols(), rgb.rows()), Optional.empty(), readers, memory);
    }

    private Optional<BodyPoints> dwPose(Mat seen) {
        return readers.dwPose()
                .map(reader -> reader.get().read(seen))
                .filter(body -> body.visiblePoints() > 0)
                .map(body -> BodyPoints.of(body, ReferencePerson.WIDTH, ReferencePerson.HEIGHT));
    }

    private ToParsedLabels words() {
        return new ToParsedLabels(points, ReferencePerson.WIDTH, ReferencePerson.HEIGHT);
    }

    private Mat parserLabels(Mat seen, Workspace workspace) {
        return words().ofParser(readers.fashnParser().orElseThrow().get().read(seen, workspace), workspace);
    }

    private DenseParts drawnParts(ReferencePerson pictures, Mat map, Optional<BuiltIn> known, Workspace workspace) {
        DrawParts draw = new DrawParts(points, ReferencePerson.HEIGHT);
        if (known.isEmpty()) {
            return draw.draw(map, workspace.zeros(map.rows(), map.cols(), CvType.CV_8UC1));
        }
        Mat limbs = known.get().labels.limbs().view();
        try {
            return draw.draw(map, pictures.labels(limbs, workspace));
        } finally {
            limbs.release();
        }
    }

    private Mat labels(ReferencePerson pictures, Optional<BuiltIn> known, Workspace workspace) {
        if (readers.parsing().isPresent()) {
            return readers.parsing().get().get().read(pictures.small(), workspace);
        }
        if (readers.fashnParser().isPresent()) {
            return parserLabels(pictures.small(), workspace);
        }
        if (known.isEmpty()) {
            return workspace.zeros(ReferencePerson.HEIGHT, ReferencePerson.WIDTH, CvType.CV_8UC1);
        }
        GarmentLabels seen = known.get().labels;
        Mat codes = seen.regions().view();
        try {
            return words().ofRegions(
                            pictures.labels(codes, workspace), seen.onePiece() > GarmentLabels.ONE_PIECE, workspace);
        } finally {
            codes.release();
        }
    }

    /** The part of the capture; may reach beyond it. */
    public Rect crop() {
        return crop;
    }

    /** 768 × 1024: what a try-on network paints. */
    public Picture person() {
        return person;
    }

    /** 384 × 512: what the readers saw. */
    public Picture small() {
        return small;
    }

    /** Of the small picture. */
    public BodyPoints points() {
        return points;
    }

    public Source pointsFrom() {
        return pointsFrom;
    }

    /** Of the small picture, by each added network that found somebody. */
    List<BodyPoints> opinions() {
        return opinions;
    }

    /** A second parser's labels, where two are installed. */
    Optional<Mask> otherLabels() {
        return otherLabels;
    }

    /** Of the small picture, values of {@link ParsedLabel}. */
    public Mask labels() {
        return labels;
    }

    public Source labelsFrom() {
        return labelsFrom;
    }

    /** Of the small picture; guessed from labels and points without a network of DensePose. */
    public DenseParts parts() {
        return parts;
    }

    public Source partsFrom() {
        return densePose.isPresent() ? Source.DENSEPOSE : Source.BUILT_IN;
    }

    /** {@code CV_8UC3} R, G, B, 768 × 1024: the parts as a try-on network is fed them; in the workspace. */
    public Mat partsPicture(Workspace workspace) {
        Mat drawn = parts.picture(ReferencePerson.WIDTH, ReferencePerson.HEIGHT, workspace);
        return workspace.keep(PillowResample.resize(
                drawn, ReferencePerson.LARGE_WIDTH, ReferencePerson.LARGE_HEIGHT, PillowResample.Filter.BICUBIC));
    }

    /** What sort of clothes is worn. */
    public WornClothes worn() {
        Mat map = labels.view();
        try {
            return WornClothes.of(map, points);
        } finally {
            map.release();
        }
    }

    /** {@code CV_8UC1} of the small picture's size, in the workspace: 255 where a network may repaint for this garment. */
    public Mat mask(AgnosticMask.Garment garment, AgnosticMask.ArmWidth width, Workspace workspace) {
        Mat map = labels.view();
        try {
            return AgnosticMask.of(map, points, garment, width, workspace);
        } finally {
            map.release();
        }
    }

    /** {@code CV_8UC3} R, G, B of the small picture's size, in the workspace: what a mask leaves of the person, the rest grey. */
    public Mat masked(Mat mask, Workspace workspace) {
        Mat seen = small.view();
        try {
            return MaskedPerson.pasted(seen, mask, workspace);
        } finally {
            seen.release();
        }
    }

    /** Why a network that needs this view can do nothing with it; empty when it can. */
    public Optional<Declined> unfit() {
        return Stream.<Optional<Declined>>of(
                        nobody("OpenPose", openPose.map(found -> found.people().size())),
                        nobody(
                                "DensePose",
                                densePose.map(found -> found.chosen().isPresent() ? 1 : 0)),
                        several("OpenPose", openPose.map(OpenPose.Found::comparable)),
                        several("DensePose", densePose.map(DensePose.Found::comparable)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Declined> nobody(String network, Optional<Integer> people) {
        return people.filter(count -> count == 0)
                .map(count -> new Declined(Declined.Reason.NOBODY_THERE, network + " found nobody in the picture."));
    }

    private static Optional<Declined> several(String network, Optional<Integer> people) {
        return people.filter(count -> count > 1)
                .map(count -> new Declined(
                        Declined.Reason.SEVERAL_PEOPLE, network + " found " + count + " people of comparable size."));
    }
}
