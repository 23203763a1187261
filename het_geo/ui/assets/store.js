// Keeps what is sent once in the page, by its name: shapes, and what answers a choice early. Draws
// nothing. What is sent is the name, a line's end and JSON, and is read where it is not held already.
export default function ({ data }) {
  const store = (window.hetGeoShapes ??= new Map());
  const end = data.indexOf(10), text = new TextDecoder();
  const key = text.decode(data.subarray(0, end));
  if (store.has(key)) return;
  store.set(key, { key, ...JSON.parse(text.decode(data.subarray(end + 1))) });
  window.dispatchEvent(new CustomEvent("het-geo-shapes"));
}
