# Sourced by the other scripts here, from the root of the repository: finds a JDK, builds what they start when it is not there yet.
set -euo pipefail
[ -x ./mvnw ] || { echo "Start this from the root of the repository: benchmarks/scripts/${0##*/}" >&2; exit 64; }
. .mvn/find-jdk.sh
mirrorx_find_jdk || { echo "No JDK 25 was found; set JAVA_HOME to one." >&2; exit 69; }
if ! compgen -G "benchmarks/target/mirrorx-benchmarks-*.jar" > /dev/null; then
  echo "Building MirrorX once; this takes a few minutes." >&2
  ./mvnw -q package -DskipTests -pl benchmarks -am
fi
WORK=benchmarks/target/work
mkdir -p "$WORK"

# run MEMORY CLASS ARGUMENTS…
run() {
  "$JAVA_HOME/bin/java" "-Xmx$1" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
    -cp "$(echo benchmarks/target/mirrorx-benchmarks-*.jar):benchmarks/target/lib/*" "${@:2}"
}
