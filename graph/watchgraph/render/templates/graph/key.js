// The key: what colour, shape and size say; where colour is origin, its entries filter by it too.

const mark = (group, shape) => {
  const main = paint1(group);
  const look = group.hollow ? { fill: "none", stroke: main, "stroke-width": 2 } : { fill: main };
  const inner =
    shape === "square"
      ? svg("rect", { x: -7, y: -7, width: 14, height: 14, ...look })
      : shape === "diamond"
        ? svg("path", { d: "M0-9 9 0 0 9-9 0Z", ...look })
        : svg("circle", { r: 7, ...look });
  return svg("svg", { class: "mark", viewBox: "-10 -10 20 20", width: 16, height: 16, "aria-hidden": "true" }, inner);
};

function entry(group, { box = null, shape = "dot", marked = true, number }) {
  return el(
    box ? "label" : "p",
    { class: "entry" },
    box,
    marked ? mark(group, shape) : null,
    el("span", { class: "words", dir: "auto" }, group.label),
    el("span", { class: "count", "data-group": number }, group.count.toLocaleString("en")),
  );
}

/** The checkbox of a group of origin. */
function originBox(group) {
  const facet = facetBy("origin");
  if (group.option === null || !facet) return null;
  const box = el("input", { type: "checkbox", "data-option": group.option });
  box.checked = !state.facets.origin || state.facets.origin.includes(facet.codes[group.option]);
  box.addEventListener("change", () => {
    const codes = [...document.querySelectorAll(".entry input[data-option]")]
      .filter((one) => one.checked)
      .map((one) => facet.codes[Number(one.dataset.option)]);
    setFacet("origin", codes.length === facet.codes.length ? [] : codes.length ? codes : ["none"]);
  });
  return box;
}

function groupSections(marked) {
  const sections = new Map();
  data.groups.forEach((group, number) => {
    const box = originBox(group);
    if (!marked && !box) return;
    if (!sections.has(group.section)) sections.set(group.section, []);
    sections.get(group.section).push(entry(group, { box, shape: group.shape, marked, number }));
  });
  return [...sections].map(([words, entries]) => el("fieldset", { class: "key" }, el("legend", null, words), ...entries));
}

function colourSection(by) {
  const entries = by.groups.map((group) => entry(group, { number: "" }));
  return el("fieldset", { class: "key" }, el("legend", null, by.label), ...entries, el("p", { class: "note" }, by.note));
}

/** Up to three values with the circles that stand for them. */
function sizeSection() {
  const { label: words, values } = sizing();
  const steps = [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
  const picked = [...new Set([steps[0], steps[Math.floor(steps.length / 2)], steps[steps.length - 1]])].filter((v) => v !== undefined);
  const largest = steps[steps.length - 1];
  const items = picked.map((value) =>
    el(
      "li",
      null,
      svg("svg", { viewBox: "-27 -27 54 54", width: 34, height: 34, "aria-hidden": "true" }, svg("circle", { r: radiusFor(value, largest) })),
      el("span", null, value.toLocaleString("en", { maximumSignificantDigits: 3 })),
    ),
  );
  return el("div", { class: "sizes" }, el("p", null, `Area shows: ${words.charAt(0).toLowerCase()}${words.slice(1)}, of the whole network`), el("ul", null, ...items));
}

function showKey() {
  const by = colouring();
  const colours = [["", "Origin"], ...data.colourings.map(({ key, label: words }) => [key, words])];
  const sizes = data.sizes.map(({ key, label: words }) => [key, words]);
  const held = document.activeElement && document.activeElement.id;
  $("key").replaceChildren(
    ...(by ? [colourSection(by), ...groupSections(false)] : groupSections(true)),
    sizeSection(),
    el(
      "div",
      { class: "pair" },
      chooser("colour", "Colour by", colours, state.colour, (value) => change({ colour: value })),
      chooser("size", "Size by", sizes, sizing().key, (value) => change({ size: value === data.size ? "" : value })),
    ),
  );
  if (["colour", "size"].includes(held)) $(held).focus();
  const strip = by ? by.groups.map((group) => [group, "dot"]) : data.groups.map((group) => [group, group.shape]);
  $("strip").replaceChildren(...strip.map(([group, shape]) => el("li", null, mark(group, shape), ` ${group.label}`)));
  countGroups();
}

/** In the key: how many nodes of each group are in view. */
function countGroups() {
  const count = data.groups.map(() => 0);
  for (const node of view.nodes) count[data.nodes[node].group] += 1;
  for (const place of document.querySelectorAll("#key .count")) {
    if (place.dataset.group !== "") place.textContent = count[Number(place.dataset.group)].toLocaleString("en");
  }
}
