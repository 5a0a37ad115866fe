#!/bin/bash
# The mirror at 1080×1920 on a virtual display, software pipeline, from a film of 1280×720: mirror-frames.sh [SECONDS [plain|live]]
# prints frames and overlays a second, processor time a frame, and memory. Needs Xvfb.
. "$(dirname "$0")/build.sh"
cd benchmarks
WHERE=$(pwd)
export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576
xvfb-run -a -s "-screen 0 1080x1920x24" "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -Dprism.order=sw -Xmx768m -XX:+UseSerialGC -XX:PretenureSizeThreshold=64k -XX:+ZeroTLAB \
  -cp "$(echo "$WHERE"/target/mirrorx-benchmarks-*.jar):$WHERE/target/lib/*" \
  org.mirrorx.benchmarks.mirror.MirrorFrames "${1:-60}" "${2:-live}"
