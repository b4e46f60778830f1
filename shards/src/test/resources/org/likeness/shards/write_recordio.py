"""Writes a RecordIO set as InsightFace distributes them, from the layout alone, with Python's standard library.

Usage: write_recordio.py PEOPLE OUT

PEOPLE has one folder for each identity, named after its label (0, 1, ...), with files of any bytes.
OUT gets train.rec, train.idx and property: pictures with the keys 1 to a - 1, record 0 with the labels [a, b],
identity records with the keys a to b - 1 and the labels [first, last + 1).
"""
import os
import struct
import sys

MAGIC = struct.pack("<I", 0xCED7230A)


def write_part(out, kind, data):
    out.write(MAGIC + struct.pack("<I", kind << 29 | len(data)) + data + b"\0" * (-len(data) % 4))


def write_record(out, data):
    """Cuts the data where the magic number stands at a multiple of 4, and leaves it out."""
    parts, start, place = [], 0, data.find(MAGIC)
    while place >= 0:
        if place % 4 == 0:
            parts.append(data[start:place])
            start = place + 4
        place = data.find(MAGIC, place + (4 if place % 4 == 0 else 1))
    parts.append(data[start:])
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        write_part(out, 0 if len(parts) == 1 else 1 if number == 0 else 3 if last else 2, part)


def header(labels, key):
    if len(labels) == 1:
        return struct.pack("<IfQQ", 0, labels[0], key, 0)
    return struct.pack("<IfQQ", len(labels), 0, key, 0) + struct.pack("<%df" % len(labels), *labels)


def main(people, folder):
    os.makedirs(folder, exist_ok=True)
    identities = sorted(os.listdir(people), key=int)
    with open(os.path.join(folder, "train.rec"), "wb") as rec, open(os.path.join(folder, "train.idx"), "w") as idx:

        def record(key, labels, body=b""):
            idx.write("%d\t%d\n" % (key, rec.tell()))
            write_record(rec, header(labels, key) + body)

        key, ranges = 1, []
        for identity in identities:
            first = key
            for name in sorted(os.listdir(os.path.join(people, identity))):
                with open(os.path.join(people, identity, name), "rb") as picture:
                    record(key, [float(identity)], picture.read())
                key += 1
            ranges.append((first, key))
        record(0, [float(key), float(key + len(ranges))])
        for first, end in ranges:
            record(key, [float(first), float(end)])
            key += 1
    with open(os.path.join(folder, "property"), "w") as out:
        out.write("%d,112,112" % len(identities))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
