// All of England: shapes are decoded once, and filled into a grid of pixels that holds each pixel's
// area. Painting another indicator is then one pass over the pixels, and what lies under a pointer is
// read from the grid.

// Decode a .rings file (its format: het_geo/national/rings.py) into flat arrays.
export function decodeRings(buffer) {
  const head = new DataView(buffer);
  const [areas, rings, points] = [4, 8, 12].map((at) => head.getUint32(at, true));
  const width = head.getUint16(26, true), height = head.getUint16(28, true);
  const perArea = new Uint16Array(buffer.slice(32, 32 + 2 * areas));
  const perRing = new Uint16Array(buffer.slice(32 + 2 * areas, 32 + 2 * areas + 2 * rings));
  const bytes = new Uint8Array(buffer, 32 + 2 * areas + 2 * rings);
  const xs = new Uint16Array(points), ys = new Uint16Array(points);
  let at = 0, x = 0, y = 0;
  const next = () => {
    let n = 0, shift = 0, byte;
    do { byte = bytes[at++]; n |= (byte & 127) << shift; shift += 7; } while (byte & 128);
    return (n >>> 1) ^ -(n & 1);
  };
  for (let i = 0; i < points; i++) {
    xs[i] = x += next();
    ys[i] = y += next();
  }
  const firstRing = new Uint32Array(areas + 1), firstPoint = new Uint32Array(rings + 1);
  for (let i = 0; i < areas; i++) firstRing[i + 1] = firstRing[i] + perArea[i];
  for (let i = 0; i < rings; i++) firstPoint[i + 1] = firstPoint[i] + perRing[i];
  return { areas, width, height, xs, ys, firstRing, firstPoint, boxes: boxesOf(areas, firstRing, firstPoint, xs, ys) };
}

function boxesOf(areas, firstRing, firstPoint, xs, ys) {
  const boxes = new Uint16Array(areas * 4);
  for (let a = 0; a < areas; a++) {
    let west = 65535, north = 65535, east = 0, south = 0;
    for (let i = firstPoint[firstRing[a]]; i < firstPoint[firstRing[a + 1]]; i++) {
      if (xs[i] < west) west = xs[i];
      if (xs[i] > east) east = xs[i];
      if (ys[i] < north) north = ys[i];
      if (ys[i] > south) south = ys[i];
    }
    boxes.set([west, north, east, south], a * 4);
  }
  return boxes;
}

// Fill a grid of width × height pixels with area numbers + 1 (0: none), for a view [x, y, w, h].
export function fillGrid(shapes, [vx, vy, vw, vh], width, height) {
  const grid = new Uint16Array(width * height);
  const sx = width / vw, sy = height / vh;
  const { boxes, firstRing } = shapes;
  for (let a = 0; a < shapes.areas; a++) {
    const [west, north, east, south] = boxes.subarray(a * 4, a * 4 + 4);
    if (east < vx || west > vx + vw || south < vy || north > vy + vh) continue;
    const top = Math.max(0, Math.ceil((north - vy) * sy - 0.5));
    const bottom = Math.min(height - 1, Math.floor((south - vy) * sy - 0.5));
    if (top > bottom) continue;
    const rows = crossings(shapes, firstRing[a], firstRing[a + 1], [vx, vy, sx, sy], top, bottom);
    rows.forEach((row, i) => span(grid, row, (top + i) * width, width, a + 1));
  }
  return grid;
}

// Where the edges of an area's rings cross the middle of each row of pixels.
function crossings({ firstPoint, xs, ys }, from, to, [vx, vy, sx, sy], top, bottom) {
  const rows = Array.from({ length: bottom - top + 1 }, () => []);
  for (let r = from; r < to; r++) {
    const end = firstPoint[r + 1];
    let px = (xs[end - 1] - vx) * sx, py = (ys[end - 1] - vy) * sy;
    for (let i = firstPoint[r]; i < end; i++) {
      const x = (xs[i] - vx) * sx, y = (ys[i] - vy) * sy;
      const high = Math.min(y, py), low = Math.max(y, py);
      const first = Math.max(top, Math.ceil(high - 0.5)), last = Math.min(bottom, Math.ceil(low - 0.5) - 1);
      for (let row = first; row <= last; row++) rows[row - top].push(px + ((row + 0.5 - py) * (x - px)) / (y - py));
      px = x;
      py = y;
    }
  }
  return rows;
}

// Fill between pairs of crossings (even-odd) in one row.
function span(grid, row, start, width, value) {
  if (row.length === 2 && row[0] > row[1]) row.reverse();
  else if (row.length > 2) row.sort((a, b) => a - b);
  for (let i = 0; i + 1 < row.length; i += 2) {
    const left = Math.max(0, Math.ceil(row[i] - 0.5)), right = Math.min(width - 1, Math.ceil(row[i + 1] - 0.5) - 1);
    if (left <= right) grid.fill(value, start + left, start + right + 1);
  }
}

// Colour a grid: one colour an area (RGBA words), with lines between areas where they are large. The
// words 1 and 2 are hatchings, one way and the other.
export function colourGrid(grid, width, words, image, { lines, hatch, blank }) {
  const out = new Uint32Array(image.data.buffer);
  for (let i = 0; i < grid.length; i++) {
    const area = grid[i], word = words[area];
    if (area && lines && (area !== grid[i + 1] || area !== grid[i + width])) out[i] = lines;
    else out[i] = word === 1 || word === 2 ? hatched(word, i, width, hatch, blank) : word;
  }
}

function hatched(word, i, width, hatch, blank) {
  const x = i % width, y = (i - x) / width;
  return (word === 1 ? x + y : x - y + 7 * width) % 7 < 2 ? hatch : blank;
}

// Outlines of some areas as one path, in grid steps.
export function outline(shapes, areas) {
  const path = new Path2D();
  const { firstRing, firstPoint, xs, ys } = shapes;
  for (const a of areas) {
    for (let r = firstRing[a]; r < firstRing[a + 1]; r++) {
      path.moveTo(xs[firstPoint[r]], ys[firstPoint[r]]);
      for (let i = firstPoint[r] + 1; i < firstPoint[r + 1]; i++) path.lineTo(xs[i], ys[i]);
      path.closePath();
    }
  }
  return path;
}
