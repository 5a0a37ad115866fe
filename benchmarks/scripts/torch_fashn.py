# One pass of FASHN VTON's network in PyTorch, as its authors wrote it but for attention by hand where PyTorch has no fused one; a peer to
# measure against, no part of MirrorX. torch_fashn.py CHECKPOINT SIZES_JSON THREADS RUNS
import json, math, resource, struct, sys, time
import torch
import torch.nn.functional as F

checkpoint, sizes, threads, runs = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3]), int(sys.argv[4])
torch.set_num_threads(threads)
torch.set_grad_enabled(False)
raw = open(checkpoint, "rb").read()
length = struct.unpack("<Q", raw[:8])[0]
w = {}
for name, entry in json.loads(raw[8:8 + length]).items():
    if name != "__metadata__":
        a, b = entry["data_offsets"]
        w[name] = torch.frombuffer(bytearray(raw[8 + length + a:8 + length + b]), dtype=torch.bfloat16).float().view(entry["shape"])
del raw
C, H, P = sizes["hidden_size"], sizes["heads"], sizes["patch_size"]
rows, columns = sizes["height"] // P, sizes["width"] // P
L, M, D = rows * columns, C * sizes["mlp_ratio"], C // H


def lin(name, x):
    return F.linear(x, w[name + ".weight"], w[name + ".bias"])


def ln(x):
    return F.layer_norm(x, (C,), eps=1e-6)


def heads(x, scale=None):
    x = x.view(x.shape[0], x.shape[1], H, D).transpose(1, 2)
    return x if scale is None else x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * w[scale]


angles = []
for axis, position in zip(sizes["rope_axes"], (torch.zeros(L), torch.arange(L) // columns, torch.arange(L) % columns)):
    angles.append(position[:, None].double() * sizes["rope_theta"] ** (-torch.arange(0, axis, 2).double() / axis))
angles = torch.cat(angles, 1)
cos, sin = angles.cos().float(), angles.sin().float()


def rope(x):
    n = x.shape[2] // L
    c, s = cos.repeat(n, 1), sin.repeat(n, 1)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((c * a - s * b, s * a + c * b), -1).flatten(-2)


def attend(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        o = F.scaled_dot_product_attention(q, k, v)
    else:
        o = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(D), -1) @ v
    return o.transpose(1, 2).reshape(q.shape[0], -1, C)


def mod(x, shift, scale):
    return (1 + scale) * ln(x) + shift


def single(name, z, vec):
    shift, scale, gate = lin(name + ".modulation.lin", F.silu(vec))[:, None].chunk(3, -1)
    q, k, v, m = lin(name + ".linear1", mod(z, shift, scale)).split((C, C, C, M), -1)
    q, k = rope(heads(q, name + ".norm.query_norm.scale")), rope(heads(k, name + ".norm.key_norm.scale"))
    return z + gate * lin(name + ".linear2", torch.cat((attend(q, k, heads(v)), F.gelu(m, approximate="tanh")), -1))


def double(name, img, txt, vec):
    parts = {}
    for s, x in (("txt", txt), ("img", img)):
        m = lin(f"{name}.{s}_mod.lin", F.silu(vec))[:, None].chunk(6, -1)
        q, k, v = lin(f"{name}.{s}_attn.qkv", mod(x, m[0], m[1])).chunk(3, -1)
        norm = f"{name}.{s}_attn.norm."
        parts[s] = (m, heads(q, norm + "query_norm.scale"), heads(k, norm + "key_norm.scale"), heads(v), x)
    q, k, v = (torch.cat((parts["txt"][i], parts["img"][i]), 2) for i in (1, 2, 3))
    o = attend(rope(q), rope(k), v)
    out = []
    for s, a in (("img", o[:, L:]), ("txt", o[:, :L])):
        m, x = parts[s][0], parts[s][4]
        x = x + m[2] * lin(f"{name}.{s}_attn.proj", a)
        out.append(x + m[5] * lin(f"{name}.{s}_mlp.2", F.gelu(lin(f"{name}.{s}_mlp.0", mod(x, m[3], m[4])), approximate="tanh")))
    return out


def forward(x, person, garment, person_pose, garment_pose, t, category):
    img = F.conv2d(torch.cat((x, person, person_pose), 1), w["x_embedder.proj.weight"], w["x_embedder.proj.bias"], stride=P).flatten(2).transpose(1, 2)
    txt = F.conv2d(torch.cat((garment, garment_pose), 1), w["garment_embedder.proj.weight"], w["garment_embedder.proj.bias"], stride=P).flatten(2).transpose(1, 2)
    e = 1000 * t * torch.exp(-math.log(10000) * torch.arange(128).float() / 128)
    vec = lin("t_embedder.mlp.out_layer", F.silu(lin("t_embedder.mlp.in_layer", torch.cat((e.cos(), e.sin()))[None]))) + w["y_embedder.weight"][category]
    for i in range(sizes["patch_mixer_blocks"]):
        img = single(f"x_patch_mixer.{i}", img, vec)
    for i in range(sizes["double_blocks"]):
        img, txt = double(f"double_blocks.{i}", img, txt, vec)
    z = torch.cat((txt, img), 1)
    for i in range(sizes["single_blocks"]):
        z = single(f"single_blocks.{i}", z, vec)
    shift, scale = lin("final_layer.adaLN_modulation.1", F.silu(vec))[:, None].chunk(2, -1)
    y = lin("final_layer.linear", mod(z[:, L:], shift, scale))
    return F.pixel_shuffle(y.transpose(1, 2).reshape(1, -1, rows, columns), P)


def wave(count, phase):  # numbers that another program makes too
    return torch.sin(torch.arange(count).double() * 0.37 + phase).float()


three, one = (1, 3, sizes["height"], sizes["width"]), (1, 1, sizes["height"], sizes["width"])
n = sizes["height"] * sizes["width"]
inputs = (wave(3 * n, 0).view(three), wave(3 * n, 1).view(three), wave(3 * n, 2).view(three), wave(n, 3).view(one), wave(n, 4).view(one), torch.tensor(0.25), 1)
times = []
for run in range(runs + 1):
    begun = time.perf_counter()
    out = forward(*inputs)
    times.append(time.perf_counter() - begun)
times = sorted(times[1:])
print(f"torch {torch.__version__}, {threads} threads: median {times[len(times) // 2]:.3f} s of {runs} warm passes ({times[0]:.3f} to {times[-1]:.3f}), "
      f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB, check {out.double().abs().mean().item():.8f}")
