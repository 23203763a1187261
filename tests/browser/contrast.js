// Words in drawings that cannot be read: each as a text with its contrast on what lies below it, which
// axe-core does not look at. A halo (a stroke painted first) is what its words are read on.
() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = rgba(colour).slice(0, 3).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = (e) => {
    for (let up = e; up; up = up.parentNode ?? up.host) {
      const colour = up instanceof Element ? getComputedStyle(up).backgroundColor : "";
      if (colour && rgba(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const filled = (e) => e instanceof SVGGeometryElement && !getComputedStyle(e).fill.match(/^(none|url|rgba\(.*, 0\))/) && Number(getComputedStyle(e).fillOpacity) > 0.5;
  const below = (text) => {
    const { stroke, paintOrder, strokeWidth } = getComputedStyle(text);
    if (stroke !== "none" && paintOrder.startsWith("stroke") && parseFloat(strokeWidth) > 1) return stroke;
    const { left, top, width, height } = text.getBoundingClientRect();
    const drawing = text.ownerSVGElement;
    const under = text.getRootNode().elementsFromPoint(left + width / 2, top + height / 2);
    const shape = under.find((e) => filled(e) && drawing.contains(e));
    return shape ? getComputedStyle(shape).fill : paper(drawing);
  };
  const found = [];
  const walk = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) walk(e.shadowRoot);
      if (!(e instanceof SVGTextElement) || !e.textContent.trim() || !e.checkVisibility({ visibilityProperty: true })) continue;
      const ink = getComputedStyle(e).fill, on = below(e), reads = contrast(ink, on);
      if (reads < 4.5) found.push(`“${e.textContent.slice(0, 40)}” ${ink} on ${on}: ${reads.toFixed(1)}`);
    }
  };
  walk(document);
  return found;
}
