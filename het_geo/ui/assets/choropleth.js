// The choropleth: draws shapes once, then only changes fills, words and the selection.
import { drawLegend, frame, make, sentence } from "./base.js";
import { addOptions } from "./layers.js";
import { addNames, sizeNames } from "./names.js";

const LAYERS = ["streets", "areas", "chance", "outlines", "marks", "names", "places", "chosen"];

export function svgFrame(root) {
  const map = frame(root);
  map.svg = make("svg:svg", { role: "group", preserveAspectRatio: "xMidYMid meet" }, map.stage);
  const defs = make("svg:defs", {}, map.svg);
  for (const [id, angle] of [["missing", 45], ["suppressed", 135]]) {
    const hatch = make("svg:pattern", {
      id, width: 140, height: 140, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})`,
    }, defs);
    make("svg:rect", { width: 140, height: 140, class: "blank" }, hatch);
    make("svg:rect", { width: 45, height: 140, class: "stripe" }, hatch);
  }
  const chance = make("svg:pattern", {
    id: "chance", width: 110, height: 110, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  }, defs);
  make("svg:rect", { width: 24, height: 110, class: "chance-line" }, chance);
  map.layer = Object.fromEntries(LAYERS.map((name) => [name, make("svg:g", { class: name }, map.svg)]));
  map.layer.names.setAttribute("aria-hidden", "true"); // each area says its name itself
  new ResizeObserver(() => map.view && sizeNames(map)).observe(map.svg);
  map.finish();
  return map;
}

export function shapes(map, geometry) {
  for (const layer of Object.values(map.layer)) layer.replaceChildren();
  map.paths.clear();
  map.geometry = geometry;
  for (const [code, [name, d]] of Object.entries(geometry.areas)) {
    const path = make("svg:path", {
      d, "data-code": code, "data-name": name, role: "button", tabindex: -1, "fill-rule": "evenodd",
    }, map.layer.areas);
    map.paths.set(code, path);
  }
  map.order = [...map.paths.keys()];
  for (const d of geometry.outlines) make("svg:path", { d }, map.layer.outlines);
  make("svg:path", { d: geometry.edge, class: "edge" }, map.layer.outlines);
  map.ring = make("svg:path", { d: "", "aria-hidden": "true" }, map.layer.chosen);
  map.whole = [0, 0, geometry.width, geometry.height];
  map.view = [...map.whole];
  map.svg.setAttribute("viewBox", pad(map.view));
  map.stage.style.aspectRatio = `${geometry.width} / ${geometry.height}`;
  map.key = geometry.key;
  map.middles = null;
  map.layer.names.classList.toggle("over", geometry.outlines.length > 0);
  map.stage.classList.toggle("bare", Boolean(geometry.bare)); // some ground is in no area
  addNames(map, geometry.names);
  addOptions(map, geometry);
}

export const pad = ([x, y, w, h]) => `${x - w * 0.01} ${y - h * 0.01} ${w * 1.02} ${h * 1.02}`;

export function fill(map, data) {
  map.order.forEach((code, i) => {
    const mark = data.classes[i];
    const colour = data.colours[mark];
    map.paths.get(code).style.fill = colour ?? `url(#${"sh".includes(mark) ? "suppressed" : "missing"})`;
  });
  // What may be chance is hatched over its colour.
  const chance = map.order.filter((_, i) => data.chance?.[i] === "c");
  map.layer.chance.replaceChildren();
  if (chance.length) make("svg:path", { d: chance.map((code) => map.paths.get(code).getAttribute("d")).join(""), fill: "url(#chance)" }, map.layer.chance);
}

export function paint(map, data) {
  map.data = map.told = data;
  map.tip.hidden = true;
  fill(map, data);
  map.layer.marks.replaceChildren();
  for (const [code, kind] of Object.entries(data.marks ?? {})) {
    const d = map.paths.get(code)?.getAttribute("d");
    if (d) make("svg:path", { d, class: kind, "aria-hidden": "true" }, map.layer.marks);
  }
  select(map, data.selected);
  drawLegend(map, data);
  // Words follow the paint: what is seen does not wait for what is read.
  clearTimeout(map.later);
  map.later = setTimeout(() => nameAreas(map, data));
}

export function nameAreas(map, data) {
  map.svg.setAttribute("aria-label", data.title);
  map.order.forEach((code, i) => map.paths.get(code).setAttribute("aria-label", say(map, i, data)));
}

export const say = (map, i, data = map.data) => sentence(data, i, `${map.geometry.areas[map.order[i]][0]}${map.geometry.fit}`);

export function select(map, code) {
  for (const [other, path] of map.paths) {
    path.setAttribute("aria-pressed", String(other === code));
    path.setAttribute("tabindex", -1);
  }
  const chosen = map.paths.get(code);
  map.ring.setAttribute("d", chosen ? chosen.getAttribute("d") : map.data.ring ?? "");
  (map.paths.get(map.focus) ?? chosen ?? map.paths.values().next().value)?.setAttribute("tabindex", 0);
}
