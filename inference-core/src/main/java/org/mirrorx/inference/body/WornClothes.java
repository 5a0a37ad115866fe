package org.mirrorx.inference.body;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** What sort of clothes a person wears, as far as it decides what can be put on in their place. */
public enum WornClothes {
    /** A top over trousers or a skirt: each can be changed alone. */
    SEPARATES,
    /** One garment from the shoulders down. */
    DRESS,
    /**
     * Draped cloth from the shoulders to the legs: a saree, a lehenga with its dupatta, an abaya. A top cannot be put on alone: cloth of
     * the old outfit would hang over it. Only a whole outfit can.
     */
    DRAPED;

    /** A share of the picture below which a label is a speck. */
    private static final double SPECK = 0.004;

    /** How far down the legs a piece that begins at the shoulders must reach, hip to ankle. */
    private static final double DOWN_THE_LEGS = 0.7;

    /** Of the clothes: so much scarf beside a dress or a skirt is cloth that hangs around the body, no shawl. */
    private static final double MUCH_SCARF = 0.12;

    private static final Set<ParsedLabel> CLOTH = EnumSet.of(
            ParsedLabel.UPPER_CLOTHES,
            ParsedLabel.DRESS,
            ParsedLabel.SKIRT,
            ParsedLabel.PANTS,
            ParsedLabel.SCARF,
            ParsedLabel.BELT);

    /**
     * Looks at the labels of a picture.
     *
     * @param labels {@code CV_8UC1}, values of {@link ParsedLabel}
     * @param points in pixels of the labels
     */
    public static WornClothes of(Mat labels, BodyPoints points) {
        try (Workspace workspace = new Workspace()) {
            double picture = labels.total();
            double scarf = area(labels, ParsedLabel.SCARF, workspace);
            double dress = area(labels, ParsedLabel.DRESS, workspace);
            double skirt = area(labels, ParsedLabel.SKIRT, workspace);
            double top = area(labels, ParsedLabel.UPPER_CLOTHES, workspace);
            double cloth = Core.countNonZero(ParsedLabel.where(labels, CLOTH, workspace));
            boolean mixed = List.of(scarf, dress, skirt, top).stream()
                            .filter(area -> area > SPECK * picture)
                            .count()
                    >= 3;
            boolean wrapped = scarf > MUCH_SCARF * cloth && dress + skirt > SPECK * picture;
            if (mixed || wrapped) {
                return DRAPED;
            }
            boolean alone = dress > SPECK * picture && dress > top + skirt;
            if (!alone) {
                return SEPARATES;
            }
            return scarf > SPECK * picture && spansTheLegs(labels, points, workspace) ? DRAPED : DRESS;
        }
    }

    private static double area(Mat labels, ParsedLabel label, Workspace workspace) {
        return Core.countNonZero(ParsedLabel.where(labels, EnumSet.of(label), workspace));
    }

    /** Whether one piece of cloth reaches from the shoulders far down the legs. */
    private static boolean spansTheLegs(Mat labels, BodyPoints points, Workspace workspace) {
        BodyPoints.Scored shoulder = points.at(BodyPoint.LEFT_SHOULDER);
        BodyPoints.Scored hip = points.at(BodyPoint.LEFT_HIP);
        BodyPoints.Scored ankle = points.at(BodyPoint.LEFT_ANKLE);
        if (!shoulder.isPresent() || !hip.isPresent() || !ankle.isPresent()) {
            return false;
        }
        double low = hip.y() + DOWN_THE_LEGS * (ankle.y() - hip.y());
        double high = shoulder.y() + (hip.y() - shoulder.y()) / 2;
        Mat parts = workspace.mat();
        Mat measures = workspace.mat();
        int count = Imgproc.connectedComponentsWithStats(
                ParsedLabel.where(labels, CLOTH, workspace), parts, measures, workspace.mat(), 8, CvType.CV_32S);
        for (int part = 1; part < count; part++) {
            double top = measures.get(part, Imgproc.CC_STAT_TOP)[0];
            double bottom = top + measures.get(part, Imgproc.CC_STAT_HEIGHT)[0];
            if (top <= high && bottom >= low) {
                return true;
            }
        }
        return false;
    }

    /** Everything of a mask is on one side of a row. */
    static void keepAbove(Mat mask, double row) {
        int first = Math.clamp(Math.round(row), 0, mask.rows());
        clear(mask, first, mask.rows());
    }

    static void keepBelow(Mat mask, double row) {
        clear(mask, 0, Math.clamp(Math.round(row), 0, mask.rows()));
    }

    private static void clear(Mat mask, int from, int to) {
        if (from < to) {
            Mat rows = mask.rowRange(from, to);
            rows.setTo(Scalar.all(0)).release();
            rows.release();
        }
    }
}
