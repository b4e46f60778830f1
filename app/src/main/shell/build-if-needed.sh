# shellcheck shell=bash disable=SC2154 # sourced: the launcher has set what it reads
# Builds Likeness in a checkout if there is no build yet or a source is newer than the build. Sourced by the launcher.

stamp=$home/app/target/launcher.stamp
sources=("$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main "$home/recipes")
choices=("$home"/pom.xml "$home"/*/pom.xml) # of the libraries that the build takes
[ -d "$home/.mvn" ] && sources+=("$home/.mvn") && choices+=("$home/.mvn")
# Folders count too: theirs is the time at which a source was removed.
is_built() { [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]; }
build() {
  command -v mvn >/dev/null || fail "no Maven found: install Maven 3.8 or newer to build Likeness"
  [ -x "$jdk/bin/javac" ] || fail "$jdk has no compiler: building Likeness takes a whole JDK; install one or set JAVA_HOME to one"
  echo "likeness: building (the first time this fetches some 600 MB) …" >&2
  trap 'exit 130' INT
  mkdir -p "$home/app/target"
  local log=$home/app/target/launcher-build.log
  if [ -f "$stamp" ] && [ -n "$(find "${choices[@]}" -newer "$stamp" -print -quit)" ]; then
    rm -rf "$jars" "$home"/app/target/likeness-app-*.jar # of versions that may have been replaced by others
  fi
  touch "$stamp.begun" # what is changed while Maven runs is newer, and built the next time
  if ! (cd "$home" && JAVA_HOME=$jdk mvn -B -Dmaven.test.skip -Dspotless.check.skip -pl app -am package </dev/null >"$log" 2>&1); then
    grep -E '^\[ERROR\] .' "$log" | grep -vE 'Help 1|[Rr]e-run Maven|For more information|After correcting|mvn <args>' | head -n 20 >&2 || true
    fail "the build failed; its whole log is in $log"
  fi
  # A program that runs keeps the files it has opened: new ones take their places, they are not overwritten.
  cp "$home"/app/target/likeness-app-*.jar "$jars/likeness-app.jar.new"
  mv "$jars/likeness-app.jar.new" "$jars/likeness-app.jar"
  rm -rf "$archives"
  mv "$stamp.begun" "$stamp"
  trap - INT
}
if ! is_built; then
  if command -v flock >/dev/null; then
    exec 9>"$home/.likeness-build.lock"
    if ! flock -n 9; then
      echo "likeness: waiting for another one that builds …" >&2
      flock 9
    fi
    is_built || build
    exec 9>&-
  else
    build
  fi
fi
