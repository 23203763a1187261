// Keeps geometry and banks of values in the page, by key, so that they are sent once. Draws nothing.
export default function ({ data }) {
  const store = (window.hetGeoShapes ??= new Map());
  if (store.get(data.key)?.compare === data.compare && store.has(data.key)) return;
  store.set(data.key, data);
  window.dispatchEvent(new CustomEvent("het-geo-shapes"));
}
