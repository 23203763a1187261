// The choropleth: draws shapes once, then only changes fills, words and the selection.
const SVG = "http://www.w3.org/2000/svg";
const make = (tag, attributes = {}, parent = null) => {
  const node = tag.startsWith("svg:")
    ? document.createElementNS(SVG, tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent?.append(node);
  return node;
};

function frame(root) {
  const box = make("div", { class: "map" }, root);
  const stage = make("div", { class: "stage" }, box);
  const svg = make("svg:svg", { role: "group", preserveAspectRatio: "xMidYMid meet" }, stage);
  const defs = make("svg:defs", {}, svg);
  for (const [id, angle] of [["missing", 45], ["suppressed", 135]]) {
    const hatch = make("svg:pattern", {
      id, width: 140, height: 140, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})`,
    }, defs);
    make("svg:rect", { width: 140, height: 140, fill: "#ffffff" }, hatch);
    make("svg:rect", { width: 45, height: 140, fill: "#8a949e" }, hatch);
  }
  const tools = make("div", { class: "tools", role: "group", "aria-label": "Map view" }, stage);
  const buttons = [["+", "Zoom in"], ["−", "Zoom out"], ["⌂", "Show all"], ["⤢", "Full screen"]].map(([sign, label]) => {
    const button = make("button", { type: "button", "aria-label": label, title: label }, tools);
    button.textContent = sign;
    return button;
  });
  const tip = make("div", { class: "tip", hidden: "" }, stage);
  const live = make("div", { class: "live", "aria-live": "polite" }, box);
  const legend = make("div", { class: "legend" }, box);
  const layers = ["areas", "outlines", "marks", "chosen"].map((name) => make("svg:g", { class: name }, svg));
  return { box, stage, svg, tip, live, legend, buttons, layers, paths: new Map() };
}

function shapes(map, geometry) {
  const [areas, outlines, marks, chosen] = map.layers;
  map.marks = marks;
  for (const layer of map.layers) layer.replaceChildren();
  map.paths.clear();
  for (const [code, [name, d]] of Object.entries(geometry.areas)) {
    const path = make("svg:path", {
      d, "data-code": code, "data-name": name, role: "button", tabindex: -1, "fill-rule": "evenodd",
    }, areas);
    map.paths.set(code, path);
  }
  for (const d of geometry.outlines) make("svg:path", { d }, outlines);
  map.ring = make("svg:path", { d: "", "aria-hidden": "true" }, chosen);
  map.whole = [0, 0, geometry.width, geometry.height];
  map.view = [...map.whole];
  map.svg.setAttribute("viewBox", pad(map.view));
  map.stage.style.aspectRatio = `${geometry.width} / ${geometry.height}`;
  map.key = geometry.key;
  map.middles = null;
}

const pad = ([x, y, w, h]) => `${x - w * 0.01} ${y - h * 0.01} ${w * 1.02} ${h * 1.02}`;

function paint(map, data) {
  map.data = data;
  map.svg.setAttribute("aria-label", data.title);
  for (const [code, path] of map.paths) {
    const mark = data.class[code];
    const known = Number.isInteger(mark);
    path.style.fill = known ? data.colours[mark] : `url(#${mark === "suppressed" ? mark : "missing"})`;
    path.setAttribute("aria-label", data.say[code] ?? `${path.dataset.name}: no figure`);
    path.setAttribute("aria-pressed", String(code === data.selected));
    path.setAttribute("tabindex", -1);
  }
  map.marks.replaceChildren();
  for (const [code, kind] of Object.entries(data.marks ?? {})) {
    const d = map.paths.get(code)?.getAttribute("d");
    if (d) make("svg:path", { d, class: kind, "aria-hidden": "true" }, map.marks);
  }
  const chosen = map.paths.get(data.selected);
  map.ring.setAttribute("d", chosen ? chosen.getAttribute("d") : data.ring ?? "");
  (map.paths.get(map.focus) ?? chosen ?? map.paths.values().next().value)?.setAttribute("tabindex", 0);
  legend(map, data);
}

function legend(map, { legend, colours, marks_legend }) {
  map.legend.replaceChildren();
  const title = make("p", { class: "legend-title" }, map.legend);
  title.textContent = legend.title;
  const list = make("ul", {}, map.legend);
  const row = (swatch, text, note) => {
    const item = make("li", {}, list);
    make("span", { class: `swatch ${swatch.name ?? ""}`, style: swatch.style ?? "" }, item);
    make("span", {}, item).textContent = text;
    if (note) make("span", { class: "note" }, item).textContent = note;
    return item;
  };
  legend.rows.forEach((text, i) => {
    const here = legend.benchmark && legend.benchmark_class === i ? ` ◆ ${legend.benchmark}` : "";
    row({ style: `background:${colours[i]}` }, text, `${legend.counts[i]}${here}`);
  });
  if (legend.benchmark && legend.benchmark_class < 0) row({ name: "none" }, `◆ ${legend.benchmark}`, "outside these values");
  if (legend.none) row({ name: "hatch" }, legend.none);
  for (const [kind, text] of marks_legend ?? []) row({ name: `line ${kind}` }, text);
}

function tell(map, path) {
  const text = path.getAttribute("aria-label");
  map.tip.textContent = text;
  map.tip.hidden = false;
  const stage = map.stage.getBoundingClientRect();
  const area = path.getBoundingClientRect();
  const width = map.tip.offsetWidth;
  const left = Math.min(Math.max(area.left + area.width / 2 - stage.left - width / 2, 4), stage.width - width - 4);
  const above = area.top - stage.top - map.tip.offsetHeight - 6;
  map.tip.style.left = `${Math.max(left, 4)}px`;
  map.tip.style.top = `${above < 0 ? Math.min(area.bottom - stage.top + 6, stage.height - map.tip.offsetHeight) : above}px`;
}

function nearest(map, from, [dx, dy]) {
  map.middles ??= new Map([...map.paths].map(([code, path]) => {
    const box = path.getBBox();
    return [code, [box.x + box.width / 2, box.y + box.height / 2]];
  }));
  const [x, y] = map.middles.get(from);
  let best = null;
  for (const [code, [cx, cy]] of map.middles) {
    const along = (cx - x) * dx + (cy - y) * dy;
    if (code === from || along <= 0) continue;
    const aside = Math.abs((cx - x) * dy - (cy - y) * dx);
    const cost = along + 2.5 * aside;
    if (!best || cost < best.cost) best = { code, cost };
  }
  return best?.code;
}

function zoom(map, factor, centre = null) {
  const [x, y, w, h] = map.view;
  const most = map.whole[2];
  const width = Math.min(Math.max(w * factor, most / 12), most);
  const height = (width * h) / w;
  const [cx, cy] = centre ?? [x + w / 2, y + h / 2];
  const left = cx - ((cx - x) * width) / w;
  const top = cy - ((cy - y) * height) / h;
  move(map, [left, top, width, height]);
}

function move(map, [x, y, w, h]) {
  const [, , W, H] = map.whole;
  map.view = [Math.min(Math.max(x, 0), W - w), Math.min(Math.max(y, 0), H - h), w, h];
  map.svg.setAttribute("viewBox", pad(map.view));
}

function listen(map, pick) {
  const area = (event) => event.composedPath().find((n) => n.dataset?.code);
  let drag = null;
  map.svg.addEventListener("click", (event) => {
    const path = area(event);
    map.tip.hidden = true;
    if (path && !map.dragged) pick(path.dataset.code);
  });
  map.svg.addEventListener("pointerover", (event) => area(event) && tell(map, area(event)));
  map.svg.addEventListener("pointerout", () => (map.tip.hidden = true));
  map.svg.addEventListener("focusin", (event) => area(event) && tell(map, area(event)));
  map.svg.addEventListener("focusout", () => (map.tip.hidden = true));
  map.svg.addEventListener("pointerdown", (event) => {
    map.dragged = false;
    if (map.view[2] < map.whole[2]) drag = [event.clientX, event.clientY, ...map.view];
  });
  map.svg.addEventListener("pointermove", (event) => {
    if (!drag || !(event.buttons & 1)) return void (drag = null);
    const scale = map.view[2] / map.svg.getBoundingClientRect().width;
    const [dx, dy] = [(event.clientX - drag[0]) * scale, (event.clientY - drag[1]) * scale];
    if (Math.hypot(dx, dy) > 6 * scale) map.dragged = true;
    if (map.dragged) move(map, [drag[2] - dx, drag[3] - dy, drag[4], drag[5]]);
  });
  const [nearer, farther, all, full] = map.buttons;
  nearer.addEventListener("click", () => zoom(map, 0.6));
  farther.addEventListener("click", () => zoom(map, 1 / 0.6));
  all.addEventListener("click", () => move(map, map.whole));
  full.addEventListener("click", () => {
    if (map.box.getRootNode().fullscreenElement) document.exitFullscreen();
    else map.box.requestFullscreen?.();
  });
  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  map.svg.addEventListener("keydown", (event) => {
    const path = area(event);
    if (!path) return;
    if (event.key === "Enter" || event.key === " ") pick(path.dataset.code);
    else if (event.key === "Escape") pick("");
    else if (arrows[event.key]) {
      const next = map.paths.get(nearest(map, path.dataset.code, arrows[event.key]));
      if (next) {
        path.setAttribute("tabindex", -1);
        next.setAttribute("tabindex", 0);
        map.focus = next.dataset.code;
        next.focus();
      }
    } else return;
    event.preventDefault();
  });
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let map = parentElement.hetGeoMap;
  if (!map) {
    map = parentElement.hetGeoMap = frame(parentElement);
    listen(map, (code) => map.pick(code === map.data.selected ? "" : code));
  }
  map.pick = (code) => setTriggerValue("picked", code || "none");
  const store = (window.hetGeoShapes ??= new Map());
  const show = () => {
    if (!store.has(data.shapes)) return false;
    if (map.key !== data.shapes) shapes(map, store.get(data.shapes));
    paint(map, data);
    return true;
  };
  if (show()) return;
  const wait = () => show() && window.removeEventListener("het-geo-shapes", wait);
  window.addEventListener("het-geo-shapes", wait);
  return () => window.removeEventListener("het-geo-shapes", wait);
}
