// The page: choosing, clearing, the buttons, the keys, and the few functions open to others.

function closeSheets() {
  $("panel").classList.remove("open");
  openControls(false);
}

function openControls(open) {
  $("controls").classList.toggle("open", open);
  $("toggle-controls").setAttribute("aria-expanded", String(open));
  if (open) $("panel").classList.remove("open");
}

/** Choose a node or an edge, or nothing; `nearer` also moves the view to it. */
function choose(what, nearer) {
  const before = view.chosen;
  view.chosen = what;
  view.hover = null;
  showPanel();
  paint();
  openControls(false);
  $("panel").classList.toggle("open", Boolean(what));
  if (!what) {
    // The button that closed the panel is gone: keep the keyboard's place.
    if (before && (document.activeElement === document.body || !document.activeElement)) $("search").focus({ preventScroll: true });
    return;
  }
  if (document.activeElement === document.body) $("panel").focus({ preventScroll: true });
  if (nearer || narrow.matches) bringIn();
}

function showEverything() {
  clearFilters();
  refilter();
}

function refilter() {
  applyFilters();
  const { chosen } = view;
  const gone = chosen && (chosen.edge === undefined ? !view.nodes.has(chosen.node) : !view.edges.has(chosen.edge));
  if (gone) view.chosen = null;
  if (gone) $("panel").classList.remove("open");
  showPanel();
  paint();
}

network.on("click", ({ nodes, edges }) => {
  openSuggestions(false);
  if (nodes.length) choose({ node: nodes[0] });
  else if (edges.length) choose({ edge: edges[0] });
  else choose(null);
});
const hover = (what) => () => {
  $("picture").style.cursor = what ? "pointer" : "";
};
network.on("hoverNode", ({ node }) => ((view.hover = { node }), hover(true)(), network.redraw()));
network.on("blurNode", () => ((view.hover = null), hover(false)(), network.redraw()));
network.on("hoverEdge", ({ edge }) => ((view.hover = { edge }), hover(true)(), network.redraw()));
network.on("blurEdge", () => ((view.hover = null), hover(false)(), network.redraw()));

for (const input of [...boxes, ...selects]) input.addEventListener("change", refilter);
$("reset").addEventListener("click", showEverything);
$("toggle-controls").addEventListener("click", () => openControls(!$("controls").classList.contains("open")));
$("zoom-in").addEventListener("click", () => zoom(1.4));
$("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
$("fit").addEventListener("click", () => {
  restorePlaces();
  fit(motion());
});
$("physics").addEventListener("click", () => setPhysics($("physics").getAttribute("aria-pressed") !== "true"));
$("about").addEventListener("click", () => {
  choose(null);
  $("panel").classList.add("open");
  $("panel").focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "checkbox";
  if (event.key === "Escape") {
    if (!$("suggestions").hidden) openSuggestions(false);
    else {
      $("search").value = "";
      choose(null);
    }
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    $("search").focus();
  }
});

paintKey();
applyFilters();
showPanel();
paint();
fit();

// For other scripts and for tests: ids are numbers, IRIs or short ids.
window.watchgraph = {
  select(id) {
    const node = nodeNumber(id);
    if (node >= 0) choose({ node });
    return node >= 0;
  },
  selectLink(from, to) {
    const [a, b] = [nodeNumber(from), nodeNumber(to)];
    const edge = drawn.edges.findIndex((e) => (e.from === a && e.to === b) || (!data.directed && e.from === b && e.to === a));
    if (edge >= 0) choose({ edge });
    return edge >= 0;
  },
  clear: () => choose(null),
  search: (text) => search(text).map((node) => data.nodes[node].iri),
  visible: () => ({ nodes: view.nodes.size, edges: view.edges.size }),
  /** Where a node is, in pixels of the window. */
  where(id) {
    const frame = $("picture").getBoundingClientRect();
    const { x, y } = network.canvasToDOM(network.getPosition(nodeNumber(id)));
    return { x: frame.x + x, y: frame.y + y };
  },
};
