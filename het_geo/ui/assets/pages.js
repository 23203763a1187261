// Streamlit's links to pages do not say that they are the navigation, nor which page is shown; and
// what its link to the first page says is, in a new tab, a link to the page one is on.
function markPages() {
  const row = document.querySelector(".st-key-hg-nav");
  if (!row) return;
  row.setAttribute("role", "navigation");
  row.setAttribute("aria-label", "Pages");
  for (const link of row.querySelectorAll("a")) {
    const said = link.getAttribute("href");
    if (!said || said.startsWith("?")) link.setAttribute("href", `./${said}`);
    const shown = new URL(link.href).pathname === location.pathname;
    if (shown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function watchPages() {
  markPages();
  const seen = { childList: true, subtree: true, attributes: true, attributeFilter: ["href", "class"] };
  new MutationObserver(markPages).observe(document.body, seen);
}
