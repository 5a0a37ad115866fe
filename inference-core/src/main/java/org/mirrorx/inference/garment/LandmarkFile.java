package org.mirrorx.inference.garment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.models.Refusal;

/**
 * What {@code <picture>.landmarks.json} says: places staff set by hand, pixels of the upright picture. Whatever is absent is found by
 * {@link CutGarment}.
 *
 * <pre>{@code
 * {"format": "mirrorx-landmarks/1",
 *  "picture": {"width": 768, "height": 1024},
 *  "kind": "upper",
 *  "points": {"neckLeft": [310, 120], "tipLeft": [240, 150], "armpitLeft": [235, 300], "cuffOuterLeft": [150, 380], …},
 *  "paths": {"sleeveOuterLeft": [[240, 150], [190, 260], [150, 380]]},
 *  "neckline": {"depth": 60, "power": 2.2},
 *  "sleeveless": false, "straps": false}
 * }</pre>
 *
 * @param size of the picture the points were set on; empty when it is the picture beside the file, unscaled
 * @param kind the garment's kind
 * @param points by name
 * @param paths of sleeve edges, from the shoulder tip or the armpit to the cuff, 2 points or more
 * @param necklineDepth of {@link GarmentLandmarks.Neckline}, pixels
 * @param necklinePower of {@link GarmentLandmarks.Neckline}
 * @param sleeveless true: there are none, whatever the outline looks like
 * @param straps see {@link GarmentLandmarks.Upper#straps()}
 */
public record LandmarkFile(
        Optional<Size> size,
        Optional<GarmentKind> kind,
        Map<Name, Point2> points,
        Map<Path, List<Point2>> paths,
        OptionalDouble necklineDepth,
        OptionalDouble necklinePower,
        Optional<Boolean> sleeveless,
        Optional<Boolean> straps) {
    public LandmarkFile {
        points = Map.copyOf(points);
        paths = Map.copyOf(paths);
    }

    /** Longest file that is read, bytes. */
    public static final int LONGEST = 64 * 1024;

    /** Pixels. */
    public record Size(int width, int height) {}

    /** The places a file may name, in lower camel case there. Left and right are the picture's. {@code HEM} is on the centre line. */
    public enum Name {
        NECK_LEFT,
        NECK_RIGHT,
        TIP_LEFT,
        TIP_RIGHT,
        ARMPIT_LEFT,
        ARMPIT_RIGHT,
        CUFF_OUTER_LEFT,
        CUFF_INNER_LEFT,
        CUFF_OUTER_RIGHT,
        CUFF_INNER_RIGHT,
        HEM_LEFT,
        HEM_RIGHT,
        HEM,
        WAIST_LEFT,
        WAIST_RIGHT,
        CROTCH,
        HEM_LEFT_OUTER,
        HEM_LEFT_INNER,
        HEM_RIGHT_INNER,
        HEM_RIGHT_OUTER
    }

    /** The edges a file may draw. */
    public enum Path {
        SLEEVE_OUTER_LEFT,
        SLEEVE_INNER_LEFT,
        SLEEVE_OUTER_RIGHT,
        SLEEVE_INNER_RIGHT
    }

    /**
     * Reads a file.
     *
     * @param json its bytes, UTF-8
     * @param file its name, for the sentence
     * @throws Refusal when it cannot be understood
     */
    public static LandmarkFile read(byte[] json, String file) {
        return LandmarkJson.read(json, file);
    }

    /** The file's bytes, UTF-8, indented for people. */
    public byte[] write() {
        return LandmarkJson.write(this);
    }

    /**
     * The landmarks of a cut in pixels of its photograph, ready to be corrected by staff.
     *
     * @param photo the picture {@code cut} was cut from
     */
    public static LandmarkFile of(GarmentCut cut, Picture photo) {
        double scale = photo.width() / (double) cut.colours().width();
        return StaffPoints.describe(cut, scale, new Size(photo.width(), photo.height()));
    }
}
