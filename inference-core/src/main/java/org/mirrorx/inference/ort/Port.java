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

    /** Whether its numbers are of a kind that {@link Buffers} fill: f32, f64 or f16. */
    public boolean isReal() {
        return type == OnnxJavaType.FLOAT || type == OnnxJavaType.DOUBLE || type == OnnxJavaType.FLOAT16;
    }

    long[] sides() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
