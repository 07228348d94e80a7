// The same selection as tables: of the nodes and of the links in view, sorted as the reader likes.

const FIRST_ROWS = 300;

// Columns whose texts are never broken, and those that need room.
const SHAPES = { editions: "short", first: "short", last: "short", technologies: "long" };
const numeric = (value) => (value === null || value === undefined || value === "" ? "" : typeof value === "number" ? value.toLocaleString("en", { maximumSignificantDigits: 6 }) : value);

/** The columns of the nodes: key, words, value, and what a press on the first one opens. */
function nodeTable() {
  const { label: words, values } = sizing();
  const by = colouring();
  const links = (node) => shownEdges(node);
  return {
    rows: [...view.nodes],
    open: (node) => choose({ focus: node }),
    columns: [
      ["name", "Name", label],
      ["kind", "Kind", (node) => data.nodes[node].kind],
      ["group", by ? by.label : "Group", (node) => shade(node).label],
      ["links", "Links in view", (node) => links(node).length],
      ["records", "Records in view", (node) => recordsOf(links(node)).length],
      ...(["degree", "strength"].includes(sizing().key) ? [] : [["size", words, (node) => values[node]]]),
    ],
  };
}

function linkTable() {
  const facts = new Map([...view.edges].map((edge) => [edge, attributesOf(edge)]));
  const has = (name) => data.names.includes(name);
  const of = (name) => (edge) => facts.get(edge)[name];
  const spoken = (name) => (edge) => list(facts.get(edge)[name]).map(spokenCode).join(", ");
  return {
    rows: [...view.edges],
    open: (edge) => choose({ link: edge }),
    columns: [
      ["name", "From", (edge) => label(ends(edge)[0])],
      ["to", "To", (edge) => label(ends(edge)[1])],
      ["count", data.words.unit[1].charAt(0).toUpperCase() + data.words.unit[1].slice(1), (edge) => countOf(edge)],
      ...(has("independent_sources") ? [["sources", `Independent sources${data.way === "halves" ? ", both ends together" : ""}`, of("independent_sources")]] : []),
      ...(has("deployments") ? [["deployments", "Deployments", of("deployments")]] : []),
      ...(has("editions") ? [["editions", "Editions", (edge) => list(of("editions")(edge)).join(", ")]] : []),
      ...(has("first_date") ? [["first", "First date", of("first_date")], ["last", "Last date", of("last_date")]] : []),
      ...(has("technologies") ? [["technologies", "Technologies", spoken("technologies")]] : []),
      ...(has("purposes") ? [["purposes", "Purpose", spoken("purposes")]] : []),
      ...(has("amount_usd_2021") ? [["amount", "US dollars of 2021", of("amount_usd_2021")]] : []),
    ],
  };
}

/** Missing values stand last whichever way a column is sorted. */
function compareCells(a, b, down) {
  const none = (value) => value === null || value === undefined || value === "";
  if (none(a) || none(b)) return none(a) - none(b);
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
  return down ? -order : order;
}

/** By which column rows are sorted, and whether downwards; by name unless the reader chose. */
const sorting = () => [(state.sort || "name").replace(/^-/, ""), state.sort.startsWith("-")];

function sortedRows(table) {
  const [key, down] = sorting();
  const column = table.columns.find(([name]) => name === key);
  if (!column) return table.rows;
  const value = new Map(table.rows.map((row) => [row, column[2](row)]));
  return table.rows.slice().sort((a, b) => compareCells(value.get(a), value.get(b), down) || a - b);
}

function headCell([key, words]) {
  const [by, down] = sorting();
  const sortedBy = by === key;
  const next = sortedBy && !down ? `-${key}` : key;
  const button = el("button", { type: "button", "data-sort": key, onclick: () => change({ sort: next }) }, words, el("span", { "aria-hidden": "true" }, sortedBy ? (down ? " \u2193" : " \u2191") : " \u2195"));
  return el("th", { scope: "col", "aria-sort": sortedBy ? (down ? "descending" : "ascending") : null }, button);
}

function bodyRow(table, row) {
  const cells = table.columns.map(([key, , value], i) => {
    const content = value(row);
    if (i === 0) {
      return el("th", { scope: "row" }, el("button", { type: "button", class: "plain", dir: "auto", onclick: () => table.open(row) }, String(content)));
    }
    return el("td", { class: typeof content === "number" ? "number" : (SHAPES[key] ?? null), dir: typeof content === "string" ? "auto" : null }, String(numeric(content)));
  });
  return el("tr", null, ...cells);
}

function tab(id, words, count) {
  const on = state.tab === id;
  const button = el(
    "button",
    { type: "button", role: "tab", id: `tab-${id}`, "aria-selected": String(on), "aria-controls": "table-panel", tabindex: on ? 0 : -1 },
    `${words} (${number(count)})`,
  );
  button.addEventListener("click", () => change({ tab: id, sort: "" }));
  button.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    change({ tab: id === "nodes" ? "links" : "nodes", sort: "" });
    $(`tab-${state.tab}`).focus();
  });
  return button;
}

/** Draw the table of the chosen tab; a press on a head keeps the keyboard where it is. */
function showTable() {
  $("tables").hidden = state.view !== "table";
  $("picture").hidden = state.view === "table";
  $("main").classList.toggle("as-table", state.view === "table");
  if (state.view !== "table") return;
  const focused = document.activeElement && document.activeElement.dataset.sort;
  const table = state.tab === "links" ? linkTable() : nodeTable();
  const rows = sortedRows(table);
  const body = el("tbody", null, ...rows.slice(0, FIRST_ROWS).map((row) => bodyRow(table, row)));
  const words = state.tab === "links" ? "Links in view" : "Nodes in view";
  const made = el(
    "table",
    null,
    el("caption", { class: "unseen" }, `${words} of: ${data.title}`),
    el("thead", null, el("tr", null, ...table.columns.map(headCell))),
    body,
  );
  const more = el("button", { type: "button", class: "more-records" }, `Show all ${number(rows.length)} rows`);
  more.addEventListener("click", () => {
    body.append(...rows.slice(FIRST_ROWS).map((row) => bodyRow(table, row)));
    more.remove();
  });
  $("tables").replaceChildren(
    el("div", { class: "tabs", role: "tablist", "aria-label": "Tables" }, tab("nodes", "Nodes", view.nodes.size), tab("links", "Links", view.edges.size)),
    el("div", { id: "table-panel", class: "scroll", role: "tabpanel", "aria-labelledby": `tab-${state.tab}`, tabindex: 0 }, made, ...(rows.length > FIRST_ROWS ? [more] : [])),
  );
  if (focused) document.querySelector(`[data-sort="${focused}"]`)?.focus();
}
