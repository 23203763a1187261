// The map of all of England's neighbourhoods, on a canvas that can be read and chosen from by keyboard.
import { ARROWS, drawLegend, frame, listenToTools, make, nearest, tell, withShapes } from "./base.js";
import { englandShapes, numbersOf } from "./england_data.js";
import { colour, inks, word } from "./inks.js";
import { colourGrid, fillGrid, outline } from "./raster.js";

const HELP = "Map of all neighbourhoods of England. Arrow keys move between neighbourhoods, Enter chooses, plus and minus zoom.";

function englandFrame(root) {
  const map = frame(root);
  map.canvas = make("canvas", { tabindex: 0, role: "application", "aria-label": HELP, "aria-roledescription": "map" }, map.stage);
  map.finish();
  map.credit = make("p", { class: "hint" }, map.options);
  map.credit.textContent = "Arrow keys, the buttons or dragging move over England; a click or Enter chooses a neighbourhood.";
  return map;
}

function englandGeometry(map, held) {
  Object.assign(map, held);
  map.whole = [0, 0, held.shapes.width, held.shapes.height];
  map.view = [...map.whole];
  map.stage.classList.add("england");
  map.stage.style.aspectRatio = `${held.shapes.width} / ${held.shapes.height}`;
  map.ownLine = outline(held.outlines, [held.own]);
  map.lines = null;
  // The borders of all districts take longer than the areas: they follow the first paint.
  requestAnimationFrame(() => setTimeout(() => {
    map.lines = outline(held.outlines, Array(held.outlines.areas).keys());
    paintEngland(map);
  }));
  map.codes = new Map(held.names.map(([code], i) => [code, i]));
  rasterise(map);
}

function rasterise(map) {
  const box = map.canvas.getBoundingClientRect();
  const sharp = Math.min(window.devicePixelRatio || 1, 2);
  map.size = [Math.max(1, Math.round(box.width * sharp)), Math.max(1, Math.round(box.height * sharp))];
  [map.canvas.width, map.canvas.height] = map.size;
  map.was = map.canvas.clientWidth;
  map.grid = fillGrid(map.shapes, map.view, ...map.size);
}

function paintEngland(map) {
  const { data, canvas, grid, view } = map;
  if (!data || !grid) return;
  const [width, height] = map.size;
  const ink = canvas.getContext("2d", { alpha: true });
  const words = inks(data, map.shapes.areas);
  const image = ink.createImageData(width, height);
  const near = view[2] < map.whole[2] / 5;
  colourGrid(grid, width, words, image, {
    lines: near && word(canvas, "edge"), hatch: word(canvas, "hatch"), blank: word(canvas, "blank"),
  });
  ink.putImageData(image, 0, 0);
  const scale = width / view[2];
  ink.setTransform(scale, 0, 0, scale, -view[0] * scale, -view[1] * scale);
  strokeEngland(map, ink, width / (canvas.clientWidth || width) / scale);
  ink.setTransform(1, 0, 0, 1, 0, 0);
}

// The lines over the areas: districts, the page's own, and whoever is pointed at or chosen.
function strokeEngland(map, ink, point) {
  const stroke = (path, name, points) => {
    ink.lineWidth = points * point;
    ink.strokeStyle = colour(map.canvas, name);
    ink.stroke(path);
  };
  ink.globalAlpha = 0.35;
  if (map.lines) stroke(map.lines, "outline", 0.6);
  ink.globalAlpha = 1;
  stroke(map.ownLine, "outline", 2.5);
  if (map.at !== undefined) stroke(outline(map.shapes, [map.at]), "outline", 3);
  const chosen = map.codes.get(map.data.selected);
  if (chosen === undefined) return;
  const ring = outline(map.shapes, [chosen]);
  stroke(ring, "paper", 6);
  stroke(ring, "chosen", 4);
}

// The sentence of an area: its figure is sent as a whole number of the smallest digit shown.
export function sayEngland(map, i) {
  const { data, names } = map;
  const name = `${names[i][1]}, ${names[i][2]}`;
  const mark = data.classes[i];
  if (data.why[mark]) return `${name}: ${data.why[mark]}`;
  const n = data.numbers[i] + data.lowest;
  const written = (n / 10 ** data.decimals).toLocaleString("en-GB", { minimumFractionDigits: data.decimals, maximumFractionDigits: data.decimals }).replace("-", "−");
  const figure = data.edges.get(i) ?? data.write.replace("{value}", () => written);
  return `${name}: ${data.says.replace("{value}", () => figure)}`;
}

function zoomEngland(map, factor, centre) {
  const [x, y, w, h] = map.view;
  const width = Math.min(Math.max(w * factor, map.whole[2] / 200), map.whole[2]);
  const height = (width * h) / w;
  const [cx, cy] = centre ?? [x + w / 2, y + h / 2];
  moveEngland(map, [cx - width / 2, cy - height / 2, width, height]);
}

function moveEngland(map, [x, y, w, h]) {
  map.tip.hidden = true;
  const [, , W, H] = map.whole;
  map.view = [Math.min(Math.max(x, 0), W - w), Math.min(Math.max(y, 0), H - h), w, h];
  cancelAnimationFrame(map.later);
  map.later = requestAnimationFrame(() => {
    rasterise(map);
    paintEngland(map);
  });
}

function under(map, event) {
  const box = map.canvas.getBoundingClientRect();
  const x = Math.floor(((event.clientX - box.left) / box.width) * map.size[0]);
  const y = Math.floor(((event.clientY - box.top) / box.height) * map.size[1]);
  return map.grid ? map.grid[y * map.size[0] + x] - 1 : -1;
}

const middle = (map, i) => {
  const [west, north, east, south] = map.shapes.boxes.subarray(i * 4, i * 4 + 4);
  return [(west + east) / 2, (north + south) / 2];
};

// Where the keyboard begins: at the chosen neighbourhood, or in the place that the page is about.
const firstOf = (map) => map.codes.get(map.data.selected) ?? map.names.findIndex((name) => name[2] === map.home);

function neighbour(map, from, direction) {
  const points = (function* () { for (let i = 0; i < map.shapes.areas; i++) yield [i, ...middle(map, i)]; })();
  return nearest(points, middle(map, from), direction, from) ?? from;
}

function stepEngland(map, direction) {
  const next = map.at === undefined ? firstOf(map) : neighbour(map, map.at, direction);
  map.at = next;
  const [x, y] = middle(map, next), [vx, vy, w, h] = map.view;
  if (w > map.whole[2] / 8) zoomEngland(map, map.whole[2] / 12 / w, [x, y]);
  else if (x < vx || x > vx + w || y < vy || y > vy + h) moveEngland(map, [x - w / 2, y - h / 2, w, h]);
  else paintEngland(map);
  map.live.textContent = sayEngland(map, next);
  // The map may move in the next frame: the tip follows it.
  requestAnimationFrame(() => requestAnimationFrame(() => tell(map, map.live.textContent, boxOf(map, next))));
}

// Where an area stands on the screen.
function boxOf(map, i) {
  const box = map.canvas.getBoundingClientRect();
  const scale = box.width / map.view[2];
  const [west, north, east, south] = map.shapes.boxes.subarray(i * 4, i * 4 + 4);
  const left = box.left + (west - map.view[0]) * scale, top = box.top + (north - map.view[1]) * scale;
  return new DOMRect(left, top, (east - west) * scale, (south - north) * scale);
}

const here = (map) => (map.at === undefined ? null : middle(map, map.at));
const nearer = (map) => zoomEngland(map, 0.6, here(map));
const choose = (map) => map.choose(map.at);
const KEYS = {
  Enter: choose, " ": choose, "+": nearer, "=": nearer,
  "-": (map) => zoomEngland(map, 1 / 0.6, here(map)),
  Escape: (map) => (map.tip.hidden ? map.choose(-1) : (map.tip.hidden = true)),
};
function pressEngland(map, event) {
  const act = KEYS[event.key];
  if (!map.data || !map.grid || (act === choose && map.at === undefined)) return;
  if (ARROWS[event.key]) stepEngland(map, ARROWS[event.key]);
  else if (act) act(map);
  else return;
  event.preventDefault();
}

function listenEngland(map) {
  let drag = null;
  map.canvas.addEventListener("keydown", (event) => pressEngland(map, event));
  map.canvas.addEventListener("pointerdown", (event) => (drag = { from: [event.clientX, event.clientY], view: map.view, moved: false }));
  map.canvas.addEventListener("pointermove", (event) => {
    if (!map.data || !map.grid) return;
    if (drag && event.buttons & 1) return dragEngland(map, drag, event);
    const i = under(map, event);
    if (i < 0) return void (map.tip.hidden = true);
    tell(map, sayEngland(map, i), new DOMRect(event.clientX, event.clientY - 8, 0, 16));
  });
  map.canvas.addEventListener("pointerup", (event) => {
    if (drag && !drag.moved && under(map, event) >= 0) map.choose(under(map, event));
    drag = null;
  });
  for (const type of ["pointerleave", "blur"]) map.canvas.addEventListener(type, () => (map.tip.hidden = true));
  listenToTools(map, (factor) => map.grid && zoomEngland(map, factor), () => map.grid && moveEngland(map, map.whole));
  window.addEventListener("het-geo-scheme", () => paintEngland(map));
  new ResizeObserver(() => {
    if (!map.grid || Math.abs(map.canvas.clientWidth - map.was) < 2) return;
    rasterise(map);
    paintEngland(map);
  }).observe(map.canvas);
}

function dragEngland(map, drag, event) {
  const scale = map.view[2] / map.canvas.clientWidth;
  const [dx, dy] = [event.clientX - drag.from[0], event.clientY - drag.from[1]];
  drag.moved ||= Math.hypot(dx, dy) > 5;
  if (drag.moved) moveEngland(map, [drag.view[0] - dx * scale, drag.view[1] - dy * scale, drag.view[2], drag.view[3]]);
}

export function englandComponent({ data, parentElement, setTriggerValue }) {
  let map = parentElement.hetGeoMap;
  if (!map) {
    map = parentElement.hetGeoMap = englandFrame(parentElement);
    listenEngland(map);
  }
  // The ring moves at once; the words follow from the server.
  map.choose = (i) => {
    const code = i < 0 || map.names[i][0] === map.data.selected ? "" : map.names[i][0];
    map.data.selected = code;
    paintEngland(map);
    setTriggerValue("picked", code || "none");
  };
  return withShapes(data.shapes, async (sent) => {
    sent.ready ??= englandShapes(sent);
    const held = await sent.ready;
    if (map.key !== held.key) englandGeometry(map, held);
    map.data = numbersOf(data);
    map.home = data.home;
    map.tip.hidden = true;
    map.canvas.setAttribute("aria-label", `${data.title}. ${HELP}`);
    paintEngland(map);
    drawLegend(map, data);
  });
}
