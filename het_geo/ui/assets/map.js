// What a person does with the map of a place: point, choose, zoom, drag, step from area to area.
import { ARROWS, listenToTools, nearest, tell, unpack, withShapes } from "./base.js";
import { pad, paint, say, shapes, svgFrame } from "./choropleth.js";
import { answered, chooseEarly, listenToChoices } from "./early.js";
import { drawStreets, sizePlaces } from "./layers.js";
import { sizeNames } from "./names.js";

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
  sizeNames(map);
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
  else if (event.key === "Escape") {
    if (!letGo(map)) return;
  } else if (ARROWS[event.key]) step(map, path, ARROWS[event.key]);
  else return;
  event.preventDefault();
}

// Escape hides the tip, then lets the area go; says whether there was anything to let go.
function letGo(map) {
  const hidden = map.tip.hidden;
  if (!hidden) map.tip.hidden = true;
  else if (map.data.selected) map.choose("");
  else return false;
  return true;
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

export function mapComponent({ data, parentElement, setTriggerValue }) {
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
    answered(map);
    paint(map, unpack({ ...data }));
  });
}
