// Embeds faces with an encoder's file: node embed.mjs ENCODER.onnx FACE.ppm [FACE.ppm]. Needs onnxruntime-node.

import { readFileSync } from 'node:fs';
import ort from 'onnxruntime-node';

/** The file's metadata_props, which onnxruntime-node does not hand out: field 14 of a ModelProto, entries of key (1) and value (2). */
function readMetadata(model) {
  const metadata = {};
  for (const [field, entry] of fields(model)) {
    if (field === 14) {
      const texts = new Map([...fields(entry)].map(([number, text]) => [number, text.toString('utf8')]));
      metadata[texts.get(1)] = texts.get(2) ?? '';
    }
  }
  return metadata;
}

/** The fields of a protobuf message that have a length: number and bytes. Others are passed over. */
function* fields(message) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = message[at++];
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const type = key & 7;
    if (type === 2) {
      const length = varint();
      yield [key >>> 3, message.subarray(at, at + length)];
      at += length;
    } else if (type === 0) {
      varint();
    } else {
      at += type === 1 ? 8 : 4;
    }
  }
}

/** A binary PPM of 8 bits: its pixels, red first, row by row. */
function readPicture(path) {
  const content = readFileSync(path);
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(content.toString('latin1', 0, 100));
  if (!header) throw new Error(`${path} is no binary PPM of 8 bits without comments`);
  return { width: Number(header[1]), height: Number(header[2]), rgb: content.subarray(header[0].length) };
}

/** [3, height, width]: (level - mean) / divisor, in the encoder's order of colors. */
function writeInput({ width, height, rgb }, metadata, target, offset) {
  const wanted = [metadata['likeness.inputWidth'], metadata['likeness.inputHeight']].map(Number);
  if (width !== wanted[0] || height !== wanted[1]) {
    throw new Error(`a face of ${width}×${height} pixels: the encoder takes ${wanted.join('×')}`);
  }
  const means = metadata['likeness.mean'].split(',').map(Number);
  const divisor = Number(metadata['likeness.divisor']);
  for (let channel = 0; channel < 3; channel++) {
    const color = metadata['likeness.colorOrder'] === 'bgr' ? 2 - channel : channel;
    const mean = means[means.length === 3 ? channel : 0];
    for (let i = 0; i < width * height; i++) {
      target[offset + channel * width * height + i] = (rgb[3 * i + color] - mean) / divisor;
    }
  }
}

/** A byte for each number, and what a step stands for. */
function toBytes(embedding) {
  const scale = Math.fround(Math.max(Math.max(...embedding.map(Math.abs)) / 127, 2 ** -126));
  return { scale, values: Array.from(embedding, (number) => Math.round(number / scale)) };
}

const [file, ...pictures] = process.argv.slice(2);
const metadata = readMetadata(readFileSync(file));
const session = await ort.InferenceSession.create(file);
const shape = [pictures.length, 3, Number(metadata['likeness.inputHeight']), Number(metadata['likeness.inputWidth'])];
const input = new Float32Array(shape.reduce((a, b) => a * b));
pictures.forEach((path, i) => writeInput(readPicture(path), metadata, input, (i * input.length) / pictures.length));
const result = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', input, shape) });
const output = result[session.outputNames[0]];
const size = output.dims[1];
const embeddings = pictures.map((_, i) => output.data.slice(i * size, (i + 1) * size));

const answer = { embeddings: embeddings.map((embedding) => Array.from(embedding)), bytes: embeddings.map(toBytes) };
if (embeddings.length === 2) {
  answer.distance = embeddings[0].reduce((sum, number, i) => sum + (number - embeddings[1][i]) ** 2, 0);
  const calibration = metadata['likeness.calibration'];
  if (calibration) answer.threshold = JSON.parse(calibration).threshold; // at and below it, both are one person
}
console.log(JSON.stringify(answer));
