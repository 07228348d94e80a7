// The network in view as GraphML, with the nodes, edges and attributes that the library writes.

const XML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };
const xml = (words) => String(words).replace(NOT_XML, "\ufffd").replace(/[&<>"\n\r\t]/g, (letter) => XML[letter]);

/** The attributes of a node as cells, by name. */
function nodeCells(node) {
  const { slug, about } = data.nodes[node];
  const made = { label: flat(label(node)) };
  for (const column of data.nodeColumns) {
    const value = cellOf(column, node);
    if (value !== null) made[column.name] = value;
  }
  const known = data.nodeColumns.length > 0;
  if (known && slug) made.slug = flat(slug);
  if (known) made.about = flat(about.map((row) => data.records[row][0]));
  return made;
}

const typeOf = (value, fractions) => (typeof value === "boolean" ? "boolean" : typeof value === "string" ? "string" : fractions || !Number.isInteger(value) ? "double" : "long");

/** Keys are declared once for each attribute, and numbered. */
function keyTable() {
  const keys = new Map();
  return {
    number(scope, name, type) {
      const key = `${scope} ${type} ${name}`;
      if (!keys.has(key)) keys.set(key, { id: `d${keys.size}`, scope, name, type });
      return keys.get(key).id;
    },
    declared: () => [...keys.values()].map(({ id, scope, name, type }) => `  <key id="${id}" for="${scope}" attr.name="${xml(name)}" attr.type="${type}"/>`),
  };
}

function networkGraphml() {
  const keys = keyTable();
  const isNodeFraction = new Set(data.nodeColumns.filter((column) => column.float).map(({ name }) => name));
  const cells = (scope, made, fractions) =>
    Object.entries(made)
      .sort(([a], [b]) => byCode(a, b))
      .map(([name, value]) => `      <data key="${keys.number(scope, name, typeOf(value, fractions(name)))}">${xml(value)}</data>`);
  const about = cells("graph", data.attributes, () => false);
  const nodes = [...view.nodes]
    .sort((a, b) => byCode(data.nodes[a].iri, data.nodes[b].iri))
    .flatMap((node) => [`    <node id="${xml(data.nodes[node].iri)}">`, ...cells("node", nodeCells(node), (name) => isNodeFraction.has(name)), "    </node>"]);
  const edges = [...view.edges].map((edge) => {
    const pair = ends(edge).map((node) => data.nodes[node].iri);
    return { pair: data.directed ? pair : pair.sort(byCode), edge };
  });
  edges.sort((a, b) => byCode(a.pair[0], b.pair[0]) || byCode(a.pair[1], b.pair[1]));
  const links = edges.flatMap(({ pair, edge }) => [
    `    <edge source="${xml(pair[0])}" target="${xml(pair[1])}">`,
    ...cells("edge", edgeCells(edge), isFraction),
    "    </edge>",
  ]);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ...keys.declared(),
    `  <graph edgedefault="${data.directed ? "directed" : "undirected"}">`,
    ...nodes,
    ...links,
    ...about,
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}
