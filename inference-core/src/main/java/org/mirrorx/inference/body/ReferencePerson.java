package org.mirrorx.inference.body;

import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The pictures of a person that the try-on networks of the Stable Diffusion family and their helpers were trained on: upright, 3 : 4.
 * Source: {@code gradio_demo/app.py} of yisol/IDM-VTON. Never squeezed: a capture of other proportions is cropped around the person, and
 * continued at its edges where it is too small.
 *
 * @param crop part of the capture; may reach beyond it
 * @param person {@code CV_8UC3} R, G, B of {@link #LARGE_WIDTH} × {@link #LARGE_HEIGHT}: what a try-on network paints
 * @param small the same at {@link #WIDTH} × {@link #HEIGHT}: what the helpers read
 */
record ReferencePerson(Rect crop, Mat person, Mat small) {
    static final int WIDTH = 384;
    static final int HEIGHT = 512;
    static final int LARGE_WIDTH = 768;
    static final int LARGE_HEIGHT = 1024;

    /** @return its pictures live in the workspace */
    static ReferencePerson of(Mat capture, Rect crop, Workspace workspace) {
        Mat part = workspace.mat();
        cut(capture, crop, part);
        Mat person =
                workspace.keep(PillowResample.resize(part, LARGE_WIDTH, LARGE_HEIGHT, PillowResample.Filter.BICUBIC));
        // A picture that has the size already is not smoothed for nothing.
        boolean small = part.cols() == WIDTH && part.rows() == HEIGHT;
        return new ReferencePerson(
                crop,
                person,
                small
                        ? part
                        : workspace.keep(PillowResample.resize(person, WIDTH, HEIGHT, PillowResample.Filter.BICUBIC)));
    }

    /** A part of a picture; its edge pixels continue outside. */
    private static void cut(Mat picture, Rect crop, Mat result) {
        cut(picture, crop, result, Core.BORDER_REPLICATE);
    }

    private static void cut(Mat picture, Rect crop, Mat result, int border) {
        int left = Math.max(0, -crop.x);
        int top = Math.max(0, -crop.y);
        int right = Math.max(0, crop.x + crop.width - picture.cols());
        int bottom = Math.max(0, crop.y + crop.height - picture.rows());
        Mat inside =
                picture.submat(crop.y + top, crop.y + crop.height - bottom, crop.x + left, crop.x + crop.width - right);
        Core.copyMakeBorder(inside, result, top, bottom, left, right, border);
        inside.release();
    }

    /** A label map of the capture at the helpers' size; 0 outside. */
    Mat labels(Mat ofCapture, Workspace workspace) {
        Mat part = workspace.mat();
        cut(ofCapture, crop, part, Core.BORDER_CONSTANT);
        return workspace.keep(PillowResample.resize(part, WIDTH, HEIGHT, PillowResample.Filter.NEAREST));
    }

    /**
     * The demo program's crop to 3 : 4: the middle of the picture, its edges rounded, halves to even.
     *
     * @return where it lies in a picture of this size
     */
    static Rect centred(int width, int height) {
        int wide = Math.min(width, (int) (height * (3.0 / 4)));
        int high = Math.min(height, (int) (width * (4.0 / 3)));
        double left = (width - wide) / 2.0;
        double top = (height - high) / 2.0;
        int x = (int) Math.rint(left);
        int y = (int) Math.rint(top);
        return new Rect(x, y, (int) Math.rint(left + wide) - x, (int) Math.rint(top + high) - y);
    }
}
