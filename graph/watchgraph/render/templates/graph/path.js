// A shortest path between two nodes, over the links in view, with the records along it.

/** A path of fewest links, how many there are of that length, and what was reached; either way
 * along an arrow. Of equally short ones the first whose links rest on most records. */
function shortestPath(from, to) {
  const before = new Map([[from, null]]);
  const far = new Map([[from, 0]]);
  const ways = new Map([[from, 1]]);
  const queue = [from];
  for (let i = 0; i < queue.length; i += 1) {
    const node = queue[i];
    if (node === to) break;
    for (const edge of shownEdges(node)) {
      const next = other(edge, node);
      if (!far.has(next)) {
        far.set(next, far.get(node) + 1);
        before.set(next, edge);
        ways.set(next, 0);
        queue.push(next);
      }
      if (far.get(next) === far.get(node) + 1) ways.set(next, ways.get(next) + ways.get(node));
    }
  }
  if (!far.has(to)) return { nodes: [], edges: [], ways: 0 };
  const edges = [];
  const nodes = [to];
  for (let node = to; node !== from; node = nodes[0]) {
    edges.unshift(before.get(node));
    nodes.unshift(other(before.get(node), node));
  }
  return { nodes, edges, ways: ways.get(to) };
}

let pathFound = { ends: "", over: null, nodes: [], edges: [], ways: 0 };

/** The path of the state; nothing while an end is missing. */
function pathShown() {
  const [from, to] = state.path;
  const key = `${from} ${to}`;
  if (pathFound.ends !== key || pathFound.over !== view.edges) {
    const whole = from >= 0 && to >= 0 && view.nodes.has(from) && view.nodes.has(to);
    pathFound = { ends: key, over: view.edges, ...(whole ? shortestPath(from, to) : { nodes: state.path.filter((node) => node >= 0), edges: [], ways: 0 }) };
  }
  return pathFound;
}

/** The node that a reader typed: by id or name, else what the search finds first. */
function typedNode(words) {
  const exact = drawn.nodes.findIndex(({ label: name }) => name === words.trim());
  if (exact >= 0) return exact;
  const id = nodeNumber(words.trim());
  return id >= 0 ? id : (search(words)[0] ?? -1);
}

function pathForm([from, to]) {
  const field = (id, words, node) => {
    const input = el("input", { id, list: "all-names", autocomplete: "off", spellcheck: "false", value: node >= 0 ? label(node) : "" });
    input.addEventListener("keydown", (event) => event.key === "Enter" && find());
    return [el("label", { for: id }, words), input];
  };
  const said = el("p", { class: "note", role: "status" });
  const find = () => {
    const pair = [typedNode($("path-from").value), typedNode($("path-to").value)];
    if (pair.includes(-1)) said.textContent = "Two names of this network are needed.";
    else change({ ...NOTHING, path: pair }, { nearer: true });
  };
  const names = el("datalist", { id: "all-names" }, ...drawn.nodes.map(({ label: name }) => el("option", { value: name })));
  return el(
    "div",
    { class: "path-form" },
    ...field("path-from", "From", from),
    ...field("path-to", "To", to),
    names,
    el("button", { type: "button", id: "show-path", onclick: find }, "Show the path"),
    said,
  );
}

function pathWords({ edges, ways }) {
  const length = counted(edges.length, "link");
  const one = ways > 1 ? `One of ${number(ways)} paths of ${length}, the fewest there are` : `The only path of ${length}, the fewest there are`;
  const arrows = data.directed ? ", whichever way the arrows point" : "";
  return `${one}${arrows}, over the links in view. That two are joined by a path does not say that they deal with each other.`;
}

function pathPanel() {
  const [from, to] = state.path;
  const made = [head("Path", [from, to].map((node) => (node >= 0 ? label(node) : "\u2026")).join(" \u2013 ")), pathForm(state.path)];
  if (from < 0 || to < 0) return made;
  const found = pathShown();
  if (from === to) return [...made, el("p", null, "The two ends are the same.")];
  if (!found.edges.length) return [...made, el("p", null, "No path joins the two over the links in view.")];
  const steps = found.edges.flatMap((edge, i) => {
    const rows = recordsOf([edge]);
    return [
      el("h3", null, `${label(found.nodes[i])} \u2013 ${label(found.nodes[i + 1])} `, el("span", { class: "count" }, counted(rows.length, "record"))),
      el("p", { class: "ends" }, el("button", { type: "button", onclick: () => choose({ link: edge }) }, "Open this link")),
      el("ol", { class: "records" }, ...rows.slice(0, 5).map(recordCard)),
      rows.length > 5 ? el("p", { class: "note" }, `The latest 5; the link lists all.`) : null,
    ];
  });
  return [...made, el("p", { id: "path-words" }, pathWords(found)), nodeList(found.nodes), ...steps];
}
