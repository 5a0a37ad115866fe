package org.mirrorx.models.forge;

import java.util.LinkedHashSet;
import java.util.Set;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.Value;

/** Inner values of a network that become further outputs, f32, to compare them with a recorded run. */
final class Stations {
    private final Graph graph;
    private final Set<String> wanted;
    private final Set<String> made = new LinkedHashSet<>();

    Stations(Graph graph, Set<String> wanted) {
        this.graph = graph;
        this.wanted = Set.copyOf(wanted);
    }

    /** Whether a value that only a station needs is to be made at all. */
    boolean wants(String name) {
        return wanted.contains(name);
    }

    /** Makes a value an output where it was asked for. */
    Value pass(String name, Value value) {
        if (wanted.contains(name)) {
            made.add(name);
            graph.alsoOutput(name, value.cast(ElementType.F32));
        }
        return value;
    }

    /** @throws IllegalArgumentException when one was asked for that the network does not have */
    void requireAll() {
        if (!made.containsAll(wanted)) {
            throw new IllegalArgumentException("of the stations " + wanted + " the network has only " + made);
        }
    }
}
