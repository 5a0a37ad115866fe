package org.mirrorx.benchmarks.face;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.face.SeamMeasures;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The capture's head over a picture that the engine made anew in every pixel and moved a little: the most there is to do. The photograph
 * comes in the system property {@code photograph}; the detector's time is not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class KeepHeads {
    /** Pixels to the right that the face is said to lie in the generated picture. */
    private static final double ASIDE = 4;

    private final Arena memory = Arena.ofShared();
    private KeepHead keepHead = new KeepHead(picture -> Optional.empty());
    private Optional<Scene> scene = Optional.empty();

    private record Scene(Picture capture, BodyReading body, Generated generated, KeepHead.Kept kept) {}

    /** Reads the photograph. */
    @Setup(Level.Trial)
    public void read() {
        try (BodyLite networks = BodyLite.open(Optional.empty())) {
            Picture capture = Decode.file(memory, Path.of(System.getProperty("photograph")))
                    .picture();
            BodyReading body = networks.read(capture, memory).body().orElseThrow();
            FaceReading face = body.face().orElseThrow();
            FaceReading aside = new FaceReading(
                    face.score(),
                    face.boxLeft() + ASIDE,
                    face.boxTop(),
                    face.boxRight() + ASIDE,
                    face.boxBottom(),
                    face.fivePoints().stream()
                            .map(p -> new org.mirrorx.inference.image.Point2(p.x() + ASIDE, p.y()))
                            .toList(),
                    face.mesh());
            keepHead = new KeepHead(picture -> Optional.of(aside));
            Mask changed = Mask.allocate(memory, capture.width(), capture.height());
            changed.coverage().fill((byte) 255);
            Generated generated = new Generated(capture.copyTo(memory), changed, false, Map.of());
            scene = Optional.of(new Scene(capture, body, generated, keepHead.keep(capture, body, generated, memory)));
        }
    }

    /** Frees the pictures. */
    @TearDown(Level.Trial)
    public void close() {
        memory.close();
    }

    /** Moving, toning, blending, copying. */
    @Benchmark
    public int keep() {
        Scene looked = scene.orElseThrow();
        try (Arena brief = Arena.ofConfined()) {
            return keepHead.keep(looked.capture(), looked.body(), looked.generated(), brief)
                    .picture()
                    .width();
        }
    }

    /** The numbers of the seam. */
    @Benchmark
    public double judgePixels() {
        Scene looked = scene.orElseThrow();
        return SeamMeasures.of(
                        looked.capture(),
                        looked.kept().picture(),
                        looked.kept().changed(),
                        looked.kept().head())
                .energy();
    }
}
