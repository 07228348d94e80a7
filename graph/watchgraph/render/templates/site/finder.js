/* The search of every page: a combobox; the index is taken from the assets at the first touch. */
const MOST = 12;

function loadIndex(root) {
  if (!loadIndex.wait) {
    loadIndex.wait = new Promise((done, fail) => {
      const script = element("script", { src: root + "assets/search-index.js" });
      script.addEventListener("load", () => done(prepare(window.WGSearch)));
      script.addEventListener("error", fail);
      document.head.append(script);
    });
  }
  return loadIndex.wait;
}

function finder(place, root) {
  const input = element("input", {
    type: "search", id: "find", role: "combobox", autocomplete: "off", spellcheck: "false",
    placeholder: "Country, supplier, source …", "aria-expanded": "false",
    "aria-controls": "found", "aria-autocomplete": "list", "aria-keyshortcuts": "/",
  });
  const list = element("ul", { id: "found", role: "listbox", "aria-label": "Pages found", hidden: "" });
  const said = element("p", { class: "unseen", role: "status" });
  const note = element("p", { class: "found-note", hidden: "" });
  place.append(
    element("label", { class: "unseen", for: "find" }, "Search this site"), input, list, note, said
  );
  let chosen = -1;
  let turn = 0;

  function close() {
    list.hidden = note.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
  }

  function choose(place) {
    const options = [...list.children];
    chosen = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (chosen < 0) return;
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function option({ page, by }, number) {
    const made = element(
      "li", { role: "option", id: `found-${number}`, "aria-selected": "false" },
      element("a", { href: root + page.address, tabindex: "-1", dir: "auto" }, page.title),
      element("span", { class: "found-kind" }, page.kind)
    );
    const beside = by === page.title ? page.summary : by;
    if (beside) made.append(element("span", { class: "found-beside", dir: "auto" }, beside));
    return made;
  }

  async function search() {
    const mine = ++turn;
    const query = input.value;
    if (!fold(query)) {
      close();
      said.textContent = "";
      return;
    }
    let pages;
    try {
      pages = await loadIndex(root);
    } catch (missing) {
      note.textContent = "The index of the search (assets/search-index.js) is not beside this page.";
      note.hidden = false;
      return;
    }
    if (mine !== turn) return;
    const { hits, total } = find(pages, query, MOST);
    list.replaceChildren(...hits.map(option));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
    note.textContent = total
      ? `${total} found, the first ${MOST} shown. More words find fewer.`
      : "Nothing found. Names, aliases, codes and titles of sources are searched. Names in other scripts are mostly not held.";
    note.hidden = total > 0 && total <= MOST;
    said.textContent = total ? `${total} found` : note.textContent;
  }

  input.addEventListener("focus", () => loadIndex(root).catch(() => {}));
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) search();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      list.children[Math.max(0, chosen)].querySelector("a").click();
    } else if (event.key === "Escape") {
      close();
      input.value = "";
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option && event.target.tagName !== "A") option.querySelector("a").click();
  });
  place.addEventListener("focusout", (event) => {
    if (!place.contains(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable], [role=textbox]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented) return;
    event.preventDefault();
    input.focus();
  });
}
