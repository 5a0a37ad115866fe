package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.Mat;

/**
 * Labels clothes and body with the two published networks of SCHP ({@code parsing_atr.onnx}, {@code parsing_lip.onnx}), as IDM-VTON and
 * OOTDiffusion do. One picture at a time, whichever threads ask.
 */
public final class HumanParsing implements AutoCloseable {
    private static final int ATR_CLASSES = 18;
    private static final int LIP_CLASSES = 20;

    /** Of an input; the published ones are 512 and 473. */
    private static final int LONGEST_SIDE = 2048;

    /** The networks' refined answer is the second output, whatever its name. */
    private static final int REFINED = 1;

    private final Parser atr;
    private final Parser lip;

    /** One network with its place in the merging. */
    private record Parser(Network network, Buffers io, int side, int classes) implements AutoCloseable {
        static Parser of(Network network, int classes) {
            List<Long> input =
                    network.inputs().size() == 1 ? network.inputs().getFirst().shape() : List.of();
            boolean square = input.size() == 4
                    && input.get(0) == 1
                    && input.get(1) == 3
                    && input.get(2).equals(input.get(3))
                    && input.get(2) > 1
                    && input.get(2) <= LONGEST_SIDE;
            if (!square || network.outputs().size() <= REFINED) {
                throw new Refusal(
                        network.name()
                                + " does not take one square picture and give two answers; install the published files of SCHP.");
            }
            return new Parser(network, network.buffers(), Math.toIntExact(input.get(2)), classes);
        }

        private String output() {
            return network.outputs().get(REFINED).name();
        }

        Mat labels(Mat rgb, Workspace workspace) {
            ParsingCrop crop = new ParsingCrop(rgb.cols(), rgb.rows(), side);
            try {
                float[] logits = logits(crop, rgb);
                Shape shape = io.outputShape(output());
                return crop.labels(logits, shape.side(3), shape.side(2), workspace);
            } finally {
                io.forget();
            }
        }

        float[] logits(ParsingCrop crop, Mat rgb) {
            float[] planes = crop.input(rgb);
            io.input().put(planes);
            Arrays.fill(planes, 0);
            io.run();
            Shape shape = io.outputShape(output());
            boolean fits = shape.rank() == 4 && shape.side(0) == 1 && shape.side(1) == classes && shape.elements() > 0;
            if (!fits) {
                throw new Refusal(network.name() + " answers " + shape + ", not " + classes
                        + " classes; install the published files of SCHP.");
            }
            return io.numbers(output());
        }

        @Override
        public void close() {
            io.close();
            network.close();
        }
    }

    /**
     * @param atr, lip opened networks; this takes them over
     * @throws Refusal when they are others
     */
    public HumanParsing(Network atr, Network lip) {
        Natives.load();
        this.atr = Parser.of(atr, ATR_CLASSES);
        this.lip = Parser.of(lip, LIP_CLASSES);
    }

    /** The two networks' own labels, in the workspace. */
    record Labels(Mat atr, Mat lip) {}

    /**
     * Reads a picture.
     *
     * @param rgb {@code CV_8UC3}, R, G, B, any size; the programs give it {@link ReferencePerson#WIDTH} × {@link ReferencePerson#HEIGHT}
     * @return {@code CV_8UC1}, values of {@link ParsedLabel}, in the workspace
     */
    public synchronized Mat read(Mat rgb, Workspace workspace) {
        Labels own = labels(rgb, workspace);
        return new MergeLabels(Exactness.MEANT)
                .merge(own.atr, own.lip, workspace)
                .merged();
    }

    Labels labels(Mat rgb, Workspace workspace) {
        return new Labels(atr.labels(rgb, workspace), lip.labels(rgb, workspace));
    }

    /** The logits of one network, for comparisons. */
    float[] atrLogits(Mat rgb) {
        return atr.logits(new ParsingCrop(rgb.cols(), rgb.rows(), atr.side), rgb);
    }

    float[] lipLogits(Mat rgb) {
        return lip.logits(new ParsingCrop(rgb.cols(), rgb.rows(), lip.side), rgb);
    }

    @Override
    public void close() {
        lip.close();
        atr.close();
    }
}
