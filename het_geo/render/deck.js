// A briefing that presents itself: screens, answers, wards to jump to, notes, by keyboard and pointer.
import { flowAround, frameHere, hearAround, toBeginning } from "./deck_around.js";
import { all, asked, button, fit, fold, foreign, narrow, notice, one } from "./deck_parts.js";
import { followScheme, toggleScheme } from "./deck_scheme.js";
import { closePanel, fromNought, openApart, tell, toggleNotes, toggleRehearsal } from "./deck_speaker.js";

const main = one("#main"), panel = one("#panel"), counter = one("#counter");
const screens = all("section.screen", main), places = all("template.jump");
let at = 0, on = null;

// Screens: all laid out, one visible. A screen to jump to is put there when first asked for.
const placed = (id) => {
  const template = places.find((each) => each.dataset.id === id);
  if (template && !template.made) {
    template.made = template.content.firstElementChild.cloneNode(true);
    main.append(template.made);
    fit(template.made);
  }
  return template ? template.made : null;
};
const screenOf = (id) => screens.find((each) => each.id === id) || placed(id);

function turnTo(screen) {
  on?.classList.remove("on");
  on = screen;
  on.classList.add("on");
  if (narrow.matches) { fit(on); toBeginning(); } // there what is not shown has no size
}
function show(screen, keep = true) {
  if (!screen || screen === on) return;
  turnTo(screen);
  const place = screens.indexOf(on);
  if (place >= 0) at = place;
  counter.textContent = place < 0 ? "Ward" : `${at + 1} of ${screens.length}`;
  one("#live").textContent = `${counter.textContent}. ${one("h2", on).textContent}`;
  if (keep) remember(on.id);
  notes();
}
const notes = () => tell(on, screens[screens.includes(on) ? at + 1 : at]);
function remember(id) {
  // In a frame of a page a browser would scroll that page to what its address names, and the way on
  // would leave the pointer: there the screen is shown alone.
  if (frameHere()) return;
  try { if (asked() !== id) location.hash = encodeURIComponent(id); } catch { /* shown */ }
}
function follow() {
  const id = asked(), found = id ? screenOf(id) : screens[0];
  if (!found) notice(`There is no screen “${id.slice(0, 60)}” in this file. This is the first one.`);
  show(found || screens[0], false);
}
const step = (by) => {
  // From a ward that was jumped to, both ways lead back to where the speaker left.
  const next = screens.includes(on) ? at + by : at;
  show(screens[Math.min(Math.max(next, 0), screens.length - 1)]);
};

const fitAll = () => all("section.screen", main).forEach(fit);

// Dialogs
const open = () => one("dialog[open]");
const clone = (template) => template.content.cloneNode(true);
function start(name) {
  const dialog = one(`#${name}`);
  if (open()) open().close();
  dialog.showModal();
  return dialog;
}
function table() {
  if (!one(".numbers", on)) { notice("The title has no picture, and so no table."); return; }
  one("#table .slot").replaceChildren(one(".numbers", on).firstElementChild.cloneNode(true));
  one("#table-title").textContent = one(".kicker", on).textContent;
  start("table");
}
const cards = (screen) => all("section", one("template.cards", screen).content);
const whose = one("#whose"), asks = one(".questions"), slot = one("#answers .slot");
let chosen = "";
function answers(number) {
  const held = cards(on);
  one("#answers-title").textContent = one(".kicker", on).textContent;
  one("#answers .of").hidden = !held.length;
  whose.replaceChildren(...held.map((card) => new Option(card.dataset.area)));
  asks.replaceChildren();
  slot.replaceChildren();
  if (held.length) { questions(); if (number) answer(number); } else elsewhere();
  start("answers");
  focusOn(number || 1);
}
const focusOn = (number) => one("button", asks.children[number - 1] || asks)?.focus();
const articles = () => all("article", cards(on)[Math.max(whose.selectedIndex, 0)] || document.createElement("p"));
function questions() {
  asks.replaceChildren(...articles().map((article, i) => {
    const row = document.createElement("li");
    row.append(button(`${i + 1}  ${one("h3", article).textContent}`, () => answer(i + 1)));
    one("button", row).setAttribute("aria-pressed", "false");
    return row;
  }));
}
function answer(number) {
  const article = articles()[number - 1];
  if (!article) return;
  chosen = number;
  const shown = article.cloneNode(true), ground = one("[data-ground]", shown);
  one("h3", shown).prepend(`${whose.value}: `);
  ground.append(clone(one(`#ground-${ground.dataset.ground}`)));
  all("button", asks).forEach((each, i) => each.setAttribute("aria-pressed", String(i === number - 1)));
  slot.replaceChildren(shown);
}
function elsewhere() {
  // A screen of many figures has no cards: those of one figure are offered.
  const text = document.createElement("p");
  text.textContent = "This screen is of many figures. Answers stand on the screens of one figure:";
  asks.replaceChildren(...screens.filter((each) => cards(each).length).map((each) => {
    const row = document.createElement("li");
    row.append(button(one(".kicker", each).textContent, () => { show(each); answers(); }));
    return row;
  }));
  slot.append(text);
}
whose.addEventListener("change", () => { const kept = chosen; questions(); answer(kept || 1); });

// Find a ward: the input keeps the focus, the list says which name is meant.
const find = one("#find"), list = one("#found");
let meant = 0;
function jump() { find.value = ""; names(); start("jump"); find.focus(); }
function names() {
  const text = fold(find.value.trim());
  const found = places.filter((each) => fold(each.dataset.name).includes(text));
  list.replaceChildren(...found.map((each, i) => {
    const row = document.createElement("li");
    row.id = `found-${i}`;
    row.setAttribute("role", "option");
    row.dataset.id = each.dataset.id;
    row.textContent = each.dataset.name;
    row.addEventListener("click", () => go(row.dataset.id));
    return row;
  }));
  list.hidden = !found.length;
  find.setAttribute("aria-expanded", String(found.length > 0));
  one("#none").textContent = found.length ? "" : "No such name in this file.";
  mean(0);
}
function mean(place) {
  const rows = [...list.children];
  meant = rows.length ? (place + rows.length) % rows.length : 0;
  rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === meant)));
  if (rows.length) { find.setAttribute("aria-activedescendant", rows[meant].id); rows[meant].scrollIntoView({ block: "nearest" }); }
  else find.removeAttribute("aria-activedescendant");
}
const go = (id) => { one("#jump").close(); show(screenOf(id)); };
find.addEventListener("input", names);
find.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) mean(meant + by);
  else if (event.key === "Enter" && list.children[meant]) go(list.children[meant].dataset.id);
  else return;
  event.preventDefault();
});

function full() {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  Promise.resolve(done).catch(() => notice("Full screen is not allowed here: press F11."));
}

const DO = {
  next: () => step(1), back: () => step(-1), answers: () => answers(), table, jump, full,
  first: () => show(screens[0]), last: () => show(screens.at(-1)),
  notes: () => { toggleNotes(); notes(); }, rehearse: () => { toggleRehearsal(); notes(); },
  window: () => { openApart(press); notes(); }, again: fromNought, hide: closePanel,
  scheme: toggleScheme, help: () => start("help"), blank: () => start("blank"), close: () => open()?.close(),
};
const KEYS = {
  ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next", ArrowDown: "next",
  ArrowLeft: "back", PageUp: "back", ArrowUp: "back", Home: "first", End: "last",
  n: "notes", p: "rehearse", w: "window", "/": "jump", "?": "help", d: "scheme", b: "blank", ".": "blank", f: "full", a: "answers", t: "table",
};
// Whether a key means what it is pressed on: a button, or the panel that it scrolls.
function itsOwn(target, key) {
  if (target === panel) return /^(Arrow(Up|Down)|Page)/.test(key);
  // A dialog just closed keeps the focus until the next frame: what is not shown does not act.
  const acts = key === " " || key === "Enter" ? target.closest?.("button, a, select, input, summary") : null;
  return Boolean(acts?.getClientRects().length);
}
function press(event) {
  if (foreign(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key, dialog = open();
  if (dialog) { within(dialog, key, event); return; }
  if (key === "Escape") { closePanel(); return; }
  if (itsOwn(event.target, key)) return;
  if (/^[1-9]$/.test(key)) answers(Number(key));
  else if (Object.hasOwn(KEYS, key)) DO[KEYS[key]]();
  else return;
  event.preventDefault();
}
function within(dialog, key, event) {
  if (dialog.id === "blank" && key !== "Tab") { event.preventDefault(); dialog.close(); return; }
  if (dialog.id !== "answers") return;
  if (/^[1-9]$/.test(key)) { answer(Number(key)); focusOn(Number(key)); }
  const receipt = one("details", slot);
  if (key === "r" && receipt) receipt.open = !receipt.open;
}
document.addEventListener("keydown", press);
hearAround(press);
document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-do]")?.dataset.do;
  if (name) DO[name]();
});
// A click leaves the focus where it was: space goes on to the next screen, not to the button.
document.addEventListener("mousedown", (event) => { if (event.target.closest("footer [data-do]")) event.preventDefault(); });
let from = null;
main.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
main.addEventListener("touchend", (event) => {
  if (!from) return;
  const to = event.changedTouches[0], x = to.clientX - from.clientX, y = to.clientY - from.clientY;
  if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
}, { passive: true });

document.documentElement.classList.add("live");
followScheme();
window.addEventListener("hashchange", follow);
window.addEventListener("beforeprint", () => all("svg.picture", main).forEach((each) => {
  each.setAttribute("viewBox", `0 0 900 ${each.dataset.high}`);
  each.style.removeProperty("--letters");
}));
window.addEventListener("afterprint", fitAll);
new ResizeObserver(fitAll).observe(main);
flowAround(narrow, main, one("footer"));
fitAll();
document.fonts.ready.then(fitAll); // the font of the file is read after the script has run
follow();
