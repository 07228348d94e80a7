// The attributes of an edge, made from the records that are left of it as the library makes them.

const list = (value) => (Array.isArray(value) ? value : value === null || value === undefined || value === "" ? [] : String(value).split("; "));
const sorted = (texts) => [...new Set(texts)].sort(byCode);

/** A cell that came with the data; undefined if the edge has no such attribute. */
function ownCell(edge, name) {
  const column = data.edgeColumns.find((one) => one.name === name);
  return column ? (cellOf(column, edge) ?? undefined) : undefined;
}

function cellOf(column, i) {
  const value = column.values[i];
  return column.texts && value !== null ? column.texts[value] : value;
}

/** What any records say together. */
function ofRecords(rows) {
  const told = rows.map((row) => data.told[row]);
  const families = sorted(told.flatMap(({ f }) => f.map(text)));
  const bases = sorted(told.filter(({ t }) => t.length).map(({ e }) => (e ? "country" : "deployment")));
  return {
    records: rows.map((row) => data.records[row][0]),
    sources: sorted(told.flatMap(({ s }) => s.map(text))),
    weight: rows.length,
    independent_sources: families.length,
    evidence_families: families,
    family_records: families.map((family) => told.filter(({ f }) => f.some((one) => text(one) === family)).length),
    editions: sorted(told.map(({ e }) => e).filter(Boolean)),
    technologies: sorted(told.flatMap(({ t }) => t.map(text))),
    technologies_basis: bases.length === 2 ? "both" : bases.join(""),
    first_date: told.flatMap(({ d }) => d.slice(0, 1)).reduce((a, b) => (!a || b < a ? b : a), ""),
    last_date: told.flatMap(({ d }) => d.slice(1)).reduce((a, b) => (b > a ? b : a), ""),
    deployments: rows.filter((row) => data.records[row][0].includes("/id/deployment/")).length,
  };
}

/** How a link of states is known: by marks, by head offices, or by both. */
function basisOf(edge, rows) {
  const [from] = ends(edge);
  const marked = rows.some((row) => (data.told[row].m || []).includes(from));
  const seated = rows.some((row) => (data.told[row].h || []).includes(from));
  return !marked ? "headquarters" : seated ? "both" : "marked";
}

/** What loans say together; a sum that is not stated is no zero. */
function ofLoans(rows) {
  const loans = rows.map((row) => data.told[row].loan);
  const names = new Map(loans.flatMap((loan) => loan.contractors.map((number, i) => [text(number), loan.contractorLabels[i]])));
  const contractors = sorted(names.keys());
  const sums = loans.map((loan) => loan.amount_usd_2021).filter((sum) => sum !== null).sort((a, b) => a - b);
  return {
    contractors,
    contractor_labels: contractors.map((iri) => names.get(iri)),
    instruments: sorted(loans.flatMap((loan) => loan.instruments)),
    purposes: sorted(loans.flatMap((loan) => loan.purposes)),
    statuses: sorted(loans.flatMap((loan) => loan.statuses)),
    status_not_stated: loans.filter((loan) => !loan.statuses.length).length,
    concessional: loans.filter((loan) => loan.concessional[0] === "yes").length,
    amount_usd_2021: sums.length ? sums.reduce((a, b) => a + b, 0) : null,
    amounts_stated: sums.length,
  };
}

/** What two nodes share. */
function ofHalves(left) {
  const things = left.shared.map((thing) => data.halves.things[thing]);
  const iris = (rows) => rows.map((row) => data.records[row][0]);
  const families = (half) => left.halves.map((rows) => sorted([...familiesOf(rows[half])].map(text)).join(" "));
  return {
    [`shared_${data.halves.kind}`]: things.map(([iri]) => iri),
    shared_labels: things.map(([, words]) => words),
    shared_independent: left.sure,
    first_records: iris(left.first),
    second_records: iris(left.second),
    first_families: families(0),
    second_families: families(1),
    weight: things.length,
  };
}

/** The attributes of an edge as it is in view, by name; lists are lists. */
function attributesOf(edge, left = kept.get(edge)) {
  const made = {};
  const has = new Set(data.names);
  for (const column of data.edgeColumns) made[column.name] = cellOf(column, edge);
  if (!data.way) {
    // Of such a network nothing is known but what came with it.
    if (has.has("records")) made.records = left.rows.map((row) => data.records[row][0]);
    return made;
  }
  Object.assign(made, ofRecords(left.rows));
  if (has.has("basis")) made.basis = basisOf(edge, left.rows);
  if (left.rows.every((row) => data.told[row].loan)) {
    const whole = made.amount_usd_2021;
    Object.assign(made, ofLoans(left.rows));
    // The sum as the library rounds it, where nothing is missing from it.
    if (left.rows.length === data.edges[edge].records.length) made.amount_usd_2021 = whole;
  }
  if (left.shared) Object.assign(made, ofHalves(left));
  return Object.fromEntries(Object.entries(made).filter(([name]) => has.has(name)));
}

/** What a list of links counts of each: what is shared, else the records. */
const countOf = (edge, left = kept.get(edge)) => sharedBy(edge, left) || left.rows.length;
