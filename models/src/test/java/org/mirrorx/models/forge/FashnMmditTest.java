package org.mirrorx.models.forge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.onnx.OnnxFile;

final class FashnMmditTest {
    private static final long SEED = 20_261_126L;

    /** Two heads of 16; the shapes below are those of the page, written out once more by hand. */
    private static final FashnSizes SMALL = new FashnSizes(24, 16, 32, 2, 1, 1, 1, List.of(2, 6, 8), 8, 2, 10_000, 3);

    private static final String SIZES = """
            {"height": 24, "width": 16, "hidden_size": 32, "heads": 2, "double_blocks": 1, "single_blocks": 1,
             "patch_mixer_blocks": 1, "rope_axes": [2, 6, 8], "patch_size": 8, "mlp_ratio": 2, "rope_theta": 10000,
             "categories": 3}
            """;

    @TempDir
    private Path folder;

    private static List<Tensor> small() {
        List<Tensor> tensors = new ArrayList<>();
        linear(tensors, "t_embedder.mlp.in_layer", 256, 32);
        linear(tensors, "t_embedder.mlp.out_layer", 32, 32);
        add(tensors, "y_embedder.weight", 4, 32);
        add(tensors, "x_embedder.proj.weight", 32, 7, 8, 8);
        add(tensors, "x_embedder.proj.bias", 32);
        add(tensors, "garment_embedder.proj.weight", 32, 4, 8, 8);
        add(tensors, "garment_embedder.proj.bias", 32);
        for (String block : List.of("x_patch_mixer.0", "single_blocks.0")) {
            linear(tensors, block + ".modulation.lin", 32, 96);
            linear(tensors, block + ".linear1", 32, 160);
            linear(tensors, block + ".linear2", 96, 32);
            add(tensors, block + ".norm.query_norm.scale", 16);
            add(tensors, block + ".norm.key_norm.scale", 16);
        }
        for (String stream : List.of("double_blocks.0.img", "double_blocks.0.txt")) {
            linear(tensors, stream + "_mod.lin", 32, 192);
            linear(tensors, stream + "_attn.qkv", 32, 96);
            linear(tensors, stream + "_attn.proj", 32, 32);
            add(tensors, stream + "_attn.norm.query_norm.scale", 16);
            add(tensors, stream + "_attn.norm.key_norm.scale", 16);
            linear(tensors, stream + "_mlp.0", 32, 64);
            linear(tensors, stream + "_mlp.2", 64, 32);
        }
        linear(tensors, "final_layer.adaLN_modulation.1", 32, 64);
        linear(tensors, "final_layer.linear", 32, 192);
        add(tensors, "patch_mixer_token", 1, 1, 192);
        return tensors;
    }

    private static void linear(List<Tensor> tensors, String name, int in, int out) {
        add(tensors, name + ".weight", out, in);
        add(tensors, name + ".bias", out);
    }

    private static void add(List<Tensor> tensors, String name, int... sides) {
        Shape shape = Shape.of(sides);
        Random random = new Random(SEED + tensors.size());
        byte[] bytes = new byte[(int) shape.elements() * 2];
        for (int i = 0; i < bytes.length; i += 2) {
            int bits = Float.floatToRawIntBits((float) random.nextGaussian() / 8);
            bytes[i] = (byte) (bits >>> 16);
            bytes[i + 1] = (byte) (bits >>> 24);
        }
        tensors.add(new Tensor(name, ElementType.BF16, shape, MemorySegment.ofArray(bytes)));
    }

    private static String refusal(List<Tensor> tensors) {
        Tensors checkpoint = new Tensors("shop.safetensors", tensors);
        return String.valueOf(assertThrows(Refusal.class, () -> FashnMmdit.forge(checkpoint, SMALL, Precision.FP32))
                .getMessage());
    }

    @Test
    void eachMissingTensorIsNamed() {
        for (Tensor missing : small()) {
            List<Tensor> rest = small();
            rest.removeIf(tensor -> tensor.name().equals(missing.name()));
            if (missing.name().equals("patch_mixer_token")) {
                FashnMmdit.forge(new Tensors("", rest), SMALL, Precision.FP32);
                continue;
            }
            assertTrue(refusal(rest).startsWith("shop.safetensors has no tensor " + missing.name()), missing.name());
        }
    }

    @Test
    void aTensorOfAnotherShapeOrTypeIsNamed() {
        for (Tensor right : small()) {
            if (right.name().equals("patch_mixer_token")) {
                continue;
            }
            List<Tensor> tensors = small();
            tensors.replaceAll(tensor -> tensor.name().equals(right.name())
                    ? new Tensor(
                            right.name(),
                            ElementType.BF16,
                            Shape.of((int) right.shape().elements(), 1, 1),
                            right.bytes())
                    : tensor);
            assertTrue(refusal(tensors).contains(": tensor " + right.name() + " is BF16"), right.name());
            tensors.replaceAll(tensor -> tensor.name().equals(right.name())
                    ? new Tensor(right.name(), ElementType.I16, right.shape(), right.bytes())
                    : tensor);
            assertTrue(refusal(tensors).contains(": tensor " + right.name() + " is I16"), right.name());
        }
    }

    @Test
    void aTensorOfADeeperNetworkIsNamed() {
        List<Tensor> tensors = small();
        add(tensors, "single_blocks.1.linear1.bias", 160);
        assertEquals(
                "shop.safetensors: tensor single_blocks.1.linear1.bias has no place in the network; take the published file.",
                refusal(tensors));
    }

    @Test
    void theSameCheckpointGivesTheSameFiles() throws IOException {
        Path first = folder.resolve("first/network.onnx");
        Path second = folder.resolve("second/network.onnx");
        for (Path file : List.of(first, second)) {
            Files.createDirectories(file.getParent());
            OnnxFile.write(FashnMmdit.forge(new Tensors("", small()), SMALL, Precision.FP16), file);
        }
        assertEquals(-1, Files.mismatch(first, second));
        assertEquals(-1, Files.mismatch(OnnxFile.weightsBeside(first), OnnxFile.weightsBeside(second)));
    }

    @Test
    void aNumberTooLargeForSixteenBitsIsRefusedWithTheTensorsName() {
        List<Tensor> tensors = new ArrayList<>(small());
        byte[] large = {(byte) 0x80, 0x47}; // 65536 in BF16
        for (Tensor tensor : tensors) {
            if (tensor.name().equals("single_blocks.0.linear2.weight")) {
                MemorySegment.copy(MemorySegment.ofArray(large), 0, tensor.bytes(), 200, 2);
            }
        }
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> OnnxFile.write(
                        FashnMmdit.forge(new Tensors("", tensors), SMALL, Precision.FP16), folder.resolve("n.onnx")));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("Tensor single_blocks.0.linear2.weight holds"));
    }

    @Test
    void aTurnedMatrixHasEachNumberAtItsPlace() {
        Random random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            int out = 1 + random.nextInt(150);
            int in = 1 + random.nextInt(70);
            List<Tensor> tensors = new ArrayList<>();
            add(tensors, "m", out, in);
            float[] stored = tensors.getFirst().toFloats();
            float[] turned = new float[stored.length];
            for (int i = 0; i < stored.length; i++) {
                turned[i % in * out + i / in] = stored[i];
            }
            MemorySegment target = MemorySegment.ofArray(new byte[stored.length * Float.BYTES]);
            StoredWeights.turned(tensors.getFirst(), ElementType.F32).writeTo(target);
            assertArrayEquals(
                    turned, target.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED), "seed " + SEED + ", round " + round);
        }
    }

    @Test
    void sizesAreReadFromJsonAndContradictionsRefused() {
        assertEquals(SMALL, FashnSizes.parse(SIZES, "config.json"));
        String heads = SIZES.replace("\"heads\": 2", "\"heads\": 3");
        assertThrows(Refusal.class, () -> FashnSizes.parse(heads, "config.json"));
        String text = SIZES.replace("\"heads\": 2", "\"heads\": \"2\"");
        assertThrows(Refusal.class, () -> FashnSizes.parse(text, "config.json"));
        String rows = SIZES.replace("\"height\": 24", "\"height\": 25");
        assertThrows(Refusal.class, () -> FashnSizes.parse(rows, "config.json"));
        assertThrows(Refusal.class, () -> FashnSizes.parse("<html>", "config.json"));
        assertThrows(Refusal.class, () -> FashnSizes.parse("[]", "config.json"));
    }

    @Test
    void anUnknownStationIsAMistakeOfTheCaller() {
        Tensors tensors = new Tensors("", small());
        assertThrows(
                IllegalArgumentException.class,
                () -> FashnMmdit.forge(tensors, SMALL, Precision.FP32, Set.of("double_blocks.9.img_out")));
    }
}
