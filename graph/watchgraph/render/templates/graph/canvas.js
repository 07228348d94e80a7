// The picture: vis-network draws shapes and lines; labels and rings are drawn here, so that
// they keep their size on screen, never overlap, and name the largest nodes first.

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
const narrow = window.matchMedia("(max-width: 860px)");

const LABEL_SIZE = 12; // pixels on screen
const LABEL_FROM = 5.2; // a node of this radius on screen is labelled unasked
const FAINT_NODE = 0.13;
const FAINT_EDGE = 0.05;

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink = {};

function readTheme() {
  ink = { text: token("--ink"), paper: token("--paper"), focus: token("--focus"), sans: token("--sans") };
}
readTheme();

// Many lines would cover one another.
const CLEAR_EDGE = drawn.edges.length > 1000 ? 0.14 : 0.3;

const colour = (node) => groupOf(node)[dark.matches ? "dark" : "light"];

/** The colour of a line: of what supplies; between two of one kind, of both or of neither. */
function lineColour(edge) {
  const [from, to] = ends(edge);
  const alike = !data.directed && data.nodes[from].kind === data.nodes[to].kind;
  return alike && groupOf(from) !== groupOf(to) ? ink.text : colour(from);
}

const view = {
  chosen: null, // { node } or { edge }
  hover: null, // likewise
  edges: new Set(drawn.edges.keys()), // visible ones
  nodes: new Set(drawn.nodes.keys()),
};

const nodeSet = new vis.DataSet(
  drawn.nodes.map(({ id, x, y, size, shape }) => ({ id, x, y, size, shape, chosen: false })),
);
const edgeSet = new vis.DataSet(
  drawn.edges.map(({ id, from, to, width, arrows, smooth }) => ({
    id,
    from,
    to,
    width,
    chosen: false,
    arrows: arrows ? { to: { enabled: true, scaleFactor: 0.38 } } : "",
    ...(smooth ? { smooth } : {}),
  })),
);
const network = new vis.Network($("picture"), { nodes: nodeSet, edges: edgeSet }, drawn.options);

/** The nodes and edges that stay clear when something is chosen; null if nothing is. */
function inFocus() {
  const { chosen } = view;
  if (!chosen) return null;
  const edges = new Set(
    chosen.edge === undefined ? edgesOf[chosen.node].filter((e) => view.edges.has(e)) : [chosen.edge],
  );
  const nodes = new Set([...edges].flatMap(ends));
  if (chosen.node !== undefined) nodes.add(chosen.node);
  return { nodes, edges };
}

/** Update only what looks different from the last time. */
const painted = { node: [], edge: [] };
function changed(kind, id, look) {
  const key = JSON.stringify(look);
  if (painted[kind][id] === key) return false;
  painted[kind][id] = key;
  return true;
}

function paint() {
  const focus = inFocus();
  const nodes = drawn.nodes.map((_, id) => {
    const main = colour(id);
    const fill = groupOf(id).hollow ? ink.paper : main;
    const border = groupOf(id).hollow ? main : ink.paper;
    const clear = !focus || focus.nodes.has(id);
    return { id, hidden: !view.nodes.has(id), opacity: clear ? 1 : FAINT_NODE, color: { background: fill, border } };
  });
  const edges = drawn.edges.map((_, id) => {
    const clear = !focus || focus.edges.has(id);
    const opacity = clear ? (focus ? 0.85 : CLEAR_EDGE) : FAINT_EDGE;
    return { id, hidden: !view.edges.has(id), color: { color: lineColour(id), opacity, inherit: false } };
  });
  nodeSet.update(nodes.filter((look) => changed("node", look.id, look)));
  edgeSet.update(edges.filter((look) => changed("edge", look.id, look)));
  network.redraw();
}

// Who is labelled first: the chosen, what the pointer is on, their neighbours, then by size.
function labelOrder(scale) {
  const focus = inFocus();
  const hovered = view.hover && (view.hover.edge === undefined ? [view.hover.node] : ends(view.hover.edge));
  const first = [];
  if (hovered) first.push(...hovered);
  if (view.chosen) first.push(...(view.chosen.edge === undefined ? [view.chosen.node] : ends(view.chosen.edge)));
  const bySize = (a, b) => drawn.nodes[b].size - drawn.nodes[a].size || a - b;
  const rest = (focus ? [...focus.nodes] : [...view.nodes].filter((id) => drawn.nodes[id].size * scale >= LABEL_FROM)).sort(bySize);
  return { forced: new Set(first), order: [...new Set([...first, ...rest])].filter((id) => view.nodes.has(id)) };
}

/** A name short enough to stand in the picture; the panel has it whole. */
const short = (node) => (label(node).length > 30 ? `${label(node).slice(0, 29).trimEnd()}\u2026` : label(node));

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** A ring around a node, in its own shape. */
function ring(ctx, { x, y }, id, scale) {
  const { size, shape } = drawn.nodes[id];
  const away = size + 4 / scale;
  ctx.beginPath();
  if (shape === "square") ctx.rect(x - away, y - away, 2 * away, 2 * away);
  else ctx.arc(x, y, away, 0, 2 * Math.PI);
  ctx.lineWidth = 2 / scale;
  ctx.strokeStyle = ink.focus;
  ctx.stroke();
}

/** The places for a label of half size w, h beside a node: below, above, the sides, the corners. */
function spotsAround({ x, y }, away, w, h) {
  const slant = away * 0.72;
  return [
    [x, y + away + h],
    [x, y - away - h],
    [x + away + w, y],
    [x - away - w, y],
    [x + slant + w, y + slant + h],
    [x - slant - w, y + slant + h],
    [x + slant + w, y - slant - h],
    [x - slant - w, y - slant - h],
  ];
}

/** Choose places for the labels, in order: none over another, few over a larger node. */
function placeLabels(ctx, scale, at) {
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const end = network.DOMtoCanvas({ x: $("picture").clientWidth, y: $("picture").clientHeight });
  const { forced, order } = labelOrder(scale);
  const seen = order.filter((id) => {
    const { x, y } = at[id];
    return x > corner.x && x < end.x && y > corner.y && y < end.y;
  });
  const shapes = seen.slice(0, 60).map((id) => {
    const r = drawn.nodes[id].size;
    return { id, box: [at[id].x - r, at[id].y - r, at[id].x + r, at[id].y + r] };
  });
  const taken = [];
  const placed = [];
  const h = (LABEL_SIZE * 0.6) / scale;
  for (const id of seen) {
    const w = ctx.measureText(short(id)).width / 2 + 2 / scale;
    const box = ([x, y]) => [x - w, y - h, x + w, y + h];
    const cost = (spot) => {
      const own = box(spot);
      if (own[0] < corner.x || own[2] > end.x || taken.some((other) => overlaps(own, other))) return Infinity;
      const under = shapes.filter((shape) => shape.id !== id && overlaps(own, shape.box));
      // On a larger shape it would be read as that one's name.
      return under.some((shape) => drawn.nodes[shape.id].size > drawn.nodes[id].size) ? Infinity : under.length;
    };
    const spots = spotsAround(at[id], drawn.nodes[id].size + 3 / scale, w, h);
    const costs = spots.map(cost);
    let least = Math.min(...costs);
    if (least === Infinity) {
      if (!forced.has(id)) continue;
      least = costs[0];
    }
    // Only a name that must be read may stand on another's shape.
    if (least > 0 && !forced.has(id) && drawn.nodes[id].size * scale < 8) continue;
    const spot = spots[costs.indexOf(least)];
    taken.push(box(spot));
    placed.push({ text: short(id), spot });
  }
  return { forced, placed };
}

network.on("afterDrawing", (ctx) => {
  const scale = network.getScale();
  const at = network.getPositions();
  ctx.save();
  ctx.lineJoin = "round";
  ctx.font = `${LABEL_SIZE / scale}px ${ink.sans}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const { forced, placed } = placeLabels(ctx, scale, at);
  for (const id of forced) if (view.nodes.has(id)) ring(ctx, at[id], id, scale);
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = ink.paper;
  ctx.fillStyle = ink.text;
  // All halos first, so that none wipes out a neighbour's letters.
  for (const { text, spot } of placed) ctx.strokeText(text, ...spot);
  for (const { text, spot } of placed) ctx.fillText(text, ...spot);
  ctx.restore();
});

function paintKey() {
  for (const mark of document.querySelectorAll(".mark")) {
    const group = data.groups[Number(mark.dataset.group)];
    const main = group[dark.matches ? "dark" : "light"];
    mark.firstElementChild.style.fill = group.hollow ? "none" : main;
    mark.firstElementChild.style.stroke = group.hollow ? main : "none";
  }
}

dark.addEventListener("change", () => {
  readTheme();
  paintKey();
  paint();
});

const motion = () => (stillness.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

/** Show all that is visible. */
function fit(animation) {
  network.fit({ nodes: [...view.nodes], animation: animation || false, maxZoomLevel: 2 });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(6, Math.max(0.08, network.getScale() * factor)), animation: motion() });
}

/** Bring what is in focus into the part of the picture that no sheet covers. */
function bringIn() {
  const focus = inFocus();
  if (!focus) return;
  const at = network.getPositions([...focus.nodes]);
  const xs = Object.values(at).map(({ x }) => x);
  const ys = Object.values(at).map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const frame = $("picture").getBoundingClientRect();
  const sheet = narrow.matches && $("panel").classList.contains("open") ? $("panel").offsetHeight : 0;
  const covered = Math.max(0, frame.bottom - (window.innerHeight - sheet));
  const fits = Math.min(frame.width / (right - left + 160), (frame.height - covered) / (bottom - top + 120));
  const scale = Math.min(1.2, Math.max(fits, 0.2));
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale },
    scale,
    animation: motion(),
  });
}

/** Let the forces move the nodes, or hold them where they are. */
function setPhysics(on) {
  network.setOptions({ physics: { enabled: on } });
  if (!on) network.storePositions();
  $("physics").setAttribute("aria-pressed", String(on));
  $("physics").textContent = on ? "Stop motion" : "Start motion";
}

/** Put the nodes back where the layout had them. */
function restorePlaces() {
  setPhysics(false);
  for (const { id, x, y } of drawn.nodes) network.moveNode(id, x, y);
}
