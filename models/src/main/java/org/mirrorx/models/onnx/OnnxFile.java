package org.mirrorx.models.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.mirrorx.models.Shape;

/**
 * The bytes of an ONNX model, field numbers of onnx.proto. Deterministic: the same graph gives the same bytes. Weights are inside
 * the model, as small networks want it; {@link Weights} writes itself into a given place, so that a large network can have its
 * weights in a file beside it with the same graph.
 */
public final class OnnxFile {
    /** ONNX Runtime 1.29 reads up to 13. */
    private static final int IR_VERSION = 10;

    private static final int OPSET = 17;

    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private OnnxFile() {}

    /** Writes a model into new native memory of the arena. */
    public static MemorySegment write(Graph graph, Arena arena) {
        Wire model = model(graph);
        MemorySegment bytes = arena.allocate(model.size());
        model.writeTo(bytes);
        return bytes;
    }

    private static Wire model(Graph graph) {
        Wire opset = new Wire();
        opset.text(1, "");
        opset.whole(2, OPSET);
        Wire model = new Wire();
        model.whole(1, IR_VERSION);
        model.text(2, "MirrorX");
        model.message(7, graph(graph));
        model.message(8, opset);
        return model;
    }

    private static Wire graph(Graph graph) {
        Wire wire = new Wire();
        int number = 0;
        for (Node node : graph.nodes()) {
            wire.message(1, node(node, number++));
        }
        wire.text(2, graph.name());
        for (Map.Entry<Value, Weights> constant : graph.constants().entrySet()) {
            wire.message(5, tensor(constant.getKey().name(), constant.getValue()));
        }
        for (Value input : graph.inputs()) {
            wire.message(11, valueInfo(input));
        }
        for (Value output : graph.outputs()) {
            wire.message(12, valueInfo(output));
        }
        return wire;
    }

    private static Wire node(Node node, int number) {
        Wire wire = new Wire();
        for (Value input : node.inputs()) {
            wire.text(1, input.name());
        }
        for (Value output : node.outputs()) {
            wire.text(2, output.name());
        }
        wire.text(3, node.operator() + "#" + number);
        wire.text(4, node.operator());
        for (Attribute attribute : node.attributes()) {
            wire.message(5, attribute(attribute));
        }
        return wire;
    }

    private static Wire attribute(Attribute attribute) {
        Wire wire = new Wire();
        wire.text(1, attribute.name());
        int kind = switch (attribute) {
            case Attribute.Real real -> {
                wire.real(2, real.number());
                yield ATTRIBUTE_FLOAT;
            }
            case Attribute.Whole whole -> {
                wire.whole(3, whole.number());
                yield ATTRIBUTE_INT;
            }
            case Attribute.Text text -> {
                wire.text(4, text.text());
                yield ATTRIBUTE_STRING;
            }
            case Attribute.Wholes wholes -> {
                for (long number : wholes.numbers()) {
                    wire.whole(8, number);
                }
                yield ATTRIBUTE_INTS;
            }
        };
        wire.whole(20, kind);
        return wire;
    }

    private static Wire tensor(String name, Weights weights) {
        Wire wire = new Wire();
        for (long side : weights.shape().toLongs()) {
            wire.whole(1, side);
        }
        wire.whole(2, weights.type().onnxCode());
        wire.text(8, name);
        wire.weights(9, weights);
        return wire;
    }

    private static Wire valueInfo(Value value) {
        Wire tensorType = new Wire();
        tensorType.whole(1, value.type().onnxCode());
        tensorType.message(2, shape(value.shape()));
        Wire type = new Wire();
        type.message(1, tensorType);
        Wire wire = new Wire();
        wire.text(1, value.name());
        wire.message(2, type);
        return wire;
    }

    private static Wire shape(Shape shape) {
        Wire wire = new Wire();
        for (long side : shape.toLongs()) {
            Wire dimension = new Wire();
            dimension.whole(1, side);
            wire.message(1, dimension);
        }
        return wire;
    }
}
