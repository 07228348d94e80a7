// The links in view as CSV, byte for byte as the library writes those of the same network.

const JOINT = "; ";
const FIRST_COLUMNS = ["weight", "independent_sources", "deployments", "basis", "editions", "technologies", "technologies_basis", "first_date", "last_date"];
const LAST_COLUMNS = ["evidence_families", "sources", "records"];
// Characters that no XML file may hold, not even escaped.
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A value as one cell: lists joined, line ends alike, nothing that a file may not hold. */
function flat(value) {
  if (value === undefined || value === null || typeof value === "number" || typeof value === "boolean") return value ?? null;
  const words = Array.isArray(value) ? value.join(JOINT) : String(value);
  return words.replace(/\r\n?/g, "\n").replace(NOT_XML, "\ufffd");
}

const isFraction = (name) => Boolean((data.edgeColumns.find((column) => column.name === name) || {}).float);

/** The attributes of an edge in view as cells, by name; none where there is no value. */
function edgeCells(edge) {
  const made = Object.entries(attributesOf(edge)).map(([name, value]) => [name, flat(value)]);
  return Object.fromEntries(made.filter(([, value]) => value !== null).sort(([a], [b]) => byCode(a, b)));
}

/** A number as the library writes a fraction: never without a point. */
function fraction(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return `${value}.0`;
  if (Math.abs(value) >= 1e16 || Math.abs(value) < 1e-4) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  return String(value);
}

function cellText(value, fractions) {
  if (value === undefined) return "";
  if (typeof value === "number") return fractions ? fraction(value) : String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return csvText(value);
}

/** The names of the cells in the order of reading: how much, how known, then the lists. */
function columnOrder(rows) {
  const names = new Set(rows.flatMap((cells) => Object.keys(cells)));
  const middle = sorted([...names].filter((name) => !FIRST_COLUMNS.includes(name) && !LAST_COLUMNS.includes(name)));
  return [...FIRST_COLUMNS, ...middle, ...LAST_COLUMNS].filter((name) => names.has(name));
}

function edgesCsv() {
  const rows = [...view.edges].map((edge) => {
    const [from, to] = ends(edge);
    return { ends: [data.nodes[from].iri, flat(label(from)), data.nodes[to].iri, flat(label(to))], cells: edgeCells(edge) };
  });
  rows.sort((a, b) => byCode(a.ends[0], b.ends[0]) || byCode(a.ends[2], b.ends[2]));
  const names = columnOrder(rows.map(({ cells }) => cells));
  const fractions = names.map((name) => {
    const values = rows.map(({ cells }) => cells[name]);
    const numbers = values.filter((value) => typeof value === "number");
    // A column of numbers with gaps holds fractions, as a table's does.
    return isFraction(name) || (numbers.length < values.length && values.every((value) => value === undefined || typeof value === "number"));
  });
  const lines = [["from", "from_label", "to", "to_label", ...names].map((name) => cellText(name)).join(",")];
  for (const row of rows) {
    lines.push([...row.ends.map((words) => cellText(words)), ...names.map((name, i) => cellText(row.cells[name], fractions[i]))].join(","));
  }
  return `${lines.join("\n")}\n`;
}
