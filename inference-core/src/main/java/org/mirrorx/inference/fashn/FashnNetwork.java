package org.mirrorx.inference.fashn;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.diffusion.Denoiser;
import org.mirrorx.inference.diffusion.RectifiedFlow;
import org.mirrorx.inference.diffusion.Sampling;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.Port;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;

/**
 * The forged network of FASHN VTON with its sampling: from noise and two pictures to a picture. Two passes a step, one with conditions
 * and one without: a device that one picture fills gains nothing from both at once. One thread at a time.
 */
public final class FashnNetwork implements AutoCloseable {
    private static final int COLOURS = 3;

    /** Of the published schedule. */
    private static final double SHIFT = 1.5;

    private static final List<String> INPUTS =
            List.of("x", "person", "garment", "person_pose", "garment_pose", "time", "category");

    private final Network network;
    private final Canvas canvas;

    /**
     * @param network opened; this takes it over
     * @throws Refusal when it is another network
     */
    public FashnNetwork(Network network) {
        this.network = network;
        Map<String, Port> ports = new HashMap<>();
        network.inputs().forEach(port -> ports.put(port.name(), port));
        Port x = ports.get("x");
        if (!ports.keySet().containsAll(INPUTS) || x == null || x.shape().size() != 4) {
            throw new Refusal(network.name() + " is not a network of FASHN VTON; install its files again.");
        }
        this.canvas = new Canvas(
                Math.toIntExact(x.shape().get(3)), Math.toIntExact(x.shape().get(2)));
    }

    Canvas canvas() {
        return canvas;
    }

    /** How many numbers a picture has. */
    int size() {
        return COLOURS * canvas.width() * canvas.height();
    }

    /**
     * Samples one picture.
     *
     * @param noise of the standard normal distribution, {@link #size} numbers; becomes the picture, −1 to 1 but for a little more
     * @throws Sampling.NotFinite when the network's arithmetic is too narrow
     * @throws java.util.concurrent.CancellationException within one pass of a cancellation
     */
    void sample(
            Conditions.Planes person,
            Conditions.Planes garment,
            Category category,
            FashnSettings settings,
            float[] noise,
            Sampling.Watcher watcher,
            Cancellation cancellation) {
        try (Buffers io = network.buffers(shapes())) {
            Denoiser denoiser = (sample, time, branch, output) -> {
                switch (branch) {
                    case CONDITIONAL -> {
                        io.input("person").put(person.picture());
                        io.input("person_pose").put(person.pose());
                        io.input("garment").put(garment.picture());
                        io.input("garment_pose").put(garment.pose());
                        io.input("category").put(category.number());
                    }
                    case UNCONDITIONAL -> INPUTS.forEach(name -> zero(io.input(name)));
                }
                io.input("x").put(sample);
                io.input("time").put((float) time);
                io.run();
                io.output("velocity").get(output);
            };
            new Sampling(denoiser, new RectifiedFlow(settings.steps(), SHIFT), settings.guided())
                    .run(noise, watcher, cancellation);
        }
    }

    private static void zero(FloatBuffer numbers) {
        while (numbers.hasRemaining()) {
            numbers.put(0);
        }
    }

    private Map<String, Shape> shapes() {
        Shape three = Shape.of(1, COLOURS, canvas.height(), canvas.width());
        Shape single = Shape.of(1, 1, canvas.height(), canvas.width());
        return Map.of(
                "x",
                three,
                "person",
                three,
                "garment",
                three,
                "person_pose",
                single,
                "garment_pose",
                single,
                "time",
                Shape.of(1),
                "category",
                Shape.of(1));
    }

    @Override
    public void close() {
        network.close();
    }
}
