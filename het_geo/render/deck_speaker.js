// What the speaker has: notes, two clocks and the next screen; in a panel, beside the screen in
// rehearsal, or in a window of their own for a second display.
import { all, notice, one } from "./deck_parts.js";
import { dress } from "./deck_scheme.js";

const SECOND = 1000; // ms
const panel = one("#panel"), began = { at: Date.now() }, apart = { window: null };

const two = (number) => String(number).padStart(2, "0");
function elapsed() {
  const s = Math.floor((Date.now() - began.at) / SECOND);
  return `${Math.floor(s / 60)}:${two(s % 60)}`;
}
function ofDay() {
  const now = new Date();
  return `${two(now.getHours())}:${two(now.getMinutes())}`;
}
const isApart = () => Boolean(apart.window && !apart.window.closed);
const speakers = () => [one(".speaker", panel), ...(isApart() ? [one(".speaker", apart.window.document)] : [])];

function tick() {
  for (const part of speakers()) {
    one(".elapsed", part).textContent = elapsed();
    one(".day", part).textContent = ofDay();
  }
}
setInterval(tick, SECOND); // the clocks show whole seconds and minutes

export function fromNought() { began.at = Date.now(); tick(); }

// A copy of a picture, with ids of its own: what is hidden lends its hatchings to none.
function copied(picture, own) {
  const made = own.importNode(picture, true), ending = "-ahead";
  for (const each of [made, ...all("*", made)]) {
    if (each.id) each.id += ending;
    for (const { name, value } of each.attributes) {
      if (value.includes("url(#")) each.setAttribute(name, value.replace(")", `${ending})`));
    }
  }
  for (const line of all("[vector-effect]", made)) { // as thick as the small picture has them
    line.removeAttribute("vector-effect");
    line.style.strokeWidth = "";
  }
  made.style.height = "";
  return made;
}

export function tell(on, next) {
  if (panel.hidden && !isApart()) return;
  const picture = next ? one("svg.picture", next) : null;
  for (const part of speakers()) {
    const own = part.ownerDocument;
    one(".now", part).textContent = one("h2", on).textContent;
    one(".said", part).replaceChildren(...[...one(".notes", on).children].map((each) => own.importNode(each, true)));
    one(".then", part).textContent = next ? `Next: ${one("h2", next).textContent}` : "This is the last screen.";
    one(".ahead", part).replaceChildren(...(picture ? [copied(picture, own)] : []));
  }
  panel.scrollTop = 0;
  tick();
}

export const isRehearsing = () => document.body.classList.contains("rehearsing");
function mark(rehearsing) {
  document.body.classList.toggle("rehearsing", rehearsing);
  panel.setAttribute("aria-label", rehearsing ? "Rehearsal" : "Speaker notes");
  one("[data-do=rehearse]").setAttribute("aria-pressed", String(rehearsing));
  one("[data-do=notes]").setAttribute("aria-pressed", String(!panel.hidden && !rehearsing));
}
export function closePanel() { panel.hidden = true; mark(false); }
export function toggleNotes() {
  panel.hidden = !panel.hidden && !isRehearsing();
  mark(false);
}
export function toggleRehearsal() {
  panel.hidden = isRehearsing();
  mark(!panel.hidden);
}

export function openApart(press) {
  apart.window = window.open("", "notes", "width=640,height=760");
  if (!apart.window) {
    notice("The browser lets no window open: the notes are here.");
    panel.hidden = false;
    mark(isRehearsing());
    return;
  }
  const own = apart.window.document;
  own.documentElement.lang = "en-GB";
  own.head.replaceChildren(own.importNode(one("style"), true));
  dress(own);
  own.title = `Notes: ${document.title}`;
  const heading = own.createElement("h1"), room = own.createElement("main");
  heading.textContent = own.title;
  room.append(heading, own.importNode(one(".speaker", panel), true));
  own.body.replaceChildren(room);
  own.body.className = "apart";
  if (!own.deck) own.addEventListener("keydown", press);
  own.deck = true;
}
