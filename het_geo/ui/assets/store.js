// Keeps geometry in the page, by key, so that a map is sent it once. Draws nothing.
export default function ({ data }) {
  const store = (window.hetGeoShapes ??= new Map());
  if (store.has(data.key)) return;
  store.set(data.key, data);
  window.dispatchEvent(new CustomEvent("het-geo-shapes"));
}
