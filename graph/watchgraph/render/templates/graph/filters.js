// Filters: an edge is shown if it meets every facet; a node, if one of its edges is shown.

const origin = data.facets.findIndex((facet) => facet.key === "origin");
const boxes = [...document.querySelectorAll(".entry input")];
const selects = [...document.querySelectorAll(".choice select")];
const facetOf = (select) => data.facets.findIndex((facet) => facet.key === select.dataset.facet);

/** The options wanted by facet; a facet that is missing admits all. */
function wanted() {
  const admitted = new Map();
  const checked = boxes.filter((box) => box.checked).map((box) => Number(box.dataset.option));
  if (checked.length < boxes.length) admitted.set(origin, new Set(checked));
  for (const select of selects) {
    if (select.value !== "") admitted.set(facetOf(select), new Set([Number(select.value)]));
  }
  return admitted;
}

function meets(edge, admitted, without) {
  for (const [facet, options] of admitted) {
    if (facet === without) continue;
    const met = data.edges[edge].meets[facet];
    const has = (option) => options.has(option);
    if (data.facets[facet].every ? !met.every(has) : !met.some(has)) return false;
  }
  return true;
}

function countOptions(facet, admitted) {
  const count = data.facets[facet].options.map(() => 0);
  for (const edge of drawn.edges.keys()) {
    if (meets(edge, admitted, facet)) for (const option of data.edges[edge].meets[facet]) count[option] += 1;
  }
  return count;
}

function applyFilters() {
  const admitted = wanted();
  view.edges = new Set([...drawn.edges.keys()].filter((edge) => meets(edge, admitted)));
  view.nodes = new Set(admitted.size ? [...view.edges].flatMap(ends) : drawn.nodes.keys());
  for (const select of selects) {
    const facet = facetOf(select);
    const count = countOptions(facet, admitted);
    for (const option of select.options) {
      if (option.value === "") continue;
      const n = count[Number(option.value)];
      option.textContent = `${data.facets[facet].options[Number(option.value)]} (${n.toLocaleString("en")})`;
    }
  }
  countGroups();
  $("reset").disabled = !admitted.size;
}

/** In the key: how many nodes of each group are in view. */
function countGroups() {
  const count = data.groups.map(() => 0);
  for (const node of view.nodes) count[data.nodes[node].group] += 1;
  for (const mark of document.querySelectorAll(".entry .mark")) {
    mark.parentElement.querySelector(".count").textContent = count[Number(mark.dataset.group)].toLocaleString("en");
  }
  const all = counted(drawn.edges.length, "link");
  $("status").textContent =
    view.edges.size === drawn.edges.length ? `All ${all} in view` : `${view.edges.size.toLocaleString("en")} of ${all} in view`;
}

function clearFilters() {
  for (const box of boxes) box.checked = true;
  for (const select of selects) select.value = "";
}
