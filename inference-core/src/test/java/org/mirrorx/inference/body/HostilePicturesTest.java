package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Pictures nobody would take: each is read or declined, by the built-in networks and by those of packs; none is an exception. */
final class HostilePicturesTest {
    private static final long SEED = 20_261_127;

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Make {
        Mat picture(Workspace workspace);
    }

    private record Hostile(String name, Make make) {}

    private static List<Hostile> pictures() {
        return List.of(
                new Hostile("1 × 1", workspace -> plain(1, 1, 90, workspace)),
                new Hostile("12000 × 1", workspace -> plain(12_000, 1, 200, workspace)),
                new Hostile("1 × 12000", workspace -> plain(1, 12_000, 200, workspace)),
                new Hostile("all black", workspace -> plain(600, 800, 0, workspace)),
                new Hostile("all white", workspace -> plain(600, 800, 255, workspace)),
                new Hostile("noise", HostilePicturesTest::noise),
                new Hostile("40 people", HostilePicturesTest::crowd));
    }

    private static Mat plain(int width, int height, double level, Workspace workspace) {
        return workspace.keep(new Mat(height, width, CvType.CV_8UC3, Scalar.all(level)));
    }

    private static Mat noise(Workspace workspace) {
        byte[] bytes = new byte[3 * 640 * 960];
        new SplittableRandom(SEED).nextBytes(bytes);
        Mat noise = workspace.keep(new Mat(960, 640, CvType.CV_8UC3));
        noise.put(0, 0, bytes);
        return noise;
    }

    /** The same photograph in five rows of eight. */
    private static Mat crowd(Workspace workspace) {
        Mat one = workspace.mat();
        Imgproc.resize(
                Photograph.mat(SharedData.PHOTOS.resolve("people/model_8.jpg"), workspace), one, new Size(240, 360));
        Mat crowd = workspace.mat();
        Core.repeat(one, 5, 8, crowd);
        return crowd;
    }

    @TestFactory
    Stream<DynamicTest> aPictureNobodyWouldTakeIsReadOrDeclined() {
        return pictures().stream()
                .map(hostile -> DynamicTest.dynamicTest(hostile.name, () -> {
                    Natives.load();
                    try (Workspace workspace = new Workspace();
                            Arena memory = Arena.ofShared();
                            BodyLite bodies = BodyLite.open(Optional.empty())) {
                        Picture capture = Picture.copyOf(memory, hostile.make.picture(workspace));
                        Readings readings = bodies.read(capture, memory);
                        Optional<Declined> declined =
                                new PhotoJudgement().judge(capture, readings, Set.of(GarmentKind.DRESS));
                        if (readings.body().isEmpty() || hostile.name.contains("people")) {
                            assertTrue(declined.isPresent(), "neither seen nor declined");
                        }
                        readings.reference(capture, memory).ifPresent(view -> checkMasks(view, workspace));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> theNetworksOfPacksReadThemToo() {
        DensePoseSizes tiny = new DensePoseSizes(384, 512, 320, 400, List.of(32, 64, 128, 256, 512), 40, 50, 0.8, 28);
        return pictures().stream()
                .map(hostile -> DynamicTest.dynamicTest(hostile.name, () -> {
                    Natives.load();
                    Path own = java.nio.file.Files.createTempDirectory(folder, "packs");
                    try (TinyPacks packs = new TinyPacks(own, "r50_one_person_large", tiny);
                            Workspace workspace = new Workspace();
                            Arena memory = Arena.ofShared()) {
                        Mat picture = hostile.make.picture(workspace);
                        for (AddedReaders readers : List.of(packs.published(), packs.parser())) {
                            ReferenceView view = ReferenceView.asPublished(picture, readers, memory);
                            checkMasks(view, workspace);
                            view.partsPicture(workspace);
                            view.unfit();
                        }
                    }
                }));
    }

    private static void checkMasks(ReferenceView view, Workspace workspace) {
        view.worn();
        for (GarmentKind kind : GarmentKind.values()) {
            for (AgnosticMask.ArmWidth width : AgnosticMask.ArmWidth.values()) {
                Mat mask = view.mask(new AgnosticMask.Garment(kind, 1.9, 2.5), width, workspace);
                assertEquals(ReferencePerson.WIDTH + "×" + ReferencePerson.HEIGHT, mask.cols() + "×" + mask.rows());
            }
        }
    }
}
