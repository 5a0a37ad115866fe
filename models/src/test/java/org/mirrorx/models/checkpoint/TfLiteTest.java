package org.mirrorx.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.bodylite.PublishedFiles;
import org.mirrorx.models.golden.SharedData;

final class TfLiteTest {
    private static TfLite read(String file) {
        return TfLite.read(MemorySegment.ofArray(PublishedFiles.bytes(file)), file);
    }

    @Test
    void thePublishedNetworksHaveTheirKnownSteps() {
        assertEquals(291, read("pose_detection.tflite").operators().size());
        assertEquals(332, read("pose_landmark_full.tflite").operators().size());
        assertEquals(246, read("selfie_segmentation.tflite").operators().size());
        assertEquals(164, read("face_detection_short_range.tflite").operators().size());
        assertEquals(210, read("face_landmark.tflite").operators().size());
    }

    @Test
    void inputsAndOutputsKeepTheirNamesAndShapes() {
        TfLite network = read("pose_landmark_full.tflite");
        TfLiteTensor input = network.tensors().get(network.inputs().getFirst());
        assertEquals("input_1", input.name());
        assertEquals(Shape.of(1, 256, 256, 3), input.shape());
        List<String> outputs = network.outputs().stream()
                .map(number -> network.tensors().get(number).name())
                .toList();
        assertEquals(List.of("Identity", "Identity_1", "Identity_2", "Identity_3", "Identity_4"), outputs);
    }

    @Test
    void weightsAreViewsOfTheFile() {
        byte[] file = PublishedFiles.bytes("face_landmark.tflite");
        TfLite network = TfLite.read(MemorySegment.ofArray(file), "face_landmark.tflite");
        TfLiteTensor weights = network.tensors().stream()
                .filter(tensor -> tensor.isConstant() && tensor.type() == ElementType.F16)
                .findFirst()
                .orElseThrow();
        float[] before = weights.dense().toFloats();
        Arrays.fill(file, (byte) 0);
        float[] after = weights.dense().toFloats();
        assertTrue(before[0] != 0 && after[0] == 0);
    }

    @Test
    void aQuarterOfTheSparseWeightsIsKept() {
        TfLite network = read("pose_detection.tflite");
        long stored = 0;
        long dense = 0;
        int tensors = 0;
        for (TfLiteTensor tensor : network.tensors()) {
            if (tensor.sparsity().isPresent()) {
                tensors++;
                stored += tensor.bytes().byteSize() / Short.BYTES;
                dense += tensor.shape().elements();
            }
        }
        assertEquals(38, tensors);
        assertEquals(680_895, stored);
        assertEquals(2_723_584, dense);
    }

    @Test
    void sparseWeightsHaveTheRecordedSums() throws IOException {
        JsonNode recorded = new ObjectMapper()
                .readTree(SharedData.MODELS.resolve("golden.json").toFile())
                .path("densify_pose_detection");
        assertTrue(recorded.size() > 0);
        TfLite network = read("pose_detection.tflite");
        for (JsonNode check : recorded) {
            // the recorded names are those of the widened tensors; the sparse constant is two steps before
            TfLiteTensor sparse = sparseBehind(network, check.path("tensor").asInt());
            double sum = 0;
            double absoluteSum = 0;
            int nonZero = 0;
            for (float weight : sparse.dense().toFloats()) {
                sum += weight;
                absoluteSum += Math.abs(weight);
                nonZero += weight == 0 ? 0 : 1;
            }
            String name = check.path("name").asText();
            assertEquals(check.path("sum").asDouble(), sum, 1e-4, name);
            assertEquals(check.path("abs_sum").asDouble(), absoluteSum, 1e-4, name);
            assertEquals(check.path("nonzero").asInt(), nonZero, name);
        }
    }

    private static TfLiteTensor sparseBehind(TfLite network, int number) {
        int at = number;
        while (network.tensors().get(at).sparsity().isEmpty()) {
            int wanted = at;
            TfLiteOperator maker = network.operators().stream()
                    .filter(operator -> operator.outputs().contains(wanted))
                    .findFirst()
                    .orElseThrow();
            at = maker.inputs().getFirst();
        }
        return network.tensors().get(at);
    }

    @Test
    void anotherKindOfFileIsRefusedByName() {
        byte[] text = "this is no network at all".getBytes(StandardCharsets.US_ASCII);
        Refusal refusal = assertThrows(Refusal.class, () -> TfLite.read(MemorySegment.ofArray(text), "holiday.tflite"));
        assertEquals("holiday.tflite is not a TFL3 file (byte 4); take the published file.", refusal.getMessage());
    }

    @Test
    void aFileCutShortIsRefused() {
        byte[] file = PublishedFiles.bytes("selfie_segmentation.tflite");
        for (int length : new int[] {0, 3, 8, 100, file.length / 2, file.length - 1}) {
            MemorySegment cut = MemorySegment.ofArray(Arrays.copyOf(file, length));
            Refusal refusal = assertThrows(Refusal.class, () -> TfLite.read(cut, "selfie.tflite"), "length " + length);
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("selfie.tflite"));
        }
    }
}
