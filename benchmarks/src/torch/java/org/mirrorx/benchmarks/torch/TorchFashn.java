package org.mirrorx.benchmarks.torch;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.stack;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.mirrorx.kiosk.bench.ResidentMemory;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.FashnSizes;

/**
 * One pass of FASHN VTON's network in libtorch with its fused attention: a peer to measure against. Arguments: checkpoint, sizes as JSON,
 * threads, runs.
 */
public final class TorchFashn {
    private static final double SECOND = 1e9;
    private static final double MB = 1e6;

    private final Map<String, Tensor> weights = new HashMap<>();
    private final FashnSizes sizes;
    private final int width;
    private final Tensor cos;
    private final Tensor sin;

    private TorchFashn(Tensors tensors, FashnSizes sizes) {
        this.sizes = sizes;
        this.width = sizes.hiddenSize();
        for (String name : tensors.names()) {
            long[] shape = tensors.get(name).shape().toLongs();
            weights.put(name, tensor(tensors.get(name).toFloats(), shape));
        }
        cos = rope(Math::cos);
        sin = rope(Math::sin);
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        int threads = Integer.parseInt(arguments[2]);
        int runs = Integer.parseInt(arguments[3]);
        torch.set_num_threads(threads);
        FashnSizes sizes = FashnSizes.parse(Files.readString(Path.of(arguments[1])), arguments[1]);
        TorchFashn network;
        try (Arena arena = Arena.ofConfined()) {
            network = new TorchFashn(SafeTensors.map(Path.of(arguments[0]), arena), sizes);
        }
        double[] seconds = new double[runs];
        double check = 0;
        try (NoGradGuard _ = new NoGradGuard()) {
            for (int run = -1; run < runs; run++) {
                try (PointerScope _ = new PointerScope()) {
                    long begun = System.nanoTime();
                    Tensor velocity = network.forward();
                    double took = (System.nanoTime() - begun) / SECOND;
                    check = velocity.abs().mean().item_double();
                    if (run >= 0) {
                        seconds[run] = took;
                    }
                }
            }
        }
        Arrays.sort(seconds);
        System.out.printf(
                "libtorch 2.10, %d threads: median %.3f s of %d warm passes (%.3f to %.3f), peak %.0f MB, check %.8f%n",
                threads,
                seconds[runs / 2],
                runs,
                seconds[0],
                seconds[runs - 1],
                ResidentMemory.peak().orElse(0) / MB,
                check);
    }

    private Tensor forward() {
        int h = sizes.height();
        int w = sizes.width();
        int n = h * w;
        Tensor x = tensor(wave(3 * n, 0), 1, 3, h, w);
        Tensor person = tensor(wave(3 * n, 1), 1, 3, h, w);
        Tensor garment = tensor(wave(3 * n, 2), 1, 3, h, w);
        Tensor personPose = tensor(wave(n, 3), 1, 1, h, w);
        Tensor garmentPose = tensor(wave(n, 4), 1, 1, h, w);
        Tensor img = embed("x_embedder.proj", cat(new TensorVector(x, person, personPose), 1));
        Tensor txt = embed("garment_embedder.proj", cat(new TensorVector(garment, garmentPose), 1));
        float[] embedding = new float[256];
        for (int i = 0; i < 128; i++) {
            double angle = 1000 * 0.25 * Math.exp(-Math.log(10_000) * i / 128);
            embedding[i] = (float) Math.cos(angle);
            embedding[128 + i] = (float) Math.sin(angle);
        }
        Tensor vec = lin("t_embedder.mlp.out_layer", silu(lin("t_embedder.mlp.in_layer", tensor(embedding, 1, 256))))
                .add(weight("y_embedder.weight").narrow(0, 1, 1));
        for (int i = 0; i < sizes.patchMixerBlocks(); i++) {
            img = single("x_patch_mixer." + i, img, vec);
        }
        for (int i = 0; i < sizes.doubleBlocks(); i++) {
            Tensor[] both = doubleBlock("double_blocks." + i, img, txt, vec);
            img = both[0];
            txt = both[1];
        }
        Tensor z = cat(new TensorVector(txt, img), 1);
        for (int i = 0; i < sizes.singleBlocks(); i++) {
            z = single("single_blocks." + i, z, vec);
        }
        TensorVector m = lin("final_layer.adaLN_modulation.1", silu(vec)).unsqueeze(1).chunk(2, -1);
        Tensor last = z.narrow(1, sizes.tokens(), sizes.tokens());
        Tensor y = lin("final_layer.linear", modulate(last, m.get(0), m.get(1)));
        return torch.pixel_shuffle(
                y.transpose(1, 2).reshape(1, -1, sizes.rows(), sizes.columns()), sizes.patchSize());
    }

    private Tensor embed(String name, Tensor picture) {
        long patch = sizes.patchSize();
        return torch.conv2d(
                        picture,
                        weight(name + ".weight"),
                        new TensorOptional(weight(name + ".bias")),
                        new long[] {patch, patch},
                        new long[] {0, 0},
                        new long[] {1, 1},
                        1)
                .flatten(2, -1)
                .transpose(1, 2);
    }

    private Tensor single(String name, Tensor z, Tensor vec) {
        TensorVector m = lin(name + ".modulation.lin", silu(vec)).unsqueeze(1).chunk(3, -1);
        Tensor all = lin(name + ".linear1", modulate(z, m.get(0), m.get(1)));
        Tensor q = rope(heads(all.narrow(-1, 0, width), name + ".norm.query_norm.scale"));
        Tensor k = rope(heads(all.narrow(-1, width, width), name + ".norm.key_norm.scale"));
        Tensor v = heads(all.narrow(-1, 2L * width, width));
        Tensor inner = gelu(all.narrow(-1, 3L * width, sizes.inner()), "tanh");
        Tensor both = cat(new TensorVector(attention(q, k, v), inner), -1);
        return z.add(m.get(2).mul(lin(name + ".linear2", both)));
    }

    private Tensor[] doubleBlock(String name, Tensor img, Tensor txt, Tensor vec) {
        String[] streams = {name + ".txt", name + ".img"};
        Tensor[] before = {txt, img};
        TensorVector[] m = new TensorVector[2];
        Tensor[][] qkv = new Tensor[2][];
        for (int s = 0; s < 2; s++) {
            m[s] = lin(streams[s] + "_mod.lin", silu(vec)).unsqueeze(1).chunk(6, -1);
            Tensor all = lin(streams[s] + "_attn.qkv", modulate(before[s], m[s].get(0), m[s].get(1)));
            qkv[s] = new Tensor[] {
                heads(all.narrow(-1, 0, width), streams[s] + "_attn.norm.query_norm.scale"),
                heads(all.narrow(-1, width, width), streams[s] + "_attn.norm.key_norm.scale"),
                heads(all.narrow(-1, 2L * width, width))
            };
        }
        Tensor[] joined = new Tensor[3];
        for (int i = 0; i < 3; i++) {
            joined[i] = cat(new TensorVector(qkv[0][i], qkv[1][i]), 2);
        }
        Tensor attention = attention(rope(joined[0]), rope(joined[1]), joined[2]);
        Tensor[] after = new Tensor[2];
        for (int s = 0; s < 2; s++) {
            Tensor share = attention.narrow(1, (long) s * sizes.tokens(), sizes.tokens());
            Tensor x = before[s].add(m[s].get(2).mul(lin(streams[s] + "_attn.proj", share)));
            Tensor inner = gelu(lin(streams[s] + "_mlp.0", modulate(x, m[s].get(3), m[s].get(4))), "tanh");
            after[s] = x.add(m[s].get(5).mul(lin(streams[s] + "_mlp.2", inner)));
        }
        return new Tensor[] {after[1], after[0]};
    }

    private Tensor modulate(Tensor x, Tensor shift, Tensor scale) {
        Tensor normal =
                layer_norm(x, new long[] {width}, new TensorOptional(), new TensorOptional(), 1e-6, false);
        return normal.mul(scale.add(new Scalar(1.0))).add(shift);
    }

    private Tensor heads(Tensor x) {
        return x.reshape(1, x.size(1), sizes.heads(), sizes.head()).transpose(1, 2);
    }

    private Tensor heads(Tensor x, String scale) {
        Tensor heads = heads(x);
        Tensor square = heads.mul(heads).mean(new long[] {-1}, true, new org.bytedeco.pytorch.ScalarTypeOptional());
        return heads.mul(square.add(new Scalar(1e-6)).rsqrt()).mul(weight(scale));
    }

    private Tensor rope(Tensor x) {
        int pictures = (int) (x.size(2) / sizes.tokens());
        Tensor c = pictures == 1 ? cos : cat(new TensorVector(cos, cos), 0);
        Tensor s = pictures == 1 ? sin : cat(new TensorVector(sin, sin), 0);
        Tensor pairs = x.reshape(1, sizes.heads(), x.size(2), sizes.head() / 2, 2);
        Tensor a = pairs.select(4, 0);
        Tensor b = pairs.select(4, 1);
        return stack(new TensorVector(c.mul(a).sub(s.mul(b)), s.mul(a).add(c.mul(b))), -1).flatten(3, 4);
    }

    private Tensor attention(Tensor q, Tensor k, Tensor v) {
        return scaled_dot_product_attention(
                        q, k, v, new TensorOptional(), 0.0, false, new DoubleOptional(), false)
                .transpose(1, 2)
                .reshape(1, q.size(2), width);
    }

    private Tensor rope(DoubleUnaryOperator turn) {
        int pairs = sizes.head() / 2;
        float[] table = new float[sizes.tokens() * pairs];
        int at = 0;
        for (int token = 0; token < sizes.tokens(); token++) {
            int[] position = {0, token / sizes.columns(), token % sizes.columns()};
            for (int axis = 0; axis < position.length; axis++) {
                int dimension = sizes.ropeAxes().get(axis);
                for (int pair = 0; pair < dimension / 2; pair++) {
                    table[at++] = (float) turn.applyAsDouble(
                            position[axis] * Math.pow(sizes.ropeTheta(), -2.0 * pair / dimension));
                }
            }
        }
        return tensor(table, sizes.tokens(), pairs);
    }

    private Tensor lin(String name, Tensor x) {
        return linear(x, weight(name + ".weight"), new TensorOptional(weight(name + ".bias")));
    }

    private Tensor weight(String name) {
        return java.util.Objects.requireNonNull(weights.get(name), name);
    }

    private static Tensor tensor(float[] numbers, long... shape) {
        try (FloatPointer pointer = new FloatPointer(numbers)) {
            return torch.from_blob(pointer, shape).clone();
        }
    }

    /** Numbers that the other programs make too. */
    private static float[] wave(int count, double phase) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(i * 0.37 + phase);
        }
        return numbers;
    }
}
