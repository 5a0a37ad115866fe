#!/bin/bash
# How long it takes to keep a head that the engine made anew, and to measure its seam (JMH): keep-heads.sh [PHOTOGRAPH]
. "$(dirname "$0")/build.sh"
PHOTOGRAPH=$(realpath "${1:-../shared/photos/people/00034_00.jpg}")
run 2g org.openjdk.jmh.Main KeepHeads -jvmArgsAppend "-Dphotograph=$PHOTOGRAPH --enable-native-access=ALL-UNNAMED"
