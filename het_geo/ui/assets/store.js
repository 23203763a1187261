// Keeps what is sent once in the page, by key: shapes, and what answers a choice early. Draws nothing.
export default function ({ data }) {
  const store = (window.hetGeoShapes ??= new Map());
  if (store.has(data.key)) return;
  store.set(data.key, data);
  window.dispatchEvent(new CustomEvent("het-geo-shapes"));
}
