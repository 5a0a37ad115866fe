package org.mirrorx.inference.image;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * The matrices of one computation. {@link #close()} overwrites every one of them with zeros and frees it, newest first, so that no
 * pixel of a shopper stays in native memory and nothing waits for the garbage collector. Two threads may take matrices of one workspace at
 * once; each matrix is its taker's.
 */
public final class Workspace implements AutoCloseable {
    private final List<Mat> mats = new ArrayList<>();

    /** An empty matrix for the result of an OpenCV call. */
    public Mat mat() {
        return keep(new Mat());
    }

    /** A matrix of zeros. */
    public Mat zeros(int rows, int columns, int type) {
        return keep(Mat.zeros(rows, columns, type));
    }

    /** Takes over a matrix (its data, if it owns them) until this workspace closes. Never pass a view of a picture: closing would blacken the picture. */
    public <M extends Mat> M keep(M mat) {
        synchronized (mats) {
            mats.add(mat);
        }
        return mat;
    }

    /** Overwrites and frees one matrix early. */
    public void free(Mat mat) {
        boolean ours;
        synchronized (mats) {
            ours = mats.remove(mat);
        }
        if (ours) {
            wipe(mat);
        }
    }

    @Override
    public void close() {
        synchronized (mats) {
            for (Mat mat : mats.reversed()) {
                wipe(mat);
            }
            mats.clear();
        }
    }

    /** Overwrites a matrix that owns its data with zeros and frees it; it may be used again. */
    public static void wipe(Mat mat) {
        if (!mat.empty()) {
            // What setTo returns is a second holder of the same memory: it would keep it until the next collection.
            mat.setTo(Scalar.all(0)).release();
        }
        mat.release();
    }
}
