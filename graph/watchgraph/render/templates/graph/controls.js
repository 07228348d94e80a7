// The filters' controls, made from what the network has, and the buttons above the picture.

function setFacet(key, codes) {
  const facets = { ...state.facets };
  if (codes.length) facets[key] = codes;
  else delete facets[key];
  change({ facets });
}

function setLeast(key, value) {
  const least = { ...state.least };
  if (value) least[key] = Number(value);
  else delete least[key];
  change({ least });
}

const LEAST_WORDS = {
  sources: () => ["Independent sources of the link", "One or more", (n) => `At least ${n}`],
  shared: () => [`Number of ${data.words.weight}`, "Any number", (n) => `At least ${n}`],
};

/** The thresholds that part anything in this network. */
function thresholds() {
  const whole = filtered({ ...START, facets: {}, least: {} }).size;
  return Object.entries(LEAST).flatMap(([key, levels]) => {
    const some = levels.filter((n) => countIfLeast(START, key, n) > 0);
    return some.length && countIfLeast(START, key, some[0]) <= whole ? [[key, some]] : [];
  });
}

let shownThresholds = [];

/** Make the controls of a network that has just been opened. */
function makeFilters() {
  const selects = data.facets
    .filter((facet) => facet.any)
    .map((facet) =>
      chooser(`choice-${facet.key}`, facet.label, [["", facet.any], ...facet.codes.map((code) => [code, ""])], "", (value) =>
        setFacet(facet.key, value ? [value] : []),
      ),
    );
  shownThresholds = thresholds();
  const least = shownThresholds.map(([key, levels]) => {
    const [words, any] = LEAST_WORDS[key]();
    return chooser(`choice-${key}`, words, [["", any], ...levels.map((n) => [String(n), ""])], "", (value) => setLeast(key, value));
  });
  $("filters").replaceChildren(...selects, ...least);
  $("title").textContent = data.title;
  $("standfirst").textContent = data.standfirst;
  $("footer").textContent = `${data.footer} Drawn with vis-network 9.1.2 (Apache-2.0 or MIT, \u00a9 Almende B.V. and visjs contributors).`;
  makeTime();
}

/** Beside each option: the number of links that choosing it leaves. */
function syncFilters() {
  const number = (n) => n.toLocaleString("en");
  for (const facet of data.facets.filter(({ any }) => any)) {
    const select = $(`choice-${facet.key}`);
    for (const option of select.options) {
      if (option.value === "") continue;
      option.textContent = `${facet.options[facet.codes.indexOf(option.value)]} (${number(countIf(state, facet.key, option.value))})`;
    }
    select.value = (state.facets[facet.key] || [""])[0];
  }
  for (const [key] of shownThresholds) {
    const words = LEAST_WORDS[key]()[2];
    for (const option of $(`choice-${key}`).options) {
      if (option.value !== "") option.textContent = `${words(option.value)} (${number(countIfLeast(state, key, Number(option.value)))})`;
    }
    $(`choice-${key}`).value = state.least[key] || "";
  }
  for (const box of document.querySelectorAll(".entry input[data-option]")) {
    const code = facetBy("origin").codes[Number(box.dataset.option)];
    box.checked = !state.facets.origin || state.facets.origin.includes(code);
  }
  syncTime();
}

function showStatus() {
  const all = counted(drawn.edges.length, "link");
  $("status").textContent =
    view.edges.size === drawn.edges.length ? `All ${all} in view` : `${view.edges.size.toLocaleString("en")} of ${all} in view`;
  $("reset").disabled = !isFiltered(state);
  $("undo").disabled = !past.length;
  $("redo").disabled = !future.length;
  const pressed = { "as-picture": state.view === "picture", "as-table": state.view === "table", group: isGathered() };
  for (const [id, on] of Object.entries(pressed)) $(id).setAttribute("aria-pressed", String(on));
  $("gathered").hidden = !isGathered() || state.view !== "picture";
  $("gathered").textContent = tooMany()
    ? `${counted(view.nodes.size, "node")} and ${counted(view.edges.size, "link")}, more than ${data.limit.map((n) => n.toLocaleString("en")).join(" and ")}: gathered by origin and region. Filters narrow it; press Gather to draw every node, which may take long.`
    : "Nodes gathered by origin and region; the table and the panel keep each one.";
}

const clearFilters = () => ({ facets: {}, least: {}, from: "", to: "", undated: true });
