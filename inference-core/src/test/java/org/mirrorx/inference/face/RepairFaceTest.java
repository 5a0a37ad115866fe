package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.onnx.Value;

/** Swapping and restoring from outside. */
final class RepairFaceTest {
    private static final FaceReading FACE = face(1);
    private static final FaceReading POINT = face(0);

    private static FaceReading face(double size) {
        List<Point2> points = Stream.of(
                        new Point2(192, 240),
                        new Point2(319, 240),
                        new Point2(256, 314),
                        new Point2(201, 371),
                        new Point2(313, 371))
                .map(point -> new Point2(60 + size * point.x() / 5, 40 + size * point.y() / 5))
                .toList();
        return new FaceReading(1, 60, 40, 160, 140, points, List.of());
    }

    /** Halves what it sees of a face, and takes other inputs without heeding them. */
    private static Network network(ElementType type, Shape... shapes) {
        Graph graph = new Graph("tiny");
        for (int i = 0; i < shapes.length; i++) {
            Value input = graph.input("input" + i, type, shapes[i]);
            if (i == 0) {
                graph.output(
                        "output", type == ElementType.F32 ? input.multiply(graph.scalar(0.5f)) : input.multiply(input));
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            return OnnxRuntime.get().open("tiny.onnx", OnnxFile.write(graph, arena), 1);
        }
    }

    private static Picture grid(Arena arena) {
        Picture picture = Picture.allocate(arena, 240, 200);
        for (long i = 0; i < picture.pixels().byteSize(); i++) {
            picture.pixels().set(ValueLayout.JAVA_BYTE, i, (byte) (60 + i * 7 % 151));
        }
        return picture;
    }

    private static float[] unitMap(int width) {
        float[] map = new float[width * width];
        for (int i = 0; i < width; i++) {
            map[i * width + i] = 1;
        }
        return map;
    }

    @Test
    void onlyTheFaceChangesAndTheGivenPictureNever() {
        try (Arena arena = Arena.ofConfined();
                SwapFace swap =
                        new SwapFace(network(ElementType.F32, Shape.of(1, 3, 128, 128), Shape.of(1, 4)), unitMap(4));
                RestoreFace restore = new RestoreFace(
                        network(ElementType.F32, Shape.of(1, 3, 64, 64), Shape.of(1)), Optional.empty())) {
            Picture given = grid(arena);
            ShopperFace shopper = new ShopperFace(new float[] {1, 2, 3, 4});
            for (Picture result : List.of(
                    swap.swap(shopper, given, FACE, arena),
                    restore.restore(given, FACE, RestoreFace.FIDELITY, arena))) {
                assertEquals(-1, grid(arena).pixels().mismatch(given.pixels()));
                assertTrue(at(result, 110, 100) != at(given, 110, 100));
                assertEquals(at(given, 5, 5), at(result, 5, 5));
                assertEquals(at(given, 235, 195), at(result, 235, 195));
            }
        }
    }

    private static byte at(Picture picture, int x, int y) {
        return picture.pixels().get(ValueLayout.JAVA_BYTE, 3L * (y * picture.width() + x));
    }

    @Test
    void pointsThatAreNoFaceAndAForgottenShopperChangeNothing() {
        try (Arena arena = Arena.ofConfined();
                SwapFace swap =
                        new SwapFace(network(ElementType.F32, Shape.of(1, 3, 128, 128), Shape.of(1, 4)), unitMap(4));
                RestoreFace restore =
                        new RestoreFace(network(ElementType.F32, Shape.of(1, 3, 64, 64)), Optional.empty())) {
            Picture given = grid(arena);
            ShopperFace shopper = new ShopperFace(new float[] {1, 2, 3, 4});
            assertEquals(-1, swap.swap(shopper, given, POINT, arena).pixels().mismatch(given.pixels()));
            assertEquals(-1, restore.restore(given, POINT, 1, arena).pixels().mismatch(given.pixels()));
            shopper.forget();
            assertEquals(-1, swap.swap(shopper, given, FACE, arena).pixels().mismatch(given.pixels()));
            assertThrows(IllegalArgumentException.class, () -> restore.restore(given, FACE, 1.5, arena));
        }
    }

    @Test
    void anExportInSixteenBitsIsFedAsItDeclares() {
        try (Arena arena = Arena.ofConfined();
                SwapFace swap =
                        new SwapFace(network(ElementType.F16, Shape.of(1, 3, 128, 128), Shape.of(1, 4)), unitMap(4))) {
            Picture result = swap.swap(new ShopperFace(new float[] {1, 2, 3, 4}), grid(arena), FACE, arena);
            assertTrue(at(result, 110, 100) != at(grid(arena), 110, 100));
        }
    }

    @Test
    void otherNetworksAreRefused() {
        Shape face = Shape.of(1, 3, 128, 128);
        assertThrows(Refusal.class, () -> new SwapFace(network(ElementType.F32, face), unitMap(4)));
        assertThrows(Refusal.class, () -> new SwapFace(network(ElementType.F32, face, Shape.of(1, 5)), unitMap(4)));
        assertThrows(Refusal.class, () -> new SwapFace(network(ElementType.F32, face, Shape.of(1, 4)), new float[15]));
        assertThrows(Refusal.class, () -> new SwapFace(network(ElementType.F32, face, Shape.of(1, 4)), new float[0]));
        assertThrows(
                Refusal.class,
                () -> new RestoreFace(network(ElementType.F32, Shape.of(1, 3, 64, 32)), Optional.empty()));
        assertThrows(
                Refusal.class, () -> new RestoreFace(network(ElementType.F32, face, Shape.of(2)), Optional.empty()));
        assertThrows(
                Refusal.class,
                () -> new RestoreFace(
                        network(ElementType.F32, face), Optional.of(network(ElementType.F32, Shape.of(1, 4)))));
    }

    /** The privacy rule in the types: no public way to a shopper's face but the recogniser's. */
    @Test
    void nobodyOutsideCanMakeAShoppersFace() {
        assertTrue(Arrays.stream(ShopperFace.class.getDeclaredConstructors())
                .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers())));
        assertTrue(Arrays.stream(SwapFace.class.getMethods())
                .filter(method -> method.getName().equals("swap"))
                .allMatch(method -> method.getParameterTypes()[0] == ShopperFace.class));
    }
}
