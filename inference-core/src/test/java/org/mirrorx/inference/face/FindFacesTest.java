package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.body.Photograph;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Faces with what comes with MirrorX, on photographs; and the choice among invented ones. */
final class FindFacesTest {
    private static final int WIDTH = 1000;

    private static Optional<BodyLite> opened = Optional.empty();

    @AfterAll
    static void close() {
        opened.ifPresent(BodyLite::close);
    }

    private static BodyLite builtIn() {
        if (opened.isEmpty()) {
            opened = Optional.of(BodyLite.open(Optional.empty()));
        }
        return opened.get();
    }

    private static Faces find(Picture picture) {
        return new FindFaces(Optional.empty(), builtIn()).find(picture);
    }

    @Test
    void everyPhotographOfOnePersonShowsOneFaceThatLooksAhead() throws IOException {
        int seen = 0;
        for (Path file : people()) {
            try (Arena memory = Arena.ofConfined()) {
                Picture photo = Photograph.picture(file, memory);
                Faces faces = find(photo);
                Optional<FaceReading> alone = builtIn().face(photo);
                System.out.printf(
                        "%s: %d others, yaw %s%n",
                        file.getFileName(),
                        faces.others().size(),
                        faces.shopper().map(face -> Profile.yawDegrees(face.fivePoints())));
                seen += alone.isPresent() ? 1 : 0;
                assertEquals(alone, faces.shopper(), file + ": the body's own face");
                assertFalse(faces.secondLarge(), file + ": only one");
                faces.shopper()
                        .ifPresent(face -> assertFalse(
                                Profile.isTurnedAway(face.fivePoints()), file + ": a shopper looks at the mirror"));
            }
        }
        assertTrue(seen > 0, "no photograph shows a face");
    }

    @Test
    void twoPeopleSideBySideHaveTwoLargeFaces() throws IOException {
        try (Workspace workspace = new Workspace();
                Arena memory = Arena.ofConfined()) {
            Mat both = sideBySide(workspace);
            Faces faces = find(Picture.copyOf(memory, both));
            assertTrue(faces.shopper().isPresent());
            assertEquals(1, faces.others().size());
            assertTrue(faces.secondLarge());
        }
    }

    @Test
    void noFaceIsInAPhotographOfAGarment() {
        try (Arena memory = Arena.ofConfined()) {
            Faces faces = find(Photograph.picture(SharedData.PHOTOS.resolve("garments/04743_00.jpg"), memory));
            assertEquals(new Faces(Optional.empty(), List.of()), faces);
            assertFalse(faces.secondLarge());
        }
    }

    @Test
    void aVeryWidePictureIsNoTrouble() {
        try (Arena memory = Arena.ofConfined()) {
            assertTrue(find(Picture.allocate(memory, 3000, 1)).shopper().isEmpty());
            assertTrue(Letterbox.of(3000, 1, 640, 640).isEmpty());
            assertTrue(Letterbox.of(1, 3000, 640, 640).isEmpty());
        }
    }

    @Test
    void theLargestCentralFaceIsTheShoppers() {
        FaceReading large = face(450, 100);
        FaceReading small = face(200, 30);
        Faces faces = Faces.among(List.of(small, large), WIDTH);
        assertEquals(Optional.of(large), faces.shopper());
        assertEquals(List.of(small), faces.others());
        assertFalse(faces.secondLarge());
    }

    @Test
    void aSlightlyLargerFaceAtTheEdgeIsSomebodyElses() {
        FaceReading central = face(450, 100);
        FaceReading passing = face(0, 110);
        Faces faces = Faces.among(List.of(passing, central), WIDTH);
        assertEquals(Optional.of(central), faces.shopper());
        assertTrue(faces.secondLarge());
    }

    @Test
    void aSecondFaceIsLargeFromHalfTheShoppersSideOn() {
        assertTrue(Faces.among(List.of(face(450, 100), face(200, 50)), WIDTH).secondLarge());
        assertFalse(Faces.among(List.of(face(450, 100), face(200, 49)), WIDTH).secondLarge());
    }

    private static FaceReading face(double left, double side) {
        return new FaceReading(0.9, left, 100, left + side, 100 + side, List.of(), List.of());
    }

    private static Mat sideBySide(Workspace workspace) throws IOException {
        List<Path> people = people();
        Mat one = Photograph.mat(people.get(0), workspace);
        Mat other = Photograph.mat(people.get(1), workspace);
        Mat both = workspace.mat();
        Core.hconcat(List.of(one, other), both);
        return both;
    }

    private static List<Path> people() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.PHOTOS.resolve("people"))) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }
}
