package org.mirrorx.inference.drape;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.SideBySide;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Draws one fitted garment into a picture of the shopper: the second half of the engine, from sheets to pixels. */
final class Render {
    /** The working frame reaches this far beyond old and new garment, in S: room for the ground that fills are grown from. */
    private static final double MARGIN = 0.18;

    /** A bare arm is before the torso from its armpit on, fully this much further down, in S. */
    private static final double BELOW_ARMPIT = 0.12;

    /** Arms need to be put in front only where new cloth is within this, pixels of a 768×1024 capture; else the clean plate shows them. */
    private static final double NEAR_CLOTH = 4;

    /** Bare skin this near to what is labelled arm belongs to it, pixels of a 768×1024 capture. */
    private static final double ARM_REACH = 7;

    private final Picture capture;
    private final GarmentLabels labels;
    private final Figure figure;
    private final long seed;
    private final Trace trace;

    Render(Picture capture, GarmentLabels labels, Figure figure, long seed, Trace trace) {
        this.capture = capture;
        this.labels = labels;
        this.figure = figure;
        this.seed = seed;
        this.trace = trace;
    }

    /**
     * Draws the garment.
     *
     * @param picture what the shopper looks like so far; overwritten inside the changed region
     * @param changed raised to 255 where {@code picture} was changed
     * @param newLower where a lower garment of the same outfit was put before
     * @param put raised to the coverage with which this garment is seen
     */
    DrapeMeasures draw(Scratch scratch, Fit fit, Picture picture, Mask changed, Optional<Mask> newLower, Mask put) {
        Frame frame = frame(fit);
        double pixel = figure.pixel();
        Curve seam = Seam.find(Plane.of(scratch, frame, capture), figure);
        // Pictures and masks may be another thread's to read: only planes and the figure go to the second thread.
        SideBySide<Scene, BareBody> here = SideBySide.of(
                () -> Scene.of(scratch, frame, picture, labels, fit, figure, seam, newLower),
                () -> BareBody.estimate(scratch, frame, figure));
        Scene scene = here.first();
        SideBySide<New, Old> drawn = SideBySide.of(
                () -> dressed(scratch, fit, frame, scene, seam), () -> undressed(scene, here.second(), fit));
        Cloth cloth = drawn.first().cloth();
        Hole hole = drawn.second().hole();
        CleanPlate plate = drawn.second().plate();
        show("warp", cloth.colours(), cloth.alpha());
        show("hole", shares(hole), null);
        show("clean-plate", plate.colours(), null);
        Cloth lit;
        try (var _ = trace.step("light")) {
            lit = Soften.soften(
                    LightCloth.light(cloth, drawn.first().light(), figure.shoulderWidth(), pixel),
                    drawn.first().product(),
                    drawn.second().grain().sigma(),
                    pixel);
        }
        Layers layers;
        try (var _ = trace.step("layers")) {
            layers = Layers.compose(scene, plate, lit, drawn.first().front(), pixel);
            drawn.second().grain().add(layers.colours(), layers.changed());
        }
        write(layers, picture, changed);
        cover(layers, put);
        return DrapeMeasures.of(scene, hole, cloth, layers, fit, drawn.first().product(), figure, seam);
    }

    /** The new cloth, what lies before it, the light that falls on it, and what it is measured against. */
    private record New(Cloth cloth, Plane front, OldLight light, ProductAtSize product) {}

    private New dressed(Scratch scratch, Fit fit, Frame frame, Scene scene, Curve seam) {
        double pixel = figure.pixel();
        Cloth cloth;
        try (var _ = trace.step("warp")) {
            Cloth sheets = RenderSheets.render(scratch, fit, frame, figure.shoulderWidth(), pixel, Field.STEP);
            Cloth extended = ExtendCloth.over(sheets, scene, fit, figure);
            Cloth tucked = fit.ends() == Fit.Ends.TUCKED ? Tuck.clip(extended, seam, pixel) : extended;
            cloth = BehindArms.cut(
                    tucked, bareArms(scene, fit), figure.hipMiddle().x(), pixel);
        }
        Plane front = front(scene, cloth, fit);
        try (var _ = trace.step("old-light")) {
            return new New(cloth, front, OldLight.of(scene, pixel), ProductAtSize.of(fit));
        }
    }

    /** What the photograph is without the old cloth. */
    private record Old(Hole hole, CleanPlate plate, Grain grain) {}

    private Old undressed(Scene scene, BareBody body, Fit fit) {
        Hole hole = Hole.of(scene, body, fit, figure);
        CleanPlate plate;
        try (var _ = trace.step("clean-plate")) {
            plate = CleanPlate.of(scene, hole, body, figure.pixel());
        }
        return new Old(hole, plate, Grain.of(scene, seed));
    }

    /**
     * What lies before the new garment: hair; hands and forearms before the trunk and bare arms beside it, which cover the torso but not
     * their own sleeves; the other garment when this one goes in under it.
     */
    private Plane front(Scene scene, Cloth cloth, Fit fit) {
        boolean otherInFront = fit.garment().kind() == GarmentKind.LOWER
                ? figure.oldTop().worn() != Figure.Worn.TUCKED
                : fit.ends() == Fit.Ends.TUCKED;
        Plane near = cloth.alpha().grow(NEAR_CLOTH * figure.pixel()).blur(NEAR_CLOTH / 2 * figure.pixel());
        Plane sleeves = cloth.sleeves().grow(NEAR_CLOTH * figure.pixel()).blur(figure.pixel());
        Plane arms = bareArms(scene, fit);
        return arms.map(i -> {
            float before = Math.max(arms.values()[i], scene.inFront().values()[i]) * near.values()[i];
            float other = otherInFront ? Math.max(before, scene.other().values()[i]) : before;
            return Math.max(scene.hair().values()[i], other * (1 - sleeves.values()[i]));
        });
    }

    /** Bare arms beside the trunk, below the armholes. */
    private Plane bareArms(Scene scene, Fit fit) {
        double leftPit = armpit(fit, Sheet.Part.SLEEVE_LEFT, figure.left());
        double rightPit = armpit(fit, Sheet.Part.SLEEVE_RIGHT, figure.right());
        Plane arms = scene.arms().grow(ARM_REACH * figure.pixel());
        Frame frame = scene.frame();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                double pit = x + frame.x() < figure.shoulderMiddle().x() ? leftPit : rightPit;
                double below = Math.clamp((y + frame.y() - pit) / (BELOW_ARMPIT * figure.shoulderWidth()), 0.0, 1.0);
                arms.values()[i] *= (float) below * scene.skin().values()[i];
            }
        }
        return arms;
    }

    /** Row below which an arm is beside the garment's trunk and no more in its armhole: the lower one of garment's and body's armpit. */
    private static double armpit(Fit fit, Sheet.Part sleeve, Figure.Half half) {
        double row = half.arm().armpit().y();
        for (Sheet sheet : fit.sheets()) {
            if (sheet.part() == sleeve) {
                row = Math.max(row, sheet.outline().getLast().y());
            }
        }
        return row;
    }

    private Frame frame(Fit fit) {
        List<Point2> corners = new ArrayList<>();
        fit.sheets().forEach(sheet -> corners.addAll(sheet.outline()));
        switch (fit.garment().kind()) {
            case UPPER -> corners.addAll(box(labels.top()));
            case LOWER -> corners.addAll(box(labels.lower()));
            case DRESS -> {
                corners.addAll(box(labels.top()));
                corners.addAll(box(labels.lower()));
            }
        }
        return Frame.around(corners, MARGIN * figure.shoulderWidth(), capture.width(), capture.height());
    }

    private static List<Point2> box(Mask mask) {
        Mat view = mask.view();
        org.opencv.core.Rect box = org.opencv.imgproc.Imgproc.boundingRect(view);
        view.release();
        return box.width == 0
                ? List.of()
                : List.of(new Point2(box.x, box.y), new Point2(box.x + box.width - 1.0, box.y + box.height - 1.0));
    }

    private static void write(Layers layers, Picture picture, Mask changed) {
        Frame frame = layers.colours().frame();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                if (layers.changed().values()[i] > 0) {
                    long at = (long) (y + frame.y()) * picture.width() + x + frame.x();
                    for (int c = 0; c < 3; c++) {
                        int level = Math.clamp(Math.round(layers.colours().values()[3 * i + c]), 0, 255);
                        picture.pixels().set(ValueLayout.JAVA_BYTE, 3 * at + c, (byte) level);
                    }
                    changed.coverage().set(ValueLayout.JAVA_BYTE, at, (byte) 255);
                }
            }
        }
    }

    private static void cover(Layers layers, Mask put) {
        Frame frame = layers.cloth().frame();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                float share = layers.cloth().values()[y * frame.width() + x];
                if (share > 0) {
                    long at = (long) (y + frame.y()) * put.width() + x + frame.x();
                    put.coverage().set(ValueLayout.JAVA_BYTE, at, (byte) Math.round(255 * Math.min(1, share)));
                }
            }
        }
    }

    /** Red: how much of the photograph goes; green: the share of skin in what comes; blue: the share of lower garment. */
    private static Plane shares(Hole hole) {
        Plane shown = Plane.colours(hole.amount().scratch(), hole.amount().frame());
        for (int i = 0; i < hole.amount().values().length; i++) {
            shown.values()[3 * i] = 255 * hole.amount().values()[i];
            shown.values()[3 * i + 1] = 255 * hole.skin().values()[i];
            shown.values()[3 * i + 2] = 255 * hole.lower().values()[i];
        }
        return shown;
    }

    private void show(String name, Plane colours, @org.jspecify.annotations.Nullable Plane alpha) {
        trace.picture(name, mat -> {
            try (var work = new org.mirrorx.inference.image.Workspace()) {
                Plane shown = colours.copy();
                if (alpha != null) {
                    for (int i = 0; i < alpha.values().length; i++) {
                        for (int c = 0; c < 3; c++) {
                            shown.values()[3 * i + c] = 255 + alpha.values()[i] * (shown.values()[3 * i + c] - 255);
                        }
                    }
                }
                shown.mat(work).convertTo(mat, CvType.CV_8UC3);
            }
        });
    }
}
