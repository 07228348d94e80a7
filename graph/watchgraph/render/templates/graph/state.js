// What the reader has chosen: one object, written to the address and read from it.

const START = Object.freeze({
  network: "",
  focus: -1,
  link: -1,
  bundle: -1,
  path: null,
  facets: {},
  least: {},
  from: "",
  to: "",
  undated: true,
  size: "",
  colour: "",
  view: "picture",
  tab: "nodes",
  sort: "",
  grouped: null,
});
let state = START;
const past = [];
const future = [];
let held = null; // the address before a slider began to move

const chosen = (s) => s.focus >= 0 || s.link >= 0 || s.bundle >= 0 || s.path !== null;
const NOTHING = { focus: -1, link: -1, bundle: -1, path: null };

/** The state as the fragment of an address; what is as at the start is left out. */
function toFragment(s) {
  const parts = new URLSearchParams();
  const pair = ([a, b]) => [a, b].map((node) => (node >= 0 ? nodeId(node) : "")).join(" ");
  if (s.network) parts.set("network", s.network);
  if (s.focus >= 0) parts.set("focus", nodeId(s.focus));
  if (s.link >= 0) parts.set("link", pair(ends(s.link)));
  if (s.bundle >= 0) parts.set("bundle", data.bundles[s.bundle]);
  if (s.path) parts.set("path", pair(s.path));
  for (const facet of data.facets) if (s.facets[facet.key]) parts.set(facet.key, s.facets[facet.key].join(","));
  for (const key of Object.keys(LEAST)) if (s.least[key]) parts.set(key, s.least[key]);
  for (const key of ["from", "to", "size", "colour", "sort"]) if (s[key]) parts.set(key, s[key]);
  if (!s.undated) parts.set("undated", "no");
  if (s.view !== "picture") parts.set("view", s.view);
  if (s.tab !== "nodes") parts.set("tab", s.tab);
  if (s.grouped !== null) parts.set("gather", s.grouped ? "yes" : "no");
  return parts.toString();
}

const isDay = (words) => /^\d{4}-\d{2}-\d{2}$/.test(words || "");

/** The state that a fragment names; what is unknown in it is passed over. */
function fromFragment(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const get = (name) => parts.get(name) || "";
  const pair = (words) => words.split(" ").map(nodeNumber);
  const s = { ...START, facets: {}, least: {}, network: menu ? data.name : "" };
  // An address may name a node and nothing else.
  const [only] = [...parts.keys()];
  s.focus = nodeNumber(get("focus") || (parts.size === 1 && !get(only) ? only : ""));
  if (get("link")) s.link = edgeBetween(...pair(get("link")));
  if (get("bundle")) s.bundle = data.bundles.indexOf(get("bundle"));
  if (get("path")) s.path = pair(get("path")).slice(0, 2);
  for (const facet of data.facets) {
    const codes = get(facet.key).split(",").filter((code) => facet.codes.includes(code));
    if (codes.length) s.facets[facet.key] = codes;
  }
  for (const [key, levels] of Object.entries(LEAST)) if (levels.includes(Number(get(key)))) s.least[key] = Number(get(key));
  for (const key of ["from", "to"]) if (isDay(get(key))) s[key] = get(key);
  if (data.sizes.some(({ key }) => key === get("size"))) s.size = get("size");
  if (data.colourings.some(({ key }) => key === get("colour"))) s.colour = get("colour");
  if (/^-?[a-z_]+$/.test(get("sort"))) s.sort = get("sort");
  s.undated = get("undated") !== "no";
  s.view = get("view") === "table" ? "table" : "picture";
  s.tab = get("tab") === "links" ? "links" : "nodes";
  s.grouped = get("gather") ? get("gather") === "yes" : null;
  return s;
}

function setAddress(fragment) {
  history.pushState(null, "", `#${fragment}`);
}

/** Change some of the state; `settled: false` while a slider moves, which makes no step of it. */
function change(some, { settled = true, nearer = false } = {}) {
  const before = state;
  const old = toFragment(before);
  state = { ...before, ...some };
  if (!settled) held = held ?? old;
  else {
    const now = toFragment(state);
    if ((held ?? old) !== now) {
      past.push(held ?? old);
      future.length = 0;
      setAddress(now);
      sayUnknown("");
    }
    held = null;
  }
  show(before, { nearer });
}

/** Go one step back, or forth. */
function step(from, onto) {
  const fragment = from.pop();
  if (fragment === undefined) return;
  onto.push(toFragment(state));
  setAddress(fragment);
  restore(fragment);
}
const undo = () => step(past, future);
const redo = () => step(future, past);

/** Show the state of a fragment, of this network or of another. */
function restore(fragment) {
  openNamed(new URLSearchParams(fragment.replace(/^#/, "")).get("network") || "", () => {
    const before = state;
    state = fromFragment(fragment);
    sayUnknown(fragment);
    show(before, { nearer: true });
  });
}

// The back and forward buttons, and an address typed by hand.
window.addEventListener("popstate", () => {
  if (!data || location.hash.slice(1) === toFragment(state)) return;
  past.push(toFragment(state));
  future.length = 0;
  restore(location.hash);
});
