package org.mirrorx.models.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/** Pickles of NumPy arrays in plain containers, as Detectron2 publishes its weights. */
final class NumpyPickle implements Pickle.Allowed {
    private static final Set<String> RECONSTRUCT = Set.of("numpy.core.multiarray", "numpy._core.multiarray");
    private static final Set<String> FROM_BUFFER = Set.of("numpy.core.numeric", "numpy._core.numeric");
    private static final Pickle.Name ORDERED = new Pickle.Name("collections", "OrderedDict");
    private static final Pickle.Name NDARRAY = new Pickle.Name("numpy", "ndarray");
    private static final Pickle.Name DTYPE = new Pickle.Name("numpy", "dtype");
    private static final Pickle.Name ENCODE = new Pickle.Name("_codecs", "encode");

    /** An array that waits for its state. */
    private static final class Waiting implements Pickle.Made {
        private @Nullable Strided state;

        @Override
        public Optional<Strided> tensor() {
            return Optional.ofNullable(state);
        }
    }

    /** A type of numbers; its state gives the order of bytes. */
    private static final class Type implements Pickle.Made {
        private final ElementType element;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        Type(ElementType element) {
            this.element = element;
        }
    }

    private static final int MOST_SIDES = 8;

    private final Arena arena;
    private final long mostEncoded;
    private long encoded;

    /** @param fileBytes texts that stand for bytes are copied, all together no more than a file can need */
    private NumpyPickle(Arena arena, long fileBytes) {
        this.arena = arena;
        this.mostEncoded = 2 * fileBytes;
    }

    private void count(long bytes, Pickle.Source source) {
        encoded += bytes;
        if (encoded > mostEncoded) {
            throw source.refuse("its pickle repeats bytes without end");
        }
    }

    /** @throws org.mirrorx.models.Refusal when it is no such pickle */
    static Tensors read(MemorySegment file, String source, Arena arena) {
        Pickle.Loaded loaded = Pickle.load(file, 0, source, new NumpyPickle(arena, file.byteSize()));
        return PickledTree.tensors(loaded.value(), source, arena, file.byteSize());
    }

    @Override
    public boolean has(Pickle.Name name) {
        return isReconstruct(name)
                || isScalar(name)
                || isFromBuffer(name)
                || Set.of(ORDERED, NDARRAY, DTYPE, ENCODE).contains(name);
    }

    private static boolean isReconstruct(Pickle.Name name) {
        return RECONSTRUCT.contains(name.module()) && name.name().equals("_reconstruct");
    }

    private static boolean isScalar(Pickle.Name name) {
        return RECONSTRUCT.contains(name.module()) && name.name().equals("scalar");
    }

    private static boolean isFromBuffer(Pickle.Name name) {
        return FROM_BUFFER.contains(name.module()) && name.name().equals("_frombuffer");
    }

    @Override
    public Pickle.Value call(Pickle.Name function, List<Pickle.Value> arguments, Pickle.Source source) {
        if (function.equals(ORDERED)) {
            return ordered(arguments, source);
        }
        if (isReconstruct(function)
                && arguments.size() == 3
                && arguments.getFirst().equals(NDARRAY)) {
            return new Waiting();
        }
        if (isFromBuffer(function)
                && arguments.size() == 4
                && arguments.get(1) instanceof Type type
                && arguments.get(3) instanceof Pickle.Text(String order)) {
            return array(arguments.get(0), type, shape(arguments.get(2), source), order.equals("F"), source);
        }
        if (isScalar(function) && arguments.size() == 2 && arguments.getFirst() instanceof Type type) {
            array(arguments.get(1), type, Shape.of(), false, source);
            return Pickle.None.NONE; // a learning rate or a count, not a tensor
        }
        if (function.equals(DTYPE) && !arguments.isEmpty()) {
            return new Type(element(arguments.getFirst(), source));
        }
        if (function.equals(ENCODE) && arguments.size() == 2 && arguments.get(1).equals(new Pickle.Text("latin1"))) {
            return latin1(arguments.getFirst(), source);
        }
        throw source.refuse("its pickle calls " + function + " with arguments that are not its");
    }

    /** An empty dictionary, or one of pairs. */
    static Pickle.Value ordered(List<Pickle.Value> arguments, Pickle.Source source) {
        Map<String, Pickle.Value> entries = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            if (!(arguments.getFirst() instanceof Pickle.Items(List<Pickle.Value> pairs))) {
                throw source.refuse("its pickle makes a dictionary of what are no pairs");
            }
            for (Pickle.Value pair : pairs) {
                List<Pickle.Value> both = switch (pair) {
                    case Pickle.Items(List<Pickle.Value> items) -> items;
                    case Pickle.Tuple(List<Pickle.Value> items) -> items;
                    default -> List.of();
                };
                if (both.size() != 2 || !(both.getFirst() instanceof Pickle.Text(String key))) {
                    throw source.refuse("its pickle makes a dictionary of what are no pairs");
                }
                entries.put(key, both.getLast());
            }
        }
        return new Pickle.Dictionary(entries);
    }

    @Override
    public void build(Pickle.Value object, Pickle.Value state, Pickle.Source source) {
        List<Pickle.Value> parts = state instanceof Pickle.Tuple(List<Pickle.Value> items) ? items : List.of();
        switch (object) {
            case Pickle.Dictionary _ -> {} // attributes of a dictionary, such as _metadata
            case Type type
            when parts.size() >= 2 && parts.get(1) instanceof Pickle.Text(String order) ->
                type.order = order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            case Type type
            when parts.size() >= 2 && parts.get(1) instanceof Pickle.Bytes(MemorySegment order) ->
                type.order = order.byteSize() == 1 && order.get(ValueLayout.JAVA_BYTE, 0) == '>'
                        ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN;
            case Waiting array
            when parts.size() == 5 && parts.get(2) instanceof Type type ->
                array.state = array(parts.get(4), type, shape(parts.get(1), source), isTrue(parts.get(3)), source);
            default -> throw source.refuse("its pickle gives a state to what has none");
        }
    }

    private static boolean isTrue(Pickle.Value value) {
        return value.equals(new Pickle.Bool(true)) || value.equals(new Pickle.Whole(1));
    }

    @Override
    public Pickle.Value outside(Pickle.Value id, Pickle.Source source) {
        throw source.refuse("its pickle refers to something outside of it");
    }

    private Strided array(Pickle.Value raw, Type type, Shape shape, boolean byColumns, Pickle.Source source) {
        MemorySegment bytes = switch (raw) {
            case Pickle.Bytes(MemorySegment own) -> own;
            case Pickle.Text(String text) -> { // Python 2 protocol 0
                count(text.length(), source);
                yield MemorySegment.ofArray(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            default -> throw source.refuse("an array has no bytes");
        };
        if (bytes.byteSize() != shape.elements() * type.element.bytes()) {
            throw source.refuse("an array " + shape + " of " + type.element + " has " + bytes.byteSize() + " bytes");
        }
        return byColumns
                ? Strided.columns(type.element, bytes, type.order, shape)
                : Strided.rows(type.element, bytes, type.order, shape);
    }

    private static Shape shape(Pickle.Value value, Pickle.Source source) {
        if (!(value instanceof Pickle.Tuple(List<Pickle.Value> sides))) {
            throw source.refuse("an array has no shape");
        }
        return shape(sides, source);
    }

    /** @throws org.mirrorx.models.Refusal when a side is negative or the numbers cannot be counted */
    static Shape shape(List<Pickle.Value> sides, Pickle.Source source) {
        if (sides.size() > MOST_SIDES) {
            throw source.refuse("a tensor has " + sides.size() + " sides");
        }
        int[] shape = new int[sides.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            if (!(sides.get(axis) instanceof Pickle.Whole(long side)) || side < 0 || side > Integer.MAX_VALUE) {
                throw source.refuse("a tensor has an impossible side");
            }
            shape[axis] = (int) side;
        }
        try {
            return Shape.of(shape);
        } catch (IllegalArgumentException tooLarge) {
            throw source.refuse("a tensor claims more numbers than any file can hold");
        }
    }

    private static ElementType element(Pickle.Value value, Pickle.Source source) {
        String code = switch (value) {
            case Pickle.Text(String text) -> text;
            case Pickle.Bytes(MemorySegment bytes)
            when bytes.byteSize() <= 4 -> new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
            default -> "";
        };
        return switch (code) {
            case "f8" -> ElementType.F64;
            case "f4" -> ElementType.F32;
            case "f2" -> ElementType.F16;
            case "i8" -> ElementType.I64;
            case "i4" -> ElementType.I32;
            case "i2" -> ElementType.I16;
            case "i1" -> ElementType.I8;
            case "u1" -> ElementType.U8;
            case "b1" -> ElementType.BOOL;
            default ->
                throw source.refuse("an array holds \"" + code.replaceAll("[^A-Za-z0-9]", "?")
                        + "\", which are no numbers a network has");
        };
    }

    /** Bytes that protocol 2 keeps as a text of the first 256 characters. */
    private Pickle.Value latin1(Pickle.Value value, Pickle.Source source) {
        if (value instanceof Pickle.Text(String text)) {
            if (!text.chars().allMatch(character -> character < 256)) {
                throw source.refuse("bytes are written as a text of other characters");
            }
            count(text.length(), source);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return new Pickle.Bytes(arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes)));
        }
        if (!(value instanceof Pickle.Bytes(MemorySegment utf8))) {
            throw source.refuse("its pickle encodes what is no text");
        }
        count(utf8.byteSize(), source);
        MemorySegment bytes = arena.allocate(utf8.byteSize());
        long length = 0;
        for (long at = 0; at < utf8.byteSize(); at++) {
            int first = utf8.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
            if (first >= 0x80) {
                boolean two = (first == 0xC2 || first == 0xC3) && at + 1 < utf8.byteSize();
                int second = two ? utf8.get(ValueLayout.JAVA_BYTE, ++at) & 0xFF : 0;
                if ((second & 0xC0) != 0x80) {
                    throw source.refuse("bytes are written as a text of other characters");
                }
                first = (first & 3) << 6 | second & 0x3F;
            }
            bytes.set(ValueLayout.JAVA_BYTE, length++, (byte) first);
        }
        return new Pickle.Bytes(bytes.asSlice(0, length));
    }
}
