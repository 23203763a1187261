// The choropleth: draws shapes once, then only changes fills, words and the selection.
const LAYERS = ["streets", "areas", "outlines", "marks", "places", "chosen"];

function svgFrame(root) {
  const map = frame(root);
  map.svg = make("svg:svg", { role: "group", preserveAspectRatio: "xMidYMid meet" }, map.stage);
  const defs = make("svg:defs", {}, map.svg);
  for (const [id, angle] of [["missing", 45], ["suppressed", 135]]) {
    const hatch = make("svg:pattern", {
      id, width: 140, height: 140, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})`,
    }, defs);
    make("svg:rect", { width: 140, height: 140, fill: "#ffffff" }, hatch);
    make("svg:rect", { width: 45, height: 140, fill: "#8a949e" }, hatch);
  }
  map.layer = Object.fromEntries(LAYERS.map((name) => [name, make("svg:g", { class: name }, map.svg)]));
  map.finish();
  return map;
}

function shapes(map, geometry) {
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
  addOptions(map, geometry);
}

const pad = ([x, y, w, h]) => `${x - w * 0.01} ${y - h * 0.01} ${w * 1.02} ${h * 1.02}`;

function fill(map, data) {
  map.order.forEach((code, i) => {
    const mark = data.classes[i];
    const colour = data.colours[mark];
    map.paths.get(code).style.fill = colour ?? `url(#${mark === "s" ? "suppressed" : "missing"})`;
  });
}

function paint(map, data) {
  answered(map);
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
  map.later = setTimeout(() => name(map, data));
}

function name(map, data) {
  map.svg.setAttribute("aria-label", data.title);
  map.order.forEach((code, i) => map.paths.get(code).setAttribute("aria-label", say(map, i, data)));
}

const say = (map, i, data = map.data) => sentence(data, i, `${map.geometry.areas[map.order[i]][0]}${map.geometry.fit}`);

function select(map, code) {
  for (const [other, path] of map.paths) {
    path.setAttribute("aria-pressed", String(other === code));
    path.setAttribute("tabindex", -1);
  }
  const chosen = map.paths.get(code);
  map.ring.setAttribute("d", chosen ? chosen.getAttribute("d") : map.data.ring ?? "");
  (map.paths.get(map.focus) ?? chosen ?? map.paths.values().next().value)?.setAttribute("tabindex", 0);
}

function zoom(map, factor) {
  const [x, y, w, h] = map.view;
  const most = map.whole[2];
  const width = Math.min(Math.max(w * factor, most / 12), most);
  const height = (width * h) / w;
  move(map, [x + (w - width) / 2, y + (h - height) / 2, width, height]);
}

function move(map, [x, y, w, h]) {
  const [, , W, H] = map.whole;
  map.view = [Math.min(Math.max(x, 0), W - w), Math.min(Math.max(y, 0), H - h), w, h];
  map.svg.setAttribute("viewBox", pad(map.view));
  sizePlaces(map);
  drawStreets(map);
}

const areaOf = (event) => event.composedPath().find((n) => n.dataset?.code);

function point(map, event) {
  const place = event.composedPath().find((n) => n.dataset?.place);
  if (place) return tell(map, place.dataset.place, place.getBoundingClientRect());
  const path = areaOf(event);
  if (!path) return;
  if (event.type === "focusin") map.focus = path.dataset.code;
  tell(map, say(map, map.order.indexOf(path.dataset.code)), path.getBoundingClientRect());
}

function listen(map) {
  map.svg.addEventListener("click", (event) => {
    const path = areaOf(event);
    map.tip.hidden = true;
    if (path && !map.dragged) map.choose(path.dataset.code);
    map.dragged = false;
  });
  for (const type of ["pointerover", "focusin"]) map.svg.addEventListener(type, (event) => point(map, event));
  for (const type of ["pointerout", "focusout"]) map.svg.addEventListener(type, () => (map.tip.hidden = true));
  map.svg.addEventListener("keydown", (event) => press(map, event));
  listenToTools(map, (factor) => zoom(map, factor), () => move(map, map.whole));
  listenToDrag(map);
  listenToPictures(map);
  listenToChoices(map);
}

function listenToDrag(map) {
  let drag = null;
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
}

// The points of a strip beside the map are its areas: pointing at one says its sentence and lights
// its shape, a click chooses it. One listener on the page serves strips drawn later too.
function listenToPictures(map) {
  const stop = new AbortController();
  const dot = (event) => {
    if (!map.box.isConnected) return void stop.abort();
    return event.target.closest?.(".hg-picture [data-i]");
  };
  document.addEventListener("pointerover", (event) => {
    const found = dot(event);
    const i = Number(found?.dataset.i);
    const path = map.paths.get(map.order?.[i]);
    if (!path) return;
    tell(map, say(map, i), path.getBoundingClientRect());
    path.classList.add("pointed");
    found.addEventListener("pointerleave", () => {
      map.tip.hidden = true;
      path.classList.remove("pointed");
    }, { once: true });
  }, { signal: stop.signal });
  document.addEventListener("click", (event) => {
    const found = dot(event);
    if (found) map.choose(map.order[Number(found.dataset.i)]);
  }, { signal: stop.signal });
}

function press(map, event) {
  const path = areaOf(event);
  if (!path) return;
  if (event.key === "Enter" || event.key === " ") map.choose(path.dataset.code);
  else if (event.key === "Escape" && !map.tip.hidden) map.tip.hidden = true;
  else if (event.key === "Escape" && map.data.selected) map.choose("");
  else if (ARROWS[event.key]) step(map, path, ARROWS[event.key]);
  else return;
  event.preventDefault();
}

function step(map, path, direction) {
  map.middles ??= new Map([...map.paths].map(([code, shape]) => {
    const box = shape.getBBox();
    return [code, [code, box.x + box.width / 2, box.y + box.height / 2]];
  }));
  const code = path.dataset.code;
  const [, x, y] = map.middles.get(code);
  const next = map.paths.get(nearest(map.middles.values(), [x, y], direction, code));
  if (!next) return;
  path.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  map.focus = next.dataset.code;
  next.focus();
}

function mapComponent({ data, parentElement, setTriggerValue }) {
  let map = parentElement.hetGeoMap;
  if (!map) {
    map = parentElement.hetGeoMap = svgFrame(parentElement);
    listen(map);
  }
  // The ring and the headline change at once; the rest follows from the server.
  map.choose = (code) => {
    const next = code === map.data.selected ? "" : code;
    chooseEarly(map, next);
    setTriggerValue("picked", next || "none");
  };
  return withShapes(data.shapes, (geometry) => {
    if (map.key !== data.shapes) shapes(map, geometry);
    paint(map, unpack({ ...data }));
  });
}
