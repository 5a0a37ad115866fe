# Sourced by ./mvnw and ./mirrorx: sets JAVA_HOME to a JDK 25 or newer, or leaves it alone when none is found.
# Looked at, in this order: MIRRORX_JDK, JAVA_HOME, java on the PATH, the usual folders of Linux and macOS, SDKMAN.

mirrorx_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  mirrorx_version=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  [ -n "$mirrorx_version" ] && [ "$mirrorx_version" -ge 25 ]
}

mirrorx_find_jdk() {
  case $- in
    *f*) # mvnw switches file name patterns off; the search below is made of them
      set +f
      if mirrorx_look_for_jdk; then mirrorx_found=0; else mirrorx_found=1; fi
      set -f
      return $mirrorx_found ;;
    *) mirrorx_look_for_jdk ;;
  esac
}

mirrorx_look_for_jdk() {
  mirrorx_java=$(command -v javac 2>/dev/null) && mirrorx_java=$(readlink -f "$mirrorx_java" 2>/dev/null)
  for mirrorx_jdk in "${MIRRORX_JDK-}" "${JAVA_HOME-}" "${mirrorx_java%/bin/javac}" \
    /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-/root}"/.sdkman/candidates/java/* "${HOME-/root}"/.jdks/*; do
    if [ -n "$mirrorx_jdk" ] && mirrorx_is_jdk25 "$mirrorx_jdk"; then
      JAVA_HOME=$mirrorx_jdk
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}
