package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.TfLiteOperator.Activation;
import org.mirrorx.models.checkpoint.TfLiteOperator.Kind;
import org.mirrorx.models.checkpoint.TfLiteOperator.Padding;
import org.mirrorx.models.checkpoint.TfLiteOperator.Step;

/**
 * A TensorFlow Lite network (FlatBuffers, identifier {@code TFL3}, schema version 3, one subgraph, batch 1). Field and operator
 * numbers are those of schema.fbs in tensorflow/lite. Weights are views of the file.
 *
 * @param source the file, as a person would recognise it in an error
 * @param tensors by number
 * @param operators in order of execution
 * @param inputs numbers of tensors
 * @param outputs numbers of tensors
 */
public record TfLite(
        String source,
        List<TfLiteTensor> tensors,
        List<TfLiteOperator> operators,
        List<Integer> inputs,
        List<Integer> outputs) {

    /** Bounds on what a file may claim; the published networks have at most 700 tensors and steps. */
    private static final int MOST_ENTRIES = 20_000;

    private static final int MOST_CODES = 256;
    private static final int MOST_SIDES = 6;
    private static final int MOST_OPERANDS = 32;
    private static final int MOST_NAME_BYTES = 1024;

    /** A sparse tensor keeps a quarter of its numbers in the published networks; far fewer than that is a memory bomb. */
    private static final int MOST_SPARSE_GROWTH = 64;

    private static final int SCHEMA_VERSION = 3;

    public TfLite {
        tensors = List.copyOf(tensors);
        operators = List.copyOf(operators);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads a network; {@code file} must stay valid as long as the result is used.
     *
     * @throws Refusal when the file is damaged or holds something the converters of MirrorX do not know
     */
    public static TfLite read(MemorySegment file, String source) {
        return new Reader(file, source).read();
    }

    private static final class Reader {
        private final String source;
        private final FlatTable model;

        Reader(MemorySegment file, String source) {
            this.source = source;
            this.model = FlatTable.root(file, source, "TFL3");
        }

        TfLite read() {
            int version = model.intField(0, 0);
            if (version != SCHEMA_VERSION) {
                throw model.broken("schema version " + version + " instead of " + SCHEMA_VERSION);
            }
            FlatTable[] subgraphs = model.tables(2, MOST_ENTRIES);
            if (subgraphs.length != 1) {
                throw model.broken(subgraphs.length + " networks instead of one");
            }
            FlatTable subgraph = subgraphs[0];
            List<TfLiteTensor> tensors = readTensors(subgraph);
            List<TfLiteOperator> operators = readOperators(subgraph, tensors.size());
            List<Integer> inputs = numbers(subgraph, 1, 0, tensors.size());
            List<Integer> outputs = numbers(subgraph, 2, 0, tensors.size());
            return new TfLite(source, tensors, operators, inputs, outputs);
        }

        private List<TfLiteTensor> readTensors(FlatTable subgraph) {
            FlatTable[] buffers = model.tables(4, MOST_ENTRIES);
            FlatTable[] tables = subgraph.tables(0, MOST_ENTRIES);
            List<TfLiteTensor> tensors = new ArrayList<>();
            for (int number = 0; number < tables.length; number++) {
                tensors.add(readTensor(number, tables[number], buffers));
            }
            return tensors;
        }

        private TfLiteTensor readTensor(int number, FlatTable table, FlatTable[] buffers) {
            String name = table.text(3, MOST_NAME_BYTES);
            String which = "tensor " + number + " (" + name + ")";
            Shape shape = shape(table, which);
            int code = table.byteField(1, 0);
            ElementType type = switch (code) {
                case 0 -> ElementType.F32;
                case 1 -> ElementType.F16;
                case 2 -> ElementType.I32;
                default -> throw table.broken(which + " has the unknown type " + code);
            };
            int buffer = table.intField(2, 0);
            if (buffer < 0 || buffer >= buffers.length) {
                throw table.broken(which + " wants buffer " + buffer + " of " + buffers.length);
            }
            MemorySegment bytes = buffers[buffer].vector(0, Byte.BYTES);
            Optional<TfLiteSparsity> sparsity =
                    table.table(6).map(sparse -> readSparsity(sparse, which, type, shape, bytes));
            if (sparsity.isEmpty() && bytes.byteSize() > 0 && bytes.byteSize() != shape.elements() * type.bytes()) {
                throw table.broken(which + " " + shape + " of " + type + " has " + bytes.byteSize() + " bytes");
            }
            return new TfLiteTensor(number, name, type, shape, bytes, sparsity);
        }

        private Shape shape(FlatTable table, String which) {
            int[] sides = table.ints(0, MOST_SIDES);
            long elements = 1;
            for (int side : sides) {
                if (side < 0) {
                    throw table.broken(which + " has a side of " + side);
                }
                elements *= side;
                if (elements > Integer.MAX_VALUE) {
                    throw table.broken(which + " claims more than two thousand million numbers");
                }
            }
            return Shape.of(sides);
        }

        private TfLiteSparsity readSparsity(
                FlatTable sparse, String which, ElementType type, Shape shape, MemorySegment bytes) {
            int[] order = sparse.ints(0, MOST_SIDES);
            FlatTable[] dimensions = sparse.tables(2, MOST_SIDES);
            int rank = shape.rank();
            boolean plain = type == ElementType.F16
                    && order.length == rank
                    && dimensions.length == rank
                    && sparse.ints(1, MOST_SIDES).length == 0;
            for (int axis = 0; plain && axis < rank; axis++) {
                int format = dimensions[axis].byteField(0, 0);
                plain = order[axis] == axis
                        && (axis == rank - 1
                                ? format == 1
                                : format == 0 && dimensions[axis].intField(1, 0) == shape.side(axis));
            }
            if (!plain) {
                throw sparse.broken(which + " is sparse in another way than rows of F16 numbers");
            }
            if (shape.elements() * type.bytes() > MOST_SPARSE_GROWTH * bytes.byteSize()) {
                throw sparse.broken(which + " would grow from " + bytes.byteSize() + " bytes to "
                        + shape.elements() * type.bytes());
            }
            FlatTable rows = dimensions[rank - 1];
            TfLiteSparsity sparsity = new TfLiteSparsity(indexVector(rows, 2, which), indexVector(rows, 4, which));
            String fault = sparsity.check(shape, bytes.byteSize() / type.bytes());
            if (!fault.isEmpty()) {
                throw sparse.broken(which + ": " + fault);
            }
            return sparsity;
        }

        /** A union of Int32Vector (1), Uint16Vector (2), Uint8Vector (3): its kind stands in one field, its table in the next. */
        private int[] indexVector(FlatTable rows, int kindField, String which) {
            int kind = rows.byteField(kindField, 0);
            FlatTable values =
                    rows.table(kindField + 1).orElseThrow(() -> rows.broken(which + " lacks its sparse positions"));
            return switch (kind) {
                case 1 -> nonNegative(values.ints(0, Integer.MAX_VALUE), rows, which);
                case 2 ->
                    widen(values.vector(0, Short.BYTES)
                            .toArray(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN)));
                case 3 -> widen(values.vector(0, Byte.BYTES).toArray(ValueLayout.JAVA_BYTE));
                default -> throw rows.broken(which + " has sparse positions of the unknown kind " + kind);
            };
        }

        private static int[] widen(short[] unsigned) {
            int[] values = new int[unsigned.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Short.toUnsignedInt(unsigned[i]);
            }
            return values;
        }

        private static int[] widen(byte[] unsigned) {
            int[] values = new int[unsigned.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Byte.toUnsignedInt(unsigned[i]);
            }
            return values;
        }

        private static int[] nonNegative(int[] values, FlatTable rows, String which) {
            for (int value : values) {
                if (value < 0) {
                    throw rows.broken(which + " has the sparse position " + value);
                }
            }
            return values;
        }

        private List<TfLiteOperator> readOperators(FlatTable subgraph, int tensorCount) {
            FlatTable[] codes = model.tables(1, MOST_CODES);
            FlatTable[] tables = subgraph.tables(3, MOST_ENTRIES);
            List<TfLiteOperator> operators = new ArrayList<>();
            for (int number = 0; number < tables.length; number++) {
                FlatTable table = tables[number];
                int index = table.intField(0, 0);
                if (index < 0 || index >= codes.length) {
                    throw table.broken("step " + number + " wants operator " + index + " of " + codes.length);
                }
                operators.add(new TfLiteOperator(
                        number,
                        kind(number, codes[index], table),
                        numbers(table, 1, -1, tensorCount),
                        numbers(table, 2, 0, tensorCount)));
            }
            return operators;
        }

        /** Numbers of tensors; −1 where a missing operand is allowed. */
        private static List<Integer> numbers(FlatTable table, int field, int least, int tensorCount) {
            int[] numbers = table.ints(field, MOST_OPERANDS);
            for (int number : numbers) {
                if (number < least || number >= tensorCount) {
                    throw table.broken("tensor " + number + " is wanted but there are " + tensorCount);
                }
            }
            List<Integer> list = new ArrayList<>(numbers.length);
            for (int number : numbers) {
                list.add(number);
            }
            return list;
        }

        private Kind kind(int number, FlatTable code, FlatTable operator) {
            // files before 2020 have the number in one byte (field 0), newer ones in field 3 as well
            int builtin = Math.max(code.byteField(0, 0), code.intField(3, 0));
            Optional<FlatTable> given = operator.table(4);
            return switch (builtin) {
                case 0 ->
                    new TfLiteOperator.Add(given.map(o -> activation(o, 0)).orElse(Activation.NONE));
                case 18 ->
                    new TfLiteOperator.Mul(given.map(o -> activation(o, 0)).orElse(Activation.NONE));
                case 6 -> new TfLiteOperator.Dequantize();
                case 14 -> new TfLiteOperator.Logistic();
                case 19 -> new TfLiteOperator.Relu();
                case 21 -> new TfLiteOperator.Relu6();
                case 22 -> new TfLiteOperator.Reshape();
                case 34 -> new TfLiteOperator.Pad();
                case 54 -> new TfLiteOperator.PRelu();
                case 117 -> new TfLiteOperator.HardSwish();
                case 124 -> new TfLiteOperator.Densify();
                case 32 -> custom(code, operator);
                case 1, 2, 3, 4, 5, 17, 23, 40 ->
                    withOptions(
                            builtin, given.orElseThrow(() -> operator.broken("step " + number + " lacks its options")));
                default -> throw operator.broken("step " + number + " is the unknown operator " + builtin);
            };
        }

        private static Kind withOptions(int builtin, FlatTable o) {
            return switch (builtin) {
                case 1 -> new TfLiteOperator.AveragePool2D(padding(o), step(o, 2, 1), step(o, 4, 3), activation(o, 5));
                case 17 -> new TfLiteOperator.MaxPool2D(padding(o), step(o, 2, 1), step(o, 4, 3), activation(o, 5));
                case 2 -> new TfLiteOperator.Concatenation(o.intField(0, 0), activation(o, 1));
                case 3 -> new TfLiteOperator.Conv2D(padding(o), step(o, 2, 1), step(o, 5, 4), activation(o, 3));
                case 4 ->
                    new TfLiteOperator.DepthwiseConv2D(
                            padding(o), step(o, 2, 1), step(o, 6, 5), o.intField(3, 0), activation(o, 4));
                case 5 -> new TfLiteOperator.DepthToSpace(o.intField(0, 0));
                case 23 -> new TfLiteOperator.ResizeBilinear(o.flag(2), o.flag(3));
                case 40 -> new TfLiteOperator.Mean(o.flag(0));
                default -> throw new IllegalArgumentException("operator " + builtin + " has no options");
            };
        }

        private static Kind custom(FlatTable code, FlatTable operator) {
            String name = code.text(1, MOST_NAME_BYTES);
            return switch (name) {
                case "Convolution2DTransposeBias" -> {
                    // TfLiteTransposeConvParams of tensorflow: padding (1 = SAME, 2 = VALID), stride_width,
                    // stride_height
                    byte[] record = operator.vector(5, Byte.BYTES).toArray(ValueLayout.JAVA_BYTE);
                    if (record.length < 3 * Integer.BYTES) {
                        throw operator.broken(name + " has " + record.length + " bytes of options");
                    }
                    MemorySegment options = MemorySegment.ofArray(record);
                    ValueLayout.OfInt layout = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
                    Padding padding = switch (options.get(layout, 0)) {
                        case 1 -> Padding.SAME;
                        case 2 -> Padding.VALID;
                        default -> throw operator.broken(name + " has an unknown padding");
                    };
                    yield new TfLiteOperator.TransposeConvBias(
                            padding,
                            checked(
                                    operator,
                                    options.get(layout, 2L * Integer.BYTES),
                                    options.get(layout, Integer.BYTES)));
                }
                case "MaxPoolingWithArgmax2D" -> new TfLiteOperator.MaxPoolWithArgmax();
                case "MaxUnpooling2D" -> new TfLiteOperator.MaxUnpool();
                default ->
                    throw operator.broken("the unknown custom operator "
                            + new String(name.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
            };
        }

        private static Padding padding(FlatTable options) {
            int code = options.byteField(0, 0);
            return switch (code) {
                case 0 -> Padding.SAME;
                case 1 -> Padding.VALID;
                default -> throw options.broken("the unknown padding " + code);
            };
        }

        private static Activation activation(FlatTable options, int field) {
            int code = options.byteField(field, 0);
            return switch (code) {
                case 0 -> Activation.NONE;
                case 1 -> Activation.RELU;
                case 3 -> Activation.RELU6;
                default -> throw options.broken("the unknown activation " + code);
            };
        }

        /** Strides, windows and dilations; an absent field counts as 1, the default of dilations. */
        private static Step step(FlatTable options, int heightField, int widthField) {
            return checked(options, options.intField(heightField, 1), options.intField(widthField, 1));
        }

        private static Step checked(FlatTable options, int height, int width) {
            int most = 4096;
            if (height < 1 || width < 1 || height > most || width > most) {
                throw options.broken("a step of " + height + " × " + width);
            }
            return new Step(height, width);
        }
    }
}
