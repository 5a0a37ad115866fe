package org.mirrorx.inference.body;

import java.util.List;

/**
 * A person followed through a video, as far as one network a frame tells.
 *
 * @param width, height of the frame, pixels
 * @param landmarks 33, in the order of {@link Joint}, steadied; pixels of the frame
 * @param highlights the luma, 0 to 255, that 95 % of the person's surroundings stay below
 * @param blur width of the person's steepest edges, shoulder widths
 * @param others rectangles of other people, pixels of the frame: not the one who is followed
 */
public record TrackedBody(
        int width, int height, List<Landmark> landmarks, double highlights, double blur, List<Bystander> others) {
    public TrackedBody {
        landmarks = List.copyOf(landmarks);
        others = List.copyOf(others);
    }

    /** Somebody else in the picture; the rectangle covers head and body. */
    public record Bystander(double left, double top, double right, double bottom, boolean comparable) {}

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    public Landmark at(Joint joint) {
        return landmarks.get(joint.ordinal());
    }

    /** S: pixels between the two shoulder points. */
    public double shoulderWidth() {
        return at(Joint.LEFT_SHOULDER).at().distance(at(Joint.RIGHT_SHOULDER).at());
    }

    /** True when the shopper moves, or the camera is out of focus, so that a picture would be blurred. */
    public boolean blurred() {
        return blur > Sharpness.BLURRED;
    }

    /** True when the picture is too dark to read a body with certainty. */
    public boolean dark() {
        return highlights < Brightness.DARK;
    }
}
