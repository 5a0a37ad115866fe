package org.mirrorx.inference.body;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/**
 * The face on a body: the short-range detector on the head's square, which sees a face always at the same size; where the optional YuNet
 * is installed and the first finds nothing, YuNet on the whole picture; then the mesh. The mesh gives the five points: on heads tilted by
 * 20° YuNet's understate the tilt by up to 15 px.
 */
final class ReadHead {
    /** YuNet's box goes from hair line to chin; the mesh network expects the shorter box of the short-range detector. */
    private static final double MESH_BOX_OF_YUNET = 0.8;

    /** Half the mouth's width in eye distances: (97.6 − 50.4) / (100.48 − 47.55) / 2 in the built-in embedding's template. */
    private static final double HALF_MOUTH = 0.446;

    /** Eyes lie this share of YuNet's box below its upper edge at least; 0.3 to 0.4 on whole heads, 0.18 where they were invented. */
    private static final double LEAST_FOREHEAD = 0.25;

    /** Two boxes that overlap by more are one face, as for YuNet. */
    private static final double SAME_OVERLAP = 0.3;

    private final BodyNetworks networks;

    ReadHead(BodyNetworks networks) {
        this.networks = networks;
    }

    /**
     * @param head the square around the head
     * @return empty when no face is there with both eyes inside the picture
     */
    Optional<FaceReading> face(Mat picture, RotatedBox head, Workspace workspace) {
        Point2 middle = new Point2(head.centreX(), head.centreY());
        Optional<Detection> near = nearest(networks.faces().find(picture, head, workspace), middle, head)
                .filter(face -> eyesInside(face.points(), picture));
        if (near.isPresent()) {
            return Optional.of(withMesh(picture, near.get(), RotatedBox.ofFace(near.get()), workspace));
        }
        return networks.facesFarAway()
                .flatMap(yuNet -> nearest(yuNet.find(picture, workspace), middle, head))
                .filter(face -> eyesInside(face.points(), picture))
                .filter(ReadHead::foreheadInside)
                .map(face -> withMeshOfYuNet(picture, face, workspace));
    }

    /**
     * Every face.
     *
     * @param heads squares around the heads of people
     * @return best first; only faces with both eyes inside the picture
     */
    List<FaceReading> faces(Mat picture, List<RotatedBox> heads, Workspace workspace) {
        List<FaceReading> far = networks.facesFarAway().map(yuNet -> yuNet.find(picture, workspace)).stream()
                .flatMap(List::stream)
                .filter(face -> eyesInside(face.points(), picture))
                .filter(ReadHead::foreheadInside)
                .map(face -> withMeshOfYuNet(picture, face, workspace))
                .toList();
        return far.isEmpty() ? nearFaces(picture, heads, workspace) : far;
    }

    /** A face of the whole picture that is on no head must have a mesh: the detector alone sees faces in garments. */
    private List<FaceReading> nearFaces(Mat picture, List<RotatedBox> heads, Workspace workspace) {
        List<Detection> onHeads = Suppression.hard(
                heads.stream()
                        .flatMap(head -> networks.faces().find(picture, head, workspace).stream())
                        .filter(face -> eyesInside(face.points(), picture))
                        .toList(),
                SAME_OVERLAP);
        Stream<FaceReading> elsewhere =
                networks.faces().find(picture, RotatedBox.letterbox(picture.cols(), picture.rows()), workspace).stream()
                        .filter(face -> eyesInside(face.points(), picture))
                        .filter(face -> onHeads.stream().noneMatch(head -> head.overlap(face) > SAME_OVERLAP))
                        .map(face -> withMesh(picture, face, RotatedBox.ofFace(face), workspace))
                        .filter(face -> !face.mesh().isEmpty());
        return Stream.concat(
                        onHeads.stream().map(face -> withMesh(picture, face, RotatedBox.ofFace(face), workspace)),
                        elsewhere)
                .sorted(Comparator.comparingDouble(FaceReading::score).reversed())
                .toList();
    }

    private FaceReading withMeshOfYuNet(Mat picture, Detection face, Workspace workspace) {
        return withMesh(picture, face, RotatedBox.ofFace(face).scaled(MESH_BOX_OF_YUNET), workspace);
    }

    private static Optional<Detection> nearest(List<Detection> faces, Point2 of, RotatedBox head) {
        return faces.stream()
                .filter(face -> middle(face).distance(of) < head.width() / 2)
                .min(Comparator.comparingDouble(face -> middle(face).distance(of)));
    }

    private FaceReading withMesh(Mat picture, Detection face, RotatedBox box, Workspace workspace) {
        ReadFace.Mesh mesh = networks.mesh().read(picture, box, workspace);
        boolean seen = mesh.flag() >= ReadFace.FLAG;
        return new FaceReading(
                face.score(),
                face.left(),
                face.top(),
                face.right(),
                face.bottom(),
                seen ? FaceMesh.fivePoints(mesh.points()) : fivePoints(face),
                seen ? mesh.points() : List.of());
    }

    /** YuNet has five points; of the short-range detector's six the third is the nose and the fourth the middle of the mouth. */
    private static List<Point2> fivePoints(Detection face) {
        List<Point2> points = face.points();
        if (points.size() == 5) {
            return points;
        }
        Point2 mouth = points.get(3);
        double halfMouthX = (points.get(1).x() - points.get(0).x()) * HALF_MOUTH;
        double halfMouthY = (points.get(1).y() - points.get(0).y()) * HALF_MOUTH;
        return List.of(
                points.get(0),
                points.get(1),
                points.get(2),
                mouth.plus(-halfMouthX, -halfMouthY),
                mouth.plus(halfMouthX, halfMouthY));
    }

    private static boolean eyesInside(List<Point2> points, Mat picture) {
        return points.subList(0, 2).stream()
                .allMatch(eye -> eye.x() >= 0 && eye.y() >= 0 && eye.x() < picture.cols() && eye.y() < picture.rows());
    }

    /** Where the picture's upper edge cuts a head below the eyes, YuNet invents eyes close to the edge, inside or outside. */
    private static boolean foreheadInside(Detection face) {
        double eyes = Math.min(face.points().get(0).y(), face.points().get(1).y());
        return eyes >= LEAST_FOREHEAD * (face.bottom() - face.top());
    }

    private static Point2 middle(Detection face) {
        return new Point2((face.left() + face.right()) / 2, (face.top() + face.bottom()) / 2);
    }
}
