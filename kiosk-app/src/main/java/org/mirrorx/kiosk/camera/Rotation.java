package org.mirrorx.kiosk.camera;

import java.util.OptionalInt;
import org.mirrorx.models.Refusal;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/** How a frame is turned, clockwise, so that people stand upright: cameras of portrait mirrors are mounted on their side. */
public enum Rotation {
    NONE(0, OptionalInt.empty()),
    RIGHT(90, OptionalInt.of(Core.ROTATE_90_CLOCKWISE)),
    OVER(180, OptionalInt.of(Core.ROTATE_180)),
    LEFT(270, OptionalInt.of(Core.ROTATE_90_COUNTERCLOCKWISE));

    private final int degrees;
    private final OptionalInt code;

    Rotation(int degrees, OptionalInt code) {
        this.degrees = degrees;
        this.code = code;
    }

    /**
     * The rotation of so many degrees clockwise.
     *
     * @throws Refusal for any but 0, 90, 180 and 270
     */
    public static Rotation of(int degrees) {
        for (Rotation rotation : values()) {
            if (rotation.degrees == degrees) {
                return rotation;
            }
        }
        throw new Refusal("A camera cannot be turned by " + degrees + " degrees; choose 0, 90, 180 or 270.");
    }

    /** The size of a turned frame. */
    Size turned(Size size) {
        return this == RIGHT || this == LEFT ? new Size(size.height, size.width) : size;
    }

    /**
     * Turns a frame.
     *
     * @param into becomes the turned frame; the frame itself when nothing is to be turned
     */
    void turn(Mat frame, Mat into) {
        if (code.isPresent()) {
            Core.rotate(frame, into, code.getAsInt());
        } else {
            frame.copyTo(into);
        }
    }
}
