package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.GraphCut;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Which pixels are hair, without a network: those of the person above and beside the face are, unless they have the face's colour; those
 * on neck, shoulders and forehead are if they have the colour of the former and not the clothes'; the border is the cheapest cut between
 * both.
 *
 * @param head in pixels of the small copy
 */
record HairCut(HeadShape head) {
    /** Levels in the face, −1 the chin, 1 the hair line. Below the chin hair must have hair's colour. */
    static final double CHIN_LEVEL = -0.9;

    /** Below the brows no hair is expected inside the oval. */
    private static final double BROWS = 0.5;

    /** Up to this many face radii from the middle of the face a pixel beside or above it shows hair, ear or hat. */
    private static final double RING_TO = 2.2;

    /** Beyond this many face radii no hair is expected above the chin. */
    private static final double FAR_FROM_FACE = 2.8;

    /** From here on, in shoulder widths from the head's middle, a shoulder carries clothes only; and this far below, the chest. */
    private static final double FAR_SHOULDER = 0.45;

    private static final double LOW_CHEST = 0.6;

    /** What the place alone says for hair, or against it, as a logarithm of likelihoods, and how much more the deeper it hangs. */
    private static final float ABOVE_FACE = 1f;

    private static final float BESIDE_FACE = 0.2f;

    private static final float ON_FOREHEAD = 1f;
    private static final float ON_NECK = 2f;
    private static final float BESIDE_NECK = 0.2f;

    /** Half a neck, in half faces. */
    private static final double NECK = 0.85;

    private static final double DEEPER = 2;

    /** What a colour can say at most. */
    private static final float MOST_EVIDENCE = 3f;

    private static final double SMOOTH = 16;
    private static final int SMOOTHING = 2;

    /** Skin's lightness in the shade, against that in the light. */
    private static final float[] SHADES = {1f, 0.8f, 0.65f};

    private static final float SHADE_WEIGHT = 0.25f;
    private static final float SURPRISE = 0.05f;

    /** Below this coverage a pixel is certainly not the person; from the other on it certainly is. */
    private static final int LEAST_PERSON = 40;

    private static final int WHOLE_PERSON = 220;

    /**
     * @param colours {@code CV_8UC3}, R, G, B
     * @param person {@code CV_8UC1}
     * @return by row, true where hair
     */
    boolean[] find(Mat colours, Mat person, Workspace workspace) {
        int columns = colours.cols();
        float[] lab = lab(colours, workspace);
        byte[] coverage = bytes(person);
        byte[] face = bytes(oval(person.rows(), columns, workspace));
        Place[] places = new Place[coverage.length];
        for (int p = 0; p < places.length; p++) {
            int row = p / columns;
            places[p] = Byte.toUnsignedInt(coverage[p]) < LEAST_PERSON
                    ? Place.NEVER
                    : place(p % columns, row, face[p] != 0);
        }

        ColourModel clothes = learn(lab, p -> places[p] == Place.CLOTHES && whole(coverage[p]));
        ColourModel skin = skin(lab, p -> places[p] == Place.FACE && whole(coverage[p]));
        ColourModel hair = hair(places, coverage, lab, skin);
        boolean[] first = cut(places, lab, columns, hair, skin, clothes);
        long firstOnShoulders = Math.round(head.shoulderLine()) * columns;
        ColourModel skinAgain = skin(
                lab,
                p -> whole(coverage[p])
                        && (places[p] == Place.FACE || (!first[p] && isHead(places[p]) && p < firstOnShoulders)));
        ColourModel hairAgain = learn(lab, p -> first[p] && whole(coverage[p]));
        boolean[] second = cut(places, lab, columns, hairAgain, skinAgain, clothes);
        Arrays.fill(lab, 0);
        return second;
    }

    private static boolean whole(byte coverage) {
        return Byte.toUnsignedInt(coverage) >= WHOLE_PERSON;
    }

    private static boolean isHead(Place place) {
        return switch (place) {
            case RING, FOREHEAD, BELOW -> true;
            case NEVER, FACE, CLOTHES -> false;
        };
    }

    private static ColourModel learn(float[] lab, IntPredicate sample) {
        ColourModel model = new ColourModel();
        for (int p = 0; p < lab.length / 3; p++) {
            if (sample.test(p)) {
                model.add(lab[3 * p], lab[3 * p + 1], lab[3 * p + 2], 1);
            }
        }
        model.settle(SMOOTHING);
        return model;
    }

    /** Also knows what the samples look like in the shade of chin and hair: darker, and the colour with it. */
    private static ColourModel skin(float[] lab, IntPredicate sample) {
        ColourModel model = new ColourModel();
        for (int p = 0; p < lab.length / 3; p++) {
            if (sample.test(p)) {
                for (float shade : SHADES) {
                    model.add(
                            shade * lab[3 * p],
                            shade * lab[3 * p + 1],
                            shade * lab[3 * p + 2],
                            shade == 1 ? 1 : SHADE_WEIGHT);
                }
            }
        }
        model.settle(SMOOTHING);
        return model;
    }

    /** What a pixel may be by its place alone. */
    private enum Place {
        NEVER,
        FACE,
        FOREHEAD,
        RING,
        BELOW,
        CLOTHES
    }

    private Place place(double x, double y, boolean inFace) {
        double height = head.height(x, y);
        if (inFace) {
            return height < BROWS ? Place.FACE : Place.FOREHEAD;
        }
        double fromNeck = Math.abs(x - head.centre().x()) / head.shoulderWidth();
        double belowShoulders = (y - head.shoulderLine()) / head.shoulderWidth();
        if (belowShoulders > LOW_CHEST || (belowShoulders > 0 && fromNeck > FAR_SHOULDER)) {
            return Place.CLOTHES;
        }
        double distance = Math.hypot(head.across(x, y), height);
        if (height > CHIN_LEVEL && distance < RING_TO) {
            return Place.RING;
        }
        return height > CHIN_LEVEL && distance > FAR_FROM_FACE ? Place.NEVER : Place.BELOW;
    }

    /** Hair's colours: the ring's, then only those that are more like the ring's than like the face's. */
    private static ColourModel hair(Place[] places, byte[] coverage, float[] lab, ColourModel skin) {
        ColourModel ring = learn(lab, p -> places[p] == Place.RING && whole(coverage[p]));
        return learn(
                lab,
                p -> places[p] == Place.RING
                        && whole(coverage[p])
                        && ring.logRatio(skin, lab[3 * p], lab[3 * p + 1], lab[3 * p + 2], SURPRISE) > 0);
    }

    private boolean[] cut(
            Place[] places, float[] lab, int columns, ColourModel hair, ColourModel skin, ColourModel clothes) {
        int rows = places.length / columns;
        GraphCut cut = new GraphCut(columns, rows);
        double beta = beta(lab, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int p = row * columns + column;
                float l = lab[3 * p];
                float a = lab[3 * p + 1];
                float b = lab[3 * p + 2];
                float overSkin = evidence(hair.logRatio(skin, l, a, b, SURPRISE));
                float overClothes = evidence(hair.logRatio(clothes, l, a, b, SURPRISE));
                double deep = Math.max(0, (row - head.shoulderLine()) / head.shoulderWidth());
                cut.prefer(
                        column,
                        row,
                        switch (places[p]) {
                            case NEVER, FACE, CLOTHES -> -Contrast.SURELY;
                            case RING -> overSkin + (head.height(column, row) > BROWS ? ABOVE_FACE : BESIDE_FACE);
                            case FOREHEAD -> overSkin - ON_FOREHEAD;
                            case BELOW ->
                                Math.min(overSkin, overClothes)
                                        - (Math.abs(head.across(column, row)) < NECK ? ON_NECK : BESIDE_NECK)
                                        - (float) (DEEPER * deep);
                        });
                if (column + 1 < columns) {
                    cut.tieRight(column, row, tie(lab, p, p + 1, beta));
                }
                if (row + 1 < rows) {
                    cut.tieBelow(column, row, tie(lab, p, p + columns, beta));
                }
            }
        }
        return cut.solve();
    }

    private static float evidence(float logRatio) {
        return Math.clamp(logRatio, -MOST_EVIDENCE, MOST_EVIDENCE);
    }

    /** The more alike two neighbours look, the dearer it is to part them (GrabCut's contrast term, on Lab). */
    private static float tie(float[] lab, int p, int q, double beta) {
        return (float) (SMOOTH * Math.exp(-beta * difference(lab, p, q)));
    }

    /** 1 / (2 · mean squared difference of neighbours). */
    private static double beta(float[] lab, int columns) {
        double sum = 0;
        int pixels = lab.length / 3;
        for (int p = 0; p + columns < pixels; p++) {
            sum += difference(lab, p, p + 1) + difference(lab, p, p + columns);
        }
        return sum == 0 ? 0 : (pixels - columns) / sum;
    }

    private static double difference(float[] lab, int p, int q) {
        double l = lab[3 * p] - lab[3 * q];
        double a = lab[3 * p + 1] - lab[3 * q + 1];
        double b = lab[3 * p + 2] - lab[3 * q + 2];
        return l * l + a * a + b * b;
    }

    private static float[] lab(Mat colours, Workspace workspace) {
        Mat unit = workspace.mat();
        colours.convertTo(unit, CvType.CV_32F, 1 / 255.0);
        Mat lab = workspace.mat();
        Imgproc.cvtColor(unit, lab, Imgproc.COLOR_RGB2Lab);
        return NetworkInput.values(lab);
    }

    private static byte[] bytes(Mat plane) {
        byte[] bytes = new byte[plane.rows() * plane.cols()];
        plane.get(0, 0, bytes);
        return bytes;
    }

    private Mat oval(int rows, int columns, Workspace workspace) {
        Mat oval = workspace.zeros(rows, columns, CvType.CV_8U);
        Point[] corners = head.oval().stream()
                .map(point -> new Point(point.x(), point.y()))
                .toArray(Point[]::new);
        Imgproc.fillPoly(oval, List.of(workspace.keep(new MatOfPoint(corners))), Scalar.all(255));
        return oval;
    }
}
