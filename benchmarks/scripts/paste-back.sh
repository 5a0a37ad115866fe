#!/bin/bash
# Measures pasting a face of about 200 pixels into a picture of 768 × 1024 (JMH): in its rectangle alone and over the whole picture.
. "$(dirname "$0")/build.sh"
JARS="$(echo benchmarks/target/mirrorx-benchmarks-*.jar):benchmarks/target/lib/*"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -cp "$JARS" org.openjdk.jmh.Main PasteBackBench "$@"
