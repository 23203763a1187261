// What is sent of England's map, unpacked.
import { decodeRings } from "./raster.js";

function bytesOf(text) {
  const plain = atob(text);
  const bytes = new Uint8Array(plain.length);
  // A plain loop: Uint8Array.from calls a function for each of two million letters.
  for (let i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
  return bytes;
}

async function unzip(text) {
  const bytes = bytesOf(text);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

export async function englandShapes(sent) {
  const [shapes, outlines, names] = await Promise.all([unzip(sent.shapes), unzip(sent.outlines), unzip(sent.names)]);
  const lines = new TextDecoder().decode(names).split("\n");
  return { key: sent.key, shapes: decodeRings(shapes), outlines: decodeRings(outlines), names: lines.map((line) => line.split("\t")), own: sent.own };
}

// What is written of figures that round to none or to all, by their areas' places.
const edgesOf = (data) => new Map(data.edges.flatMap(({ words, places }) => places.map((i) => [i, words])));

export function numbersOf(data) {
  const bytes = bytesOf(data.numbers).buffer;
  return { ...data, numbers: data.wide ? new Uint32Array(bytes) : new Uint16Array(bytes), edges: edgesOf(data) };
}
