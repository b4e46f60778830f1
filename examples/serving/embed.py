"""Embeds faces with an encoder's file: python3 embed.py ENCODER.onnx FACE.ppm [FACE.ppm]. Needs numpy and onnxruntime."""

import json
import re
import sys

import numpy
import onnxruntime


def read_picture(path):
    """A binary PPM of 8 bits as [height, width, 3], red first."""
    with open(path, "rb") as file:
        content = file.read()
    header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", content)
    if header is None:
        raise SystemExit(f"{path} is no binary PPM of 8 bits without comments")
    width, height = int(header[1]), int(header[2])
    return numpy.frombuffer(content, numpy.uint8, height * width * 3, header.end()).reshape(height, width, 3)


def to_input(picture, metadata):
    """[3, height, width]: (level - mean) / divisor, in the encoder's order of colors."""
    size = (int(metadata["likeness.inputHeight"]), int(metadata["likeness.inputWidth"]))
    if picture.shape[:2] != size:
        raise SystemExit(f"a face of {picture.shape[:2]} rows and columns: the encoder takes {size}")
    if metadata["likeness.colorOrder"] == "bgr":
        picture = picture[:, :, ::-1]
    mean = numpy.array([float(number) for number in metadata["likeness.mean"].split(",")])
    levels = (picture - mean) / float(metadata["likeness.divisor"])
    return levels.transpose(2, 0, 1).astype(numpy.float32)


def to_bytes(embedding):
    """A byte for each number, and what a step stands for."""
    scale = numpy.float32(max(numpy.abs(embedding).max() / numpy.float32(127), numpy.finfo(numpy.float32).tiny))
    return numpy.rint(embedding.astype(numpy.float64) / scale).astype(numpy.int8), float(scale)


session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
metadata = session.get_modelmeta().custom_metadata_map
faces = numpy.stack([to_input(read_picture(path), metadata) for path in sys.argv[2:]])
embeddings = session.run(None, {session.get_inputs()[0].name: faces})[0]

answer = {"embeddings": embeddings.tolist(), "bytes": []}
for embedding in embeddings:
    values, scale = to_bytes(embedding)
    answer["bytes"].append({"scale": scale, "values": values.tolist()})
if len(embeddings) == 2:
    difference = embeddings[0].astype(numpy.float64) - embeddings[1]
    answer["distance"] = float(difference @ difference)
    if "likeness.calibration" in metadata:  # at and below it, both are one person
        answer["threshold"] = json.loads(metadata["likeness.calibration"])["threshold"]
print(json.dumps(answer))
