// Names on the map: those that have room in their own shape at the size letters are read in.
import { make } from "./base.js";

// Pixels: the size of a name, and the smallest it shrinks to. A telephone is held nearer to the eye.
const LETTERS = 12, LEAST = 11, NEAR = 9, NARROW = 480;
const LINE = 1.1; // font sizes from line to line, as het_geo/pictures/names.py has it

export function addNames(map, names) {
  map.names = (names ?? []).map(([lines, x, y, size]) => {
    const name = make("svg:text", { x, y, "text-anchor": "middle" }, map.layer.names);
    lines.forEach((line, i) => {
      const part = make("svg:tspan", { x, dy: `${i ? LINE : 0.35 - (LINE * (lines.length - 1)) / 2}em` }, name);
      part.textContent = line;
    });
    return [name, size];
  });
  sizeNames(map);
}

// Letters keep their size on the screen however near the map is: nearer, more names have room.
export function sizeNames(map) {
  const { width, height } = map.svg.getBoundingClientRect();
  const pixel = Math.max(map.view[2] / (width || 600), map.view[3] / (height || 600)) * 1.02; // units
  const least = width < NARROW ? NEAR : LEAST;
  for (const [name, size] of map.names ?? []) {
    name.style.fontSize = `${Math.min(LETTERS * pixel, size)}px`;
    name.style.display = size < least * pixel ? "none" : "";
  }
}
