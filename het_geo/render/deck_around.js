// Keys pressed on the page around the file, where it is shown in a frame of one: they reach it
// without a click first, unless they are meant for what has the focus there.
const TAKEN = /^(Arrow(Left|Right)|Page(Up|Down)|[\w/?.])$/;
const MEANT = "input, textarea, select, button, a, summary, iframe, [contenteditable], [role]";

// The frame of this file in a page that lets it be seen; nothing for a file of its own.
function frameHere() {
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
