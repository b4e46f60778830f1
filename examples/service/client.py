"""Enrolls a person, identifies a picture and forgets the person: python3 client.py URL GALLERY NAME PICTURE OTHER_PICTURE.

The access key is in LIKENESS_KEY. Needs the standard library alone.
"""

import base64
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Problem(Exception):
    """The service refuses, as RFC 9457 has it."""

    def __init__(self, document):
        super().__init__(f"{document['code']}: {document['detail']}")
        self.code = document["code"]
        self.errors = document["errors"]  # of single pictures


def ask(method, address, body=None, content_type="application/json"):
    """The document that the service answers with."""
    request = urllib.request.Request(address, body, method=method)
    if os.environ.get("LIKENESS_KEY"):
        request.add_unredirected_header("Authorization", "Bearer " + os.environ["LIKENESS_KEY"])
    if body is not None:
        request.add_header("Content-Type", content_type)
    if method != "GET":
        request.add_header("Idempotency-Key", str(uuid.uuid4()))  # send the same one again if no answer comes
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        raise Problem(json.load(error)) from error


def content(file):
    with open(file, "rb") as stream:
        return stream.read()


def main(url, gallery, name, picture, other):
    people = f"{url}/v1/galleries/{urllib.parse.quote(gallery, safe='')}"

    pictures = [{"name": os.path.basename(picture), "data": base64.b64encode(content(picture)).decode()}]
    added = ask("POST", people + "/people", json.dumps({"person": name, "pictures": pictures}).encode())
    person = added["enrolledPerson"]["personId"]
    print(f"enrolled {name} as {person}")

    answer = ask("POST", people + "/identify", content(other), "application/octet-stream")
    for face in answer["faces"]:
        if face["decision"] == "match":
            print(f"identified as {face['nearest']['person']}, distance {face['nearest']['distance']:.4f}")
        else:
            print("unknown")

    forgotten = ask("DELETE", f"{people}/people/{person}")
    print(f"forgot {forgotten['faceCount']} face")

    try:
        ask("GET", f"{people}/people/{person}")
        print("still there")
    except Problem as problem:  # the person is gone
        print(problem)


if __name__ == "__main__":
    main(*sys.argv[1:])
