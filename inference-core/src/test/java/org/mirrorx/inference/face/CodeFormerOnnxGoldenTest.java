package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mirrorx.inference.face.FaceStages.every;
import static org.mirrorx.inference.face.FaceStages.near;
import static org.mirrorx.inference.face.FaceStages.tolerance;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Mat;

/** Exports of CodeFormer with the names, types and shapes met in use. */
final class CodeFormerOnnxGoldenTest {
    private static final Map<String, Double> OUTPUTS =
            Map.of("out.w000", 0.0, "out.w050", 0.5, "out.w090", 0.9, "out.w100", 1.0);

    @TestFactory
    Stream<DynamicTest> anyExportIsFedAsItDeclares() {
        return GoldenCase.tests("codeformer_onnx", golden -> {
            var settings = golden.json().path("settings");
            var file = golden.file(settings.path("model").asText());
            try (CodeFormerNetwork network =
                            new CodeFormerNetwork(OnnxRuntime.get().open(file, 1));
                    Workspace workspace = new Workspace()) {
                assertEquals(settings.path("size").intValue(), network.side());
                Mat face = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                OUTPUTS.forEach((output, w) -> near(
                        golden.doubles(output),
                        every(1, network.output(face, w), network.side()),
                        tolerance(golden, "out"),
                        output));
            }
        });
    }
}
