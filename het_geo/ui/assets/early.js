// A choice is answered at once with what the browser holds (het_geo/ui/early.py): the map is painted
// from the bank of all indicators' classes, and the headline says what the server will say. All else
// follows from the server, which paints again: where something is not held, or the page's lists are
// not recognised, the page just waits for that.
const held = (map, kind) => window.hetGeoShapes?.get(map.data.early?.[kind]);

function listenToChoices(map) {
  const stop = new AbortController();
  const chosen = (list, option) => {
    if (!map.box.isConnected) return void stop.abort();
    const bank = held(map, "bank");
    const said = option.textContent;
    if (list === "Find an area") return void findEarly(map, said);
    const label = list === "Indicator" ? said : list === "Building block of health" ? bank?.blocks[said] : "";
    const values = bank?.indicators[label];
    if (values && Object.keys(map.data.marks ?? {}).length === 0) paintEarly(map, label, values);
  };
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("[role=option]");
    // An option chosen again changes nothing: no answer would follow.
    if (option?.getAttribute("aria-selected") === "false") chosen(option.closest("[role=listbox]")?.getAttribute("aria-label"), option);
  }, { capture: true, signal: stop.signal });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || box.getAttribute?.("role") !== "combobox") return;
    const option = document.getElementById(box.getAttribute("aria-activedescendant"));
    if (option?.getAttribute("aria-selected") === "false") chosen(box.getAttribute("aria-label"), option);
  }, { capture: true, signal: stop.signal });
}

const PATIENCE = 4000; // ms to wait for an answer before the page goes back to what it was told last

// Paint what is known of another indicator. What is held for the view shown until now says nothing
// of the one that comes.
function paintEarly(map, label, { question, ...values }) {
  map.data = { ...map.data, ...values, waiting: true, early: { ...map.data.early, view: "" } };
  sayEarly(map, held(map, "area")?.headlines[label], question);
  map.tip.hidden = true;
  fill(map, map.data);
  drawLegend(map, map.data);
  name(map, map.data);
}

// Mark an area at once, and say its headline ("" is the whole place). The headlines of the area
// shown until now are not those of this one.
function chooseEarly(map, code) {
  if (map.order.length === 1) return; // a place that is its one area stays chosen
  sayEarly(map, held(map, "view")?.headlines[code ? map.order.indexOf(code) + 1 : 0]);
  map.data = { ...map.data, selected: code, early: { ...map.data.early, area: "" } };
  select(map, code);
}

// An area found by its words, which end with its code; those of another level wait for the server.
function findEarly(map, said) {
  const code = said.includes(" · ") ? said.split(" · ").at(-1) : "";
  if (code ? map.paths.has(code) : said.startsWith("All of ")) chooseEarly(map, code);
}

// Say a headline, and the question above it, before the server does. Where the numbers come from is
// hidden until they are the new ones. What the server said last is kept until it answers: should it
// not, the page goes back to that.
function sayEarly(map, headline, question) {
  map.before ??= WORDS.map((part) => document.querySelector(part)?.textContent);
  if (headline) putWords([headline, question], "hidden");
  clearTimeout(map.patience);
  map.patience = setTimeout(() => {
    putWords(map.before, "");
    paint(map, map.told);
  }, PATIENCE);
}

const WORDS = [".hg-headline", ".hg-question"];
function putWords(texts, visibility) {
  WORDS.forEach((part, i) => {
    const node = document.querySelector(part);
    if (node && texts[i]) node.textContent = texts[i];
  });
  const receipt = document.querySelector(".hg-headline + .hg-receipt");
  if (receipt) receipt.style.visibility = visibility;
}

// The server has spoken: there is nothing to go back to.
function answered(map) {
  clearTimeout(map.patience);
  map.before = null;
}
