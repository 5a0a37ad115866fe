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
    private final String name;
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final SequencedMap<Value, Weights> constants = new LinkedHashMap<>();
    private final Map<List<Long>, Value> wholeNumbers = new LinkedHashMap<>();
    private final Map<Float, Value> scalars = new LinkedHashMap<>();
    private final Value absent = new Value(this, "", ElementType.F32, Shape.of(0));
    private int made;

    public Graph(String name) {
        this.name = name;
    }

    public Value input(String inputName, ElementType type, Shape shape) {
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
        for (Value operand : operands) {
            if (operand.graph() != this) {
                throw new IllegalArgumentException(operator + " mixes two graphs");
            }
        }
        nodes.add(new Node(operator, operands, results, attributes));
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
