package org.mirrorx.models.onnx;

import java.util.List;

/**
 * One operation of a graph, in the order in which it was made.
 *
 * @param domain empty for ONNX's own operators
 */
record Node(String domain, String operator, List<Value> inputs, List<Value> outputs, List<Attribute> attributes) {
    Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
    }
}
