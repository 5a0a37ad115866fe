package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.AtelierFixture;
import org.mirrorx.inference.FaceFault;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;

final class KeepHeadTest {
    private static final int WIDTH = AtelierFixture.WIDTH;
    private static final int HEIGHT = AtelierFixture.HEIGHT;
    private static final int OWN = 40;
    private static final int NEW = 240;
    private static final int CHIN = 60;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void theFaceIsTheCapturesBitForBitAndMarkedUnchanged() {
        KeepHead.Kept kept = keep(Mask.allocate(arena, WIDTH, HEIGHT));
        assertEquals(OWN, level(kept.picture(), 60, 40));
        assertEquals(0, coverage(kept.changed(), 60, 40));
        assertEquals(255, coverage(kept.head(), 60, 40));
    }

    @Test
    void theGeneratedSideFadesIntoTheHeadAboveTheChinOnly() {
        KeepHead.Kept kept = keep(Mask.allocate(arena, WIDTH, HEIGHT));
        int beside = firstOutside(kept, 40);
        int faded = level(kept.picture(), beside, 40);
        assertTrue(faded > OWN && faded < NEW, "beside the cheek: " + faded);
        int below = CHIN;
        while (coverage(kept.head(), 60, below) != 0) {
            below++;
        }
        assertEquals(NEW, level(kept.picture(), 60, below), "no old collar comes along below the chin");
    }

    @Test
    void hairThatJoinsTheHeadAboveTheChinIsKeptAndOtherHairIsNot() {
        Mask hair = Mask.allocate(arena, WIDTH, HEIGHT);
        paint(hair, 46, 5, 74, 24);
        paint(hair, 100, 5, 110, 24);
        paint(hair, 40, 80, 50, 120);
        KeepHead.Kept kept = keep(hair);
        assertEquals(OWN, level(kept.picture(), 60, 10), "hair on the head");
        assertEquals(NEW, level(kept.picture(), 105, 10), "hair of somebody else");
        assertEquals(NEW, level(kept.picture(), 45, 100), "hair over the garment is the engine's");
    }

    @Test
    void aHeadTheEngineLeftAloneIsNotSearchedFor() {
        KeepHead keepHead = new KeepHead(picture -> {
            throw new AssertionError("nothing to look for");
        });
        Mask torso = Mask.allocate(arena, WIDTH, HEIGHT);
        paint(torso, 0, 100, WIDTH, HEIGHT);
        KeepHead.Kept kept = keep(keepHead, AtelierFixture.body(arena), torso);
        assertTrue(kept.path().contains("did not touch"), kept.path());
        assertEquals(NEW, level(kept.picture(), 60, 120));
    }

    @Test
    void aMadeHeadWithoutAFaceIsNoLook() {
        FaceFault fault = assertThrows(FaceFault.class, () -> keepOver(Optional.empty()));
        assertTrue(String.valueOf(fault.getMessage()).contains("shows no face"), fault.getMessage());
    }

    @Test
    void aMadeHeadInAnotherPoseIsNoLook() {
        FaceFault fault = assertThrows(FaceFault.class, () -> keepOver(Optional.of(moved(12, 0))));
        assertTrue(String.valueOf(fault.getMessage()).contains("another pose"), fault.getMessage());
    }

    @Test
    void aMadeHeadALittleAsideIsMovedBack() {
        KeepHead.Kept kept = keepOver(Optional.of(moved(2, 1)));
        assertTrue(kept.path().contains("moved under it"), kept.path());
        assertEquals(OWN, level(kept.picture(), 60, 40));
    }

    @Test
    void aFaceTurnedAsideIsKeptWithoutComparing() {
        List<Point2> points = AtelierFixture.face().fivePoints();
        FaceReading aside = withPoints(
                AtelierFixture.face(),
                List.of(points.get(0), points.get(1), new Point2(90, 42), points.get(3), points.get(4)));
        KeepHead.Kept kept =
                keep(new KeepHead(picture -> Optional.empty()), withFace(Optional.of(aside)), everywhere());
        assertTrue(kept.path().contains("turned too far"), kept.path());
        assertEquals(OWN, level(kept.picture(), 60, 40));
    }

    @Test
    void aHeadWithoutAFaceIsKeptByItsOutline() {
        KeepHead.Kept kept = keep(new KeepHead(picture -> Optional.empty()), withFace(Optional.empty()), everywhere());
        assertTrue(kept.path().contains("no head") || kept.path().contains("no face"), kept.path());
    }

    private KeepHead.Kept keepOver(Optional<FaceReading> made) {
        return keep(new KeepHead(picture -> made), AtelierFixture.body(arena), everywhere());
    }

    private Mask everywhere() {
        Mask changed = Mask.allocate(arena, WIDTH, HEIGHT);
        changed.coverage().fill((byte) 255);
        return changed;
    }

    private BodyReading withFace(Optional<FaceReading> face) {
        BodyReading body = AtelierFixture.body(arena);
        return new BodyReading(
                body.width(),
                body.height(),
                body.personScore(),
                body.poseFlag(),
                body.landmarks(),
                body.person(),
                face,
                body.hair(),
                body.parse(),
                body.implausible(),
                body.largePeople());
    }

    private static FaceReading moved(double right, double down) {
        return withPoints(
                AtelierFixture.face(),
                AtelierFixture.face().fivePoints().stream()
                        .map(point -> new Point2(point.x() + right, point.y() + down))
                        .toList());
    }

    private static FaceReading withPoints(FaceReading face, List<Point2> points) {
        return new FaceReading(
                face.score(), face.boxLeft(), face.boxTop(), face.boxRight(), face.boxBottom(), points, face.mesh());
    }

    private KeepHead.Kept keep(KeepHead keepHead, BodyReading body, Mask changed) {
        Picture capture = Picture.allocate(arena, WIDTH, HEIGHT);
        capture.pixels().fill((byte) OWN);
        Picture generated = Picture.allocate(arena, WIDTH, HEIGHT);
        generated.pixels().fill((byte) NEW);
        return keepHead.keep(capture, body, new Generated(generated, changed, false, Map.of()), arena);
    }

    private KeepHead.Kept keep(Mask hair) {
        return keep(AtelierFixture.keepHead(), AtelierFixture.body(arena, hair), everywhere());
    }

    private static int firstOutside(KeepHead.Kept kept, int y) {
        int x = 60;
        while (coverage(kept.head(), x, y) != 0) {
            x++;
        }
        return x;
    }

    private static void paint(Mask mask, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            mask.coverage().asSlice((long) y * WIDTH + left, right - left).fill((byte) 255);
        }
    }

    private static int level(Picture picture, int x, int y) {
        return picture.pixels().get(ValueLayout.JAVA_BYTE, 3L * (y * WIDTH + x)) & 0xff;
    }

    private static int coverage(Mask mask, int x, int y) {
        return mask.coverage().get(ValueLayout.JAVA_BYTE, (long) y * WIDTH + x) & 0xff;
    }
}
