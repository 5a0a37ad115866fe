package org.mirrorx.models.onnx;

/** Rows and columns of zeros around a map. */
public record Pads(int top, int left, int bottom, int right) {
    public static final Pads NONE = new Pads(0, 0, 0, 0);

    public Pads {
        if (top < 0 || left < 0 || bottom < 0 || right < 0) {
            throw new IllegalArgumentException("pads cannot be negative");
        }
    }

    /** The same on all four sides. */
    public static Pads all(int n) {
        return new Pads(n, n, n, n);
    }

    int vertical() {
        return top + bottom;
    }

    int horizontal() {
        return left + right;
    }

    /** In ONNX's order: begins of height and width, then ends. */
    int[] toOnnx() {
        return new int[] {top, left, bottom, right};
    }
}
