#!/bin/bash
# Kills imports of a catalog at random moments: kill-imports.sh [KILLS=300] [SEED]
. "$(dirname "$0")/build.sh"
HERE=$(mktemp -d "$WORK/kills.XXXXXX")
trap 'rm -rf "$HERE"' EXIT
run 512m org.mirrorx.benchmarks.catalog.KillImports "${1:-300}" "${2:-$RANDOM}" "$HERE"
