// The page: what follows from a change, the buttons, and the few functions open to others.

function closeSheets() {
  $("panel").classList.remove("open");
  openControls(false);
}

function openControls(open) {
  $("controls").classList.toggle("open", open);
  $("toggle-controls").setAttribute("aria-expanded", String(open));
  if (open) $("panel").classList.remove("open");
}

/** Choose a node, an edge or a path, or nothing; `nearer` also moves the view to it. */
function choose(what, nearer = false) {
  change({ ...NOTHING, ...(what || {}) }, { nearer });
}

/** What must be computed anew for another choice of filters. */
const filterKey = (s) => JSON.stringify([s.facets, s.least, s.from, s.to, s.undated]);

/** What is chosen but hidden by the filters is let go. */
function letGoOfHidden() {
  const { focus, link, bundle } = state;
  const gone = (focus >= 0 && !view.nodes.has(focus)) || (link >= 0 && !view.edges.has(link)) || (bundle >= 0 && !membersOf(bundle).length);
  if (gone) state = { ...state, ...NOTHING };
  return gone;
}

const chosenKey = (s) => JSON.stringify([s.focus, s.link, s.bundle, s.path]);

/** Show the state: compute and draw what differs from before, and no more. */
function show(before, { nearer = false, whole = false } = {}) {
  const refilter = whole || filterKey(before) !== filterKey(state);
  const was = gathered !== null;
  if (refilter) applyFilters(state);
  if (letGoOfHidden()) $("panel").classList.remove("open");
  if (whole || before.size !== state.size) computeSizes();
  if (whole || refilter || before.size !== state.size || before.colour !== state.colour) showKey();
  if (whole) fillCanvas();
  else if (isGathered() !== was || (was && refilter)) {
    fillCanvas();
    if (isGathered() !== was) fit();
  }
  if (refilter) syncFilters();
  showStatus();
  paint();
  showTable();
  const anew = chosenKey(before) !== chosenKey(state);
  showPanel();
  if (anew) showSheet(before, nearer);
  else if (before.view !== state.view && state.view === "picture") network.redraw();
}

/** Open or close the panel where it is a sheet, and keep the keyboard's place. */
function showSheet(before, nearer) {
  const open = chosen(state);
  sayChosen();
  hovered = null;
  openControls(false);
  $("panel").classList.toggle("open", open);
  const lost = document.activeElement === document.body || !document.activeElement;
  if (!open) {
    // The button that closed the panel is gone.
    if (chosen(before) && lost) $("search").focus({ preventScroll: true });
    return;
  }
  if (lost) $("panel").focus({ preventScroll: true });
  if (state.path && state.path.includes(-1) && $("path-to")) $(state.path[0] < 0 ? "path-from" : "path-to").focus();
  if (nearer || narrow.matches) bringIn();
}

/** Take in a network and make its controls; `show` draws it. */
function openNetwork(given) {
  readNetwork(given);
  state = { ...START, network: menu ? data.name : "" };
  applyFilters(state);
  computeSizes();
  indexNames();
  makeFilters();
  openCanvas();
  closeSheets();
  show(START, { whole: true });
  fit();
}

function wireButtons() {
  const press = {
    reset: () => change(clearFilters()),
    "toggle-controls": () => openControls(!$("controls").classList.contains("open")),
    "zoom-in": () => zoom(1.4),
    "zoom-out": () => zoom(1 / 1.4),
    fit: () => {
      restorePlaces();
      fit(motion());
    },
    physics: () => setPhysics($("physics").getAttribute("aria-pressed") !== "true"),
    about: () => {
      choose(null);
      $("panel").classList.add("open");
      $("panel").focus({ preventScroll: true });
    },
    "find-path": () => choose({ path: [state.focus, -1] }),
    undo,
    redo,
    "as-picture": () => change({ view: "picture" }),
    "as-table": () => change({ view: "table" }),
    group: () => change({ ...NOTHING, grouped: !isGathered() }),
  };
  for (const [id, action] of Object.entries(press)) $(id).addEventListener("click", () => data && action());
}

dark.addEventListener("change", () => {
  readTheme();
  if (!data) return;
  showKey();
  paint();
});

wireButtons();
wireTime();
wireSave();
wireKeyboard();

const first = location.hash.slice(1);
const begin = () => {
  const before = state;
  state = fromFragment(first);
  sayUnknown(first);
  show(before, { nearer: true });
  whole = true;
};
if ($("data")) {
  openNetwork(JSON.parse($("data").textContent));
  begin();
} else openNamed(new URLSearchParams(first).get("network") || "", begin);

// For other scripts and for tests: ids are numbers, IRIs or short ids.
window.watchgraph = {
  select(id) {
    const node = nodeNumber(id);
    if (node >= 0) choose({ focus: node });
    return node >= 0;
  },
  selectLink(from, to) {
    const edge = edgeBetween(nodeNumber(from), nodeNumber(to));
    if (edge >= 0) choose({ link: edge });
    return edge >= 0;
  },
  clear: () => choose(null),
  search: (words) => search(words).map((node) => data.nodes[node].iri),
  visible: () => ({ nodes: view.nodes.size, edges: view.edges.size }),
  ready: () => data !== null,
  firstDrawing: () => firstDrawing,
  /** Where a node is, in pixels of the window. */
  where(id) {
    const frame = $("picture").getBoundingClientRect();
    const { x, y } = network.canvasToDOM(network.getPosition(nodeNumber(id)));
    return { x: frame.x + x, y: frame.y + y };
  },
};
