/* The menus of a question: answers that lie beside the page are shown, others are asked elsewhere. */
(function () {
  "use strict";
  const form = document.querySelector("form.asking");
  const fields = [...form.elements].filter((field) => field.name);
  const name = form.dataset.question;
  const elsewhere = form.querySelector(".elsewhere");
  const body = document.querySelector("table.answer tbody");
  const heads = [...document.querySelectorAll("table.answer thead th")];
  const first = [...body.rows];
  const firstCount = document.querySelector("[data-count]").textContent;
  const left = document.querySelector("[data-left]");
  const none = document.querySelector("[data-none]");
  const files = document.querySelector("[data-files]");
  const wide = document.querySelector("#answer .wide");
  const DRAWN = 1000;

  function values() {
    return fields.map((field) => [field.name, field.value.trim(), field.dataset]);
  }

  function slug() {
    return values()
      .filter(([, value, about]) => about.kept === "yes" && value)
      .map(([key, value]) => `--${key}-${value}`)
      .join("");
  }

  function given() {
    return values().filter(([, value, about]) => value !== about.default);
  }

  function link([text, href]) {
    const bdi = document.createElement("bdi");
    bdi.textContent = text;
    if (!href) return bdi;
    const a = document.createElement("a");
    a.href = href;
    if (/^https?:/.test(href)) a.rel = "noopener noreferrer";
    a.append(bdi);
    return a;
  }

  function cell(parts, { dataset: { kind, name }, textContent }) {
    const made = document.createElement("td");
    made.dataset.head = textContent;
    if (!parts.length && name === "editions") {
      // Which editions name it is known: no edition does.
      const soft = document.createElement("span");
      soft.className = "soft";
      soft.textContent = "none";
      made.append(soft);
    }
    if (kind === "integer" || kind === "decimal") made.className = "number";
    let into = made;
    if (parts.length > 3) {
      into = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = parts.length;
      into.append(summary);
      made.append(into);
    }
    parts.forEach((part, i) => into.append(...(i ? [" "] : []), link(part)));
    return made;
  }

  function show(rows, all) {
    body.replaceChildren(...rows);
    document.querySelector("[data-count]").textContent = all;
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    none.hidden = rows.length > 0;
    wide.hidden = files.hidden = false;
  }

  // The former answer is none to these values: nothing of it may stay below them.
  function withhold(words) {
    show([], words);
    if (left) left.hidden = true;
    wide.hidden = files.hidden = none.hidden = true;
  }

  function drawn(rows) {
    return rows.slice(0, DRAWN).map((row) => {
      const made = document.createElement("tr");
      made.append(...row.map((parts, i) => cell(parts, heads[i])));
      return made;
    });
  }

  function load() {
    if (!load.wait) {
      load.wait = new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = `${name}.js`;
        script.onload = () => done(window.WGAnswers);
        script.onerror = () => {
          // It may be put back: the next choice tries again.
          load.wait = null;
          script.remove();
          fail(new Error(`${name}.js`));
        };
        document.head.append(script);
      });
    }
    return load.wait;
  }

  function word(value) {
    return /^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
  }

  function tell() {
    const asked = values().filter(([, value]) => value);
    document.querySelector("[data-command]").textContent =
      ["watchgraph ask", name, ...asked.map(([key, value]) => `${key}=${word(value)}`)].join(" ");
    document.querySelector("[data-python]").textContent =
      `kg.ask(${[JSON.stringify(name), ...asked.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(", ")})`;
    const other = document.querySelector("[data-sparql-link]");
    if (other) other.href = target();
  }

  function target() {
    const asked = new URLSearchParams([["q", name], ...given().map(([key, value]) => [key, value])]);
    return `${document.body.dataset.root}sparql.html#${asked}`;
  }

  async function changed() {
    tell();
    const away = given().some(([, , about]) => about.kept !== "yes");
    if (elsewhere) elsewhere.hidden = !away;
    if (away) {
      withhold(elsewhere ? "Not asked yet: Ask with these values" : "Not asked yet: the command below asks with these values");
      return;
    }
    const now = slug();
    const plain = !given().length;
    for (const file of document.querySelectorAll("[data-file]")) {
      // The default answer has the plain name, whatever its values.
      file.href = `${name}${plain ? "" : now}.${file.dataset.file}`;
    }
    if (left) left.hidden = !plain;
    if (plain || form.dataset.several !== "yes") {
      show(first, firstCount);
      return;
    }
    let kept = null;
    try {
      kept = (await load())?.[now] ?? null;
    } catch {}
    if (slug() !== now || given().some(([, , about]) => about.kept !== "yes") || !given().length) return;
    if (!kept) {
      withhold(`The answer to these values is not shown: the file ${name}.js, which holds it, is not beside this page or is of another edition`);
      return;
    }
    const { rows } = kept;
    const more = rows.length > DRAWN ? `; the first ${DRAWN} are shown, all are in the files` : "";
    show(drawn(rows), `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"}${more}`);
  }

  function remember() {
    const asked = given().map(([key, value]) => [key, value]);
    history.pushState(null, "", asked.length ? `#${new URLSearchParams(asked)}` : location.pathname);
  }

  function restore() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const value = asked.get(field.name) ?? (asked.has(field.name) ? "" : field.dataset.default);
      const known = field.tagName !== "SELECT" || [...field.options].some((one) => one.value === value);
      field.value = known ? value : field.dataset.default;
    }
    changed();
  }

  form.addEventListener("change", () => { remember(); changed(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); location.href = target(); });
  window.addEventListener("popstate", restore);
  restore();
})();
