package org.mirrorx.inference.fashn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.forge.FashnReference;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.golden.GoldenCase;

/** The network on paper means what the recorded one does: so it may stand for it where no recorded runs are. */
final class FashnReferenceGoldenTest {
    @TestFactory
    Stream<DynamicTest> theFormulasGiveTheRecordedVelocities() {
        return GoldenCase.tests("fashn_vton", List.of("in.x", "in.times", "in.ca", "out.t0.v_c"), golden -> {
            JsonNode settings = golden.json().path("settings");
            FashnSizes sizes = FashnSizes.parse(settings.path("network").toString(), golden.name());
            try (Arena arena = Arena.ofConfined()) {
                FashnReference reference = new FashnReference(
                        SafeTensors.map(golden.file(settings.path("checkpoint").asText()), arena), sizes);
                float[] found = new float[golden.floats("in.x").length];
                double[] velocity = reference.velocity(
                        golden.floats("in.x"),
                        golden.floats("in.ca"),
                        golden.floats("in.garment"),
                        golden.floats("in.person_pose"),
                        golden.floats("in.garment_pose"),
                        golden.floats("in.times")[0],
                        golden.tensors().get("in.category").toInts()[0]);
                float[] expected = golden.floats("out.t0.v_c");
                for (int i = 0; i < found.length; i++) {
                    assertEquals(expected[i], velocity[i], golden.tolerance("velocity_abs"), "number " + i);
                }
            }
        });
    }
}
