package org.mirrorx.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

final class OnnxFileTest {
    private static byte[] bytes(Graph graph) {
        try (Arena arena = Arena.ofConfined()) {
            return OnnxFile.write(graph, arena).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static Graph small() {
        Graph graph = new Graph("small");
        Value x = graph.input("x", ElementType.F32, Shape.of(1, 1, 2, 2));
        Value weights = graph.constant(Weights.floats(Shape.of(1, 1, 1, 1), () -> new float[] {-2.5f}));
        Value bias = graph.constant(Weights.floats(Shape.of(1), () -> new float[] {300}));
        graph.output(
                "y", x.conv(weights, bias, Window.square(1, 1, Pads.NONE), 1).clip(0, 6));
        return graph;
    }

    @Test
    void theFileSaysVersionOperatorsAndNames() {
        WireReader model = new WireReader(bytes(small()));
        assertEquals(10, model.only(1).whole());
        assertEquals(17, model.only(8).message().only(2).whole());
        WireReader graph = model.only(7).message();
        assertEquals("small", graph.only(2).text());
        List<String> operators =
                graph.all(1).stream().map(node -> node.message().only(4).text()).toList();
        assertEquals(List.of("Conv", "Clip"), operators);
        assertEquals("x", graph.only(11).message().only(1).text());
        assertEquals("y", graph.only(12).message().only(1).text());
        WireReader clip = graph.all(1).get(1).message();
        assertEquals("y", clip.only(2).text());
        assertEquals(3, clip.all(1).size());
    }

    @Test
    void aConstantIsItsRawLittleEndianNumbers() {
        WireReader graph = new WireReader(bytes(small())).only(7).message();
        WireReader weights = graph.all(5).getFirst().message();
        assertEquals(1, weights.only(2).whole());
        assertEquals(4, weights.all(1).size());
        assertEquals(
                -2.5f,
                ByteBuffer.wrap(weights.only(9).raw())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat());
    }

    @Test
    void theSameCallsGiveTheSameBytes() {
        assertArrayEquals(bytes(small()), bytes(small()));
    }

    @Test
    void aScalarUsedTwiceIsWrittenOnce() {
        Graph graph = new Graph("twice");
        Value x = graph.input("x", ElementType.F32, Shape.of(3));
        graph.output("y", x.clip(0, 6).negate().clip(0, 6));
        assertEquals(2, new WireReader(bytes(graph)).only(7).message().all(5).size());
    }

    @Test
    void numbersOfAnyLengthSurviveTheWire() {
        long seed = 3;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            long whole = random.nextLong() >> random.nextInt(64);
            float real = Float.intBitsToFloat(random.nextInt());
            String text = "ü".repeat(random.nextInt(300));
            Wire inner = new Wire();
            inner.text(1, text);
            Wire wire = new Wire();
            wire.whole(16, whole);
            wire.real(2, real);
            wire.message(3, inner);
            wire.weights(4, Weights.longs(Shape.of(1), whole));
            MemorySegment segment = MemorySegment.ofArray(new byte[(int) wire.size()]);
            wire.writeTo(segment);
            WireReader read = new WireReader(segment.toArray(ValueLayout.JAVA_BYTE));
            String which = "seed " + seed + ", round " + round;
            assertEquals(whole, read.only(16).whole(), which);
            assertEquals(Float.floatToRawIntBits(real), (int) read.only(2).whole(), which);
            assertEquals(text, read.only(3).message().only(1).text(), which);
            assertEquals(
                    whole,
                    ByteBuffer.wrap(read.only(4).raw())
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong(),
                    which);
        }
    }

    @Test
    void aShapeThatDoesNotFitIsAnErrorAtTheLineThatMadeIt() {
        Graph graph = new Graph("wrong");
        Value x = graph.input("x", ElementType.F32, Shape.of(1, 3, 8, 8));
        Value w = graph.constant(Weights.floats(Shape.of(4, 2, 3, 3), () -> new float[72]));
        Value b = graph.constant(Weights.floats(Shape.of(4), () -> new float[4]));
        Window window = Window.square(3, 1, Pads.NONE);
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> x.conv(w, b, window, 1));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("Conv of x F32 [1, 3, 8, 8] does not go with"));
        assertThrows(IllegalArgumentException.class, () -> x.reshape(Shape.of(1, 191)));
        assertThrows(IllegalArgumentException.class, () -> x.add(w));
        assertThrows(IllegalArgumentException.class, () -> x.transpose(0, 1, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> x.matMul(x));
        assertThrows(IllegalArgumentException.class, () -> x.depthToSpace(2));
        assertThrows(IllegalArgumentException.class, () -> x.maxPool(Window.square(9, 1, Pads.NONE)));
        assertThrows(IllegalArgumentException.class, () -> x.pad(new int[] {0, 0, 0, -1}, new int[4]));
        assertThrows(IllegalArgumentException.class, () -> Value.concat(2, List.of(x, w)));
        assertThrows(IllegalArgumentException.class, () -> graph.output("x", x));
        assertThrows(
                IllegalArgumentException.class,
                () -> x.add(new Graph("other").input("x", ElementType.F32, Shape.of(1, 3, 8, 8))));
    }

    @Test
    void weightsBesideTheModelLieAtPagesAndSmallOnesStayInside(@TempDir Path folder) throws IOException {
        Graph graph = new Graph("beside");
        Value x = graph.input("x", ElementType.F32, Shape.of(1, 40));
        float[] numbers = new float[1600];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        Value large = graph.constant(Weights.floats(Shape.of(40, 40), () -> numbers));
        Value small = graph.constant(Weights.floats(Shape.of(40), () -> new float[40]));
        Value second = graph.constant(Weights.floats(Shape.of(40, 40), () -> numbers));
        graph.output("y", x.matMul(large).add(small).matMul(second));
        Path file = folder.resolve("network.onnx");
        OnnxFile.write(graph, file);
        WireReader written = new WireReader(Files.readAllBytes(file)).only(7).message();
        List<WireReader> tensors =
                written.all(5).stream().map(WireReader.Field::message).toList();
        assertEquals(List.of("location=network.onnx.data", "offset=0", "length=6400"), entries(tensors.get(0)));
        assertEquals(List.of(), entries(tensors.get(1)));
        assertEquals(160, tensors.get(1).only(9).raw().length);
        assertEquals(List.of("location=network.onnx.data", "offset=8192", "length=6400"), entries(tensors.get(2)));
        ByteBuffer beside = ByteBuffer.wrap(Files.readAllBytes(OnnxFile.weightsBeside(file)))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(8192 + 6400, beside.capacity());
        assertEquals(1599, beside.getFloat(6396));
        assertEquals(0, beside.getFloat(6400));
        assertEquals(1599, beside.getFloat(8192 + 6396));
    }

    @Test
    void anOpenBatchIsADimensionWithoutANumber() {
        Graph graph = new Graph("open", Graph.Batch.OPEN);
        Value x = graph.input("x", ElementType.F32, Shape.of(1, 6));
        graph.output("y", x.reshape(Shape.of(1, 2, 3)).transpose(0, 2, 1));
        WireReader written = new WireReader(bytes(graph)).only(7).message();
        WireReader shape = written.only(11)
                .message()
                .only(2)
                .message()
                .only(1)
                .message()
                .only(2)
                .message();
        assertEquals("batch", shape.all(1).getFirst().message().only(2).text());
        assertEquals(6, shape.all(1).getLast().message().only(1).whole());
        byte[] sides = written.only(5).message().only(9).raw();
        assertEquals(0, ByteBuffer.wrap(sides).order(ByteOrder.LITTLE_ENDIAN).getLong());
        assertThrows(IllegalArgumentException.class, () -> x.reshape(Shape.of(6, 1)));
        assertThrows(IllegalArgumentException.class, () -> x.transpose(1, 0));
        assertThrows(IllegalArgumentException.class, () -> x.split(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Value.concat(0, List.of(x, x)));
        assertThrows(IllegalArgumentException.class, () -> graph.input("z", ElementType.F32, Shape.of(2, 6)));
    }

    @Test
    void aTransformersShapesAreCheckedToo() {
        Graph graph = new Graph("wrong");
        Value x = graph.input("x", ElementType.F32, Shape.of(1, 5, 8));
        Value half = graph.input("half", ElementType.F16, Shape.of(1, 5, 8));
        Value table = graph.input("table", ElementType.F32, Shape.of(5, 3));
        assertThrows(IllegalArgumentException.class, () -> x.attention(x, half, 2));
        assertThrows(IllegalArgumentException.class, () -> x.attention(x, x, 3));
        assertThrows(IllegalArgumentException.class, () -> x.rotatePairs(table, table, 2));
        assertThrows(IllegalArgumentException.class, () -> x.split(2, 3, 4));
        assertThrows(IllegalArgumentException.class, () -> x.layerNorm(table, 1e-6f));
        assertThrows(IllegalArgumentException.class, () -> table.gatherRows(table));
        assertEquals(x, x.cast(ElementType.F32));
        assertEquals(Shape.of(1, 5, 8), half.attention(half, half, 2).shape());
    }

    private static List<String> entries(WireReader tensor) {
        return tensor.all(13).stream()
                .map(WireReader.Field::message)
                .map(entry -> entry.only(1).text() + "=" + entry.only(2).text())
                .toList();
    }
}
