#!/bin/bash
# Writes a made-up checkpoint of FASHN VTON's architecture, 1 MB, with its sizes, for trying the whole way without published weights: tiny-fashn.sh FOLDER
. "$(dirname "$0")/build.sh"
FOLDER=${1:?tiny-fashn.sh FOLDER}
mkdir -p "$FOLDER"
cat > "$FOLDER/sizes.json" <<'JSON'
{"height": 144, "width": 96, "hidden_size": 64, "heads": 2, "double_blocks": 2, "single_blocks": 2, "patch_mixer_blocks": 1,
 "rope_axes": [4, 14, 14], "patch_size": 12, "mlp_ratio": 4, "rope_theta": 10000, "categories": 3}
JSON
run 256m org.mirrorx.models.forge.SyntheticFashn "$FOLDER/model.safetensors" "$FOLDER/sizes.json"
