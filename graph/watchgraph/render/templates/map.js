/* The page of the map: what is chosen stands in the address, as #measure=…&edition=…&region=…. */
(function () {
  "use strict";
  const data = window.WGMapData;
  const atlas = window.WGMap;
  const byId = (id) => document.getElementById(id);
  const svg = document.querySelector("#picture svg");
  const shapes = new Map([...svg.querySelectorAll("[data-code]")].map((one) => [one.dataset.code, one]));
  const rows = new Map([...document.querySelectorAll("#values tbody tr")].map((one) => [one.dataset.code, one]));
  const byName = [...rows.values()];
  const place = new Map(data.codes.map((code, i) => [code, i]));
  const told = byId("told");
  let view = null;

  function option(value, label) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = label;
    return made;
  }

  /** What the address asks for; what it does not know is left as it is at first. */
  function asked() {
    const said = new URLSearchParams(location.hash.slice(1));
    const measure = data.measures.find((one) => one.key === said.get("measure")) || data.measures[0];
    const chosen = measure.views.find((one) => one.edition === said.get("edition")) || measure.views[0];
    const region = byId("region").querySelector(`option[value="${CSS.escape(said.get("region") || "")}"]`);
    return { measure, view: chosen, region: region ? region.value : "" };
  }

  function words(code) {
    const i = place.get(code);
    const own = view.said[code];
    return `${data.names[i]}: ${(own && own[1]) || view.levels[view.cells[i]][1]}`;
  }

  function fill(row, code) {
    const level = view.cells[place.get(code)];
    const [value, said] = view.said[code] || [null, ""];
    row.cells[1].textContent = typeof value === "number" ? value.toLocaleString("en") : "";
    row.cells[2].dataset.value = level;
    row.cells[2].textContent = said || view.levels[level][1];
  }

  function show() {
    const now = asked();
    const fresh = now.view !== view;
    view = now.view;
    byId("measure").value = now.measure.key;
    byId("edition").replaceChildren(...now.measure.views.map((one) => option(one.edition, one.label)));
    byId("edition").value = view.edition;
    byId("edition").disabled = now.measure.views.length === 1;
    byId("region").value = now.region;
    atlas.look(svg, now.region);
    if (!fresh) return;
    const title = `${now.measure.label}, ${view.label.toLowerCase()}`;
    svg.setAttribute("aria-label", `Map: ${title}`);
    byId("shown").textContent = title;
    byId("note").textContent = view.note;
    for (const [code, shape] of shapes) {
      shape.setAttribute("class", `a-${view.levels[view.cells[place.get(code)]][0]}`);
      shape.querySelector("title").textContent = words(code);
    }
    const counts = view.levels.map((_, i) => view.cells.filter((one) => one === i).length);
    byId("legend").replaceChildren(
      ...atlas.legend(view.levels.map(([look, label], i) => [look, label, counts[i]]).filter((row) => row[2]))
    );
    for (const [code, row] of rows) fill(row, code);
    const table = byId("values");
    table.caption.textContent = title;
    table.classList.toggle("in-words", !now.measure.unit);
    byId("number-head").textContent = now.measure.head;
    byId("words-head").textContent = now.measure.unit ? "In words" : now.measure.head;
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    table.tBodies[0].append(...byName);
    pick();
  }

  /** Say what the country of the menu is, with the way to its page, and show where it lies. */
  function pick() {
    const code = byId("country").value;
    for (const shape of svg.querySelectorAll(".picked")) shape.classList.remove("picked");
    byId("picked").replaceChildren();
    if (!code) return;
    const link = rows.get(code).querySelector("a");
    byId("picked").append(words(code), link ? " – " : "");
    if (link) {
      const way = document.createElement("a");
      way.href = link.getAttribute("href");
      way.textContent = `Open the page of ${link.textContent}`;
      byId("picked").append(way);
    }
    const shape = shapes.get(code);
    if (shape) {
      shape.classList.add("picked");
      shape.parentNode.append(shape);
    }
  }

  function choose() {
    const said = new URLSearchParams({ measure: byId("measure").value, edition: byId("edition").value });
    if (byId("region").value) said.set("region", byId("region").value);
    location.hash = said.toString();
  }

  for (const id of ["measure", "edition", "region"]) byId(id).addEventListener("change", choose);
  byId("country").addEventListener("change", pick);
  window.addEventListener("hashchange", show);
  window.addEventListener("resize", () => atlas.look(svg, byId("region").value));
  byId("country").append(...data.codes.map((code, i) => option(code, data.names[i])));
  byId("choices").hidden = false;
  atlas.refine(svg);
  atlas.steer(svg);
  show();
  told.textContent = svg.querySelector("a")
    ? "Point at a place, or tab to the map and use the arrow keys."
    : "Point at a place.";
  atlas.say(svg, told, words);
})();
