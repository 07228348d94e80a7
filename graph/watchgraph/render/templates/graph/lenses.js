// What size and colour of a node show.

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const SMALLEST = 4.5;
const LARGEST = 26;
// vis-network's size of a shape that has the area of a circle of radius one.
const SAME_AREA = { dot: 1, square: Math.sqrt(Math.PI) / 2, diamond: Math.sqrt(Math.PI / 2) };

const sizing = (s = state) => data.sizes.find(({ key }) => key === (s.size || data.size)) || data.sizes[0];
const colouring = (s = state) => data.colourings.find(({ key }) => key === s.colour) || null;

/** Areas stand in proportion to values; the smallest are lifted to where they can be seen. */
function radiusFor(value, largest) {
  return Math.max(SMALLEST, Math.round(LARGEST * Math.sqrt((value || 0) / (largest || 1)) * 10) / 10);
}

let sizeOf = [];
function computeSizes() {
  const { values } = sizing();
  const largest = Math.max(...values.map((value) => value || 0));
  sizeOf = values.map((value, node) => Math.round(radiusFor(value, largest) * SAME_AREA[drawn.nodes[node].shape] * 10) / 10);
}

/** The group of a node among what the colour shows now. */
function shade(node) {
  const by = colouring();
  return by ? by.groups[by.of[node]] : groupOf(node);
}

const paint1 = (group) => group[dark.matches ? "dark" : "light"];
const colour = (node) => paint1(shade(node));

/** Whether a node is drawn as an outline: something of it is not known, or not sure. */
function isHollow(node) {
  const by = colouring();
  return shade(node).hollow || Boolean(by && by.stability && by.stability[node] < by.steady);
}

/** The colour of a line: of what supplies; between two of one kind, of both or of neither. */
function lineColour(edge) {
  const [from, to] = ends(edge);
  const alike = Boolean(colouring()) || (!data.directed && data.nodes[from].kind === data.nodes[to].kind);
  return alike && shade(from) !== shade(to) ? ink.text : colour(from);
}

/** What is said of a node beyond its own facts: the measures of the whole network. */
function measureFacts(node) {
  const rows = [];
  for (const by of data.colourings) {
    if (by.numbers) rows.push(["Community", `${by.numbers[node]}, stability ${by.stability[node].toFixed(2)}`]);
    else if (by.key === "regime" && !by.groups[by.of[node]].hollow) rows.push(["Regime class", by.groups[by.of[node]].label]);
  }
  const { label: words, values } = sizing();
  rows.push([words, values[node] === null ? "None: outside the largest part" : values[node].toLocaleString("en", { maximumSignificantDigits: 4 })]);
  return rows;
}
