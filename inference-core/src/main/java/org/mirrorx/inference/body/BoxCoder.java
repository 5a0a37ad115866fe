package org.mirrorx.inference.body;

/**
 * A network's correction of a box. Source: detectron2, {@code Box2BoxTransform}; in float, as there.
 *
 * @param place how finely shifts are given
 * @param size how finely logarithms of the sides are given
 */
record BoxCoder(float place, float size) {
    static final BoxCoder OF_ANCHORS = new BoxCoder(1, 1);
    static final BoxCoder OF_PROPOSALS = new BoxCoder(10, 5);

    /** A side grows to at most 1000 / 16 of itself. */
    private static final float MOST = (float) Math.log(1000.0 / 16);

    /** Writes the corrected box {left, top, right, bottom} of {@code boxes[4 · box…]} into {@code result}. */
    void decode(float[] boxes, int box, float dx, float dy, float dw, float dh, float[] result, int at) {
        float width = boxes[4 * box + 2] - boxes[4 * box];
        float height = boxes[4 * box + 3] - boxes[4 * box + 1];
        float middleX = boxes[4 * box] + 0.5f * width;
        float middleY = boxes[4 * box + 1] + 0.5f * height;
        float newX = dx / place * width + middleX;
        float newY = dy / place * height + middleY;
        float newWidth = (float) Math.exp(Math.min(dw / size, MOST)) * width;
        float newHeight = (float) Math.exp(Math.min(dh / size, MOST)) * height;
        result[at] = newX - 0.5f * newWidth;
        result[at + 1] = newY - 0.5f * newHeight;
        result[at + 2] = newX + 0.5f * newWidth;
        result[at + 3] = newY + 0.5f * newHeight;
    }
}
