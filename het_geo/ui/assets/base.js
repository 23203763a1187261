// What every map shares: making elements, the frame with its tools, sentences, legend, the tip.
const SVG = "http://www.w3.org/2000/svg";
export const make = (tag, attributes = {}, parent = null) => {
  const node = tag.startsWith("svg:")
    ? document.createElementNS(SVG, tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent?.append(node);
  return node;
};
const TOOLS = [["+", "Zoom in"], ["−", "Zoom out"], ["⌂", "Show all"], ["⤢", "Full screen"]];
export const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The frame around a drawing: stage, tools, tip, live region, options and legend. Nothing but the tip
// of what is pointed at lies over the stage: the rest has room of its own, for any shape of a place.
export function frame(root) {
  const box = make("div", { class: "map" }, root);
  const stage = make("div", { class: "stage" }, box);
  const tools = make("div", { class: "tools", role: "group", "aria-label": "Map view" }, box);
  const buttons = TOOLS.map(([sign, label]) => {
    const button = make("button", { type: "button", "aria-label": label, title: label }, tools);
    button.textContent = sign;
    return button;
  });
  const tip = make("div", { class: "tip", hidden: "" });
  const live = make("div", { class: "live", "aria-live": "polite" }, box);
  const legend = make("div", { class: "legend" }, box);
  const options = make("div", { class: "options", role: "group", "aria-label": "Show on the map" }, box);
  const map = { box, stage, tools, buttons, tip, live, options, legend, paths: new Map() };
  map.finish = () => stage.append(tip);
  return map;
}

export function listenToTools(map, zoom, showAll) {
  const [nearer, farther, all, full] = map.buttons;
  nearer.addEventListener("click", () => zoom(0.6));
  farther.addEventListener("click", () => zoom(1 / 0.6));
  all.addEventListener("click", showAll);
  full.addEventListener("click", () => {
    if (map.box.getRootNode().fullscreenElement) document.exitFullscreen();
    else map.box.requestFullscreen?.();
  });
}

// A message holds figures as columns of text: they are taken apart once.
export function unpack(data) {
  data.figures = data.figures.split("\t");
  data.limits = data.limits ? data.limits.split("\t") : [];
  return data;
}

// The sentence of the area at a place in the list; the same as het_geo.sentences.short.
export function sentence(data, i, name) {
  if (data.waiting) return name; // classes are there, figures on their way
  const mark = data.classes[i];
  if (mark === undefined) return `${name}: no figure`;
  if (data.why[mark]) return `${name}: ${data.why[mark]}`;
  const said = `${name}: ${data.says.replace("{value}", () => data.figures[i] + data.unit)}`;
  const limits = data.limits[i] ? ` (${data.limits[i]}${data.unit})` : "";
  const verdict = data.phrases[data.verdicts[i]];
  return verdict ? `${said}${limits}. ${verdict}` : `${said}${limits}`;
}

export function drawLegend(map, { legend, colours, marks_legend }) {
  map.legend.replaceChildren();
  const title = make("p", { class: "legend-title" }, map.legend);
  title.textContent = legend.title;
  const list = make("ul", {}, map.legend);
  const row = (swatch, text, note) => {
    const item = make("li", {}, list);
    make("span", { class: `swatch ${swatch.name ?? ""}`, style: swatch.style ?? "" }, item);
    const said = make("span", {}, item);
    said.textContent = note ? `${text} · ` : text;
    if (note) make("span", { class: "note" }, said).textContent = note;
    return item;
  };
  legend.rows.forEach((text, i) => {
    const here = legend.benchmark && legend.benchmark_class === i ? ` ◆ ${legend.benchmark}` : "";
    row({ style: `background:${colours[i]}` }, text, `${legend.counts[i]}${here}`);
  });
  if (legend.benchmark && legend.benchmark_class < 0) row({ name: "none" }, `◆ ${legend.benchmark}`, "outside these values");
  const hatched = [["hatch chance", legend.chance], ["hatch", legend.none], ["hatch other", legend.withheld], ["none", legend.note]];
  for (const [name, text] of hatched) if (text) row({ name }, text);
  for (const [kind, text] of marks_legend ?? []) row({ name: `line ${kind}` }, text);
}

// Show a text above a box (in page coordinates), inside the stage.
export function tell(map, text, area) {
  map.tip.textContent = text;
  map.tip.hidden = false;
  const stage = map.stage.getBoundingClientRect();
  const width = map.tip.offsetWidth;
  const left = Math.min(Math.max(area.left + area.width / 2 - stage.left - width / 2, 4), stage.width - width - 4);
  const above = area.top - stage.top - map.tip.offsetHeight - 6;
  map.tip.style.left = `${Math.max(left, 4)}px`;
  map.tip.style.top = `${above < 0 ? Math.min(area.bottom - stage.top + 6, stage.height - map.tip.offsetHeight) : above}px`;
}

// Of points [key, x, y], the one to go to in a direction: near, and not far aside.
export function nearest(points, [x, y], [dx, dy], except) {
  let best = null;
  for (const [key, cx, cy] of points) {
    const along = (cx - x) * dx + (cy - y) * dy;
    if (key === except || along <= 0) continue;
    const cost = along + 2.5 * Math.abs((cx - x) * dy - (cy - y) * dx);
    if (!best || cost < best.cost) best = { key, cost };
  }
  return best?.key;
}

// Run ``use(data)`` as soon as the page holds the shapes that ``key`` names.
export function withShapes(key, use) {
  const store = (window.hetGeoShapes ??= new Map());
  if (store.has(key)) return void use(store.get(key));
  const wait = () => {
    if (!store.has(key)) return;
    window.removeEventListener("het-geo-shapes", wait);
    use(store.get(key));
  };
  window.addEventListener("het-geo-shapes", wait);
  return () => window.removeEventListener("het-geo-shapes", wait);
}
