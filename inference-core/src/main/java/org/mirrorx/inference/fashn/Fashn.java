package org.mirrorx.inference.fashn;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.EngineFault;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.Generation;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.TryOn;
import org.mirrorx.inference.TryOnRequest;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.ParserLabel;
import org.mirrorx.inference.body.PersonFraming;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.body.WholeBody;
import org.mirrorx.inference.diffusion.NormalNoise;
import org.mirrorx.inference.diffusion.Sampling;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.BriefMemory;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.Licence;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The photo-real engine: FASHN VTON 1.5, maskless, in pixel space. The person's part of the capture and the garment on white go in at
 * 576 × 864; what the network changed comes back into the capture. An outfit is drawn one garment after the other, the lower first.
 *
 * <p>Its {@link Generated#measures()}: {@code steps} of each garment, {@code passes} of the network, {@code secondsAPass} of the last
 * one, {@code pixelsAPixel} of the capture for each of the network's along one side (1: as sharp as the capture).
 */
public final class Fashn implements TryOn {
    /** Below this the pose says nothing about where to dress the person. */
    private static final int LEAST_POINTS = 3;

    /** How often a preview is offered: it costs a copy, and each looks nearly like the one before. */
    private static final int PASSES_BETWEEN_PREVIEWS = 6;

    private static final double NANOSECONDS = 1e9;

    /** Opens the network when the first look is made; later looks get the same one. */
    @FunctionalInterface
    public interface Networks {
        /** @throws org.mirrorx.models.Refusal when the pack or the device will not do */
        FashnNetwork open();
    }

    /**
     * The parts of the engine.
     *
     * @param network in the precision the device likes
     * @param widened the same weights in 32-bit arithmetic, should 16 bits be too narrow
     * @param use what a shop may do with looks of these weights
     * @param pose reads a person's points of a part of a capture; else those of the built-in networks serve
     * @param parser labels clothes that are to be hidden, as the published program does; else the built-in networks' labels serve
     */
    public record Parts(
            Networks network,
            Optional<Networks> widened,
            Optional<ReadPoints> pose,
            Optional<ReadLabels> parser,
            Licence.Use use) {}

    /** Labels clothes and body in a picture. */
    @FunctionalInterface
    public interface ReadLabels {
        /**
         * @param rgb {@code CV_8UC3} in R, G, B order
         * @return {@code CV_8UC1} of its size, values of {@link ParserLabel}, in the workspace
         */
        Mat read(Mat rgb, Workspace workspace);
    }

    /** Finds the points of the person in a picture. */
    @FunctionalInterface
    public interface ReadPoints {
        /** @param rgb {@code CV_8UC3} in R, G, B order */
        WholeBody read(Mat rgb);
    }

    private final Parts parts;
    private final FashnSettings settings;
    private final StepChoice choice;
    private final LongSupplier nanoseconds;
    private boolean tooNarrow;

    /**
     * @param settings their number of steps is overruled by {@code choice}
     * @param nanoseconds a clock that only runs forward: how long passes take decides how many steps the next look gets
     */
    public Fashn(Parts parts, FashnSettings settings, StepChoice choice, LongSupplier nanoseconds) {
        this.parts = parts;
        this.settings = settings;
        this.choice = choice;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public String name() {
        return "fashn";
    }

    @Override
    public Licence.Use use() {
        return parts.use;
    }

    @Override
    public Generation generate(
            TryOnRequest request, Arena memory, Progress progress, Cancellation cancellation, Trace trace) {
        Natives.load();
        Optional<BodyReading> body = request.readings().body();
        if (body.isEmpty()) {
            return new Declined(Declined.Reason.NOBODY_THERE, "No person was found in the capture.");
        }
        progress.at(Progress.Step.FITTING, 0);
        FashnNetwork network;
        try (var _ = trace.step("open-network")) {
            network = network();
        }
        Drawing drawing = new Drawing(request, body.get(), memory, progress, cancellation, trace);
        try {
            return drawing.draw(network);
        } catch (Sampling.NotFinite narrow) {
            if (tooNarrow || parts.widened.isEmpty()) {
                throw damaged(narrow);
            }
            tooNarrow = true;
        }
        try {
            return new Drawing(request, body.get(), memory, progress, cancellation, trace).draw(network());
        } catch (Sampling.NotFinite inBoth) {
            throw damaged(inBoth);
        }
    }

    private static EngineFault damaged(Sampling.NotFinite cause) {
        String sentence = "The engine fashn cannot draw: " + cause.getMessage()
                + " Run `mirrorx models verify`, then install the pack again.";
        return new EngineFault(sentence, new Refusal(sentence, cause));
    }

    /**
     * Once 16 bits were too narrow, they stay so.
     *
     * @throws EngineFault when the device will not do: another engine may
     */
    private FashnNetwork network() {
        try {
            return tooNarrow ? parts.widened.orElseThrow().open() : parts.network.open();
        } catch (Refusal unfit) {
            throw new EngineFault("The engine fashn cannot draw here: " + unfit.getMessage(), unfit);
        }
    }

    /** One look in the making. */
    private final class Drawing {
        private final TryOnRequest request;
        private final BodyReading body;
        private final Progress progress;
        private final Cancellation cancellation;
        private final Trace trace;
        private final Picture picture;
        private final Mask changed;
        private final Map<String, Double> measures = new HashMap<>();

        Drawing(
                TryOnRequest request,
                BodyReading body,
                Arena memory,
                Progress progress,
                Cancellation cancellation,
                Trace trace) {
            this.request = request;
            this.body = body;
            this.progress = progress;
            this.cancellation = cancellation;
            this.trace = trace;
            this.picture = request.capture().copyTo(memory);
            this.changed = Mask.allocate(memory, picture.width(), picture.height());
        }

        Generation draw(FashnNetwork network) {
            Rect part = PersonFraming.inside(
                    body, network.canvas().width(), network.canvas().height());
            WholeBody points;
            try (var _ = trace.step("pose")) {
                points = points(part);
            }
            if (points.visiblePoints() < LEAST_POINTS) {
                return new Declined(
                        Declined.Reason.BODY_UNCLEAR,
                        "Only " + points.visiblePoints() + " points of the body are in view; " + LEAST_POINTS
                                + " are needed.");
            }
            List<GarmentCut> garments = request.outfit().garments();
            FashnSettings chosen = settings.withSteps(choice.steps(settings.guided(), garments.size()));
            measures.put("steps", (double) chosen.steps());
            for (int i = 0; i < garments.size(); i++) {
                cancellation.check();
                dress(network, part, points, garments, i, chosen);
            }
            return new Generated(picture, changed, StepChoice.isUnproven(chosen.steps()), measures);
        }

        private WholeBody points(Rect part) {
            if (parts.pose.isEmpty()) {
                return WholeBody.of(body, part);
            }
            Mat whole = request.capture().view();
            Mat shown = whole.submat(part);
            Mat own = shown.clone();
            try {
                return parts.pose.get().read(own);
            } finally {
                shown.release();
                whole.release();
                Workspace.wipe(own);
            }
        }

        private void dress(
                FashnNetwork network,
                Rect part,
                WholeBody points,
                List<GarmentCut> garments,
                int index,
                FashnSettings chosen) {
            GarmentCut garment = garments.get(index);
            Category category = Category.of(garment.kind());
            Mat whole = picture.view();
            Mat view = whole.submat(part);
            try (Workspace workspace = new Workspace()) {
                Mat rgb = workspace.mat();
                view.copyTo(rgb);
                Conditions person;
                Conditions product;
                try (var _ = trace.step("prepare")) {
                    Optional<Mat> labels = switch (settings.person()) {
                        case AS_THEY_CAME -> Optional.empty();
                        case CLOTHES_HIDDEN -> Optional.of(labels(part, network.canvas(), rgb, workspace));
                    };
                    person = Conditions.person(network.canvas(), rgb, points, labels, category, workspace);
                    // A few hundredths of a second: not worth a place in the wardrobe.
                    product = Conditions.flatGarment(
                            network.canvas(), GarmentPicture.onWhite(garment, workspace), workspace);
                }
                trace.picture(
                        "fashn-person-" + index,
                        canvas -> person.onCanvas().picture().copyTo(canvas));
                trace.picture(
                        "fashn-pose-" + index,
                        canvas -> person.poseOnCanvas().picture().copyTo(canvas));
                trace.picture(
                        "fashn-garment-" + index,
                        canvas -> product.onCanvas().picture().copyTo(canvas));
                Mat drawn =
                        sampled(network, part, person, product, category, chosen, garments.size(), index, workspace);
                trace.picture("fashn-drawn-" + index, drawn::copyTo);
                Canvas.Padding padding = person.onCanvas().padding();
                // What changed is judged against the shopper as they came, whatever of them was hidden.
                Mat shown = padding.removed(
                        network.canvas().fit(person.preResized(), workspace).picture());
                Mat unpadded = padding.removed(drawn);
                try (var _ = trace.step("paste")) {
                    new PasteBack(body, part).paste(shown, unpadded, picture, changed);
                } finally {
                    measures.put("pixelsAPixel", (double) part.height / unpadded.rows());
                    shown.release();
                    unpadded.release();
                }
            } finally {
                view.release();
                whole.release();
            }
        }

        /** A label map of the size of the pre-resized picture, in the workspace. */
        private Mat labels(Rect part, Canvas canvas, Mat rgb, Workspace workspace) {
            return parts.parser
                    .map(parser -> parser.read(canvas.preResized(rgb, workspace), workspace))
                    .orElseGet(() -> builtInLabels(part, canvas, rgb, workspace));
        }

        private Mat builtInLabels(Rect part, Canvas canvas, Mat rgb, Workspace workspace) {
            byte[] classes = new byte[256];
            for (Region region : Region.values()) {
                classes[region.code()] = (byte) ParserLabel.of(region).value();
            }
            Mat table = workspace.zeros(1, classes.length, CvType.CV_8UC1);
            table.put(0, 0, classes);
            try (BriefMemory brief = new BriefMemory()) {
                Mat regions = request.readings()
                        .map(request.capture(), brief)
                        .orElseThrow()
                        .labels()
                        .regions()
                        .view();
                Mat own = regions.submat(part);
                Mat small = workspace.mat();
                Size size = canvas.preResized(rgb, workspace).size();
                Imgproc.resize(own, small, size, 0, 0, Imgproc.INTER_NEAREST_EXACT);
                own.release();
                regions.release();
                Mat labels = workspace.mat();
                Core.LUT(small, table, labels);
                return labels;
            }
        }

        /** What the network draws, on the canvas, in the workspace. */
        private Mat sampled(
                FashnNetwork network,
                Rect part,
                Conditions person,
                Conditions product,
                Category category,
                FashnSettings chosen,
                int garments,
                int index,
                Workspace workspace) {
            float[] x = new NormalNoise(request.seed() + index).next(network.size());
            Conditions.Planes shopper = person.planes();
            Conditions.Planes cloth = product.planes();
            Canvas.Padding padding = person.onCanvas().padding();
            long[] before = {nanoseconds.getAsLong()};
            try (var _ = trace.step("sample")) {
                network.sample(
                        shopper,
                        cloth,
                        category,
                        chosen,
                        x,
                        (done, all, preview) -> {
                            long now = nanoseconds.getAsLong();
                            double seconds = (now - before[0]) / NANOSECONDS;
                            before[0] = now;
                            choice.measured(seconds);
                            measures.merge("passes", 1.0, Double::sum);
                            measures.put("secondsAPass", seconds);
                            progress.at(Progress.Step.DRAPING, (index + (double) done / all) / garments);
                            if (done % PASSES_BETWEEN_PREVIEWS == 0 && done < all) {
                                progress.preview(canvas -> show(network, preview, padding, part, canvas));
                            }
                        },
                        cancellation);
                return network.canvas().picture(x, workspace);
            } finally {
                Arrays.fill(x, 0);
                shopper.forget();
                cloth.forget();
            }
        }

        /** What the network has drawn so far, in the capture. */
        private void show(
                FashnNetwork network, Sampling.Preview preview, Canvas.Padding padding, Rect part, Mat canvas) {
            float[] numbers = preview.numbers();
            Mat whole = picture.view();
            try (Workspace workspace = new Workspace()) {
                Mat unpadded = padding.removed(network.canvas().picture(numbers, workspace));
                whole.copyTo(canvas);
                Mat shown = canvas.submat(part);
                Imgproc.resize(unpadded, shown, shown.size(), 0, 0, Imgproc.INTER_LINEAR);
                shown.release();
                unpadded.release();
            } finally {
                whole.release();
                Arrays.fill(numbers, 0);
            }
        }
    }
}
