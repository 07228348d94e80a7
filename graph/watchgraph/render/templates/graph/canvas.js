// The picture: vis-network draws shapes and lines; labels and rings are drawn in labels.js.

const FAINT_NODE = 0.13;
const FAINT_EDGE = 0.05;
const [THIN, THICK] = [0.8, 4.5];

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink = {};
function readTheme() {
  ink = { text: token("--ink"), paper: token("--paper"), focus: token("--focus"), sans: token("--sans") };
}
readTheme();

let network = null;
let nodeSet = null;
let edgeSet = null;
let gathered = null; // the bundles drawn; null if it is the nodes
let hovered = null; // ids of the nodes that the pointer is on
let cursor = null; // id of the node that the keyboard is on
let painted = { node: new Map(), edge: new Map() };
let heaviest = 1;

const bundleId = (number) => `b${number}`;
const bundleOf = (id) => gathered.nodes.find(({ number }) => bundleId(number) === id);
const nameOf = (id) => (gathered ? data.bundles[bundleOf(id).number] : label(id));
const radiusOf = (id) => (gathered ? bundleOf(id).r : sizeOf[id]);
const shapeOf = (id) => (gathered ? bundleOf(id).shape : drawn.nodes[id].shape);
const idsInView = () => (gathered ? gathered.nodes.map(({ number }) => bundleId(number)) : [...view.nodes]);

/** Make the picture of a network that has just been opened. */
function openCanvas() {
  if (network) network.destroy();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  gathered = null;
  hovered = null;
  cursor = null;
  heaviest = Math.max(1, ...drawn.edges.map((_, edge) => countOf(edge, kept.get(edge) || edgeLeft(edge, null, 1))));
  network = new vis.Network($("picture"), { nodes: nodeSet, edges: edgeSet }, drawn.options);
  // The library makes its own frame a stop for the keyboard; the picture around it is one.
  for (const part of $("picture").querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");
  wireCanvas();
}

function fillNodes() {
  gathered = null;
  nodeSet.add(drawn.nodes.map(({ id, x, y, shape }) => ({ id, x, y, shape, size: sizeOf[id], chosen: false })));
  edgeSet.add(
    drawn.edges.map(({ id, from, to, width, arrows, smooth }) => ({
      ...{ id, from, to, width, chosen: false },
      arrows: arrows ? { to: { enabled: true, scaleFactor: 0.38 } } : "",
      ...(smooth ? { smooth } : {}),
    })),
  );
}

function fillBundles() {
  gathered = bundled();
  const most = Math.max(1, ...gathered.edges.map(({ count }) => count));
  nodeSet.add(
    gathered.nodes.map(({ number, x, y, r, shape }) => ({ id: bundleId(number), x, y, size: r, shape, chosen: false })),
  );
  edgeSet.add(
    gathered.edges.map(({ from, to, count }) => ({
      id: `${from} ${to}`,
      from: bundleId(from),
      to: bundleId(to),
      width: THIN + 9 * Math.sqrt(count / most),
      chosen: false,
      arrows: data.directed ? { to: { enabled: true, scaleFactor: 0.5 } } : "",
      smooth: data.directed ? { enabled: true, type: "curvedCW", roundness: 0.12 } : false,
    })),
  );
}

/** Draw the nodes, or the bundles, anew. */
function fillCanvas() {
  nodeSet.clear();
  edgeSet.clear();
  painted = { node: new Map(), edge: new Map() };
  if (isGathered()) fillBundles();
  else fillNodes();
}

/** The nodes and edges that stay clear when something is chosen; null if nothing is. */
function inFocus() {
  if (!chosen(state) || gathered) return null;
  if (state.path) {
    const { nodes, edges } = pathShown();
    return edges.length ? { nodes: new Set(nodes), edges: new Set(edges) } : null;
  }
  if (state.bundle >= 0) return { nodes: new Set(membersOf(state.bundle)), edges: new Set() };
  const edges = new Set(state.focus >= 0 ? edgesOf[state.focus].filter((e) => view.edges.has(e)) : [state.link]);
  const nodes = new Set([...edges].flatMap(ends));
  if (state.focus >= 0) nodes.add(state.focus);
  return { nodes, edges };
}

/** Update only what looks different from the last time. */
function changed(kind, look) {
  const key = JSON.stringify(look);
  if (painted[kind].get(look.id) === key) return false;
  painted[kind].set(look.id, key);
  return true;
}

/** How a node looks: its fill and its border. */
function lookOf(node) {
  const main = colour(node);
  return isHollow(node) ? { background: ink.paper, border: main } : { background: main, border: ink.paper };
}

const widthOf = (edge) => Math.round((THIN + (THICK - THIN) * Math.sqrt(countOf(edge) / heaviest)) * 100) / 100;

function paintNodes() {
  const focus = inFocus();
  // Many lines would cover one another.
  const clearEdge = view.edges.size > 1000 ? 0.14 : 0.3;
  const nodes = drawn.nodes.map((_, id) => ({
    ...{ id, hidden: !view.nodes.has(id), size: sizeOf[id], color: lookOf(id) },
    opacity: !focus || focus.nodes.has(id) ? 1 : FAINT_NODE,
  }));
  const edges = drawn.edges.map((_, id) => {
    const hidden = !view.edges.has(id);
    const clear = !focus || focus.edges.has(id);
    const opacity = clear ? (focus ? 0.85 : clearEdge) : FAINT_EDGE;
    return { id, hidden, ...(hidden ? {} : { width: widthOf(id), color: { color: lineColour(id), opacity, inherit: false } }) };
  });
  nodeSet.update(nodes.filter((look) => changed("node", look)));
  edgeSet.update(edges.filter((look) => changed("edge", look)));
}

/** The bundle that is chosen, or that the chosen node is gathered in; -1 if none is. */
const chosenBundle = () => (state.focus >= 0 ? data.nodes[state.focus].bundle : state.bundle);

function paintBundles() {
  const one = chosenBundle();
  nodeSet.update(
    gathered.nodes.map(({ number, like }) => {
      const group = groupOf(like);
      const main = paint1(group);
      const color = group.hollow ? { background: ink.paper, border: main } : { background: main, border: ink.paper };
      return { id: bundleId(number), color, opacity: one < 0 || one === number ? 1 : 0.5 };
    }),
  );
  edgeSet.update(
    gathered.edges.map(({ from, to }) => {
      const clear = one < 0 || one === from || one === to;
      return { id: `${from} ${to}`, color: { color: paint1(groupOf(bundleOf(bundleId(from)).like)), opacity: clear ? 0.5 : 0.08, inherit: false } };
    }),
  );
}

function paint() {
  if (gathered) paintBundles();
  else paintNodes();
  network.redraw();
}

/** What a click, a touch or Enter on a shape chooses. */
function chooseId(id) {
  if (gathered) change({ ...NOTHING, bundle: bundleOf(id).number });
  else choose({ focus: id });
}

function wireCanvas() {
  network.on("click", ({ nodes, edges }) => {
    openSuggestions(false);
    if (nodes.length) chooseId(nodes[0]);
    else if (edges.length && !gathered) choose({ link: edges[0] });
    else choose(null);
  });
  const hover = (ids) => {
    hovered = ids;
    $("picture").classList.toggle("over", Boolean(ids));
    network.redraw();
  };
  network.on("hoverNode", ({ node }) => hover([node]));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", ({ edge }) => !gathered && hover(ends(edge)));
  network.on("blurEdge", () => hover(null));
  network.on("afterDrawing", drawLabels);
}
