package org.mirrorx.assets.cloth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One piece of cloth of a garment with everything sewn on it; {@link ProductPhoto#lay} photographs it. */
public final class Panel {
    /** A line pressed into the cloth: seams and edges of plackets. */
    record Groove(Shape line, double width, double depth) {}

    final Shape outline;
    final Fabric fabric;
    final List<Fold> folds = new ArrayList<>();
    final List<Groove> grooves = new ArrayList<>();
    final List<Consumer<Graphics2D>> drawings = new ArrayList<>();
    Relief relief = (x, y) -> 0;
    double originX;
    double originY;
    /** Degrees the warp is turned from vertical. */
    double grain;

    double rim = 3;
    double thickness = 2.2;
    double shadow = 0.45;
    double volume = 1;
    double shade = 1;

    public Panel(Shape outline, Fabric fabric) {
        this.outline = outline;
        this.fabric = fabric;
    }

    /** Where the print's origin lies and how far (degrees, clockwise) its warp is turned. */
    public Panel grain(double x, double y, double degrees) {
        originX = x;
        originY = y;
        grain = degrees;
        return this;
    }

    public Panel relief(Relief more) {
        relief = relief.and(more);
        return this;
    }

    public Panel fold(Fold... more) {
        folds.addAll(List.of(more));
        return this;
    }

    /** How round the edge is: radius and thickness of the cloth in pixels. */
    public Panel edge(double radius, double pixels) {
        rim = radius;
        thickness = pixels;
        return this;
    }

    /** Strength 0 to 1 of the shadow that the panel throws on what lies below it. */
    public Panel shadow(double strength) {
        shadow = strength;
        return this;
    }

    /** Share of the garment's own roundness that this panel has; 0 for what lies flat. */
    public Panel volume(double share) {
        volume = share;
        return this;
    }

    /** Factor on the light: below 1 for the inside of a collar. */
    public Panel shade(double factor) {
        shade = factor;
        return this;
    }

    public Panel groove(Shape line, double width, double depth) {
        grooves.add(new Groove(line, width, depth));
        return this;
    }

    /** A sewn seam: a groove, without stitches to be seen. */
    public Panel seam(Shape line) {
        return groove(line, 2.2, 1.5);
    }

    /** A row of stitches. */
    public Panel stitches(Shape line, int srgb, double width, double on, double off) {
        groove(line, width + 1.4, 0.5);
        var stroke = new BasicStroke(
                (float) width,
                BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND,
                2,
                new float[] {(float) on, (float) off},
                0);
        return draw(g -> {
            g.setColor(new Color(srgb));
            g.setStroke(stroke);
            g.draw(line);
        });
    }

    /** Anything drawn flat on the cloth, in pixels of the photograph; it takes the cloth's light and weave. */
    public Panel draw(Consumer<Graphics2D> drawing) {
        drawings.add(drawing);
        return this;
    }
}
