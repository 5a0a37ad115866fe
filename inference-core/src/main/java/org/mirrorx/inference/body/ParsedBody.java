package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** The built-in networks' reading, with skin, clothes and hair as an added parser sees them. */
final class ParsedBody {
    private static final Set<ParsedLabel> SKIN = EnumSet.of(
            ParsedLabel.NECK, ParsedLabel.LEFT_ARM, ParsedLabel.RIGHT_ARM, ParsedLabel.LEFT_LEG, ParsedLabel.RIGHT_LEG);
    private static final Set<ParsedLabel> CLOTHES = EnumSet.of(
            ParsedLabel.UPPER_CLOTHES,
            ParsedLabel.SKIRT,
            ParsedLabel.PANTS,
            ParsedLabel.DRESS,
            ParsedLabel.BELT,
            ParsedLabel.SCARF,
            ParsedLabel.LEFT_SHOE,
            ParsedLabel.RIGHT_SHOE);

    private ParsedBody() {}

    /** @param memory where the new masks live */
    static BodyReading with(BodyReading reading, ReferenceView view, Arena memory) {
        try (Workspace workspace = new Workspace()) {
            Mat small = view.labels().view();
            Mat person = reading.person().view();
            Mat skin = soft(small, SKIN, view.crop(), person, workspace);
            Mat clothes = soft(small, CLOTHES, view.crop(), person, workspace);
            Mat hair = soft(small, EnumSet.of(ParsedLabel.HAIR), view.crop(), person, workspace);
            Mat labels = placed(small, view.crop(), person, Imgproc.INTER_NEAREST, workspace);
            BodyReading.Parse parse = new BodyReading.Parse(
                    Mask.copyOf(memory, skin),
                    Mask.copyOf(memory, clothes),
                    Mask.copyOf(memory, hair),
                    Optional.of(Mask.copyOf(memory, labels)));
            small.release();
            person.release();
            return reading.withParse(parse);
        }
    }

    /** Linear between the parser's pixels, inside the person's outline. */
    private static Mat soft(Mat labels, Set<ParsedLabel> wanted, Rect crop, Mat person, Workspace workspace) {
        Mat mask = ParsedLabel.where(labels, wanted, workspace);
        Mat placed = placed(mask, crop, person, Imgproc.INTER_LINEAR, workspace);
        Core.min(placed, person, placed);
        return placed;
    }

    /** A map of the small picture at its place in the capture, 0 outside. */
    private static Mat placed(Mat small, Rect crop, Mat like, int interpolation, Workspace workspace) {
        Mat part = workspace.mat();
        Imgproc.resize(small, part, new Size(crop.width, crop.height), 0, 0, interpolation);
        Mat whole = workspace.zeros(like.rows(), like.cols(), CvType.CV_8UC1);
        Rect inside = new Rect(
                Math.max(0, crop.x),
                Math.max(0, crop.y),
                Math.min(like.cols(), crop.x + crop.width) - Math.max(0, crop.x),
                Math.min(like.rows(), crop.y + crop.height) - Math.max(0, crop.y));
        Mat from = part.submat(new Rect(inside.x - crop.x, inside.y - crop.y, inside.width, inside.height));
        Mat to = whole.submat(inside);
        from.copyTo(to);
        to.release();
        from.release();
        return whole;
    }
}
