// The panel: the facts of the chosen node or link, and the records and sources behind it.

const FIRST_RECORDS = 12;

function factList(rows) {
  const list = el("dl", { class: "facts" });
  for (const [term, words] of rows) {
    const more = term ? null : "more";
    list.append(el("dt", { class: more }, term), el("dd", { class: more, dir: "auto" }, words));
  }
  return list;
}

function head(kind, title) {
  return el(
    "div",
    { class: "panel-head" },
    el("div", null, el("p", { class: "kind" }, kind), el("h2", { dir: "auto", id: "panel-title" }, title)),
    el("button", { type: "button", onclick: () => choose(null) }, "Close"),
  );
}

function heading(words, count) {
  return el("h3", null, `${words} `, el("span", { class: "count" }, count.toLocaleString("en")));
}

function sourceLine(number) {
  const [title, url, publisher, published, accessed, licence] = data.sources[number];
  const about = [
    publisher,
    published,
    accessed && !published ? `read ${accessed}` : "",
    licence === "Not stated" ? "licence not stated" : licence,
  ].filter(Boolean);
  return el(
    "p",
    { class: "source" },
    webLink(url, title || url),
    about.length ? el("span", { dir: "auto" }, `. ${about.join(", ")}`) : null,
  );
}

function recordCard(number) {
  const [iri, kind, words, country, date, note, sources] = data.records[number];
  if (!kind && !words) {
    return el("li", { class: "record" }, el("code", null, iri), el("p", { class: "note" }, "No details of this record were given to the picture."));
  }
  const name = words && country && !words.includes(country) ? `${words}, ${country}` : words;
  return el(
    "li",
    { class: "record" },
    el("p", { class: "head" }, el("span", null, kind), el("span", null, date || "no date")),
    name ? el("p", { class: "label", dir: "auto" }, name) : null,
    note ? el("p", { class: "note", dir: "auto" }, note) : null,
    ...(sources.length ? sources.map(sourceLine) : [el("p", { class: "source" }, "No source is given.")]),
  );
}

function recordList(edges) {
  return cardList("Records", recordsOf(edges));
}

// What is recorded of a node itself: no link rests on it, so it stands below and says so.
function aboutList(facts) {
  if (!facts.about.length) return [];
  const words = facts.kind.startsWith("Country") ? data.words.loans : "Listings and control";
  const [title, ...rest] = cardList(words, facts.about);
  return [title, el("p", { class: "note" }, "Recorded of it besides; no link of the picture rests on these."), ...rest];
}

// What is recorded beside a link: it stands below the records that the link rests on.
function besideList(edge) {
  const { beside } = data.edges[edge];
  if (!beside.length) return [];
  const [title, ...rest] = cardList("Beside the link", beside);
  return [title, el("p", { class: "note" }, "The link does not rest on these."), ...rest];
}

function cardList(words, records) {
  const list = el("ol", { class: "records" }, ...records.slice(0, FIRST_RECORDS).map(recordCard));
  const made = [heading(words, records.length), list];
  if (records.length > FIRST_RECORDS) {
    const more = el("button", { type: "button", class: "more-records" }, `Show all ${records.length.toLocaleString("en")} records`);
    more.addEventListener("click", () => {
      list.append(...records.slice(FIRST_RECORDS).map(recordCard));
      more.remove();
      list.children[FIRST_RECORDS].scrollIntoView({ block: "nearest" });
    });
    made.push(more);
  }
  return made;
}

function linkList(words, edges, node) {
  if (!edges.length) return [];
  const rows = edges.map((edge) => {
    const far = other(edge, node);
    return el(
      "li",
      null,
      el("button", { type: "button", class: "plain", dir: "auto", onclick: () => choose({ node: far }) }, label(far)),
      el(
        "button",
        { type: "button", class: "plain", "aria-label": `The link with ${label(far)}`, onclick: () => choose({ edge }) },
        counted(data.edges[edge].count, ...data.words.unit),
      ),
    );
  });
  return [heading(words, edges.length), el("ul", { class: "links" }, ...rows)];
}

function nodePanel(node) {
  const facts = data.nodes[node];
  const shown = edgesOf[node].filter((edge) => view.edges.has(edge));
  const hidden = edgesOf[node].length - shown.length;
  const out = shown.filter((edge) => ends(edge)[0] === node);
  const into = shown.filter((edge) => ends(edge)[0] !== node || ends(edge)[1] === node);
  const lists = data.directed
    ? [...linkList("Reaches", out, node), ...linkList("Receives from", into, node)]
    : linkList(data.words.near[facts.kind] || "Links", shown, node);
  return [
    head(facts.kind, label(node)),
    factList(facts.facts),
    hidden ? el("p", null, `${counted(hidden, "link")} of it ${hidden === 1 ? "is" : "are"} hidden by the filters.`) : null,
    ...lists,
    ...recordList(shown),
    ...aboutList(facts),
    el("p", { class: "id" }, el("code", null, facts.iri)),
  ];
}

function edgePanel(edge) {
  const [from, to] = ends(edge);
  const end = (node) => el("button", { type: "button", dir: "auto", onclick: () => choose({ node }) }, label(node));
  const records = data.edges[edge].records;
  const assessed = records.some((record) => data.records[record][1] === "Index assessment");
  return [
    head("Link", `${label(from)} ${data.words.joint} ${label(to)}`),
    el("p", { class: "ends" }, end(from), end(to)),
    factList(data.edges[edge].facts),
    assessed
      ? el("p", { class: "caution" }, "An assessment names the companies and the technologies found in a country side by side. It does not say which company supplies which technology, and it is not a deployment.")
      : null,
    ...recordList([edge]),
    ...besideList(edge),
  ];
}

function startPanel() {
  const notes = [...$("reading").content.children].map((note) => note.cloneNode(true));
  const largest = data.words.largest.length
    ? data.words.largest.map(([words, keys]) => [words, (node) => keys.includes(groupOf(node).key)])
    : [["Most links", () => true]];
  const lists = largest.flatMap(([words, kind]) => {
    const top = [...view.nodes].filter(kind).sort((a, b) => drawn.nodes[b].size - drawn.nodes[a].size || a - b).slice(0, 6);
    const rows = top.map((node) =>
      el(
        "li",
        null,
        el("button", { type: "button", class: "plain", dir: "auto", onclick: () => choose({ node }, true) }, label(node)),
        el("span", { class: "count" }, counted(edgesOf[node].filter((edge) => view.edges.has(edge)).length, "link")),
      ),
    );
    return [el("h3", null, words), el("ul", { class: "links" }, ...rows)];
  });
  const close = el("button", { type: "button", class: "close-about", onclick: () => closeSheets() }, "Close");
  return [
    el("div", { class: "panel-head" }, el("div", null, el("h2", { id: "panel-title" }, "How to read this")), close),
    ...notes,
    ...lists,
  ];
}

function showPanel() {
  const { chosen } = view;
  const content = !chosen ? startPanel() : chosen.edge === undefined ? nodePanel(chosen.node) : edgePanel(chosen.edge);
  $("panel").replaceChildren(...content.filter(Boolean));
  $("panel").scrollTop = 0;
}
