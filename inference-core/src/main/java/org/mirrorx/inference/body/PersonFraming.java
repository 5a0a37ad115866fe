package org.mirrorx.inference.body;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Which part of a capture a try-on network works on: the person with some room, in the network's proportions. */
public final class PersonFraming {
    /** Room on each side, as a share of the person's height: garments hang out, and the network knows people with ground around. */
    private static final double ROOM = 0.08;

    private static final double HALF = 127;

    private PersonFraming() {}

    /** Inside the capture; in the proportions of {@code width} to {@code height} as far as it allows. */
    public static Rect inside(BodyReading body, int width, int height) {
        Rect wanted = withRoom(body);
        double aspect = (double) width / height;
        int wide = Math.min(body.width(), Math.max(wanted.width, (int) Math.round(wanted.height * aspect)));
        int high = Math.min(body.height(), Math.max(wanted.height, (int) Math.round(wanted.width / aspect)));
        return new Rect(
                grown(wanted.x, wanted.width, wide, body.width()),
                grown(wanted.y, wanted.height, high, body.height()),
                wide,
                high);
    }

    /** Exactly in the proportions of {@code width} to {@code height}; reaches beyond a capture that is too narrow or too low. */
    static Rect exact(BodyReading body, int width, int height) {
        Rect wanted = withRoom(body);
        double scale = Math.max((double) wanted.width / width, (double) wanted.height / height);
        int wide = (int) Math.round(scale * width);
        int high = (int) Math.round(scale * height);
        return new Rect(
                placed(wanted.x, wanted.width, wide, body.width()),
                placed(wanted.y, wanted.height, high, body.height()),
                wide,
                high);
    }

    /** As {@link #grown}, but a stretch longer than the whole lies evenly over it. */
    private static int placed(int begin, int length, int wanted, int all) {
        return wanted <= all ? grown(begin, length, wanted, all) : (all - wanted) / 2;
    }

    private static Rect withRoom(BodyReading body) {
        Rect person = person(body);
        int room = (int) Math.round(ROOM * person.height);
        int left = Math.max(0, person.x - room);
        int top = Math.max(0, person.y - room);
        return new Rect(
                left,
                top,
                Math.min(body.width(), person.x + person.width + room) - left,
                Math.min(body.height(), person.y + person.height + room) - top);
    }

    /** Where a stretch begins that grows evenly to both sides and stays inside. */
    private static int grown(int begin, int length, int wanted, int all) {
        return Math.clamp(begin - (wanted - length) / 2, 0, all - wanted);
    }

    private static Rect person(BodyReading body) {
        Mat outline = body.person().view();
        Mat inside = new Mat();
        try {
            Core.compare(outline, new Scalar(HALF), inside, Core.CMP_GT);
            Rect around = Imgproc.boundingRect(inside);
            return around.empty() ? new Rect(0, 0, body.width(), body.height()) : around;
        } finally {
            inside.release();
            outline.release();
        }
    }
}
