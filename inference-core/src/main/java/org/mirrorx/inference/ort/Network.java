package org.mirrorx.inference.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mirrorx.models.Shape;

/**
 * An opened network. Safe for several threads; each takes {@link Buffers} of its own. Close the buffers before the network.
 */
public final class Network implements AutoCloseable {
    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Port> inputs;
    private final List<Port> outputs;

    Network(String name, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.name = name;
        this.environment = environment;
        this.session = session;
        this.inputs = ports(session.getInputInfo());
        this.outputs = ports(session.getOutputInfo());
    }

    public String name() {
        return name;
    }

    /** In the order of the model. */
    public List<Port> inputs() {
        return inputs;
    }

    /** In the order of the model. */
    public List<Port> outputs() {
        return outputs;
    }

    /** Buffers for runs of a network whose inputs have fixed shapes. */
    public Buffers buffers() {
        return buffers(Map.of());
    }

    /**
     * Buffers for runs with these input shapes.
     *
     * @param shapes by input name; needed only for inputs with open sides
     */
    public Buffers buffers(Map<String, Shape> shapes) {
        Map<Port, long[]> sides = new LinkedHashMap<>();
        for (Port input : inputs) {
            Shape given = shapes.get(input.name());
            if (given == null && !input.isFixed()) {
                throw new IllegalArgumentException("input " + input.name() + " of " + name + " needs a shape");
            }
            sides.put(input, given == null ? input.sides() : given.toLongs());
        }
        return new Buffers(this, sides);
    }

    /** Frees the network's native memory. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("cannot close the network " + name + ": " + failed.getMessage(), failed);
        }
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession session() {
        return session;
    }

    private static List<Port> ports(Map<String, NodeInfo> infos) {
        List<Port> ports = new ArrayList<>();
        for (NodeInfo info : infos.values()) {
            if (!(info.getInfo() instanceof TensorInfo tensor)) {
                throw new IllegalArgumentException(info.getName() + " is not a tensor");
            }
            ports.add(new Port(
                    info.getName(),
                    tensor.type,
                    Arrays.stream(tensor.getShape()).boxed().toList()));
        }
        return List.copyOf(ports);
    }
}
