package org.mirrorx.inference.body;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.GuidedFilter;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Hair without a hair network: cut out on a small copy of the head and its surroundings ({@link HairCut}), the edge taken from the picture. */
final class HairEstimate {
    /** Longer side of the copy hair is cut out on. */
    private static final int WORK_SIZE = 176;

    private static final int EDGE_RADIUS = 6;
    private static final double EDGE_EPSILON = 1e-4;

    private HairEstimate() {}

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @param outline the person, {@code CV_8UC1}
     * @param mesh 468 points of the face, empty without a face
     * @return {@code CV_8UC1} of the picture's size, in {@code workspace}
     */
    static Mat of(
            Mat picture, Mat outline, List<Landmark> landmarks, Optional<List<Point2>> mesh, Workspace workspace) {
        Mat hair = workspace.zeros(picture.rows(), picture.cols(), CvType.CV_8U);
        HeadShape head = HeadShape.of(landmarks, mesh.filter(points -> !points.isEmpty()));
        Optional<Rect> window = head.window(picture.cols(), picture.rows());
        if (window.isEmpty()) {
            return hair;
        }
        Rect rect = window.get();
        double scale = WORK_SIZE / (double) Math.max(rect.width, rect.height);
        Size small =
                new Size(Math.max(1, Math.round(rect.width * scale)), Math.max(1, Math.round(rect.height * scale)));
        // a part shares its whole's memory, which is not freed before both are released
        Mat partOfPicture = picture.submat(rect);
        Mat partOfOutline = outline.submat(rect);
        Mat partOfHair = hair.submat(rect);
        try {
            Mat colours = workspace.mat();
            Imgproc.resize(partOfPicture, colours, small, 0, 0, Imgproc.INTER_AREA);
            Mat person = workspace.mat();
            Imgproc.resize(partOfOutline, person, small, 0, 0, Imgproc.INTER_AREA);

            HeadShape smallHead = head.inWindow(rect, scale);
            boolean[] found = new HairCut(smallHead).find(colours, person, workspace);
            softened(partOfPicture, partOfOutline, connected(found, person, smallHead, workspace), workspace)
                    .copyTo(partOfHair);
            return hair;
        } finally {
            partOfPicture.release();
            partOfOutline.release();
            partOfHair.release();
        }
    }

    /** Only what hangs together with hair above the chin. */
    private static Mat connected(boolean[] found, Mat person, HeadShape head, Workspace workspace) {
        byte[] hair = new byte[found.length];
        for (int p = 0; p < found.length; p++) {
            hair[p] = (byte) (found[p] ? 255 : 0);
        }
        Mat plane = workspace.zeros(person.rows(), person.cols(), CvType.CV_8U);
        plane.put(0, 0, hair);
        Mat labels = workspace.mat();
        int count = Imgproc.connectedComponents(plane, labels, 8, CvType.CV_32S);
        int[] label = new int[found.length];
        labels.get(0, 0, label);
        boolean[] fromHead = new boolean[count];
        for (int p = 0; p < label.length; p++) {
            int row = p / labels.cols();
            if (head.height(p % labels.cols(), row) > HairCut.CHIN_LEVEL) {
                fromHead[label[p]] = true;
            }
        }
        for (int p = 0; p < label.length; p++) {
            hair[p] = (byte) (found[p] && fromHead[label[p]] ? 255 : 0);
        }
        plane.put(0, 0, hair);
        return plane;
    }

    /** At full size, the edge taken from the picture, never outside the person. */
    private static Mat softened(Mat picture, Mat outline, Mat found, Workspace workspace) {
        Mat probability = workspace.mat();
        found.convertTo(probability, CvType.CV_32F, 1 / 255.0);
        Mat full = workspace.mat();
        Imgproc.resize(probability, full, picture.size(), 0, 0, Imgproc.INTER_LINEAR);
        Mat window = workspace.mat();
        picture.copyTo(window);
        Mat filtered = new GuidedFilter(EDGE_RADIUS, EDGE_EPSILON, 2).filter(window, full, workspace);
        Mat bytes = workspace.mat();
        filtered.convertTo(bytes, CvType.CV_8U, 255);
        Mat hair = workspace.mat();
        Core.multiply(bytes, outline, hair, 1 / 255.0);
        return hair;
    }
}
