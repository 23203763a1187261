// Keeps geometry and banks of values in the page, by key, so that they are sent once. Draws nothing.
export default function ({ data }) {
  const store = (window.hetGeoShapes ??= new Map());
  if (store.has(data.key) && store.get(data.key).compare === data.compare) return;
  store.set(data.key, data);
  window.dispatchEvent(new CustomEvent("het-geo-shapes"));
}
