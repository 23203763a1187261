// What the deck is made of: finding and making elements, notices, and pictures that fit their room.
export const one = (what, root = document) => root.querySelector(what);
export const all = (what, root = document) => [...root.querySelectorAll(what)];
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export const narrow = matchMedia("(max-width: 640px)"); // a telephone

// The screen that the address names; "" for none.
export function asked() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return location.hash.slice(1); }
}

// Whether a key press is somebody else's: dealt with, with a key held down, or part of a letter.
export const foreign = (event) => event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;

export function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// How long a notice stays: nothing follows that could take it away, so there is time to read it twice.
const READING = 8000; // ms
let leaving = 0;
export function notice(text) {
  all(".notice").forEach((each) => each.remove());
  const said = document.createElement("p");
  said.className = "notice";
  said.setAttribute("role", "status");
  said.textContent = text;
  one("#main").append(said);
  clearTimeout(leaving);
  leaving = setTimeout(() => said.remove(), READING);
}

// Pictures: as wide in their own units as the room's shape asks for, with letters to be read afar.
const LEAST = 700, NARROW = 500, TALLEST = 900;
export function fit(screen) {
  const picture = one("svg.picture", screen); // a title screen has none
  if (picture) fitted(picture, picture.parentElement);
}
function fitted(picture, room) {
  const high = Number(picture.dataset.high), phone = narrow.matches;
  const across = room.clientWidth, down = room.clientHeight;
  if (!across || !(down || phone)) return;
  const [wide, scale] = phone ? [NARROW, across / NARROW] : sized(Math.min(high, TALLEST), across, down);
  picture.style.height = phone || high > TALLEST ? `${high * scale}px` : "";
  if (high > TALLEST) room.tabIndex = 0; // more rows than a screen holds: they are scrolled
  picture.setAttribute("viewBox", `0 0 ${Math.round(wide)} ${high}`);
  thicken(picture);
  write(picture, scale, phone);
}
function sized(high, across, down) {
  const wide = Math.max(LEAST, (high * across) / down);
  return [wide, Math.min(across / wide, down / high)];
}
function thicken(picture) {
  for (const line of all("[vector-effect]", picture)) {
    // Such strokes keep their thickness whatever the size: on a large screen they are drawn thicker.
    line.style.strokeWidth = `${line.getAttribute("stroke-width") * Math.max(1, innerHeight / 640)}px`;
  }
}
function write(picture, scale, phone) {
  // Letters to be read from where the picture is looked at, or as large as there is room for.
  const wanted = phone ? 12.5 : Math.min(innerWidth / 68, innerHeight / 38);
  let letters = Math.min(Math.max(14, wanted / scale), Number(picture.dataset.letters));
  picture.style.setProperty("--letters", `${letters}px`);
  for (let turn = 0; turn < 6 && letters > 9; turn += 1) {
    const beyond = overflow(picture, scale);
    if (beyond <= 1) break;
    letters = Math.max(9, letters / beyond - 0.1);
    picture.style.setProperty("--letters", `${letters}px`);
  }
}
function overflow(picture, scale) {
  // How many times too wide the widest text is for the room between it and the picture's edges.
  const frame = picture.getBoundingClientRect();
  const { left, right } = frame;
  let most = 1;
  for (const text of all("text", picture)) {
    const box = text.getBoundingClientRect();
    const out = Math.max(left - box.left, box.right - right, 0);
    if (out > 0) most = Math.max(most, box.width / Math.max(box.width - out, 20 * scale));
  }
  return most;
}
