/* Tables that a reader may order by a column or narrow by words. */
/** Whether a cell says no more than that there is nothing: such words are soft, and stand alone. */
function saysNothing(cell) {
  const whole = cell.textContent.trim();
  const soft = cell.matches("td.soft") ? cell : cell.querySelector(".soft");
  return !whole || /^[–—-]$/.test(whole) || soft?.textContent.trim() === whole;
}

function keyOf(cell, kind) {
  if (!cell || (cell.dataset.value === undefined && saysNothing(cell))) return null;
  const text = cell.dataset.value ?? cell.textContent.trim();
  if (kind !== "number") return text ? fold(text) : null;
  const found = text.replace(/[\s,\u00a0\u202f]/g, "").match(/-?\d+(\.\d+)?/);
  return found ? Number(found[0]) : null;
}

function order(table, column, kind, down) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [keyOf(row.cells[column], kind), row]);
  rows.sort(([one], [two]) => {
    // What has no value stands last, either way.
    if (one === null || two === null) return (one === null) - (two === null);
    const by = kind === "number" ? one - two : one.localeCompare(two, "en");
    return down ? -by : by;
  });
  body.append(...rows.map(([, row]) => row));
}

function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const kind = head.dataset.sort;
    if (!kind) return;
    const button = element("button", { type: "button", class: "order" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Of numbers the largest are wanted first.
      const now = head.getAttribute("aria-sort");
      const down = now ? now === "ascending" : kind === "number";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      order(table, column, kind, down);
    });
  });
}

/** On a narrow screen a row is a card, in which each cell bears the words of its head. */
function carded(table) {
  const words = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, column) => {
      if (column || cell.tagName === "TD") cell.dataset.head = words[column];
    });
  }
  table.classList.add("as-cards");
  // On paper too, where no sheet is wide enough for so many columns.
  table.classList.toggle("many", words.length > 6);
}

function narrowable(table, number) {
  const id = `narrow-${number}`;
  const input = element("input", { type: "search", id, autocomplete: "off", spellcheck: "false" });
  const said = element("span", { class: "narrow-count", role: "status" });
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => fold(row.textContent));
  table.before(
    element("p", { class: "narrow" }, element("label", { for: id }, "Only rows with "), input, said)
  );
  input.addEventListener("input", () => {
    const words = fold(input.value).split(" ");
    let left = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every((word) => texts[i].includes(word));
      left += !row.hidden;
    });
    said.textContent = input.value.trim() ? `${left} of ${rows.length} rows` : "";
  });
}
