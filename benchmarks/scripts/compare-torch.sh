#!/bin/bash
# One pass of FASHN VTON's network at a middle size, the same weights and numbers: ours in ONNX Runtime, Debian's python3-torch (install it with
# libopenblas0-pthread: without, it takes a hundred times as long), libtorch from Maven. compare-torch.sh [THREADS=2] [RUNS=5]. The last
# number of each line must agree.
. "$(dirname "$0")/build.sh"
THREADS=${1:-2} RUNS=${2:-5}
if ! compgen -G "benchmarks/target/lib/pytorch-*.jar" > /dev/null; then
  ./mvnw -q package -DskipTests -pl benchmarks -am -Ptorch
fi
mkdir -p "$WORK/fashn"
SIZES=$WORK/fashn/middle.json CHECKPOINT=$WORK/fashn/middle.safetensors NETWORK=$WORK/fashn/middle.onnx
cat > "$SIZES" <<'JSON'
{"height": 432, "width": 288, "hidden_size": 640, "heads": 5, "double_blocks": 4, "single_blocks": 8, "patch_mixer_blocks": 2,
 "rope_axes": [16, 56, 56], "patch_size": 12, "mlp_ratio": 4, "rope_theta": 10000, "categories": 3}
JSON
[ -e "$CHECKPOINT" ] || run 256m org.mirrorx.models.forge.SyntheticFashn "$CHECKPOINT" "$SIZES"
run 2g org.mirrorx.benchmarks.forge.ForgeFashn forge "$CHECKPOINT" "$NETWORK" fp32 "$SIZES"
run 2g org.mirrorx.benchmarks.forge.ForgeFashn run "$NETWORK" "$THREADS" "$RUNS"
python3=/usr/bin/python3
"$python3" -c 'import torch' 2> /dev/null && "$python3" "$(dirname "$0")/torch_fashn.py" "$CHECKPOINT" "$SIZES" "$THREADS" "$RUNS"
# libtorch's OpenMP must be there before OpenBLAS asks for it
unzip -oqj "$(compgen -G 'benchmarks/target/lib/pytorch-*-linux-x86_64.jar')" '*/libgomp.so.1' -d "$WORK/fashn"
export LD_PRELOAD=$PWD/$WORK/fashn/libgomp.so.1
run 2g org.mirrorx.benchmarks.torch.TorchFashn "$CHECKPOINT" "$SIZES" "$THREADS" "$RUNS"
