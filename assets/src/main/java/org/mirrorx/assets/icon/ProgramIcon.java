package org.mirrorx.assets.icon;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.mirrorx.assets.paint.Brush;

/** A sheet of paper on which an oval mirror and its hem are sewn in sindoor; drawn in 512 units. */
public final class ProgramIcon {
    /** Sides of the PNGs, pixels: what desktops, installers and window frames ask for. */
    public static final List<Integer> SIDES = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    private static final double UNITS = 512;
    private static final int PAPER = 0xF7F2EA;
    private static final int LINE = 0xD9CDBB;
    private static final int SINDOOR = 0xA4371F;
    private static final int PEACOCK = 0x0F4C5C;
    /** Below this side a needle and short stitches would be noise. */
    private static final int SMALL = 40;

    private ProgramIcon() {}

    public static BufferedImage draw(int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = Brush.on(image);
        g.scale(side / UNITS, side / UNITS);
        var sheet = new RoundRectangle2D.Double(12, 12, 488, 488, 116, 116);
        g.setColor(new Color(PAPER));
        g.fill(sheet);
        g.setColor(new Color(LINE));
        g.setStroke(new BasicStroke(8));
        g.draw(sheet);
        boolean small = side < SMALL;
        float width = small ? 44 : 26;
        g.setColor(new Color(SINDOOR));
        // 16 stitches round the mirror, so that the pattern closes without a seam.
        g.setStroke(stitch(width, mirrorLength() / (small ? 8 : 16)));
        g.draw(mirror());
        g.setColor(new Color(PEACOCK));
        g.setStroke(stitch(width, small ? 136 : 68));
        g.draw(new Line2D.Double(136, 440, 376, 440));
        if (!small) {
            g.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(392, 440, 456, 404));
            g.draw(new Ellipse2D.Double(452, 388, 17, 17));
        }
        g.dispose();
        return image;
    }

    private static BasicStroke stitch(float width, double pitch) {
        float on = (float) Math.max(1, 0.60 * pitch - width * 0.35);
        return new BasicStroke(
                width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {on, (float) pitch - on}, 0);
    }

    private static Path2D mirror() {
        var oval = new Path2D.Double();
        oval.append(new Ellipse2D.Double(146, 72, 220, 296), false);
        return oval;
    }

    /** Ramanujan's first approximation of the length of an ellipse. */
    private static double mirrorLength() {
        double a = 110;
        double b = 148;
        return Math.PI * (3 * (a + b) - Math.sqrt((3 * a + b) * (a + 3 * b)));
    }

    /** The same mark for screens that scale. */
    public static String svg() {
        double pitch = mirrorLength() / 16;
        double on = 0.60 * pitch - 26 * 0.35;
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
                  <title>MirrorX</title>
                  <rect x="12" y="12" width="488" height="488" rx="58" fill="#%06X" stroke="#%06X" stroke-width="8"/>
                  <g fill="none" stroke-linecap="round">
                    <ellipse cx="256" cy="220" rx="110" ry="148" stroke="#%06X" stroke-width="26" stroke-dasharray="%.2f %.2f"/>
                    <path d="M136 440H376" stroke="#%06X" stroke-width="26" stroke-dasharray="31.70 36.30"/>
                    <path d="M392 440L456 404" stroke="#%06X" stroke-width="9"/>
                    <circle cx="460.5" cy="396.5" r="8.5" stroke="#%06X" stroke-width="9"/>
                  </g>
                </svg>
                """, PAPER, LINE, SINDOOR, on, pitch - on, PEACOCK, PEACOCK, PEACOCK);
    }
}
