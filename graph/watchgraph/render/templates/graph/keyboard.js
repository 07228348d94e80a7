// The keyboard: from node to node in the picture, and the few keys of the whole page.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest node that way: what lies straight ahead counts as nearer than what lies aside. */
function nearestThatWay(from, [dx, dy], among) {
  const at = network.getPositions();
  const { x, y } = at[from];
  let best = null;
  let least = Infinity;
  for (const id of among) {
    if (id === from) continue;
    const ahead = (at[id].x - x) * dx + (at[id].y - y) * dy;
    const aside = Math.abs((at[id].x - x) * dy) + Math.abs((at[id].y - y) * dx);
    const away = ahead + 2 * aside;
    if (ahead > 0 && aside <= ahead * 2 && away < least) [best, least] = [id, away];
  }
  return best;
}

/** The nodes that are linked with the one the keyboard is on, and that one. */
function linkedWith(id) {
  if (gathered) return idsInView();
  const focus = state.focus >= 0 ? state.focus : id;
  return [focus, ...edgesOf[focus].filter((edge) => view.edges.has(edge)).map((edge) => other(edge, focus))];
}

function sayCursor() {
  if (cursor === null) $("cursor").textContent = "";
  else if (gathered) $("cursor").textContent = `${nameOf(cursor)}, ${counted(bundleOf(cursor).members.length, "node")}`;
  else $("cursor").textContent = `${nameOf(cursor)}, ${data.nodes[cursor].kind}, ${counted(shownEdges(cursor).length, "link")}`;
}

/** Say what has been chosen, for readers who do not see the panel change. */
function sayChosen() {
  const { focus, link, path, bundle } = state;
  const records = (edges) => counted(recordsOf(edges).length, "record");
  let words = "";
  if (path) words = path.includes(-1) ? "" : pathShown().edges.length ? `Path of ${counted(pathShown().edges.length, "link")}` : "No path";
  else if (focus >= 0) words = `${label(focus)}: ${counted(shownEdges(focus).length, "link")}, ${records(shownEdges(focus))}`;
  else if (link >= 0) words = `Link ${linkTitle(link)}: ${records([link])}`;
  else if (bundle >= 0) words = `${data.bundles[bundle]}: ${counted(membersOf(bundle).length, "node")}`;
  $("cursor").textContent = words;
}

function moveCursor(id) {
  cursor = id;
  sayCursor();
  keepInside(id);
  network.redraw();
}

/** Where the keyboard begins: at what is chosen, else at the largest node. */
function firstId() {
  const ids = idsInView();
  if (!gathered && state.focus >= 0) return state.focus;
  return ids.slice().sort((a, b) => radiusOf(b) - radiusOf(a) || (a < b ? -1 : 1))[0];
}

function pictureKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = ARROWS[event.key];
  if (way) {
    event.preventDefault();
    if (cursor === null) moveCursor(firstId());
    else {
      const next = nearestThatWay(cursor, way, event.shiftKey ? linkedWith(cursor) : idsInView());
      if (next !== null) moveCursor(next);
    }
  } else if (event.key === "Enter" && cursor !== null) {
    event.preventDefault();
    chooseId(cursor);
  } else if (event.key === "+" || event.key === "=") zoom(1.4);
  else if (event.key === "-") zoom(1 / 1.4);
  else if (event.key === "0") fit(motion());
}

function escapeKey() {
  if (!$("suggestions").hidden) openSuggestions(false);
  else if ($("save").open) $("save").open = false;
  else {
    $("search").value = "";
    cursor = null;
    sayCursor();
    choose(null);
  }
}

function wireKeyboard() {
  $("picture").addEventListener("keydown", pictureKey);
  $("picture").addEventListener("focus", () => cursor === null && data && sayCursor());
  $("picture").addEventListener("blur", () => {
    cursor = null;
    if (network) network.redraw();
  });
  $("keys").addEventListener("click", () => $("help").showModal());
  $("close-help").addEventListener("click", () => $("help").close());
  document.addEventListener("keydown", (event) => {
    const { tagName, type } = document.activeElement || {};
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(tagName) && !["checkbox", "range"].includes(type);
    // The head of the site has a search of its own.
    if ($("help").open || !data || event.target.closest(".finder")) return;
    const letter = event.key.toLowerCase();
    if (event.key === "Escape") escapeKey();
    else if ((event.ctrlKey || event.metaKey) && (letter === "z" || letter === "y")) {
      if (typing && tagName !== "SELECT") return;
      event.preventDefault();
      if (letter === "y" || event.shiftKey) redo();
      else undo();
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      $("search").focus();
    } else if (event.key === "?" && !typing) {
      event.preventDefault();
      $("help").showModal();
    }
  }, true);
}
