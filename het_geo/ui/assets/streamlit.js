// All that the scripts know of Streamlit's own elements: how far a run has come, lists, links to
// pages. What Python knows of its insides stands in het_geo/ui/streamlit_insides.py, and
// tests/browser/test_streamlit_insides.py names what an upgrade has changed.
const app = () => document.querySelector("[data-testid=stApp]");
const running = () => app()?.getAttribute("data-test-script-state") === "running";

// Whether the server can hear of a choice.
export const connected = () => app()?.getAttribute("data-test-connection-state") === "CONNECTED";

// Call ``back`` where no answer to what has just been chosen comes any more: the connection is lost,
// or a run that began since has ended. Returns what ends the wait, once the answer is there.
export function whenUnanswered(back) {
  let was = running(), begun = false, frame = 0;
  const watch = new MutationObserver(() => {
    const now = running();
    begun ||= now && !was;
    was = now;
    if (connected() && (now || !begun)) return;
    watch.disconnect();
    // What a run has sent last is drawn by the second frame after its end.
    frame = requestAnimationFrame(() => (frame = requestAnimationFrame(back)));
  });
  watch.observe(app(), { attributes: true });
  return () => {
    watch.disconnect();
    cancelAnimationFrame(frame);
  };
}

// Call ``chosen(list, option)`` with what a list is called and what its option says, the moment a
// person chooses another one, by pointer or by Enter. One chosen again changes nothing: no answer
// would follow.
export function listenToLists(chosen, signal) {
  const tell = (list, option) => {
    if (option?.getAttribute("aria-selected") === "false") chosen(list?.getAttribute("aria-label"), option.textContent);
  };
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("[role=option]");
    tell(option?.closest("[role=listbox]"), option);
  }, { capture: true, signal });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || box.getAttribute?.("role") !== "combobox") return;
    tell(box, document.getElementById(box.getAttribute("aria-activedescendant")));
  }, { capture: true, signal });
}

// Streamlit's links to pages do not say that they are the navigation, nor which page is shown: at
// the address itself that is the first of them.
function markPages() {
  const row = document.querySelector(".st-key-hg-nav");
  if (!row) return;
  row.setAttribute("role", "navigation");
  row.setAttribute("aria-label", "Pages");
  const links = [...row.querySelectorAll("a")];
  const here = links.find((link) => new URL(link.href).pathname === location.pathname);
  for (const link of links) {
    if (link === (here ?? links[0])) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// A page completes the link that opened it, and Streamlit makes each completion a step of the way
// back, now and then under the address that is being left: a person would press Back on one page
// time and again, or land on another. One run is one step; what is completed is replaced.
function keepOneStep() {
  const push = history.pushState.bind(history);
  let stepped = running();
  history.pushState = (...step) => {
    if (stepped) return history.replaceState(...step);
    stepped = true;
    push(...step);
  };
  // What a person does begins a step, whatever is still running.
  for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => (stepped = false), true);
  const ended = () => (stepped &&= running());
  new MutationObserver(ended).observe(app(), { attributes: true, attributeFilter: ["data-test-script-state"] });
}

// A link inside a piece of HTML would load the whole app anew. The browser's own way back and
// forward is what Streamlit listens to: it opens the page of an address within the session.
const ELSEWHERE = ["metaKey", "ctrlKey", "shiftKey", "altKey"];
function followInside(event) {
  const link = event.target.closest?.("a.hg-inside");
  if (!link || event.button || event.defaultPrevented) return;
  if (ELSEWHERE.some((key) => event[key])) return; // to be opened in a tab of its own
  event.preventDefault();
  history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  if (link.dataset.to) afterRun(() => arrive(link.dataset.to));
}

// Streamlit keeps how far down a person was, also on the page that a link opens: its title would be
// out of sight. A link that names a part goes there once it is drawn.
const PAGE_LINKS = "a.hg-inside, [data-testid=stPageLink] a";
function startAtTop(event) {
  const link = event.target.closest?.(PAGE_LINKS);
  if (!link || event.button || link.dataset.to) return;
  if (ELSEWHERE.some((key) => event[key])) return;
  document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0, behavior: "instant" });
}

// Call ``then`` once the run that is about to begin has ended.
function afterRun(then) {
  let begun = running();
  const watch = new MutationObserver(() => {
    begun ||= running();
    if (!begun || running()) return;
    watch.disconnect();
    requestAnimationFrame(then);
  });
  watch.observe(app(), { attributes: true, attributeFilter: ["data-test-script-state"] });
}

// A link may name the part of the page that it is about: sight and focus go there.
function arrive(name) {
  const part = document.querySelector(`.${name}`);
  if (!part) return;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: "start" });
}

// Streamlit tells its app whether it is light or dark, and not what it lays over it, such as lists.
let dressed;
function markScheme() {
  const name = app()?.className;
  if (!name || name === dressed) return;
  dressed = name;
  const scheme = getComputedStyle(app()).colorScheme;
  if (document.documentElement.style.colorScheme === scheme) return;
  document.documentElement.style.colorScheme = scheme;
  window.dispatchEvent(new CustomEvent("het-geo-scheme"));
}

function mark() {
  markPages();
  markScheme();
}

export function watchPages() {
  mark();
  keepOneStep();
  document.addEventListener("click", startAtTop, { capture: true });
  document.addEventListener("click", followInside);
  const seen = { childList: true, subtree: true, attributes: true, attributeFilter: ["href", "class"] };
  new MutationObserver(mark).observe(document.body, seen);
}
