// The map is painted the moment an indicator is chosen in the page's own lists, from the bank of all
// indicators' classes. Figures and words follow from the server, which paints again: if a list is
// not recognised, or the bank has no such indicator, the map just waits for that.
function listenToChoices(map) {
  const stop = new AbortController();
  const chosen = (list, option) => {
    if (!map.box.isConnected) return void stop.abort();
    const bank = window.hetGeoShapes?.get(`bank-${map.key}`);
    const said = option?.textContent;
    const label = list === "Indicator" ? said : list === "Building block of health" ? bank?.blocks[said] : "";
    const values = bank?.indicators[label];
    if (values && Object.keys(map.data.marks ?? {}).length === 0) paintEarly(map, values);
  };
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("[role=option]");
    // An option chosen again changes nothing: no answer would follow.
    if (option?.getAttribute("aria-selected") === "false") chosen(option.closest("[role=listbox]")?.getAttribute("aria-label"), option);
  }, { capture: true, signal: stop.signal });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || box.getAttribute?.("role") !== "combobox") return;
    const option = document.getElementById(box.getAttribute("aria-activedescendant"));
    if (option?.getAttribute("aria-selected") === "false") chosen(box.getAttribute("aria-label"), option);
  }, { capture: true, signal: stop.signal });
}

const PATIENCE = 4000; // ms to wait for an answer before the map goes back to what it was told last

function paintEarly(map, values) {
  const told = map.told;
  map.data = { ...map.data, ...values, waiting: true };
  map.tip.hidden = true;
  fill(map, map.data);
  drawLegend(map, map.data);
  name(map, map.data);
  setTimeout(() => map.data.waiting && map.told === told && paint(map, told), PATIENCE);
}
