// Choosing the neighbourhoods of an area: a click or Enter takes one in or lets it go, a line drawn
// around many (or Shift with the arrow keys) takes them all. Which ones a line means is the server's
// to say: it alone knows where their people live.
import { ARROWS, make, withShapes } from "./base.js";
import { shapes, svgFrame } from "./choropleth.js";
import { areaOf, listenToView, point, step } from "./moves.js";

const NEAR = 6; // pixels between two corners of a drawn line
const INSIDE = "in this area", OUTSIDE = "not in it";

const say = (map, i) => {
  const code = map.order[i], other = map.data.others[code];
  const where = map.chosen.has(code) ? INSIDE : OUTSIDE;
  return `${map.geometry.areas[code][0]}: ${map.data.people[code]}, ${where}${other ? `; in ${other}` : ""}`;
};

function send(map, taken) {
  for (const [code, is] of taken) map.chosen[is ? "add" : "delete"](code);
  paintChosen(map);
  map.asked += 1;
  map.trigger("chosen", JSON.stringify({ codes: [...map.chosen], asked: map.asked }));
}

function turn(map, code) {
  send(map, [[code, !map.chosen.has(code)]]);
  map.live.textContent = say(map, map.order.indexOf(code));
}

function paintChosen(map) {
  const { others } = map.data;
  map.layer.marks.replaceChildren();
  map.order.forEach((code, i) => {
    const path = map.paths.get(code), is = map.chosen.has(code);
    path.style.fill = `var(--hg-${is ? "middle" : others[code] ? "band" : "paper"})`;
    path.setAttribute("aria-pressed", String(is));
    path.setAttribute("aria-label", say(map, i));
    path.setAttribute("tabindex", -1);
    if (is) make("svg:path", { d: path.getAttribute("d"), class: "taken", "aria-hidden": "true" }, map.layer.marks);
  });
  const first = map.paths.get(map.focus) ?? map.paths.get([...map.chosen][0]) ?? map.paths.values().next().value;
  first?.setAttribute("tabindex", 0);
  map.ring.setAttribute("d", map.data.line);
}

function press(map, event) {
  const path = areaOf(event);
  if (!path) return;
  if (event.key === "Enter" || event.key === " ") turn(map, path.dataset.code);
  else if (ARROWS[event.key]) {
    const next = step(map, path, ARROWS[event.key]);
    if (event.shiftKey) send(map, [path.dataset.code, next].filter(Boolean).map((code) => [code, true]));
  } else return;
  event.preventDefault();
}

// Where an event lies in the drawing.
function at(map, event) {
  const found = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.svg.getScreenCTM().inverse());
  return [found.x, found.y];
}

// A corner of the drawing as longitude and latitude: what het_geo.pictures.paths does, backwards.
function onEarth({ west, north, scale }, [x, y]) {
  const stretched = ((north - y / scale) * Math.PI) / 180;
  return [west + x / scale, (Math.atan(Math.sinh(stretched)) * 180) / Math.PI];
}

function listenToLasso(map) {
  let line = null;
  const drawn = () => `M${line.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join("L")}Z`;
  map.svg.addEventListener("pointerdown", (event) => {
    if (!map.lasso.checked || event.button) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    map.svg.setPointerCapture(event.pointerId);
    map.tip.hidden = true;
    line = [at(map, event)];
    map.from = [event.clientX, event.clientY];
  }, { capture: true });
  map.svg.addEventListener("pointermove", (event) => {
    if (!line) return;
    event.stopImmediatePropagation();
    if (Math.hypot(event.clientX - map.from[0], event.clientY - map.from[1]) < NEAR) return;
    map.from = [event.clientX, event.clientY];
    line.push(at(map, event));
    map.ring.setAttribute("d", drawn());
  }, { capture: true });
  map.svg.addEventListener("pointerup", () => {
    if (!line) return;
    const corners = line.map((corner) => onEarth(map.geometry.ground, corner));
    line = null;
    map.dragged = corners.length > 2; // the click that follows chooses nothing
    if (corners.length > 2) map.trigger("drawn", JSON.stringify(corners));
  });
}

function listen(map) {
  map.svg.addEventListener("click", (event) => {
    const path = areaOf(event);
    map.tip.hidden = true;
    if (path && !map.dragged && !map.lasso.checked) turn(map, path.dataset.code);
    map.dragged = false;
  });
  map.svg.addEventListener("keydown", (event) => press(map, event));
  listenToLasso(map);
  listenToView(map, (event) => point(map, event, say));
}

function addLasso(map) {
  const label = make("label", {});
  map.lasso = make("input", { type: "checkbox" }, label);
  label.append("Draw a line around several");
  map.lasso.addEventListener("change", () => map.stage.classList.toggle("lasso", map.lasso.checked));
  map.lassoLabel = label;
}

function legend(map) {
  const list = make("ul", {});
  for (const [swatch, text] of map.data.legend) {
    const row = make("li", {}, list);
    make("span", { class: `swatch ${swatch}` }, row);
    make("span", {}, row).textContent = text;
  }
  map.legend.replaceChildren(list);
}

export function choosingComponent({ data, parentElement, setTriggerValue }) {
  let map = parentElement.hetGeoMap;
  if (!map) {
    map = parentElement.hetGeoMap = svgFrame(parentElement);
    Object.assign(map, { asked: 0, chosen: new Set() });
    addLasso(map);
    listen(map);
  }
  map.trigger = setTriggerValue;
  return withShapes(data.shapes, (geometry) => {
    map.data = data;
    if (map.key !== data.shapes) {
      shapes(map, geometry);
      map.stage.classList.add("bare");
      map.options.prepend(map.lassoLabel);
    }
    // What was chosen since the server was asked is not taken back by its answer.
    if (data.asked >= map.asked || data.edited !== map.edited) {
      map.chosen = new Set(data.chosen);
      map.asked = data.asked;
    }
    map.edited = data.edited;
    map.svg.setAttribute("aria-label", data.title);
    paintChosen(map);
    legend(map);
  });
}
