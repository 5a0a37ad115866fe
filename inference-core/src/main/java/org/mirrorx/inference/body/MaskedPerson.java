package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The picture of a person whose clothes are painted over in grey, as the programs show it and as a network is told of it. */
final class MaskedPerson {
    private static final int GREY = 127;
    private static final int LEVELS = 255;

    private MaskedPerson() {}

    /**
     * As OOTDiffusion's network gets it: grey pasted where the mask is.
     *
     * @param rgb {@code CV_8UC3}
     * @param mask {@code CV_8UC1} of its size; between 0 and 255 both are mixed
     * @return {@code CV_8UC3}, in the workspace
     */
    static Mat pasted(Mat rgb, Mat mask, Workspace workspace) {
        return mixed(rgb, mask, workspace, (level, share) -> {
            int mix = GREY * share + level * (LEVELS - share) + LEVELS / 2 + 1;
            return (mix >> 8) + mix >> 8;
        });
    }

    /** As IDM-VTON shows it: (1 − mask) · person in −1 to 1, cut off to levels. Arguments as for {@link #pasted}. */
    static Mat preview(Mat rgb, Mat mask, Workspace workspace) {
        return mixed(rgb, mask, workspace, (level, share) -> {
            float kept = 1 - share / (float) LEVELS;
            float number = kept * ((level / (float) LEVELS - 0.5f) / 0.5f);
            return (int) ((number + 1) / 2 * LEVELS);
        });
    }

    @FunctionalInterface
    private interface Mix {
        int of(int level, int share);
    }

    private static Mat mixed(Mat rgb, Mat mask, Workspace workspace, Mix mix) {
        byte[] levels = new byte[Math.toIntExact(3 * rgb.total())];
        byte[] shares = new byte[Math.toIntExact(mask.total())];
        rgb.get(0, 0, levels);
        mask.get(0, 0, shares);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) mix.of(levels[i] & 0xFF, shares[i / 3] & 0xFF);
        }
        Mat result = workspace.keep(new Mat(rgb.rows(), rgb.cols(), CvType.CV_8UC3));
        result.put(0, 0, levels);
        java.util.Arrays.fill(levels, (byte) 0);
        return result;
    }
}
