package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.garment.GarmentLandmarks.Neckline;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.garment.LandmarkFile.Name;
import org.mirrorx.inference.garment.LandmarkFile.Path;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.models.Refusal;

/** Lays what staff set over what was found, and writes down what was found for staff. */
final class StaffPoints {
    /** A set point may lie this share of the picture's size outside it. */
    private static final double OUTSIDE = 0.1;
    /** An edge follows the outline only if that is not much longer than the straight way. */
    private static final double LONGEST_WAY = 1.35;

    private static final int SECTIONS = 9;

    private final LandmarkFile marks;
    private final Silhouette shape;
    private final double scale;

    /** @param scale cut pixels per pixel of the file */
    private StaffPoints(LandmarkFile marks, Silhouette shape, double scale) {
        this.marks = marks;
        this.shape = shape;
        this.scale = scale;
    }

    /**
     * The found landmarks with the set ones in their place; confidence 1 as soon as one place was set, for then a person has looked.
     *
     * @param photoWidth width of the photograph the file stands beside, when the file names no size
     */
    static GarmentLandmarks over(GarmentLandmarks found, LandmarkFile marks, Silhouette shape, int photoWidth) {
        double fileWidth = marks.size().map(size -> (double) size.width()).orElse((double) photoWidth);
        StaffPoints staff = new StaffPoints(marks, shape, shape.width / fileWidth);
        return switch (found) {
            case Upper upper -> staff.upper(upper);
            case Lower lower -> staff.lower(lower);
        };
    }

    static boolean anySet(LandmarkFile marks) {
        return !marks.points().isEmpty()
                || !marks.paths().isEmpty()
                || marks.necklineDepth().isPresent();
    }

    private Upper upper(Upper found) {
        Point2 tipLeft = at(Name.TIP_LEFT, found.tipLeft());
        Point2 tipRight = at(Name.TIP_RIGHT, found.tipRight());
        Point2 armpitLeft = at(Name.ARMPIT_LEFT, found.armpitLeft());
        Point2 armpitRight = at(Name.ARMPIT_RIGHT, found.armpitRight());
        Point2 hem = at(Name.HEM, new Point2(found.axis(), found.hemY()));
        Neckline neckline = new Neckline(
                marks.necklineDepth().isPresent()
                        ? marks.necklineDepth().getAsDouble() * scale
                        : found.neckline().depth(),
                marks.necklinePower().orElse(found.neckline().power()));
        boolean bare = marks.sleeveless().orElse(false);
        return new Upper(
                at(Name.NECK_LEFT, found.neckLeft()),
                at(Name.NECK_RIGHT, found.neckRight()),
                neckline,
                tipLeft,
                tipRight,
                armpitLeft,
                armpitRight,
                bare ? Optional.empty() : sleeve(-1, found.sleeveLeft(), tipLeft, armpitLeft),
                bare ? Optional.empty() : sleeve(1, found.sleeveRight(), tipRight, armpitRight),
                at(Name.HEM_LEFT, found.hemLeft()),
                at(Name.HEM_RIGHT, found.hemRight()),
                hem.y(),
                hem.x(),
                torsoWidth(found, armpitLeft, armpitRight),
                marks.straps().orElse(found.straps()),
                anySet(marks) ? 1 : found.confidence());
    }

    /** With both armpits set the width between them is the torso's; sleeves lying against it had been counted in. */
    private double torsoWidth(Upper found, Point2 armpitLeft, Point2 armpitRight) {
        boolean both =
                marks.points().containsKey(Name.ARMPIT_LEFT) && marks.points().containsKey(Name.ARMPIT_RIGHT);
        double set = armpitRight.x() - armpitLeft.x();
        return both && set > 0 && set < found.torsoWidth() ? set : found.torsoWidth();
    }

    private Optional<Sleeve> sleeve(int sign, Optional<Sleeve> found, Point2 tip, Point2 armpit) {
        Optional<List<Point2>> outer = edge(
                sign < 0 ? Path.SLEEVE_OUTER_LEFT : Path.SLEEVE_OUTER_RIGHT,
                sign < 0 ? Name.CUFF_OUTER_LEFT : Name.CUFF_OUTER_RIGHT,
                tip,
                found.map(Sleeve::cuffOuter));
        Optional<List<Point2>> inner = edge(
                sign < 0 ? Path.SLEEVE_INNER_LEFT : Path.SLEEVE_INNER_RIGHT,
                sign < 0 ? Name.CUFF_INNER_LEFT : Name.CUFF_INNER_RIGHT,
                armpit,
                found.map(Sleeve::cuffInner));
        if (outer.isEmpty() || inner.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sleeve(outer.get(), inner.get()));
    }

    private Optional<List<Point2>> edge(Path path, Name corner, Point2 root, Optional<Point2> foundCorner) {
        List<Point2> drawn = marks.paths().get(path);
        if (drawn != null) {
            return Optional.of(Silhouette.even(
                    drawn.stream().map(p -> scaled(p, path.name())).toList(), SECTIONS));
        }
        Optional<Point2> end = marks.points().containsKey(corner) ? Optional.of(at(corner, root)) : foundCorner;
        return end.map(cuff -> alongOutline(root, cuff));
    }

    /** The outline between two places where it leads there, else the straight line. */
    private List<Point2> alongOutline(Point2 from, Point2 to) {
        int start = shape.nearestOutline(from);
        int end = shape.nearestOutline(to);
        int n = shape.outlineLength();
        int forward = Math.floorMod(end - start, n);
        List<Point2> way = shape.path(start, end, forward <= n / 2 ? start - 1 : start + 1);
        double length = 0;
        for (int i = 1; i < way.size(); i++) {
            length += way.get(i).distance(way.get(i - 1));
        }
        double near = 0.02 * Math.max(shape.width, shape.height);
        boolean leadsThere = way.size() > SECTIONS
                && length < LONGEST_WAY * from.distance(to)
                && shape.outline(start).distance(from) < near
                && shape.outline(end).distance(to) < near;
        if (!leadsThere) {
            return Silhouette.even(List.of(from, to), SECTIONS);
        }
        List<Point2> edge = new ArrayList<>(way);
        edge.set(0, from);
        edge.set(edge.size() - 1, to);
        return Silhouette.even(edge, SECTIONS);
    }

    private Lower lower(Lower found) {
        Optional<Point2> crotch = marks.points().containsKey(Name.CROTCH)
                ? Optional.of(at(Name.CROTCH, found.waistLeft()))
                : found.crotch();
        return new Lower(
                at(Name.WAIST_LEFT, found.waistLeft()),
                at(Name.WAIST_RIGHT, found.waistRight()),
                crotch,
                at(Name.HEM_LEFT_OUTER, found.hemLeftOuter()),
                at(Name.HEM_LEFT_INNER, found.hemLeftInner()),
                at(Name.HEM_RIGHT_INNER, found.hemRightInner()),
                at(Name.HEM_RIGHT_OUTER, found.hemRightOuter()),
                anySet(marks) ? 1 : found.confidence());
    }

    private Point2 at(Name name, Point2 found) {
        Point2 set = marks.points().get(name);
        return set == null ? found : scaled(set, name.name());
    }

    private Point2 scaled(Point2 set, String name) {
        Point2 p = new Point2(set.x() * scale, set.y() * scale);
        double dx = OUTSIDE * shape.width;
        double dy = OUTSIDE * shape.height;
        if (p.x() < -dx || p.y() < -dy || p.x() > shape.width + dx || p.y() > shape.height + dy) {
            throw new Refusal("The landmark file sets "
                    + name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " at " + Math.round(set.x()) + ", "
                    + Math.round(set.y()) + ", outside of the garment's picture; set it anew.");
        }
        return p;
    }

    /** Everything a cut knows, in pixels of its photograph; {@code scale} is photograph pixels per cut pixel. */
    static LandmarkFile describe(GarmentCut cut, double scale, LandmarkFile.Size size) {
        Map<Name, Point2> points = new EnumMap<>(Name.class);
        Map<Path, List<Point2>> paths = new EnumMap<>(Path.class);
        Optional<GarmentKind> kind = Optional.of(cut.kind());
        return switch (cut.landmarks()) {
            case Upper u -> {
                put(points, scale, Name.NECK_LEFT, u.neckLeft(), Name.NECK_RIGHT, u.neckRight());
                put(points, scale, Name.TIP_LEFT, u.tipLeft(), Name.TIP_RIGHT, u.tipRight());
                put(points, scale, Name.ARMPIT_LEFT, u.armpitLeft(), Name.ARMPIT_RIGHT, u.armpitRight());
                put(points, scale, Name.HEM_LEFT, u.hemLeft(), Name.HEM_RIGHT, u.hemRight());
                points.put(Name.HEM, times(new Point2(u.axis(), u.hemY()), scale));
                u.sleeveLeft().ifPresent(sleeve -> {
                    paths.put(Path.SLEEVE_OUTER_LEFT, times(sleeve.outer(), scale));
                    paths.put(Path.SLEEVE_INNER_LEFT, times(sleeve.inner(), scale));
                });
                u.sleeveRight().ifPresent(sleeve -> {
                    paths.put(Path.SLEEVE_OUTER_RIGHT, times(sleeve.outer(), scale));
                    paths.put(Path.SLEEVE_INNER_RIGHT, times(sleeve.inner(), scale));
                });
                yield new LandmarkFile(
                        Optional.of(size),
                        kind,
                        points,
                        paths,
                        OptionalDouble.of(u.neckline().depth() * scale),
                        OptionalDouble.of(u.neckline().power()),
                        Optional.of(u.sleeveLeft().isEmpty() && u.sleeveRight().isEmpty()),
                        Optional.of(u.straps()));
            }
            case Lower l -> {
                put(points, scale, Name.WAIST_LEFT, l.waistLeft(), Name.WAIST_RIGHT, l.waistRight());
                put(points, scale, Name.HEM_LEFT_OUTER, l.hemLeftOuter(), Name.HEM_LEFT_INNER, l.hemLeftInner());
                put(points, scale, Name.HEM_RIGHT_INNER, l.hemRightInner(), Name.HEM_RIGHT_OUTER, l.hemRightOuter());
                l.crotch().ifPresent(crotch -> points.put(Name.CROTCH, times(crotch, scale)));
                yield new LandmarkFile(
                        Optional.of(size),
                        kind,
                        points,
                        paths,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty());
            }
        };
    }

    private static void put(Map<Name, Point2> points, double scale, Name a, Point2 atA, Name b, Point2 atB) {
        points.put(a, times(atA, scale));
        points.put(b, times(atB, scale));
    }

    private static Point2 times(Point2 p, double scale) {
        return new Point2(p.x() * scale, p.y() * scale);
    }

    private static List<Point2> times(List<Point2> path, double scale) {
        return path.stream().map(p -> times(p, scale)).toList();
    }
}
