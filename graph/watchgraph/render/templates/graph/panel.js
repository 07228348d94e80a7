// The panel: the facts of what is chosen, and the records and sources behind it.

function factList(rows) {
  const made = el("dl", { class: "facts" });
  for (const [term, words] of rows) {
    const more = term ? null : "more";
    made.append(el("dt", { class: more }, term), el("dd", { class: more, dir: "auto" }, words));
  }
  return made;
}

function head(kind, title, iri = "") {
  const page = pageOf(iri);
  return el(
    "div",
    { class: "panel-head" },
    el(
      "div",
      null,
      el("p", { class: "kind" }, kind),
      el("h2", { dir: "auto", id: "panel-title" }, title),
      page ? el("p", { class: "page-link" }, el("a", { href: page }, "All that is recorded of it")) : null,
    ),
    el("button", { type: "button", onclick: () => choose(null) }, "Close"),
  );
}

function linkList(words, edges, node) {
  if (!edges.length) return [];
  const rows = edges.map((edge) => {
    const far = other(edge, node);
    return el(
      "li",
      null,
      el("button", { type: "button", class: "plain", dir: "auto", onclick: () => choose({ focus: far }) }, label(far)),
      el(
        "button",
        { type: "button", class: "plain", onclick: () => choose({ link: edge }) },
        counted(countOf(edge), ...data.words.unit),
        el("span", { class: "unseen" }, ` of the link with ${label(far)}`),
      ),
    );
  });
  return [heading(words, edges.length), el("ul", { class: "links" }, ...rows)];
}

function nodePanel(node) {
  const facts = data.nodes[node];
  const shown = shownEdges(node);
  const hidden = edgesOf[node].length - shown.length;
  const out = shown.filter((edge) => ends(edge)[0] === node);
  const into = shown.filter((edge) => ends(edge)[0] !== node || ends(edge)[1] === node);
  const lists = data.directed
    ? [...linkList("Reaches", out, node), ...linkList("Receives from", into, node)]
    : linkList(data.words.near[facts.kind] || "Links", shown, node);
  return [
    head(facts.kind, label(node), facts.iri),
    factList([...facts.facts, ...measureFacts(node)]),
    hidden ? el("p", null, `${counted(hidden, "link")} of it ${hidden === 1 ? "is" : "are"} hidden by the filters.`) : null,
    el("p", { class: "ends" }, el("button", { type: "button", onclick: () => choose({ path: [node, -1] }) }, "Path from here")),
    ...lists,
    ...recordList(shown),
    ...aboutList(facts),
    el("p", { class: "id" }, el("code", null, facts.iri)),
  ];
}

const linkTitle = (edge) => ends(edge).map(label).join(` ${data.words.joint} `);
const ASSESSED =
  "An assessment names the companies and the technologies found in a country side by side. It does not say which company supplies which technology, and it is not a deployment.";

function edgePanel(edge) {
  const [from, to] = ends(edge);
  const end = (node) => el("button", { type: "button", dir: "auto", onclick: () => choose({ focus: node }) }, label(node));
  const { rows } = kept.get(edge);
  const whole = data.edges[edge].records;
  const gone = whole ? whole.length - rows.length : 0;
  const assessed = rows.some((row) => data.records[row][1] === "Index assessment");
  return [
    head("Link", linkTitle(edge)),
    el("p", { class: "ends" }, end(from), end(to)),
    factList(edgeFacts(edge)),
    gone ? el("p", null, `${counted(gone, "record")} of it ${gone === 1 ? "is" : "are"} hidden by the filters.`) : null,
    assessed ? el("p", { class: "caution" }, ASSESSED) : null,
    ...recordList([edge]),
    ...besideList(edge),
  ];
}

/** Nodes as a list of buttons, each with its number of links in view. */
function nodeList(nodes) {
  const links = (node) => edgesOf[node].filter((edge) => view.edges.has(edge)).length;
  const rows = nodes.map((node) =>
    el(
      "li",
      null,
      el("button", { type: "button", class: "plain", dir: "auto", onclick: () => choose({ focus: node }, true) }, label(node)),
      el("span", { class: "count" }, counted(links(node), "link")),
    ),
  );
  return el("ul", { class: "links" }, ...rows);
}

const bySize = (a, b) => sizeOf[b] - sizeOf[a] || a - b;

function bundlePanel(bundle) {
  const members = membersOf(bundle).sort(bySize);
  const most = 200;
  return [
    head("Gathered", data.bundles[bundle]),
    factList([["Nodes in view", number(members.length)]]),
    heading("Members", members.length),
    nodeList(members.slice(0, most)),
    members.length > most ? el("p", { class: "note" }, `The first ${most}; the table lists all.`) : null,
  ];
}

function startPanel() {
  const notes = data.notes.map((note) => el("p", null, note));
  const largest = data.words.largest.length
    ? data.words.largest.map(([words, keys]) => [words, (node) => keys.includes(groupOf(node).key)])
    : [["Most links", () => true]];
  const lists = largest.flatMap(([words, kind]) => [el("h3", null, words), nodeList([...view.nodes].filter(kind).sort(bySize).slice(0, 6))]);
  const close = el("button", { type: "button", class: "close-about", onclick: () => closeSheets() }, "Close");
  return [el("div", { class: "panel-head" }, el("div", null, el("h2", { id: "panel-title" }, "How to read this")), close), ...notes, ...lists];
}

function showPanel() {
  const content = state.path
    ? pathPanel()
    : state.focus >= 0
      ? nodePanel(state.focus)
      : state.link >= 0
        ? edgePanel(state.link)
        : state.bundle >= 0
          ? bundlePanel(state.bundle)
          : startPanel();
  $("panel").replaceChildren(...content.filter(Boolean));
  $("panel").scrollTop = 0;
}
