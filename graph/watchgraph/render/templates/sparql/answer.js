// Answers: cells with their links, and the files that hold them.

const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "gYear"].map(
    (name) => XSD + name,
  ),
);

/** The page of the site, or of the web, that shows a thing; empty if there is none. */
function pageOf(iri) {
  if (iri.startsWith(data.id)) {
    const [kind, ...rest] = iri.slice(data.id.length).split("/");
    const key = rest.join("/");
    const name = [key, decoded(key)].find((candidate) => pagesOf(kind).includes(candidate));
    return name === undefined ? placeOf(`${kind}/${key}`) : `${kind}/${encodeURIComponent(name)}.html`;
  }
  if (iri.startsWith(data.ontology)) return data.described ? `ontology.html#${encodeURIComponent(iri.slice(data.ontology.length))}` : "";
  return webAddress(iri);
}

// A kind is any text of an answer: what every object has by birth is no list of pages.
const pagesOf = (kind) => (Object.hasOwn(data.pages, kind) ? data.pages[kind] : []);

/** Where a record without a page of its own stands on that of another thing; empty if nowhere. */
function placeOf(name) {
  const { rules, others } = data.places;
  let place = "";
  if (Object.hasOwn(others, name)) place = others[name];
  else {
    const [pattern, given] = rules.find(([pattern]) => new RegExp(pattern).test(name)) ?? [];
    if (given) place = name.replace(new RegExp(pattern), given);
    if (place.endsWith("#")) place += name.replace("/", "-");
  }
  const [page] = place.split("#");
  const [kind, key] = page.replace(/\.html$/, "").split("/");
  return key === undefined || pagesOf(kind).includes(key) ? place : "";
}

function webAddress(text) {
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) return "";
  return text;
}

function decoded(key) {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

const own = (iri) => (iri.startsWith(data.id) ? iri.slice(data.id.length) : "");
const keyOf = (iri) => (own(iri) ? decoded(own(iri).slice(own(iri).indexOf("/") + 1)) : iri);
const kindKeyOf = (iri) => own(iri) || iri;

/** An IRI as people read it: by kind and id, by prefix, or whole. */
function short(iri) {
  if (own(iri)) return own(iri);
  const [prefix, space] = Object.entries(data.prefixes).find(([, space]) => iri.startsWith(space) && !/[/#]/.test(iri.slice(space.length))) ?? [];
  return prefix ? `${prefix}:${iri.slice(space.length)}` : iri;
}

const SHOWN = { id: keyOf, ids: keyOf, record: kindKeyOf, records: kindKeyOf };
const JOINTS = { ids: " ", records: " ", names: "; " };

/** A cell: text, the same as in a file; links, parts of the text that lead somewhere; iri. */
function keptCell(term, { kind }) {
  if (!term) return { text: "", links: [] };
  const { value } = term;
  if (kind === "names") return { text: [...new Set(value.split("\n").filter(Boolean))].sort().join("; "), links: [] };
  const show = SHOWN[kind];
  if (show) {
    // Members are apart by spaces; one thing alone is the same.
    const iris = JOINTS[kind] ? value.split(/\s+/).filter(Boolean) : [value];
    const members = [...new Map(iris.map((iri) => [show(iri), iri]))].sort(([a], [b]) => (a < b ? -1 : 1));
    const links = members.map(([text, iri]) => ({ text, href: pageOf(iri) }));
    return { text: links.map(({ text }) => text).join(JOINTS[kind] ?? ""), links, iri: iris.length === 1 ? iris[0] : undefined };
  }
  return plainCell(term);
}

function plainCell(term) {
  if (!term) return { text: "", links: [] };
  const { type, value, datatype } = term;
  if (type === "uri") return { text: value, links: [{ text: short(value), href: pageOf(value) }], iri: value };
  if (type === "bnode") return { text: `_:${value}`, links: [] };
  const href = webAddress(value);
  return {
    text: value,
    links: href ? [{ text: value, href }] : [],
    ...(NUMBERS.has(datatype) && value.trim() && !Number.isNaN(Number(value)) ? { number: Number(value) } : {}),
  };
}

/** The answer as columns and rows of cells; of ASK only its truth. */
function shaped({ form, raw, triples }, question) {
  if (form === "ASK") return { form, truth: raw.boolean, raw, columns: [], rows: [] };
  const columns = question?.columns ?? raw.head.vars.map((name) => ({ name, kind: "", unit: "", description: "" }));
  const cell = question ? keptCell : plainCell;
  const rows = raw.results.bindings.map((row) => columns.map((column) => cell(row[column.name], column)));
  const numeric = columns.map((_, place) => rows.some((row) => row[place].text) && rows.every((row) => !row[place].text || row[place].number !== undefined));
  return { form, raw, triples, columns: columns.map((column, place) => ({ ...column, numeric: numeric[place] })), rows };
}

/** Columns in which every cell that is not empty is one thing of ours, of these kinds if any. */
function columnsOfThings({ columns, rows }, kinds = null) {
  const fits = ({ text, iri }) => !text || (iri && own(iri) && (!kinds || kinds.includes(own(iri).split("/")[0])));
  return [...columns.keys()].filter((place) => rows.some((row) => row[place].iri) && rows.every((row) => fits(row[place])));
}

/** RFC 4180, as SPARQL 1.1 CSV asks for, with formulas guarded; the cells of a kept question as Python gives them. */
function csvOf({ form, truth, columns, rows }) {
  if (form === "ASK") return `boolean\r\n${truth}\r\n`;
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map(({ text }) => text))];
  return lines.map((line) => `${line.map(csvText).join(",")}\r\n`).join("");
}

const jsonOf = ({ raw }) => `${JSON.stringify(raw, null, 1)}\n`;

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
