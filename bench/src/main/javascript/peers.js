// hnswlib and usearch on the embeddings, probes and people that GraphBenchmark leaves in a folder: one thread, processor time.
//   npm install hnswlib-node usearch && node peers.js FOLDER DIMENSION
const fs = require('fs');
const [folder, dimension] = [process.argv[2], Number(process.argv[3])];
const floats = name => { const b = fs.readFileSync(`${folder}/${name}`); return new Float32Array(b.buffer, b.byteOffset, b.length / 4); };
const faces = floats('faces.f32'), probes = floats('probes.f32');
const people = fs.readFileSync(`${folder}/people.txt`, 'utf8').trim().split('\n').map(Number);
const row = (all, i) => all.subarray(i * dimension, (i + 1) * dimension);
const count = faces.length / dimension;
const processor = () => { const t = process.cpuUsage(); return (t.user + t.system) / 1e6; };
function build(name, add) {
  const start = processor();
  for (let i = 0; i < count; i++) add(i);
  console.log(`${name}: built in ${(processor() - start).toFixed(0)} s processor time`);
}
function report(name, search) {
  let right, seconds;
  for (let round = 0; round < 2; round++) {
    right = 0;
    const start = processor();
    for (let i = 0; i < people.length; i++) if (Math.floor(search(i) / 5) === people[i]) right++;
    seconds = processor() - start;
  }
  console.log(`${name}: recall@1 ${(right / people.length).toFixed(4)}, ${(people.length / seconds).toFixed(0)} probes per processor second`);
  return right / people.length;
}
const candidates = [8, 16, 24, 32, 48, 64, 96, 128, 192, 256];
if (process.argv[4] !== 'usearch') {
  const { HierarchicalNSW } = require('hnswlib-node');
  const index = new HierarchicalNSW('l2', dimension);
  index.initIndex({ maxElements: count, m: 16, efConstruction: 100 });
  const arrays = Array.from({ length: people.length }, (_, i) => Array.from(row(probes, i)));
  build('hnswlib', i => index.addPoint(Array.from(row(faces, i)), i));
  for (const ef of candidates) {
    index.setEf(ef);
    if (report(`hnswlib, ${ef} candidates`, i => index.searchKnn(arrays[i], 1).neighbors[0]) >= 0.999) break;
  }
}
const { Index } = require('usearch');
const index = new Index({ metric: 'l2sq', dimensions: dimension, connectivity: 16, expansion_add: 100, expansion_search: 64 });
build('usearch', i => index.add(BigInt(i), row(faces, i), 1));
report('usearch, 64 candidates', i => Number(index.search(row(probes, i), 1, 1).keys[0]));
