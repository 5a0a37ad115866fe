package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Shape;

/** A small network in ONNX Runtime, with buffers of its last input's shape. */
final class OpenedNetwork implements SmallNetwork {
    private final Network network;
    private final List<String> outputs;
    private long[] shape = {};
    private Optional<Buffers> buffers = Optional.empty();

    /** @param outputs names of the outputs wanted, in the order {@link #run} returns them */
    OpenedNetwork(Network network, List<String> outputs) {
        this.network = network;
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public float[][] run(float[] input, long... inputShape) {
        Buffers own = buffersFor(inputShape);
        try {
            own.input().put(input);
            own.run();
            float[][] results = new float[outputs.size()][];
            for (int o = 0; o < results.length; o++) {
                results[o] = own.numbers(outputs.get(o));
            }
            return results;
        } finally {
            own.forget();
        }
    }

    private Buffers buffersFor(long[] inputShape) {
        if (buffers.isPresent() && Arrays.equals(shape, inputShape)) {
            return buffers.get();
        }
        buffers.ifPresent(Buffers::close);
        int[] sides = Arrays.stream(inputShape).mapToInt(Math::toIntExact).toArray();
        Buffers fresh = network.buffers(Map.of(network.inputs().getFirst().name(), Shape.of(sides)));
        buffers = Optional.of(fresh);
        shape = inputShape.clone();
        return fresh;
    }

    @Override
    public void close() {
        buffers.ifPresent(Buffers::close);
        buffers = Optional.empty();
        network.close();
    }
}
