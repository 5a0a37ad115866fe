#!/bin/bash
# Times the networks that read bodies at their published sizes, random weights, and what lies around them: read-people.sh [RUNS=5].
# Needs the recorded runs and photographs beside the project. Networks and checkpoints (1.1 GB) are kept under benchmarks/target/work.
. "$(dirname "$0")/build.sh"
run 3g org.mirrorx.benchmarks.body.ReadPeople "$WORK/readers" ../shared/photos/people/model_8.jpg \
  ../shared/golden/openpose/three_people/tensors.safetensors "${1:-5}"
