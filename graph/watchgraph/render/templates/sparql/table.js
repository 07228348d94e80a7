// The answer as a table that its heads sort.

const AT_ONCE = 200; // rows that are shown before one asks for more

/** An element with properties, attributes (by a name with a dash, or `role`) and children. */
function made(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role" || name === "scope" || name === "list") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

function linked({ text, href }) {
  if (!href) return made("bdi", {}, text);
  const away = /^https?:/.test(href);
  return made("a", { href, ...(away ? { rel: "noopener noreferrer" } : {}) }, made("bdi", {}, text));
}

function tableCell(cell, { name, kind, numeric }) {
  const shown = made("td", { className: numeric ? "number" : cell.text.length > 30 ? "long" : "" });
  // Which editions name it is known: no edition does.
  if (!cell.text && name === "editions" && kind) shown.append(made("span", { className: "soft" }, "none"));
  else if (!cell.links.length) shown.append(made("bdi", {}, cell.text));
  cell.links.forEach((link, place) => shown.append(...(place ? [JOINTS[kind] ?? " "] : []), linked(link)));
  return shown;
}

const collator = new Intl.Collator("en", { numeric: true });

function ordered(rows, place, down) {
  const sign = down ? -1 : 1;
  // What is empty stands last either way.
  return rows.toSorted((a, b) => {
    const [one, other] = [a[place], b[place]];
    if (!one.text || !other.text) return Number(!one.text) - Number(!other.text);
    if (one.number !== undefined && other.number !== undefined) return sign * (one.number - other.number);
    return sign * collator.compare(one.text, other.text);
  });
}

function showTable(host, answer) {
  let { rows } = answer;
  let shown = AT_ONCE;
  const body = made("tbody");
  const more = made("button", { type: "button" });
  const fill = () => {
    body.replaceChildren(...rows.slice(0, shown).map((row) => made("tr", {}, ...row.map((cell, place) => tableCell(cell, answer.columns[place])))));
    more.hidden = rows.length <= shown;
    more.textContent = `Show more rows (${number(rows.length - shown)} are left)`;
  };
  more.onclick = () => {
    shown += 5 * AT_ONCE;
    fill();
  };
  const heads = answer.columns.map((column, place) => {
    const unit = column.unit ? made("span", { className: "unit" }, ` ${column.unit}`) : "";
    const button = made("button", { type: "button", title: column.description }, column.name.replaceAll("_", " "), unit);
    const head = made("th", { scope: "col", className: column.numeric ? "number" : "" }, button);
    button.onclick = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows = ordered(answer.rows, place, down);
      fill();
    };
    return head;
  });
  fill();
  const table = made("table", { className: "answer" }, made("caption", { className: "unseen" }, "Answer"), made("thead", {}, made("tr", {}, ...heads)), body);
  const frame = made("div", { className: "wide", role: "region", tabIndex: 0, "aria-label": "Table of the answer" }, table);
  host.replaceChildren(frame, more);
}
