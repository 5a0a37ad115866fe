package org.mirrorx.inference.drape;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.Generation;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.TryOn;
import org.mirrorx.inference.TryOnRequest;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.BriefMemory;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;

/**
 * The built-in engine without diffusion: garments cut out of their product photographs are bent to the body as sheets of cloth, lit like
 * the old clothes and laid over a picture from which those are gone. No GPU, no chance: same request and seed, same bits.
 *
 * <p>Its {@link Generated#measures()} (of the last garment drawn, where an outfit has two), read off the picture itself. S is the
 * distance of the shoulder points, px are pixels of a capture 1024 high:
 *
 * <ul>
 *   <li>{@code leak}: share of the old garment left uncovered and unchanged (CIE76 below 6); good below 0.005
 *   <li>{@code largestUnchanged}: largest connected patch of such pixels, S²; good below 0.02
 *   <li>{@code skinInvented}, {@code armSkinInvented}, {@code backgroundInvented}: share of the old garment replaced by skin (arms alone)
 *       and by ground
 *   <li>{@code necklineError}: first row of cloth on the neck's middle minus the neckline aimed at, px; good within 3
 *   <li>{@code necklineDepth}: how far the neckline hangs below the line of its corners, S
 *   <li>{@code shoulderShare}: share of the columns between shoulder tip and neck whose cloth begins within −4 to +3 px of the shopper's
 *       outline; good from 0.9
 *   <li>{@code sleeveEndError}: farthest distance between a sleeve's last cloth and its target along the arm, S; good below 0.05
 *   <li>{@code cuffSlant}: largest angle between a cuff and the square to its arm, degrees; good below 35
 *   <li>{@code hemError}: hem on the axis minus the old hem where the new one was put there, in torso lengths; good within 0.02
 *   <li>{@code belowWaist}: pixels of a tucked garment further than 2 px below the waistband; good at 0
 *   <li>{@code foldedCells}: cells of 8 px that are turned over; good up to 25
 *   <li>{@code smallestCell}, {@code largestCell}: area of a cell against the median cell, without the outer 2 %; good within 0.2 to 5
 *   <li>{@code sharpness}: deviation of the Laplacian against the product photograph at the same size; good within 0.8 to 1.3
 *   <li>{@code colourShift}: CIE76 between the mean colours of the cloth seen and of the same places of the product photograph; good below 6
 * </ul>
 */
public final class Drape implements TryOn {
    @Override
    public String name() {
        return "drape";
    }

    @Override
    public Generation generate(
            TryOnRequest request, Arena memory, Progress progress, Cancellation cancellation, Trace trace) {
        Natives.load();
        progress.at(Progress.Step.READING_BODY, 0);
        Optional<BodyReading> reading = request.readings().body();
        if (reading.isEmpty()) {
            return new Declined(Declined.Reason.NOBODY_THERE, "No person was found in the capture.");
        }
        if (reading.get().implausible().isPresent()) {
            return new Declined(
                    Declined.Reason.BODY_UNCLEAR, reading.get().implausible().get());
        }
        for (GarmentCut garment : request.outfit().garments()) {
            Optional<Declined> unsure = JudgeGarment.decline(garment);
            if (unsure.isPresent()) {
                return unsure.get();
            }
        }
        try (BriefMemory brief = new BriefMemory()) {
            GarmentLabels labels;
            Figure figure;
            try (var _ = trace.step("labels")) {
                labels = request.readings()
                        .map(request.capture(), brief)
                        .orElseThrow()
                        .labels();
            }
            try (var _ = trace.step("figure")) {
                figure = new MeasureFigure().measure(reading.get(), labels, request.capture());
            }
            cancellation.check();
            return dress(request, labels, figure, memory, brief, progress, cancellation, trace);
        }
    }

    private static Generation dress(
            TryOnRequest request,
            GarmentLabels labels,
            Figure figure,
            Arena memory,
            BriefMemory brief,
            Progress progress,
            Cancellation cancellation,
            Trace trace) {
        Optional<Declined> posture = JudgePosture.decline(figure);
        if (posture.isPresent()) {
            return posture.get();
        }
        progress.at(Progress.Step.FITTING, 0.4);
        List<Fit> fits = new ArrayList<>();
        for (GarmentCut garment : request.outfit().garments()) {
            try (var _ = trace.step("fit")) {
                switch (fit(figure, labels, garment)) {
                    case Fit fit -> {
                        Optional<Declined> arms = JudgeArms.decline(figure, fit);
                        if (arms.isPresent()) {
                            return arms.get();
                        }
                        fits.add(fit);
                    }
                    case Unfit(Declined because) -> {
                        return because;
                    }
                }
            }
        }
        progress.at(Progress.Step.DRAPING, 0.5);
        Picture picture = request.capture().copyTo(memory);
        Mask changed = Mask.allocate(memory, picture.width(), picture.height());
        Optional<Mask> lower = Optional.empty();
        Map<String, Double> measures = new HashMap<>();
        List<String> previews = new ArrayList<>(JudgePosture.previews(figure));
        for (Fit fit : fits) {
            cancellation.check();
            Mask put = Mask.allocate(brief, picture.width(), picture.height());
            try (Scratch scratch = new Scratch()) {
                DrapeMeasures drawn = new Render(request.capture(), labels, figure, request.seed(), trace)
                        .draw(scratch, fit, picture, changed, lower, put);
                measures.putAll(drawn.values());
            }
            lower = fit.garment().kind() == GarmentKind.LOWER ? Optional.of(put) : lower;
            previews.addAll(fit.previews());
            previews.addAll(JudgeArms.previews(figure, fit));
            Optional<Declined> verdict = JudgeDrape.decline(figure, fit, measures);
            if (verdict.isPresent()) {
                return verdict.get();
            }
            previews.addAll(JudgeDrape.previews(figure, fit, measures));
        }
        return new Generated(picture, changed, !previews.isEmpty(), measures);
    }

    private static Fitting fit(Figure figure, GarmentLabels labels, GarmentCut garment) {
        return switch (garment.kind()) {
            case UPPER -> new FitTop().fit(figure, labels, garment);
            case LOWER -> new FitLower().fit(figure, labels, garment);
            case DRESS -> new FitDress().fit(figure, labels, garment);
        };
    }
}
