const root = document.body.dataset.root;
document.querySelectorAll("[data-finder]").forEach((place) => finder(place, root));
document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll("table.narrowable").forEach(narrowable);
// A row or section that an address names is opened, wherever it lies.
function unfold() {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = named; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (named) named.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();
