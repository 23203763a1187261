// Keys pressed on the page around the file, where it is shown in a frame of one: they reach it
// without a click first, unless they are meant for what has the focus there.
const TAKEN = /^(Arrow(Left|Right)|Page(Up|Down)|[\w/?.])$/;
const MEANT = "input, textarea, select, button, a, summary, iframe, [contenteditable], [role]";

// The frame of this file in a page that lets it be seen; nothing for a file of its own.
export function frameHere() {
  try { return window.frameElement; } catch { return null; }
}
// Whether most of a frame is in sight.
function isSeen(frame, page) {
  const { top, bottom } = frame.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  return middle > 0 && middle < page.innerHeight;
}

export function hearAround(press) {
  const frame = frameHere(), page = window.parent;
  if (!frame) return;
  const hear = (event) => {
    if (!TAKEN.test(event.key) || event.target.closest?.(MEANT) || !isSeen(frame, page)) return;
    window.focus(); // what follows is typed inside
    press(event);
  };
  page.document.addEventListener("keydown", hear);
  window.addEventListener("pagehide", () => page.document.removeEventListener("keydown", hear));
}

// On a telephone the frame is as high as the screen that it shows, and the page alone scrolls; never
// lower than the window, so that the way on stays where the finger is. What stays in sight in a window of its own is told how much of the frame lies beyond the page's window.
export function flowAround(narrow, main, foot) {
  const frame = frameHere(), page = window.parent, own = document.documentElement.style;
  const place = () => {
    own.setProperty("--foot", `${foot.offsetHeight}px`);
    if (!frame) return;
    const { top, bottom } = frame.getBoundingClientRect(), high = page.innerHeight;
    const most = Math.max(0, bottom - top - foot.offsetHeight);
    own.setProperty("--above", `${Math.min(Math.max(0, -top), most)}px`);
    own.setProperty("--below", `${Math.min(Math.max(0, bottom - high), most)}px`);
    own.setProperty("--sight", `${Math.min(bottom, high) - Math.max(top, 0)}px`);
  };
  const grow = () => {
    const high = Math.max(main.offsetHeight + foot.offsetHeight, page.innerHeight);
    if (frame && narrow.matches) frame.style.setProperty("height", `${high}px`, "important");
    else frame?.style.removeProperty("height");
    place();
  };
  const sizes = new ResizeObserver(grow);
  [main, foot].forEach((each) => sizes.observe(each));
  narrow.addEventListener("change", grow);
  if (!frame) return;
  page.addEventListener("scroll", place, { capture: true, passive: true });
  page.addEventListener("resize", grow);
  window.addEventListener("pagehide", () => {
    page.removeEventListener("scroll", place, { capture: true });
    page.removeEventListener("resize", grow);
  });
}

// The next screen is read from its beginning: only where that is out of sight does the page move.
export function toBeginning() {
  const frame = frameHere();
  if (!frame) window.scrollTo(0, 0);
  else if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
}
