// Light or dark: in a frame of the explorer as its page is; a file of its own is light. A person may
// turn it either way, as the room asks for.
import { frameHere } from "./deck_around.js";

const dressed = new Set([document]); // the notes in a window of their own too
const isDark = () => document.documentElement.classList.contains("dark");

function turn(dark) {
  for (const each of dressed) each.documentElement.classList.toggle("dark", dark);
}
export const toggleScheme = () => turn(!isDark());
export function dress(own) {
  dressed.add(own);
  turn(isDark());
}

export function followScheme() {
  if (!frameHere()) return;
  const page = window.parent;
  const follow = () => turn(page.getComputedStyle(page.document.documentElement).colorScheme === "dark");
  follow();
  page.addEventListener("het-geo-scheme", follow);
  window.addEventListener("pagehide", () => page.removeEventListener("het-geo-scheme", follow));
}
