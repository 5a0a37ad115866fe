#!/bin/bash
# Imports many garments with distinct 768×1024 pictures: large-import.sh [GARMENTS=10000]. The pictures (about 0.5 GB for 10,000) are drawn
# once and kept under benchmarks/target/work; delete them when done.
. "$(dirname "$0")/build.sh"
COUNT=${1:-10000}
HERE=$WORK/large-$COUNT
run 512m org.mirrorx.benchmarks.catalog.LargeImport "$COUNT" "$HERE" make
rm -rf "$HERE/home"
run 512m org.mirrorx.benchmarks.catalog.LargeImport "$COUNT" "$HERE" import
