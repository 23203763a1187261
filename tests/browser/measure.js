// What is wrong with how a page is laid out, each as a text that names the element: ``edges`` is what
// scrolls, and so cuts nothing; ``grids`` are tables in which one moves.
([edges, grids]) => {
  const wrong = [];
  const name = (e) => `${e.tagName.toLowerCase()}${e.classList.length ? "." + [...e.classList].filter((c) => !/^(st-emotion|e[0-9a-z]{6,}|st-[a-z0-9]{2}$)/.test(c)).join(".") : ""}[${e.dataset?.testid ?? ""}] “${(e.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 50)}”`;
  const every = [];
  const walk = (root) => {
    for (const e of root.querySelectorAll("*")) {
      every.push(e);
      if (e.shadowRoot) walk(e.shadowRoot);
    }
  };
  walk(document.body);
  const style = new Map();
  const of = (e) => style.get(e) ?? style.set(e, getComputedStyle(e)).get(e);
  const parent = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host ?? null;
  const inSvg = (e) => e instanceof SVGElement && (e.ownerSVGElement !== null || !(e instanceof SVGSVGElement));
  // Seen: it has a box, and is not one that is for ears alone.
  const seen = (e) => {
    const box = e.getBoundingClientRect();
    return box.width > 1.5 && box.height > 1.5 && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const clipped = (e) => {
    for (let up = parent(e); up; up = parent(up)) {
      if (up === document.body || up.matches?.(edges)) return false;
      if (of(up).overflowX !== "visible" || of(up).clipPath !== "none") return true;
    }
    return false;
  };
  const wide = document.documentElement.clientWidth;
  for (const box of [document.scrollingElement, ...document.querySelectorAll(edges)]) {
    if (box.scrollWidth > box.clientWidth + 1) wrong.push(`scrolls sideways by ${box.scrollWidth - box.clientWidth}: ${name(box)}`.slice(0, 90));
  }
  for (const e of every) {
    if (inSvg(e) || !seen(e)) continue;
    const { overflowX } = of(e);
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const holds = overflowX === "hidden" || overflowX === "clip";
    if (holds && e.scrollWidth > e.clientWidth + 1 && e.textContent.trim()) wrong.push(`cut by ${e.scrollWidth - e.clientWidth}: ${name(e)}`);
    // What can be pushed aside says so: it can be reached by keyboard.
    const pushed = (overflowX === "auto" || overflowX === "scroll") && !e.matches(edges) && e.tabIndex < 0 && !e.closest(grids);
    if (pushed && e.scrollWidth > e.clientWidth + 1) wrong.push(`partly hidden by ${e.scrollWidth - e.clientWidth}: ${name(e)}`);
    const box = e.getBoundingClientRect();
    if (text && box.right > wide + 1 && !clipped(e)) wrong.push(`out of the page by ${Math.round(box.right - wide)}: ${name(e)}`);
  }
  // What a box asks for is read whole while it is empty.
  const pen = document.createElement("canvas").getContext("2d");
  for (const e of every.filter((box) => box.placeholder && !box.value && seen(box))) {
    const { font, paddingLeft, paddingRight } = of(e);
    pen.font = font;
    const cut = pen.measureText(e.placeholder).width - (e.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
    if (cut > 1) wrong.push(`hint cut by ${Math.round(cut)}: “${e.placeholder}”`);
  }
  // Siblings in the flow lie beside or below one another.
  const flows = (e) => !inSvg(e) && seen(e) && ["static", "relative"].includes(of(e).position) && !of(e).display.startsWith("inline") && of(e).display !== "contents";
  for (const up of new Set(every.map(parent))) {
    if (!up || inSvg(up)) continue;
    const boxes = [...(up.shadowRoot ?? up).children].filter(flows).map((e) => [e, e.getBoundingClientRect()]);
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        const [a, b] = [boxes[i][1], boxes[j][1]];
        const over = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (Math.min(...over) > 2) wrong.push(`laid over: ${name(boxes[i][0])} and ${name(boxes[j][0])} (${over.map(Math.round)})`);
      }
    }
  }
  // Words in a drawing are not written over one another, nor cut at its edge.
  for (const drawing of every.filter((e) => e instanceof SVGSVGElement && seen(e) && e.querySelector("text") && !parent(e)?.closest?.("svg"))) {
    const texts = [...drawing.querySelectorAll("text")].filter((e) => seen(e) && e.textContent.trim()).map((e) => [e, e.getBoundingClientRect()]);
    for (let i = 0; i < texts.length; i++) {
      const [e, a] = texts[i];
      if (a.right > wide + 1 && !clipped(drawing)) wrong.push(`out of the page by ${Math.round(a.right - wide)}: ${name(e)}`);
      for (let j = i + 1; j < texts.length; j++) {
        const b = texts[j][1];
        const over = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (over[0] > 2 && over[1] > 4) wrong.push(`written over: ${name(e)} and ${name(texts[j][0])} (${over.map(Math.round)})`);
      }
    }
  }
  return wrong;
}
