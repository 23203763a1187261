// What a person does with the map of a place: point at an area, choose it, let it go.
import { ARROWS, tell, unpack, withShapes } from "./base.js";
import { paint, say, shapes, svgFrame } from "./choropleth.js";
import { answered, chooseEarly, listenToChoices } from "./early.js";
import { areaOf, listenToView, point, step } from "./moves.js";

function listen(map) {
  map.svg.addEventListener("click", (event) => {
    const path = areaOf(event);
    map.tip.hidden = true;
    if (path && !map.dragged) map.choose(path.dataset.code);
    map.dragged = false;
  });
  map.svg.addEventListener("keydown", (event) => press(map, event));
  listenToView(map, (event) => point(map, event, say));
  listenToPictures(map);
  listenToChoices(map);
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
