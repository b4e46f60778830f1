#!/usr/bin/env bash
# Enrolls people of LFW with one encoder, brings the gallery to another, and identifies them: docs/results/migration.md.
#   bench/run-migration.sh IMAGES DETECTOR OLD NEW OUT     IMAGES: a folder a person; OUT: a new folder
set -euo pipefail
if [ $# -ne 5 ]; then
  sed -n 3p "$0" >&2
  exit 2
fi
images=$1 old=$3 new=$4 out=$5
home=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
likeness=$home/likeness
found=(--detector "$2" --faces center)
(cd "$home" && mvn -B -q -DskipTests -pl bench -am package >&2)
mkdir "$out"
mkdir "$out"/{kept,gone,known,strangers}

# People with two pictures: the first one is enrolled, every third person without a kept face; the second one is a probe.
# Every fourth person with a single picture is a stranger.
pairs=0 singles=0
for person in "$images"/*/; do
  name=${person%/} pictures=("$person"*)
  name=${name##*/}
  if [ ${#pictures[@]} -ge 2 ]; then
    pairs=$((pairs + 1))
    group=kept
    [ $((pairs % 3)) -ne 0 ] || group=gone
    mkdir "$out/$group/$name"
    cp "${pictures[0]}" "$out/$group/$name/"
    cp "${pictures[1]}" "$out/known/$name.jpg"
  else
    singles=$((singles + 1))
    [ $((singles % 4)) -ne 0 ] || cp "${pictures[0]}" "$out/strangers/$name.jpg"
  fi
done

identify() {
  local answers=$1 encoder=$2 gallery=$3
  shift 3
  "$likeness" identify "$encoder" --gallery "$out/$gallery" "${found[@]}" --csv "$out/$answers.csv" "$@" "$out/known" "$out/strangers" >/dev/null
}
enroll() { "$likeness" enroll "$old" --gallery "$out/$1" "${found[@]}" "${@:2}"; }

enroll all.db --keep-crops --folder "$out/kept"
cp "$out/all.db" "$out/part.db"
enroll all.db --keep-crops --folder "$out/gone"
enroll part.db --folder "$out/gone"
cp "$out/all.db" "$out/pictures.db"
identify before "$old" all.db
"$likeness" gallery migrate "$new" --gallery "$out/pictures.db" "${found[@]}" --former "$old" --pictures "$out"
identify pictures "$new" pictures.db
"$likeness" gallery migrate "$new" --gallery "$out/all.db"
identify kept "$new" all.db
"$likeness" gallery migrate "$new" --gallery "$out/part.db" --leave
identify left "$new" part.db
identify merged "$new" part.db --former "$old"
"$likeness" gallery switch --gallery "$out/all.db"
identify back "$old" all.db
cmp "$out/before.csv" "$out/back.csv"

"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$home/bench/target/classes:$(cat "$home/bench/target/class-path.txt")" \
  org.likeness.bench.IdentifiedPeople "$out"/{before,pictures,kept,merged,left}.csv
