package org.mirrorx.models.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * A network under construction. Inputs and constants are made here, operations are methods of {@link Value}, and every operation
 * is written in the order in which it was made, so the same calls give the same file.
 */
public final class Graph {
    /** What the first side of inputs and outputs is. */
    public enum Batch {
        /** As built. */
        FIXED,
        /**
         * Built as 1 and open in the file (ONNX dimension {@code batch}): the first side of every input, output and of everything between
         * them is the number of samples. No operation may then mix samples or move the first side.
         */
        OPEN
    }

    /** ONNX's own operators. */
    static final String STANDARD = "";

    /** Operators that only ONNX Runtime has, version 1. */
    static final String MICROSOFT = "com.microsoft";

    private final String name;
    private final Batch batch;
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final SequencedMap<Value, Weights> constants = new LinkedHashMap<>();
    private final Map<List<Long>, Value> wholeNumbers = new LinkedHashMap<>();
    private final Map<Float, Value> scalars = new LinkedHashMap<>();
    private final Value absent = new Value(this, "", ElementType.F32, Shape.of(0));
    private int made;

    public Graph(String name) {
        this(name, Batch.FIXED);
    }

    public Graph(String name, Batch batch) {
        this.name = name;
        this.batch = batch;
    }

    public Value input(String inputName, ElementType type, Shape shape) {
        if (batch == Batch.OPEN && (shape.rank() == 0 || shape.side(0) != 1)) {
            throw new IllegalArgumentException("input " + inputName + " " + shape + " of " + name
                    + ", whose batch is open, must have 1 as its first side");
        }
        Value value = new Value(this, inputName, type, shape);
        inputs.add(value);
        return value;
    }

    /** A constant; its numbers are asked for when the file is written. */
    public Value constant(Weights weights) {
        Value value = new Value(this, next("w"), weights.type(), weights.shape());
        constants.put(value, weights);
        return value;
    }

    /** One float, shared by all that use it. */
    public Value scalar(float number) {
        return scalars.computeIfAbsent(number, n -> constant(Weights.floats(Shape.of(), () -> new float[] {n})));
    }

    /** Names a result; each result can be named once. */
    public void output(String outputName, Value value) {
        if (inputs.contains(value) || constants.containsKey(value) || outputs.contains(value)) {
            throw new IllegalArgumentException(
                    "output " + outputName + " of " + name + " must be the result of a node and named once");
        }
        value.rename(outputName);
        outputs.add(value);
    }

    /** Names a copy of a value that further nodes use, or that is an output already. */
    public void alsoOutput(String outputName, Value value) {
        output(outputName, node("Identity", List.of(value), value.type(), value.shape(), List.of()));
    }

    /** A list of whole numbers, shared by all that use it. */
    Value wholeNumbers(long... numbers) {
        List<Long> key = new ArrayList<>(numbers.length);
        for (long number : numbers) {
            key.add(number);
        }
        return wholeNumbers.computeIfAbsent(key, missing -> constant(Weights.longs(Shape.of(numbers.length), numbers)));
    }

    /** Stands for an optional operand that is not given; ONNX writes it as an empty name. */
    Value absent() {
        return absent;
    }

    /** Adds a node with one result. */
    Value node(String operator, List<Value> operands, ElementType type, Shape shape, List<Attribute> attributes) {
        Value result = new Value(this, next(operator), type, shape);
        add(operator, operands, List.of(result), attributes);
        return result;
    }

    /** Adds a node whose results were made with {@link #result}. */
    void add(String operator, List<Value> operands, List<Value> results, List<Attribute> attributes) {
        add(STANDARD, operator, operands, results, attributes);
    }

    /** Adds a node of one of the domains {@link #STANDARD} and {@link #MICROSOFT}, whose results were made with {@link #result}. */
    void add(String domain, String operator, List<Value> operands, List<Value> results, List<Attribute> attributes) {
        for (Value operand : operands) {
            if (operand.graph() != this) {
                throw new IllegalArgumentException(operator + " mixes two graphs");
            }
        }
        nodes.add(new Node(domain, operator, operands, results, attributes));
    }

    /** A value that a node of several results will make. */
    Value result(String operator, ElementType type, Shape shape) {
        return new Value(this, next(operator), type, shape);
    }

    private String next(String prefix) {
        return prefix + "_" + made++;
    }

    public String name() {
        return name;
    }

    /** The first side that may be cut or lengthened. */
    int firstSide() {
        return batch == Batch.OPEN ? 1 : 0;
    }

    Batch batch() {
        return batch;
    }

    List<Value> inputs() {
        return inputs;
    }

    List<Value> outputs() {
        return outputs;
    }

    List<Node> nodes() {
        return nodes;
    }

    SequencedMap<Value, Weights> constants() {
        return constants;
    }
}
