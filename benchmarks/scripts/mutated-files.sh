#!/bin/bash
# Imports damaged pictures and tables: mutated-files.sh [FILES=2000] [SEED] [FOLDER_WITH_MORE_PICTURES]
. "$(dirname "$0")/build.sh"
HERE=$(mktemp -d "$WORK/mutated.XXXXXX")
trap 'rm -rf "$HERE"' EXIT
run 512m org.mirrorx.benchmarks.catalog.MutatedFiles "${1:-2000}" "${2:-$RANDOM}" "$HERE" ${3+"$3"}
