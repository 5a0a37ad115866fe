package org.mirrorx.inference.body;

import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The pictures of a person that the try-on networks of the Stable Diffusion family and their helpers were trained on: upright, 3 : 4.
 * Source: yisol/IDM-VTON ({@code gradio_demo/app.py}).
 *
 * @param crop part of the capture
 * @param person {@code CV_8UC3} R, G, B of {@link #LARGE_WIDTH} × {@link #LARGE_HEIGHT}: what a try-on network paints
 * @param small the same at {@link #WIDTH} × {@link #HEIGHT}: what the helpers read
 */
record ReferencePerson(Rect crop, Mat person, Mat small) {
    static final int WIDTH = 384;
    static final int HEIGHT = 512;
    static final int LARGE_WIDTH = 768;
    static final int LARGE_HEIGHT = 1024;
}
