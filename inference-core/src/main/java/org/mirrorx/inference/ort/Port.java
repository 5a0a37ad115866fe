package org.mirrorx.inference.ort;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;

/**
 * An input or output of a network.
 *
 * @param shape sides, −1 where the network leaves it open
 */
public record Port(String name, OnnxJavaType type, List<Long> shape) {
    public Port {
        shape = List.copyOf(shape);
    }

    /** Whether all sides are known before a run. */
    public boolean isFixed() {
        return shape.stream().allMatch(side -> side >= 0);
    }

    long[] sides() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
