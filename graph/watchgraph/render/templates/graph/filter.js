// Filters choose records; an edge stays if one of its records does, a node if one of its edges does.

/** Of each edge in view what is left of it: `rows` of records, and of edges that join two nodes by
 * what both are named with, `shared` things and the rows of the `first` and the `second` half. */
let kept = new Map();
const view = { nodes: new Set(), edges: new Set() };

const LEAST = { sources: [2, 3], shared: [2, 3, 5, 10] };
const facetBy = (key) => data.facets.find((facet) => facet.key === key);

/** Whether what meets some options of a facet is wanted. */
function wantedBy(facet, codes, met) {
  const has = (option) => codes.includes(facet.codes[option]);
  return facet.every ? met.every(has) : met.some(has);
}

/** Whether a record without a date, or with one, is within the span of time. */
function inTime(told, { from, to, undated }) {
  if (!from && !to) return true;
  if (!told || !told.d.length) return undated;
  return (!to || told.d[0] <= to) && (!from || told.d[1] >= from);
}

/** For each record whether the filters let it through; null if none of them is about records. */
function passingRecords(s) {
  const chosen = data.facets.filter((facet) => facet.level === "record" && s.facets[facet.key]);
  if (!data.way || (!chosen.length && !s.from && !s.to)) return null;
  return data.records.map(
    (_, row) => inTime(data.told[row], s) && chosen.every((facet) => wantedBy(facet, s.facets[facet.key], facet.meets[row])),
  );
}

/** The independent sources behind records, by number. */
function familiesOf(rows) {
  const found = new Set();
  for (const row of rows) for (const family of data.told[row].f) found.add(family);
  return found;
}
const independent = (rows) => familiesOf(rows).size;

const merged = (rows) => [...new Set(rows)].sort((a, b) => a - b);

/** What is left of an edge that joins two nodes by what both are named with. */
function halvesLeft(edge, pass, least) {
  const [a, b] = ends(edge);
  const theirs = new Map(data.halves.of[b]);
  const left = { rows: [], shared: [], first: [], second: [], halves: [], sure: 0 };
  for (const [thing, rows] of data.halves.of[a]) {
    if (!theirs.has(thing)) continue;
    const one = pass ? rows.filter((row) => pass[row]) : rows;
    const two = pass ? theirs.get(thing).filter((row) => pass[row]) : theirs.get(thing);
    if (!one.length || !two.length) continue;
    const sources = Math.min(independent(one), independent(two));
    if (sources < least) continue;
    left.shared.push(thing);
    left.halves.push([one, two]);
    left.first.push(...one);
    left.second.push(...two);
    left.sure += sources >= 2;
  }
  left.rows = merged([...left.first, ...left.second]);
  left.first = merged(left.first);
  left.second = merged(left.second);
  return left.shared.length ? left : null;
}

/** What is left of an edge, whatever its ends; null if nothing. */
function edgeLeft(edge, pass, least) {
  if (data.way === "halves") return halvesLeft(edge, pass, least);
  const rows = data.edges[edge].records;
  if (!data.way) return (ownCell(edge, "independent_sources") ?? 1) >= least ? { rows } : null;
  const left = pass ? rows.filter((row) => pass[row]) : rows;
  return left.length && (least < 2 || independent(left) >= least) ? { rows: left } : null;
}

/** How many things the two ends of an edge share. */
function sharedBy(edge, left) {
  if (left.shared) return left.shared.length;
  return list(ownCell(edge, "shared_countries") ?? ownCell(edge, "shared_suppliers")).length;
}

/** The edges that some filters leave, with what is left of each. */
function filtered(s) {
  const pass = passingRecords(s);
  const chosen = data.facets.filter((facet) => facet.level === "edge" && s.facets[facet.key]);
  const found = new Map();
  for (const edge of drawn.edges.keys()) {
    if (!chosen.every((facet) => wantedBy(facet, s.facets[facet.key], facet.meets[edge]))) continue;
    const left = edgeLeft(edge, pass, s.least.sources || 1);
    if (left && (!s.least.shared || sharedBy(edge, left) >= s.least.shared)) found.set(edge, left);
  }
  return found;
}

const isFiltered = (s) => Object.keys(s.facets).length + Object.keys(s.least).length > 0 || Boolean(s.from || s.to);

function applyFilters(s) {
  kept = filtered(s);
  view.edges = new Set(kept.keys());
  view.nodes = new Set(isFiltered(s) ? [...view.edges].flatMap(ends) : drawn.nodes.keys());
}

/** How many edges choosing an option of a facet would leave, all else as it is. */
function countIf(s, key, code) {
  return filtered({ ...s, facets: { ...s.facets, [key]: [code] } }).size;
}

function countIfLeast(s, key, least) {
  return filtered({ ...s, least: { ...s.least, [key]: least } }).size;
}

/** The edges none of whose records has a date, among those that all but the time leaves. */
function undatedEdges(s) {
  const found = filtered({ ...s, from: "", to: "" });
  return [...found.values()].filter(({ rows }) => rows.every((row) => !data.told[row] || !data.told[row].d.length)).length;
}
