// The answer as a picture of things and lines, and as a map where there is one.

const MOST_NODES = 400;
const RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const PLACES = ["country", "territory"];

const nameOf = (iri) => {
  const [kind] = own(iri).split("/");
  return (Object.hasOwn(data.things, kind) ? data.things[kind] : []).find((of) => of.iri === iri)?.name || (own(iri) ? keyOf(iri) : short(iri));
};

/** Nodes and edges of an answer, or null if it has none. */
function pictured(answer) {
  const edges = new Map();
  const names = new Map();
  const join = (from, to, label) => edges.set(`${from} ${to} ${label}`, { from, to, label });
  if (answer.triples !== undefined) {
    for (const { subject, predicate, object } of answer.raw.results.bindings) {
      if (predicate.value === RDFS_LABEL) names.set(subject.value, object.value);
      else if (object.type !== "literal") join(subject.value, object.value, short(predicate.value).replace(/^.*:/, ""));
    }
  } else {
    const [from, to] = columnsOfThings(answer);
    if (to === undefined) return null;
    for (const row of answer.rows) if (row[from].iri && row[to].iri) join(row[from].iri, row[to].iri, "");
  }
  if (!edges.size) return null;
  const nodes = [...new Set([...edges.values()].flatMap(({ from, to }) => [from, to]))];
  return { nodes: nodes.map((id) => ({ id, label: names.get(id) ?? nameOf(id) })), edges: [...edges.values()] };
}

let drawer = null;
function drawerLoaded() {
  drawer ??= new Promise((resolve, reject) => {
    const script = made("script", { src: "assets/vis-network.js", onload: resolve });
    script.onerror = () => {
      // The file may be put back: the next picture tries again.
      drawer = null;
      script.remove();
      reject(new Error("assets/vis-network.js"));
    };
    document.head.append(script);
  });
  return drawer;
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

async function showPicture(host, { nodes, edges }) {
  if (nodes.length > MOST_NODES) {
    host.replaceChildren(made("p", {}, `${number(nodes.length)} things are too many to draw; up to ${MOST_NODES} are drawn. Ask for less, or read the table.`));
    return;
  }
  try {
    await drawerLoaded();
  } catch {
    host.replaceChildren(made("p", { className: "soft" }, "The file that draws pictures, assets/vis-network.js, is not beside this page. The table says the same."));
    return;
  }
  const canvas = made("div", { className: "canvas", role: "img", "aria-label": `${number(nodes.length)} things and ${number(edges.length)} links; the table lists them` });
  const words = made("p", { className: "soft" }, `${number(nodes.length)} things, ${number(edges.length)} links. Drag to move, scroll to come nearer; press a thing twice to open its page.`);
  host.replaceChildren(canvas, words);
  // One predicate is said once, not on every line.
  const lines = [...new Set(edges.map(({ label }) => label))];
  if (lines.length === 1 && lines[0]) words.append(` Each link is ${lines[0]}.`);
  // vis drops quotation marks, without which our own list of faces is none.
  const font = { color: token("--ink"), face: "system-ui, sans-serif", size: 13 };
  const kinds = [...new Set(nodes.map(({ id }) => own(id).split("/")[0]))];
  const paint = ["--code-word", "--code-text", "--code-atom", "--code-variable"].map(token);
  const things = new vis.DataSet(
    nodes.map(({ id }) => {
      const kind = kinds.indexOf(own(id).split("/")[0]);
      return { id, color: paint[kind % paint.length], shape: kind % 2 ? "square" : "dot", size: 8 };
    }),
  );
  const links = edges.map(({ from, to, label }) => ({
    from,
    to,
    label: lines.length > 1 ? label : undefined,
    arrows: "to",
    color: token("--ink-faint"),
    font: { ...font, size: 11, strokeWidth: 3, strokeColor: token("--sheet") },
  }));
  const network = new vis.Network(
    canvas,
    { nodes: things, edges: links },
    {
      layout: { randomSeed: 1, improvedLayout: nodes.length < 150 },
      physics: { barnesHut: { gravitationalConstant: -1500, centralGravity: 0.6, springLength: 120, avoidOverlap: 0.2 }, stabilization: { iterations: 400 } },
    },
  );
  // It is laid out before it is seen; afterwards only a hand moves it.
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    network.fit();
    // Names are to be read at the scale at which everything fits.
    const size = Math.min(12 / network.getScale(), 36);
    things.update(nodes.map(({ id, label }) => ({ id, label, font: { ...font, size } })));
    canvas.dataset.drawn = "yes";
  });
  network.on("doubleClick", ({ nodes: [chosen] }) => {
    const href = chosen && pageOf(chosen);
    if (href) location.assign(href);
  });
}

/**
 * Values by country, or null if the answer has no column of countries: the first column of numbers
 * where each country has one row, else how many rows each has.
 *
 * The map itself is the site's: WGMap.draw(host, Map of ISO3 to value, {label}) draws it.
 */
function mapped(answer) {
  const [place] = columnsOfThings(answer, PLACES);
  if (place === undefined || !window.WGMap) return null;
  const rows = answer.rows.filter((row) => row[place].iri);
  const codes = rows.map((row) => keyOf(row[place].iri));
  const single = new Set(codes).size === rows.length;
  const measure = single ? answer.columns.findIndex(({ numeric }) => numeric) : -1;
  const values = new Map();
  rows.forEach((row, at) => {
    const told = measure < 0 ? (values.get(codes[at]) ?? 0) + 1 : row[measure].number;
    if (told !== undefined) values.set(codes[at], told);
  });
  const { name, unit } = answer.columns[measure] ?? { name: "rows", unit: "" };
  return { label: `${name.replaceAll("_", " ")}${unit && `, ${unit}`}`, values };
}

const showMap = (host, { values, label }) => window.WGMap.draw(host, values, { label });
