// Layers that a person switches on: streets below the areas, and places above them.
import { make } from "./base.js";

const WORLD = 360; // degrees round the world: the width of a street map's first tile
const MARKS = ["circle", "square", "triangle", "diamond", "cross", "bar"];
const shapeOf = (kind, r) => ({
  circle: `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  square: `M${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}Z`,
  triangle: `M0 ${-1.2 * r}L${1.1 * r} ${r}H${-1.1 * r}Z`,
  diamond: `M0 ${-1.3 * r}L${1.3 * r} 0L0 ${1.3 * r}L${-1.3 * r} 0Z`,
  cross: `M${-r} ${-r / 3}H${-r / 3}V${-r}H${r / 3}V${-r / 3}H${r}V${r / 3}H${r / 3}V${r}H${-r / 3}V${r / 3}H${-r}Z`,
  bar: `M${-1.2 * r} ${-r / 2}h${2.4 * r}v${r}h${-2.4 * r}Z`,
}[kind]);

function option(map, label, changed, mark = "") {
  const line = make("label", {}, map.options);
  const box = make("input", { type: "checkbox" }, line);
  if (mark) {
    const icon = make("svg:svg", { viewBox: "-9 -9 18 18", width: 16, height: 16, "aria-hidden": "true", class: "icon" }, line);
    make("svg:path", { d: shapeOf(mark, 6) }, icon);
  }
  make("span", {}, line).textContent = label;
  box.addEventListener("change", () => changed(box.checked));
  return box;
}

// Streets are off until asked for: nothing is requested from their server before.
export function addOptions(map, geometry) {
  map.options.replaceChildren();
  map.streets = map.streets ?? false;
  const box = option(map, "Streets (needs the internet)", (on) => {
    map.streets = on;
    drawStreets(map);
  });
  box.checked = map.streets;
  map.credit ??= make("p", { class: "credit", hidden: "" });
  map.trouble ??= make("p", { class: "trouble", role: "status" });
  map.shown ??= new Set();
  map.notes = make("div", { class: "place-notes" });
  (geometry.places ?? []).forEach((kind, i) => {
    const mark = MARKS[i % MARKS.length];
    const layer = make("svg:g", { class: `place-${kind.id}`, role: "group", "aria-label": kind.one }, map.layer.places);
    const shown = option(map, `${kind.one}: ${kind.points.length}`, (on) => {
      map.shown[on ? "add" : "delete"](kind.id);
      drawPlaces(map, layer, kind, mark);
    }, mark);
    shown.checked = map.shown.has(kind.id);
    drawPlaces(map, layer, kind, mark);
  });
  map.options.append(map.credit, map.trouble, map.notes);
  drawStreets(map);
}

function drawPlaces(map, layer, kind, mark) {
  layer.replaceChildren();
  map.notes.querySelector(`.note-${kind.id}`)?.remove();
  if (!map.shown.has(kind.id)) return;
  make("p", { class: `note-${kind.id}` }, map.notes).textContent = `${kind.one}. ${kind.note} ${kind.source}`;
  for (const [x, y, name] of kind.points) {
    const said = `${kind.one}: ${name}`;
    const place = make("svg:g", { transform: `translate(${x} ${y})`, role: "img", "aria-label": said, "data-place": said }, layer);
    make("svg:path", { d: shapeOf(mark, 1) }, place);
  }
  sizePlaces(map);
}

// Places keep their size on the screen however near the map is.
export function sizePlaces(map) {
  const width = map.svg.getBoundingClientRect().width || 600;
  const size = (6 * map.view[2]) / width;
  for (const path of map.layer.places.querySelectorAll("path")) path.setAttribute("transform", `scale(${size})`);
}

export function drawStreets(map) {
  map.box.classList.toggle("with-streets", map.streets);
  map.credit.hidden = !map.streets;
  if (!map.streets) {
    map.trouble.textContent = "";
    map.layer.streets.replaceChildren();
    return;
  }
  const { tiles } = map.geometry;
  if (!map.credit.textContent) {
    const link = make("a", { href: tiles.link, target: "_blank", rel: "noreferrer" }, map.credit);
    link.textContent = tiles.credit;
  }
  const [zoom, wanted] = tilesInView(map);
  clearStreets(map.layer.streets, zoom, wanted);
  for (const [name, place] of wanted) drawTile(map, name, place);
}

// How near the tiles are that the view asks for, and by name where each lies in the drawing.
function tilesInView(map) {
  const { tiles, ground } = map.geometry;
  const [x, y, w, h] = map.view;
  const sharp = ((ground.scale * WORLD) / w) * (map.svg.getBoundingClientRect().width / 256);
  const zoom = Math.max(1, Math.min(tiles.most, Math.round(Math.log2(sharp))));
  const size = (WORLD / 2 ** zoom) * ground.scale; // of a tile, in units of the drawing
  const left = (180 + ground.west) * ground.scale, top = (180 - ground.north) * ground.scale;
  const wanted = new Map();
  for (let i = Math.floor((left + x) / size); i * size < left + x + w; i++) {
    for (let j = Math.floor((top + y) / size); j * size < top + y + h; j++) {
      wanted.set(`${zoom}/${i}/${j}`, { x: i * size - left, y: j * size - top, size });
    }
  }
  return [zoom, wanted];
}

// Tiles that are there are not asked for again; those of another nearness go.
function clearStreets(layer, zoom, wanted) {
  // oxlint-disable-next-line unicorn/no-useless-spread -- the list is live: what goes leaves it
  for (const old of [...layer.children]) {
    if (wanted.has(old.dataset.tile)) wanted.delete(old.dataset.tile);
    else if (!old.dataset.tile.startsWith(`${zoom}/`) || layer.children.length > 80) old.remove();
  }
}

function drawTile(map, name, { x, y, size }) {
  const [z, a, b] = name.split("/");
  const href = map.geometry.tiles.url.replace("{z}", z).replace("{x}", a).replace("{y}", b);
  const wide = size * 1.002; // no seam between neighbours
  const image = make("svg:image", { href, "data-tile": name, x, y, width: wide, height: wide }, map.layer.streets);
  image.addEventListener("load", () => (map.trouble.textContent = ""));
  image.addEventListener("error", () => {
    image.remove();
    map.trouble.textContent = "Streets could not be loaded: they need the internet.";
  });
}
