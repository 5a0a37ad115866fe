package org.mirrorx.assets.rail;

import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Weave;

/** Buttoned shirts. */
final class Shirts {
    private Shirts() {}

    static BufferedImage longSleeved(int seed, Print print, int thread, int button) {
        var p = Tees.longSleeved(seed);
        p.cuffWidth = 66;
        return shirt(p, Fabric.of(print, Weave.POPLIN), thread, button);
    }

    static BufferedImage camp(int seed, Print print, int thread, int button) {
        var p = new TopPattern(seed);
        p.sleeveLength = 168;
        p.sleeveAngle = 42;
        p.cuffWidth = 108;
        p.chestHalf = 184;
        p.waistHalf = 182;
        p.hemHalf = 186;
        return shirt(p, Fabric.of(print, Weave.POPLIN), thread, button);
    }

    private static BufferedImage shirt(TopPattern p, Fabric fabric, int thread, int button) {
        p.neckHalf = 58;
        p.neckDrop = 62;
        p.top = 180;
        boolean cuffs = p.sleeveLength > 300;
        if (cuffs) {
            p.hem = 800;
            p.hemCurve = 38;
        }
        ProductPhoto photo = p.photograph();
        photo.lay(p.back(fabric));
        Trim.collarBack(photo, p, fabric, 22);
        for (boolean right : new boolean[] {true, false}) {
            Panel sleeve = p.sleevePanel(fabric, right);
            if (!cuffs) {
                p.cuffStitches(sleeve, thread, right, 22);
            }
            photo.lay(sleeve);
            if (cuffs) {
                Trim.cuff(photo, p, fabric, 40, right, thread, button);
            }
        }
        Panel front = p.frontPanel(fabric);
        p.hemStitches(front, thread);
        photo.lay(front);
        double from = p.top + p.neckDrop - 2;
        Trim.placket(photo, p, fabric, 15, from, p.hem, thread);
        Trim.buttons(photo, from + 22, p.hem - 62, 6, 5.2, button);
        Trim.pocket(photo, fabric, TopPattern.AXIS + 52, p.top + 150, 76, 78, 12, thread);
        Trim.collarLeaves(photo, p, fabric, 46, 52, thread);
        return photo.develop();
    }
}
