// Moving about on a drawn map: zoom, drag, point at what is under the pointer, step by arrow keys.
import { listenToTools, nearest, tell } from "./base.js";
import { pad } from "./choropleth.js";
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

export const areaOf = (event) => event.composedPath().find((n) => n.dataset?.code);

export function point(map, event, say) {
  const place = event.composedPath().find((n) => n.dataset?.place);
  if (place) return tell(map, place.dataset.place, place.getBoundingClientRect());
  const path = areaOf(event);
  if (!path) return;
  if (event.type === "focusin") map.focus = path.dataset.code;
  tell(map, say(map, map.order.indexOf(path.dataset.code)), path.getBoundingClientRect());
}

// Tools, drag and the tip of what is pointed at: ``pointed`` is called with each such event.
export function listenToView(map, pointed) {
  for (const type of ["pointerover", "focusin"]) map.svg.addEventListener(type, pointed);
  for (const type of ["pointerout", "focusout"]) map.svg.addEventListener(type, () => (map.tip.hidden = true));
  listenToTools(map, (factor) => zoom(map, factor), () => move(map, map.whole));
  listenToDrag(map);
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

// Go to the next area in a direction; returns its code, or null where there is none.
export function step(map, path, direction) {
  map.middles ??= new Map([...map.paths].map(([code, shape]) => {
    const box = shape.getBBox();
    return [code, [code, box.x + box.width / 2, box.y + box.height / 2]];
  }));
  const code = path.dataset.code;
  const [, x, y] = map.middles.get(code);
  const next = map.paths.get(nearest(map.middles.values(), [x, y], direction, code));
  if (!next) return null;
  path.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  map.focus = next.dataset.code;
  next.focus();
  return next.dataset.code;
}
