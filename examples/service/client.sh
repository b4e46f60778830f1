#!/bin/sh
# Enrolls a person, identifies a picture and forgets the person: client.sh URL GALLERY NAME PICTURE OTHER_PICTURE. Needs curl 7.76.
# The access key is in LIKENESS_KEY; curl reads it from standard input, because other users of the machine see a command line.
set -eu
export LC_ALL=C
url=$1 gallery=$1/v1/galleries/$2 name=$3 picture=$4 other=$5

ask() {
    if [ -n "${LIKENESS_KEY:-}" ]; then printf 'header = "Authorization: Bearer %s"\n' "$LIKENESS_KEY"; fi |
        curl --silent --show-error --fail-with-body --max-time 60 --retry 3 --config - "$@"
}

# The first value of a field, a text or a number: enough for an example, programs read JSON.
field() {
    sed -n -e "s/.*\"$1\" : \"\(.*\)\",\{0,1\}$/\1/p" -e "s/.*\"$1\" : \([0-9.E-]*\),\{0,1\}$/\1/p" | head -n 1 | sed 's/\\"/"/g'
}

ask "$url/v1/health" > /dev/null

added=$(ask -H "Idempotency-Key: $(date +%s)-$$" -F "request={\"person\": \"$name\"};type=application/json" -F "pictures=@$picture" "$gallery/people")
person=$(printf %s "$added" | field personId)
echo "enrolled $name as $person"

answer=$(ask -H 'Content-Type: application/octet-stream' --data-binary "@$other" "$gallery/identify")
if [ "$(printf %s "$answer" | field decision)" = match ]; then
    printf 'identified as %s, distance %.4f\n' "$(printf %s "$answer" | field person)" "$(printf %s "$answer" | field distance)"
else
    echo unknown
fi

forgotten=$(ask -X DELETE "$gallery/people/$person")
echo "forgot $(printf %s "$forgotten" | field faceCount) face"

# The person is gone: the answer is a problem.
if problem=$(ask "$gallery/people/$person" 2> /dev/null); then
    echo "still there"
else
    echo "$(printf %s "$problem" | field code): $(printf %s "$problem" | field detail)"
fi
