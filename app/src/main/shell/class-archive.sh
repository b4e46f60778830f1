# shellcheck shell=bash disable=SC2154 # sourced: the launcher has set what it reads
# Sets `class_path`, and adds to `options` the archive of the classes that short commands load: reading and checking classes is most of
# what such a command does. (Class-data sharing.) Sourced by the launcher.
#
# An archive belongs to one build of Java and to these very jars. It is made at the first start, in two starts of Java: one that lists the
# classes, one that writes them. Java takes it only if jars and Java are still the same, and starts without it otherwise.

jars_in_order() { # whatever the locale: the archive holds the order
  local LC_ALL=C
  all_jars=("$jars"/*.jar)
}
jars_in_order
class_path=$(IFS=: && echo "${all_jars[*]}")
archive=$archives/java-${java_build//[!A-Za-z0-9.+_-]/_}.jsa

is_archived() {
  [ -e "$archive" ] || return 1
  local part
  for part in "$jars" "${all_jars[@]}"; do
    [ ! "$part" -nt "$archive" ] || return 1
  done
}
make_archive() {
  local begun=$archive.$$
  # shellcheck disable=SC2064 # the name of now
  trap "rm -f '$begun' '$begun.classes'; exit 130" INT TERM HUP
  echo "likeness: preparing faster starts, once for this Java …" >&2
  if ! { "$java" "${options[@]}" -XX:DumpLoadedClassList="$begun.classes" -cp "$class_path" org.likeness.app.cli.WarmUp &&
    "$java" "${options[@]}" -Xshare:dump -XX:SharedClassListFile="$begun.classes" -XX:SharedArchiveFile="$begun" -cp "$class_path"; } </dev/null >/dev/null 2>&1; then
    rm -f "$begun"
    : >"$begun" || true # a Java that has no archives is not asked again
  fi
  mv -f "$begun" "$archive" 2>/dev/null || true
  rm -f "$begun.classes"
  trap - INT TERM HUP
}
if ! is_archived && mkdir -p "$archives" 2>/dev/null && [ -w "$archives" ]; then
  if command -v flock >/dev/null; then
    exec 8>"$archives/lock"
    if flock -n 8; then # whoever comes meanwhile starts without it
      is_archived || make_archive
    fi
    exec 8>&-
  else
    make_archive
  fi
fi
# Java 17 crashes where an agent or a recording that starts with it looks at a class that comes from an archive.
case " ${LIKENESS_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-}" in
  *' -javaagent:'* | *' -agent'* | *StartFlightRecording*) is_watched=1 ;;
  *) is_watched= ;;
esac
if [ -s "$archive" ] && [ -z "$is_watched" ]; then
  quiet='cds*=off' # options of the user's may keep Java from using the archive, which it would say in the midst of the answer
  [ "$java_version" -lt 24 ] || quiet+=',aot*=off'
  options+=("-XX:SharedArchiveFile=$archive" -Xlog:disable "-Xlog:all=warning,$quiet:stderr")
fi
