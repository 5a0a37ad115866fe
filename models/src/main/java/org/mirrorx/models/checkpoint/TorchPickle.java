package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * The functions that a pickle of PyTorch may call: they put tensors together of storages that lie outside of the pickle. What a storage
 * holds is looked up when the tensors are asked for, because old files tell it only behind the pickle.
 */
final class TorchPickle implements Pickle.Allowed {
    private static final Pickle.Name ORDERED = new Pickle.Name("collections", "OrderedDict");
    private static final Pickle.Name TENSOR = new Pickle.Name("torch._utils", "_rebuild_tensor_v2");
    private static final Pickle.Name OLD_TENSOR = new Pickle.Name("torch._utils", "_rebuild_tensor");
    private static final Pickle.Name PARAMETER = new Pickle.Name("torch._utils", "_rebuild_parameter");
    private static final Pickle.Text STORAGE = new Pickle.Text("storage");

    private static final Map<String, ElementType> STORAGES = Map.of(
            "FloatStorage", ElementType.F32,
            "DoubleStorage", ElementType.F64,
            "HalfStorage", ElementType.F16,
            "BFloat16Storage", ElementType.BF16,
            "LongStorage", ElementType.I64,
            "IntStorage", ElementType.I32,
            "ShortStorage", ElementType.I16,
            "CharStorage", ElementType.I8,
            "ByteStorage", ElementType.U8,
            "BoolStorage", ElementType.BOOL);

    /** Values without numbers that some files carry along. */
    private static final Set<String> INERT = Set.of(
            "Size",
            "device",
            "float16",
            "float32",
            "float64",
            "bfloat16",
            "int8",
            "int16",
            "int32",
            "int64",
            "uint8",
            "bool");

    /**
     * Numbers outside of the pickle.
     *
     * @param root key of what lies in the file
     * @param from first number of the root that belongs to it
     */
    record Storage(ElementType type, String root, long from, long numbers) implements Pickle.Made {}

    /** A value of {@link #INERT}. */
    private enum Inert implements Pickle.Made {
        INERT
    }

    /** A tensor whose storage is known by name only. */
    private final class View implements Pickle.Made {
        private final Storage storage;
        private final long offset;
        private final Shape shape;
        private final List<Long> strides;
        private final Pickle.Source source;

        View(Storage storage, long offset, Shape shape, List<Long> strides, Pickle.Source source) {
            this.storage = storage;
            this.offset = offset;
            this.shape = shape;
            this.strides = strides;
            this.source = source;
        }

        @Override
        public Optional<Strided> tensor() {
            MemorySegment root = contents.get(storage.root);
            long size = storage.type.bytes();
            if (root == null) {
                throw source.refuse("the numbers of storage " + shown(storage.root) + " are missing");
            }
            if (storage.from < 0
                    || storage.numbers < 0
                    || storage.from > root.byteSize() / size
                    || storage.numbers > root.byteSize() / size - storage.from) {
                throw source.refuse("storage " + shown(storage.root) + " is shorter than the pickle says");
            }
            Strided strided = new Strided(
                    storage.type,
                    root.asSlice(storage.from * size, storage.numbers * size),
                    ByteOrder.LITTLE_ENDIAN,
                    offset,
                    shape,
                    strides);
            if (!strided.fits()) {
                throw source.refuse("a tensor " + shape + " reaches beyond its storage " + shown(storage.root));
            }
            return Optional.of(strided);
        }
    }

    private final Map<String, MemorySegment> contents = new LinkedHashMap<>();
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    /** Storages that the pickle refers to, by key of their roots; for each root the reference that reaches farthest. */
    Map<String, Storage> storages() {
        return storages;
    }

    /** Says what a root holds. */
    void put(String root, MemorySegment bytes) {
        contents.put(root, bytes);
    }

    @Override
    public boolean has(Pickle.Name name) {
        return Set.of(ORDERED, TENSOR, OLD_TENSOR, PARAMETER).contains(name)
                || name.module().equals("torch") && (STORAGES.containsKey(name.name()) || INERT.contains(name.name()));
    }

    @Override
    public Pickle.Value call(Pickle.Name function, List<Pickle.Value> arguments, Pickle.Source source) {
        if (function.equals(ORDERED)) {
            return NumpyPickle.ordered(arguments, source);
        }
        if (function.equals(PARAMETER) && !arguments.isEmpty() && arguments.getFirst() instanceof View view) {
            return view;
        }
        boolean tensor = function.equals(TENSOR) && arguments.size() >= 6
                || function.equals(OLD_TENSOR) && arguments.size() == 4;
        if (tensor
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Pickle.Whole(long offset)
                && arguments.get(2) instanceof Pickle.Tuple(List<Pickle.Value> sides)
                && arguments.get(3) instanceof Pickle.Tuple(List<Pickle.Value> steps)) {
            Shape shape = NumpyPickle.shape(sides, source);
            List<Long> strides = new ArrayList<>();
            for (Pickle.Value step : steps) {
                if (!(step instanceof Pickle.Whole(long stride)) || stride < 0) {
                    throw source.refuse("a tensor has an impossible stride");
                }
                strides.add(stride);
            }
            if (strides.size() != shape.rank()) {
                throw source.refuse("a tensor " + shape + " has " + strides.size() + " strides");
            }
            return new View(storage, offset, shape, strides, source);
        }
        if (function.module().equals("torch") && INERT.contains(function.name())) {
            return Inert.INERT;
        }
        throw source.refuse("its pickle calls " + function + " with arguments that are not its");
    }

    /** Attributes of a dictionary or a parameter say nothing about numbers. */
    @Override
    public void build(Pickle.Value object, Pickle.Value state, Pickle.Source source) {
        if (!(object instanceof Pickle.Dictionary) && !(object instanceof View)) {
            throw source.refuse("its pickle gives a state to what has none");
        }
    }

    /** ("storage", type, key, device, numbers[, (key of the view, from, numbers)]). */
    @Override
    public Pickle.Value outside(Pickle.Value id, Pickle.Source source) {
        if (id instanceof Pickle.Tuple(List<Pickle.Value> parts)
                && parts.size() >= 5
                && parts.size() <= 6
                && parts.get(0).equals(STORAGE)
                && parts.get(1) instanceof Pickle.Name(String module, String type)
                && module.equals("torch")
                && STORAGES.containsKey(type)
                && parts.get(2) instanceof Pickle.Text(String key)
                && parts.get(4) instanceof Pickle.Whole(long numbers)
                && numbers >= 0) {
            ElementType element = java.util.Objects.requireNonNull(STORAGES.get(type));
            Storage root = new Storage(element, key, 0, numbers);
            Storage known = storages.putIfAbsent(key, root);
            if (known != null && !known.equals(root)) {
                throw source.refuse("storage " + shown(key) + " is described in two ways");
            }
            if (parts.size() == 6
                    && parts.get(5) instanceof Pickle.Tuple(List<Pickle.Value> view)
                    && view.size() == 3
                    && view.get(1) instanceof Pickle.Whole(long from)
                    && view.get(2) instanceof Pickle.Whole(long count)) {
                return new Storage(element, key, from, count);
            }
            return root;
        }
        throw source.refuse("its pickle refers to what is no storage of numbers");
    }

    static String shown(String key) {
        return "\"" + key.substring(0, Math.min(40, key.length())).replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /**
     * Bytes that a storage takes.
     *
     * @throws Refusal when they cannot be counted
     */
    static long bytes(Storage storage, Pickle.Source source) {
        if (storage.numbers > Long.MAX_VALUE / storage.type.bytes()) {
            throw source.refuse("storage " + shown(storage.root) + " claims more numbers than any file can hold");
        }
        return storage.numbers * storage.type.bytes();
    }
}
