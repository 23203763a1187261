// Colours for a canvas, which knows no style sheet: the page's own, and those of the classes.
const OPAQUE = 255 << 24;
const HATCH = { s: 1, m: 2 }; // marks of a grid's colours: withheld and missing are hatched

// A colour of the page by its name, as a canvas takes it: light or dark, as the page is.
export function colour(node, name) {
  node.style.color = `var(--hg-${name})`;
  const found = getComputedStyle(node).color;
  node.style.color = "";
  return found;
}

// The same as a word of an image, which has blue before red.
export function word(node, name) {
  const [red, green, blue] = colour(node, name).match(/\d+/g);
  return (OPAQUE | (blue << 16) | (green << 8) | red) >>> 0;
}

// The colour of each area, or its hatching, as a grid takes them: that of the first at place 1.
export function inks({ colours, classes }, areas) {
  const known = colours.map((c) => OPAQUE | (parseInt(c.slice(5, 7), 16) << 16) | (parseInt(c.slice(3, 5), 16) << 8) | parseInt(c.slice(1, 3), 16));
  const words = new Uint32Array(areas + 1);
  for (let i = 0; i < areas; i++) words[i + 1] = known[classes[i]] ?? HATCH[classes[i]] ?? HATCH.m;
  return words;
}
