// What the page shows: parsed once, indexed by number.

const data = JSON.parse($("data").textContent);
const drawn = data.draw;

const label = (node) => drawn.nodes[node].label;
const groupOf = (node) => data.groups[data.nodes[node].group];
const ends = (edge) => [drawn.edges[edge].from, drawn.edges[edge].to];

// Of each node its edges, the one with most records, or most that is shared, first.
const edgesOf = drawn.nodes.map(() => []);
drawn.edges.forEach((_, edge) => {
  for (const node of new Set(ends(edge))) edgesOf[node].push(edge);
});
for (const [node, edges] of edgesOf.entries()) {
  const count = (edge) => data.edges[edge].count;
  edges.sort(
    (a, b) => count(b) - count(a) || label(other(a, node)).localeCompare(label(other(b, node)), "en"),
  );
}

/** The node at the far end of an edge. */
function other(edge, node) {
  const [from, to] = ends(edge);
  return from === node ? to : from;
}

/** The records of some edges, each once, the latest first and the undated last. */
function recordsOf(edges) {
  const found = [...new Set(edges.flatMap((edge) => data.edges[edge].records))];
  const date = (record) => data.records[record][4];
  return found.sort((a, b) => date(b).localeCompare(date(a)) || a - b);
}

/** The number of a node given by number, IRI or short id; -1 if there is none. */
function nodeNumber(id) {
  if (Number.isInteger(id)) return id >= 0 && id < data.nodes.length ? id : -1;
  return data.nodes.findIndex((node) => node.iri === id || node.slug === id);
}
