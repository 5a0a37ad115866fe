#!/bin/bash
# Measures searching in 100,000 garments named in five scripts (JMH); the line "p0.95" counts.
. "$(dirname "$0")/build.sh"
cd benchmarks
WHERE=$(pwd)
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -cp "$(echo "$WHERE"/target/mirrorx-benchmarks-*.jar):$WHERE/target/lib/*" org.openjdk.jmh.Main CatalogSearch "$@"
