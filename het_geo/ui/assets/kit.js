// The code and style of the maps: sent to a browser once, so that a map's own message holds little
// else than its values.
import { choosingComponent } from "./choosing.js";
import { englandComponent } from "./england.js";
import { mapComponent } from "./map.js";
import { watchPages } from "./streamlit.js";

export default function ({ data }) {
  if (window.hetGeo) return;
  window.hetGeo = { map: mapComponent, england: englandComponent, choosing: choosingComponent, style: data.style };
  window.dispatchEvent(new CustomEvent("het-geo"));
  watchPages();
}
