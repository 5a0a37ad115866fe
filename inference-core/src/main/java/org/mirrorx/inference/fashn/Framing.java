package org.mirrorx.inference.fashn;

import org.mirrorx.inference.body.BodyReading;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Which part of a capture the network works on: the person with some room, in the canvas's proportions as far as the capture allows. */
final class Framing {
    /** Room on each side, as a share of the person's height: garments hang out, and the network knows people with ground around. */
    private static final double ROOM = 0.08;

    private static final double HALF = 127;

    private Framing() {}

    static Rect around(BodyReading body, Canvas canvas) {
        Rect person = person(body);
        int room = (int) Math.round(ROOM * person.height);
        int left = Math.max(0, person.x - room);
        int top = Math.max(0, person.y - room);
        int width = Math.min(body.width(), person.x + person.width + room) - left;
        int height = Math.min(body.height(), person.y + person.height + room) - top;
        double aspect = (double) canvas.width() / canvas.height();
        int wide = Math.min(body.width(), Math.max(width, (int) Math.round(height * aspect)));
        int high = Math.min(body.height(), Math.max(height, (int) Math.round(width / aspect)));
        return new Rect(grown(left, width, wide, body.width()), grown(top, height, high, body.height()), wide, high);
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
