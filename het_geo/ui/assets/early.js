// A choice is answered at once with what the browser holds (het_geo/ui/early.py): the map is painted
// from the bank of all indicators' classes, and the headline says what the server will say. All else
// follows from the server, which paints again: where something is not held, or the page's lists are
// not recognised, the page just waits for that.
import { drawLegend } from "./base.js";
import { fill, nameAreas, paint, select } from "./choropleth.js";
import { connected, listenToLists, whenUnanswered } from "./streamlit.js";

const held = (map, kind) => window.hetGeoShapes?.get(map.data.early?.[kind]);

export function listenToChoices(map) {
  const stop = new AbortController();
  listenToLists((list, said) => {
    if (!map.box.isConnected) return void stop.abort();
    if (list === "Find an area") return void findEarly(map, said);
    const bank = held(map, "bank");
    if (list === "Indicator") paintEarly(map, bank, said);
    else if (list === "Building block of health") paintEarly(map, bank, bank?.blocks[said]);
  }, stop.signal);
}

// Paint what the bank knows of another indicator; a map with outlines of clusters waits for its own.
// What is held for the view shown until now says nothing of the one that comes.
function paintEarly(map, bank, label) {
  const known = bank?.indicators[label];
  if (!known || !connected() || Object.keys(map.data.marks ?? {}).length > 0) return;
  const { question, ...values } = known;
  map.data = { ...map.data, ...values, waiting: true, early: { ...map.data.early, view: "" } };
  sayEarly(map, held(map, "area")?.headlines[label], question);
  map.tip.hidden = true;
  fill(map, map.data);
  drawLegend(map, map.data);
  nameAreas(map, map.data);
}

// Mark an area at once, and say its headline ("" is the whole place). The headlines of the area
// shown until now are not those of this one.
export function chooseEarly(map, code) {
  if (!connected() || map.order.length === 1) return; // a place that is its one area stays chosen
  sayEarly(map, held(map, "view")?.headlines[code ? map.order.indexOf(code) + 1 : 0]);
  map.data = { ...map.data, selected: code, early: { ...map.data.early, area: "" } };
  select(map, code);
}

// An area found by its words, which begin with its name; those of another level wait for the server.
function findEarly(map, said) {
  const code = map.order.find((one) => `${said} in `.startsWith(`${map.geometry.areas[one][0]} in `));
  if (code ? map.paths.has(code) : said.startsWith("All of ")) chooseEarly(map, code ?? "");
}

// Say a headline, and the question above it, before the server does. Where the numbers come from,
// and how old they are, is hidden until they are the new ones. What the server said last is kept until it answers: should it
// not, the page goes back to that.
function sayEarly(map, headline, question) {
  map.before ??= WORDS.map((part) => document.querySelector(part)?.textContent);
  if (headline) putWords([headline, question], "hidden");
  map.stopWaiting?.();
  map.stopWaiting = whenUnanswered(() => {
    if (!map.box.isConnected) return; // another page is shown by now
    putWords(map.before, "");
    answered(map);
    paint(map, map.told);
  });
}

const WORDS = [".hg-headline", ".hg-question"];
function putWords(texts, visibility) {
  WORDS.forEach((part, i) => {
    const node = document.querySelector(part);
    if (node && texts[i]) node.textContent = texts[i];
  });
  for (const node of document.querySelectorAll(".hg-foot")) {
    node.style.visibility = visibility;
  }
}

// The server has spoken: there is nothing to go back to.
export function answered(map) {
  map.stopWaiting?.();
  map.before = null;
}
