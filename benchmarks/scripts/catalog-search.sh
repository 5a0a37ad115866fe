#!/bin/bash
# Measures searching in 100,000 garments named in five scripts (JMH); the line "p0.95" counts. Then the processor time of the same queries.
. "$(dirname "$0")/build.sh"
cd benchmarks
WHERE=$(pwd)
JARS="$(echo "$WHERE"/target/mirrorx-benchmarks-*.jar):$WHERE/target/lib/*"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -cp "$JARS" org.openjdk.jmh.Main CatalogSearch "$@"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -cp "$JARS" \
  org.mirrorx.benchmarks.catalog.SearchTime target/search-benchmark/home
