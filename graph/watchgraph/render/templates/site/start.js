const root = document.body.dataset.root;
document.querySelectorAll("[data-finder]").forEach((place) => finder(place, root));
document.querySelectorAll("table.carded").forEach(carded);
document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll("table.narrowable").forEach(narrowable);
// A row or section that an address names is opened, wherever it lies.
function unfold() {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    // A bare percent sign: it is taken as it stands.
  }
  const named = name && document.getElementById(name);
  for (let at = named; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (named) named.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
// Paper has nothing to press: what is folded is printed, and folded again.
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open]):not(.menu)")];
  for (const one of unfolded) one.open = true;
});
window.addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = false;
  unfolded = [];
});
unfold();
