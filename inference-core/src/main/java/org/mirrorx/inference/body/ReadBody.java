package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.SideBySide;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** From a capture to its {@link BodyReading}: detector, region, landmarks, outline, face, hair, and the optional parser. */
final class ReadBody {
    /** The landmark network's "a person is here" (google/mediapipe, pose_landmark). */
    private static final double FLAG = 0.5;

    /** The person reaches about this much beyond the mask's box when hips are its middle: the detector's own margin. */
    private static final double MASK_BOX_MARGIN = 1.25;

    /**
     * Other sizes of the detector's region to try, those that differ least first: a person with legs crossed under a dress collapsed
     * at 1.0 and 1.1 and was right at all of these.
     */
    private static final double[] OTHER_SCALES = {0.95, 0.9, 0.8, 1.35};

    private final BodyNetworks networks;

    ReadBody(BodyNetworks networks) {
        this.networks = networks;
    }

    /**
     * @param memory where the masks of the reading live
     * @return empty when nobody is there
     */
    Optional<BodyReading> read(Picture capture, Arena memory) {
        Mat picture = capture.view();
        try (Workspace workspace = new Workspace()) {
            // Each network has buffers of its own; one network is never asked on two threads at once.
            SideBySide<List<Detection>, Mat> seen = SideBySide.of(
                    () -> networks.people().find(picture, workspace),
                    () -> networks.person().read(picture, workspace));
            List<Detection> people = seen.first();
            ChoosePerson choice = new ChoosePerson(capture.width());
            Optional<Detection> chosen = choice.choose(people);
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            Attempt attempt = attempts(picture, chosen.get(), seen.second(), workspace);
            if (attempt.pose().flag() < FLAG) {
                return Optional.empty();
            }
            int others = (int) choice.comparable(people, chosen.get()).stream()
                    .filter(other -> isPerson(picture, other, workspace))
                    .count();
            return Optional.of(fused(picture, chosen.get(), attempt, 1 + others, memory, workspace));
        } finally {
            picture.release();
        }
    }

    /** The face of the person to dress without reading the body: the person detector's own box surrounds the face. */
    Optional<FaceReading> face(Picture capture) {
        Mat picture = capture.view();
        try (Workspace workspace = new Workspace()) {
            return new ChoosePerson(capture.width())
                    .choose(networks.people().find(picture, workspace))
                    .flatMap(person -> new ReadHead(networks).face(picture, RotatedBox.ofHead(person), workspace));
        } finally {
            picture.release();
        }
    }

    /** Every face of a picture, best first. */
    List<FaceReading> faces(Picture capture) {
        Mat picture = capture.view();
        try (Workspace workspace = new Workspace()) {
            List<RotatedBox> heads = networks.people().find(picture, workspace).stream()
                    .map(RotatedBox::ofHead)
                    .toList();
            return new ReadHead(networks).faces(picture, heads, workspace);
        } finally {
            picture.release();
        }
    }

    /** One region's pose, the outline and the face with it, and what is wrong with it. */
    private record Attempt(Pose pose, Mat outline, Optional<FaceReading> face, Optional<String> broken) {}

    /** The detector's region, and if its points do not hang together regions of other sizes and those that outline and points suggest. */
    private Attempt attempts(Mat picture, Detection chosen, Mat selfie, Workspace workspace) {
        Attempt first = attempt(picture, FindPeople.around(chosen), selfie, workspace);
        if (first.broken().isEmpty()) {
            return first;
        }
        List<RotatedBox> others = new ArrayList<>();
        for (double scale : OTHER_SCALES) {
            others.add(first.pose().box().scaled(scale).upright());
        }
        aroundOutline(selfie, workspace).ifPresent(others::add);
        others.add(first.pose().next());
        for (RotatedBox box : others) {
            Attempt again = attempt(picture, box, selfie, workspace);
            if (again.pose().flag() >= FLAG && again.broken().isEmpty()) {
                return again;
            }
        }
        return first;
    }

    private Attempt attempt(Mat picture, RotatedBox box, Mat selfie, Workspace workspace) {
        Pose pose = networks.pose().read(picture, box, workspace);
        SideBySide<Mat, Optional<FaceReading>> there = SideBySide.of(
                () -> PersonOutline.of(picture, selfie, pose.mask(), workspace),
                () -> pose.flag() >= FLAG
                        ? new ReadHead(networks).face(picture, RotatedBox.ofHead(pose.body()), workspace)
                        : Optional.<FaceReading>empty());
        Mat outline = there.first();
        try (Arena brief = Arena.ofConfined()) {
            return new Attempt(
                    pose, outline, there.second(), Plausibility.broken(pose.body(), Mask.copyOf(brief, outline)));
        }
    }

    /** Upright square around everybody's outline, its middle taken for the hips. */
    private static Optional<RotatedBox> aroundOutline(Mat selfie, Workspace workspace) {
        Mat sure = workspace.mat();
        Core.compare(selfie, Scalar.all(0.5), sure, Core.CMP_GT);
        Rect box = Imgproc.boundingRect(sure);
        if (box.width == 0 || box.height == 0) {
            return Optional.empty();
        }
        double side = MASK_BOX_MARGIN * Math.max(box.width, box.height);
        return Optional.of(new RotatedBox(box.x + box.width / 2.0, box.y + box.height / 2.0, side, side, 0));
    }

    private boolean isPerson(Mat picture, Detection other, Workspace workspace) {
        return networks.pose()
                        .read(picture, FindPeople.around(other), workspace)
                        .flag()
                >= FLAG;
    }

    private BodyReading fused(
            Mat picture, Detection chosen, Attempt attempt, int largePeople, Arena memory, Workspace workspace) {
        List<Landmark> landmarks = attempt.pose().body();
        Mat outline = attempt.outline();
        Optional<FaceReading> face = attempt.face();
        Mat hair = hair(picture, landmarks, outline, face, workspace);
        return new BodyReading(
                picture.cols(),
                picture.rows(),
                chosen.score(),
                attempt.pose().flag(),
                landmarks,
                Mask.copyOf(memory, outline),
                face,
                Mask.copyOf(memory, hair),
                networks.parse().map(parser -> parse(parser.read(picture, workspace), outline, memory, workspace)),
                attempt.broken(),
                largePeople);
    }

    private Mat hair(
            Mat picture, List<Landmark> landmarks, Mat outline, Optional<FaceReading> face, Workspace workspace) {
        RotatedBox head = RotatedBox.ofHead(landmarks);
        if (networks.hair().isEmpty()) {
            return HairEstimate.of(picture, outline, landmarks, face.map(FaceReading::mesh), workspace);
        }
        return within(networks.hair().get().read(picture, head, workspace), outline, workspace);
    }

    private static BodyReading.Parse parse(List<Mat> planes, Mat outline, Arena memory, Workspace workspace) {
        List<Mask> masks = planes.stream()
                .map(plane -> Mask.copyOf(memory, within(plane, outline, workspace)))
                .toList();
        return new BodyReading.Parse(masks.get(0), masks.get(1), masks.get(2), Optional.empty());
    }

    /** Probability × outline, {@code CV_8UC1}. */
    private static Mat within(Mat probability, Mat outline, Workspace workspace) {
        Mat bytes = workspace.mat();
        probability.convertTo(bytes, CvType.CV_8U, 255);
        Mat product = workspace.mat();
        Core.multiply(bytes, outline, product, 1 / 255.0);
        return product;
    }
}
