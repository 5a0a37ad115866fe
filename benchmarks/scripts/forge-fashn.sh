#!/bin/bash
# Forges FASHN VTON's network from a random checkpoint of the published size, cold, and runs it once: forge-fashn.sh [fp16|fp32=fp32] [THREADS=2].
# The checkpoint (1.9 GB) and the network (2.5 or 3.9 GB) are kept under benchmarks/target/work; delete them when done. ONNX Runtime needs
# about 6 GB for one pass in fp32; fp16 is only forged, a processor is too slow in 16 bits.
. "$(dirname "$0")/build.sh"
PRECISION=${1:-fp32}
CHECKPOINT=$WORK/fashn/model.safetensors
NETWORK=$WORK/fashn/$PRECISION.onnx
mkdir -p "$WORK/fashn"
[ -e "$CHECKPOINT" ] || run 256m org.mirrorx.models.forge.SyntheticFashn "$CHECKPOINT"
sync "$CHECKPOINT"
dd if="$CHECKPOINT" iflag=nocache count=0 status=none # out of the file cache
run 2g org.mirrorx.benchmarks.forge.ForgeFashn forge "$CHECKPOINT" "$NETWORK" "$PRECISION"
[ "$PRECISION" = fp16 ] || run 1g org.mirrorx.benchmarks.forge.ForgeFashn run "$NETWORK" "${2:-2}" 1
