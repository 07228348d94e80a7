// The network that is open: its data as it came, indexed by number.

let data = null;
let drawn = null;
let edgesOf = [];

/** Take in the data of a network. */
function readNetwork(given) {
  data = given;
  drawn = data.draw;
  const own = drawn.nodes.map(() => []);
  drawn.edges.forEach((_, edge) => {
    for (const node of new Set(ends(edge))) own[node].push(edge);
  });
  edgesOf = own;
}

const label = (node) => drawn.nodes[node].label;
const groupOf = (node) => data.groups[data.nodes[node].group];
const ends = (edge) => [drawn.edges[edge].from, drawn.edges[edge].to];
const text = (number) => data.pool[number];

/** The node at the far end of an edge. */
function other(edge, node) {
  const [from, to] = ends(edge);
  return from === node ? to : from;
}

/** Of a node its edges in view, the one with most records, or most that is shared, first. */
function shownEdges(node) {
  const far = (edge) => label(other(edge, node));
  return edgesOf[node]
    .filter((edge) => kept.has(edge))
    .sort((a, b) => countOf(b) - countOf(a) || far(a).localeCompare(far(b), "en"));
}

/** The records of some edges in view, each once, the latest first and the undated last. */
function recordsOf(edges) {
  const found = [...new Set(edges.flatMap((edge) => kept.get(edge).rows))];
  const date = (record) => data.records[record][4];
  return found.sort((a, b) => date(b).localeCompare(date(a)) || a - b);
}

/** The number of a node given by number, IRI or short id; -1 if there is none. */
function nodeNumber(id) {
  if (Number.isInteger(id)) return id >= 0 && id < data.nodes.length ? id : -1;
  const byIri = data.nodes.findIndex((node) => node.iri === id);
  return byIri >= 0 ? byIri : data.nodes.findIndex((node) => node.slug === id);
}

/** What names a node in an address: its short id if that is its alone. */
function nodeId(node) {
  const { slug, iri } = data.nodes[node];
  return nodeNumber(slug) === node ? slug : iri;
}

/** The number of the edge between two nodes; -1 if there is none. */
function edgeBetween(a, b) {
  return drawn.edges.findIndex((e) => (e.from === a && e.to === b) || (!data.directed && e.from === b && e.to === a));
}

/** The page of a thing on the site, by its IRI; empty where there are no pages. */
function pageOf(iri) {
  const found = /\/id\/(country|supplier|lender|deployment|loan|source)\/([^/#?]+)$/.exec(iri || "");
  return data.pages && found ? `${found[1]}/${encodeURIComponent(found[2])}.html` : "";
}
