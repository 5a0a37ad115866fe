#!/bin/bash
# How long one overlay of the live mirror takes, over photographs: live-overlays.sh PEOPLE-FOLDER GARMENTS-FOLDER PICTURE; the picture is a contact
# sheet of what was worn.
. "$(dirname "$0")/build.sh"
cd benchmarks
WHERE=$(pwd)
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -cp "$(echo "$WHERE"/target/mirrorx-benchmarks-*.jar):$WHERE/target/lib/*" \
  org.mirrorx.benchmarks.live.LiveOverlays "$@"
