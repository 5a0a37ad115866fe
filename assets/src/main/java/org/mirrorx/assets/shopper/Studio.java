package org.mirrorx.assets.shopper;

import java.awt.image.BufferedImage;
import org.mirrorx.assets.paint.Ink;
import org.mirrorx.assets.paint.Noise;

/**
 * The camera and the light: an orthographic camera in front of a {@link Figure}, sphere tracing (Hart, 1996), a soft box from the upper
 * left, a reflector, light from the ceiling and the wall.
 */
public final class Studio {
    public static final int WIDTH = 1080;
    public static final int HEIGHT = 1440;

    private static final double NEAR = 40;
    private static final double FAR = -26;
    private static final int BLOCK = 8;
    private static final int CELL = 2;
    private static final int OPEN = 0;
    private static final int LIT = 1;
    private static final int STEPS = 90;
    /** Distances of ellipsoids and trunks are of first order: a step of the whole distance could pass through. */
    private static final double CAUTION = 0.82;

    private static final double TOUCH = 0.012;
    private static final Vec KEY = Vec.of(-0.50, 0.58, 0.72).unit();
    private static final Vec FILL = Vec.of(0.72, 0.10, 0.62).unit();
    private static final Vec HALF = KEY.plus(Vec.of(0, 0, 1)).unit();
    private static final Vec RIM = Vec.of(0.75, 0.35, -0.50).unit();

    private static final Ink WALL = Ink.of(0xE6DDD0);
    private static final Ink FLOOR = Ink.of(0xD3C6B3);
    /** Height in the picture, centimetres, where the wall meets the floor. */
    private static final double FLOOR_EDGE = 15;

    private final Figure figure;
    private final Dyes dyes;
    private final double scale;
    private final double topOfPicture;
    private final Noise noise = new Noise(2027);
    private final int[] cellPart = new int[2 * (WIDTH / CELL) * (HEIGHT / CELL)];
    private final double[] cellDepth = new double[2 * (WIDTH / CELL) * (HEIGHT / CELL)];
    private final double[][] cellLight = new double[2][2 * (WIDTH / CELL) * (HEIGHT / CELL)];
    private final double[][] starts;

    private Studio(Pose pose) {
        figure = new Figure(pose);
        scale = pose.pixelsPerCentimetre();
        topOfPicture = 168.9 + pose.headRoom() / scale;
        dyes = new Dyes(figure, WIDTH, HEIGHT, scale, topOfPicture);
        starts = new double[figure.parts.size()][WIDTH / BLOCK * (HEIGHT / BLOCK)];
        sendThickRays();
        java.util.Arrays.fill(cellPart, -1);
    }

    /** Takes the picture. */
    static BufferedImage photograph(Pose pose) {
        return new Studio(pose).photograph();
    }

    /** What a ray met: nothing, or a part and its depth. */
    private record Hit(int part, double z) {
        static final Hit NOTHING = new Hit(-1, FAR);
    }

    private BufferedImage photograph() {
        var hits = new Hit[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                hits[y * WIDTH + x] = march(x + 0.5, y + 0.5);
            }
        }
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        double[] sum = new double[3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                sum[0] = sum[1] = sum[2] = 0;
                if (edge(hits, x, y)) {
                    for (int s = 0; s < 9; s++) {
                        double sx = x + (s % 3 + 0.5) / 3;
                        double sy = y + (Math.floorDiv(s, 3) + 0.5) / 3;
                        add(sum, colour(sx, sy, march(sx, sy)), 1 / 9.0);
                    }
                } else {
                    add(sum, colour(x + 0.5, y + 0.5, hits[y * WIDTH + x]), 1);
                }
                double grain = 1 + 0.010 * noise.grain(x, y);
                image.setRGB(
                        x,
                        y,
                        Ink.encoded(sum[0] * grain) << 16
                                | Ink.encoded(sum[1] * grain) << 8
                                | Ink.encoded(sum[2] * grain));
            }
        }
        return image;
    }

    private static void add(double[] sum, Ink ink, double share) {
        sum[0] += share * ink.r();
        sum[1] += share * ink.g();
        sum[2] += share * ink.b();
    }

    /** Where neighbours differ in part or depth one ray a pixel is not enough. */
    private static boolean edge(Hit[] hits, int x, int y) {
        Hit hit = hits[y * WIDTH + x];
        for (int d = 0; d < 4; d++) {
            int nx = Math.clamp(x + (d == 0 ? 1 : d == 1 ? -1 : 0), 0, WIDTH - 1);
            int ny = Math.clamp(y + (d == 2 ? 1 : d == 3 ? -1 : 0), 0, HEIGHT - 1);
            Hit other = hits[ny * WIDTH + nx];
            if (other.part() != hit.part() || Math.abs(other.z() - hit.z()) > 0.5) {
                return true;
            }
        }
        return false;
    }

    /**
     * For every part and block of pixels the depth up to which no ray of the block can meet the part; {@link #FAR} where none ever
     * does. Found by one ray a block as thick as the block.
     */
    private void sendThickRays() {
        double thickness = BLOCK / scale * 0.75;
        for (int part = 0; part < figure.parts.size(); part++) {
            Part solid = figure.parts.get(part);
            for (int by = 0; by < HEIGHT / BLOCK; by++) {
                for (int bx = 0; bx < WIDTH / BLOCK; bx++) {
                    double x = roomX((bx + 0.5) * BLOCK);
                    double y = roomY((by + 0.5) * BLOCK);
                    starts[part][by * (WIDTH / BLOCK) + bx] = thickRay(solid, x, y, thickness);
                }
            }
        }
    }

    private static double thickRay(Part part, double x, double y, double thickness) {
        double aside = Math.hypot(x - part.centre().x(), y - part.centre().y());
        if (aside > part.radius() + thickness) {
            return FAR;
        }
        double z = Math.min(NEAR, part.centre().z() + part.radius() + thickness);
        while (z > FAR) {
            double free = part.solid().at(x, y, z) - thickness;
            if (free < 0.05) {
                return z;
            }
            z -= CAUTION * free;
        }
        return FAR;
    }

    private double roomX(double px) {
        return (px - WIDTH / 2.0) / scale;
    }

    private double roomY(double py) {
        return topOfPicture - py / scale;
    }

    private Hit march(double px, double py) {
        int block = (int) py / BLOCK * (WIDTH / BLOCK) + (int) px / BLOCK;
        double x = roomX(px);
        double y = roomY(py);
        double z = FAR;
        for (double[] start : starts) {
            z = Math.max(z, start[block]);
        }
        int nearest = -1;
        for (int i = 0; i < STEPS && z > FAR; i++) {
            double step = z - FAR + 1;
            double touching = step;
            for (int part = 0; part < starts.length; part++) {
                double start = starts[part][block];
                if (z > start) {
                    step = Math.min(step, z - start + TOUCH);
                    continue;
                }
                double d = figure.parts.get(part).solid().at(x, y, z);
                if (d < touching) {
                    touching = d;
                    nearest = part;
                }
            }
            // A ray that grazes an edge needs many steps: the longer it takes the less exact it must be.
            if (touching < TOUCH * (1 + 0.15 * i)) {
                return new Hit(nearest, z);
            }
            z -= CAUTION * Math.min(step, touching);
        }
        return Hit.NOTHING;
    }

    private double distance(double x, double y, double z) {
        double best = 1e9;
        for (int i = 0; i < figure.parts.size(); i++) {
            Part part = figure.parts.get(i);
            double bound = part.bound(x, y, z);
            if (bound < best) {
                best = Math.min(
                        best, bound > Solid.FAR_AWAY ? bound : part.solid().at(x, y, z));
            }
        }
        return best;
    }

    private Vec normal(Solid solid, double x, double y, double z) {
        double e = 0.06;
        double a = solid.at(x + e, y - e, z - e);
        double b = solid.at(x - e, y - e, z + e);
        double c = solid.at(x - e, y + e, z - e);
        double d = solid.at(x + e, y + e, z + e);
        return new Vec(a - b - c + d, -a - b + c + d, -a + b - c + d).unit();
    }

    private Ink colour(double px, double py, Hit hit) {
        if (hit.part() < 0) {
            return wall(px, py);
        }
        Part part = figure.parts.get(hit.part());
        double x = roomX(px);
        double y = roomY(py);
        double z = hit.z();
        Vec smooth = normal(part.solid(), x, y, z);
        Surface surface = dyes.surface(part.material(), x, y, z, smooth);
        Vec n = surface.normal();
        double open = softLight(OPEN, px, py, hit, smooth);
        double lit = softLight(LIT, px, py, hit, smooth);
        double sky = 0.5 + 0.5 * n.y();
        double towardsKey = n.dot(KEY);
        double fill = Math.max(0, n.dot(FILL));
        double rim = Math.pow(Math.max(0, 1 - Math.max(0, n.z())), 2.5) * Math.max(0, n.dot(RIM) + 0.3);
        double shine = surface.gloss() * gloss(n, surface.sharpness()) * lit;
        double[] rgb = new double[3];
        for (int c = 0; c < 3; c++) {
            double wrap = surface.wrap(c);
            double key = Math.max(0, (towardsKey + wrap) / (1 + wrap));
            // Shadows are soft and, on skin, reddish: light that entered next to them comes out in them.
            double shade = Math.pow(lit, 1 - 0.5 * wrap);
            double ambient = (0.20 + 0.16 * sky) * Math.pow(open, 1 - 0.4 * wrap);
            rgb[c] = 0.84 * key * shade * (0.45 + 0.55 * open) + 0.20 * fill * open + ambient + 0.10 * rim;
        }
        Ink a = surface.albedo();
        float red = (float) (a.r() * rgb[0] * 1.02 + shine);
        float green = (float) (a.g() * rgb[1] + shine);
        float blue = (float) (a.b() * rgb[2] * 0.97 + shine);
        return new Ink(red, green, blue);
    }

    private static double gloss(Vec n, double sharpness) {
        return Math.pow(Math.max(0, n.dot(HALF)), sharpness);
    }

    /**
     * Openness to the room and to the soft box change slowly: they are computed for one pixel of four and shared with
     * neighbours of the same part.
     */
    private double softLight(int which, double px, double py, Hit hit, Vec n) {
        int row = (int) (py / CELL);
        int column = (int) (px / CELL);
        // Two places a cell: where two parts meet neither drives the other out.
        int cell = (row * (WIDTH / CELL) + column) * 2 + hit.part() % 2;
        if (cellPart[cell] != hit.part() || Math.abs(cellDepth[cell] - hit.z()) > 0.3) {
            double x = roomX(px);
            double y = roomY(py);
            cellPart[cell] = hit.part();
            cellDepth[cell] = hit.z();
            cellLight[OPEN][cell] = openness(x, y, hit.z(), n);
            cellLight[LIT][cell] = shadow(x, y, hit.z(), n);
        }
        return cellLight[which][cell];
    }

    /** Ambient occlusion by distances along the normal (Evans, 2006). */
    private double openness(double x, double y, double z, Vec n) {
        double closed = 0;
        double weight = 0.55;
        for (double step : new double[] {0.5, 1.4, 3.2, 6.5}) {
            double d = distance(x + n.x() * step, y + n.y() * step, z + n.z() * step);
            closed += weight * Math.max(0, step - d) / step;
            weight *= 0.72;
        }
        return Math.clamp(1 - 0.62 * closed, 0.12, 1.0);
    }

    /** How much of the soft box is seen (Quilez, "soft shadows"). */
    private double shadow(double x, double y, double z, Vec n) {
        double lit = 1;
        // Always the same distances: steps that depend on the place would draw contour lines.
        for (double t = 0.8; t < 44 && lit > 0; t *= 1.32) {
            double d = distance(
                    x + n.x() * 0.5 + KEY.x() * t, y + n.y() * 0.5 + KEY.y() * t, z + n.z() * 0.5 + KEY.z() * t);
            lit = Math.min(lit, 0.5 + 0.5 * d / (0.16 * t + 0.25));
        }
        lit = Math.clamp(lit, 0.0, 1.0);
        return 0.04 + 0.96 * lit * lit * (3 - 2 * lit);
    }

    private Ink wall(double px, double py) {
        double u = px / WIDTH - 0.42;
        double v = py / HEIGHT - 0.36;
        double fall = 1 - 0.34 * (u * u * 1.1 + v * v * 0.8);
        double cloud = 1 + 0.006 * noise.octaves(px / 330, py / 330, 2);
        Ink wall = WALL.times(fall * cloud);
        double x = roomX(px);
        double y = roomY(py);
        if (y > FLOOR_EDGE + 6) {
            return wall;
        }
        // The floor begins out of focus behind her; her feet darken it.
        double floor = Math.clamp((FLOOR_EDGE + 2.5 - y) / 5, 0.0, 1.0);
        double shade = 1 - footShadow(x, y, figure.pose.ankleRight()) - footShadow(x, y, figure.pose.ankleLeft());
        return wall.towards(FLOOR.times(fall), floor * floor * (3 - 2 * floor)).times(Math.max(0.3, shade));
    }

    private static double footShadow(double x, double y, Vec ankle) {
        // Nearer feet stand lower in the picture.
        double dx = (x - 1.35 * ankle.x() - 3) / 13;
        double dy = (y - 0.22 * (ankle.y() - 8) + 0.6) / 3.4;
        return 0.42 * Math.exp(-dx * dx - dy * dy);
    }
}
