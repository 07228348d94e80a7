// Search by name, other name or id: a combobox with a list of suggestions.

// Letters that stay whole when accents are taken off.
const WHOLE = { "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe" };

const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ıøłđßæœ]/g, (letter) => WHOLE[letter]);
let names = [];
function indexNames() {
  names = data.nodes.map((node, i) => [label(i), ...node.also, node.slug, node.iri].map(plain));
}
const MOST_SUGGESTIONS = 12;
let suggested = [];
let marked = -1;

/** The nodes that a text fits: whole names first, then beginnings, words, and any place. */
function search(text) {
  const wantedText = plain(text.trim());
  if (!wantedText) return [];
  const rank = (node) => {
    let best = 9;
    for (const [i, name] of names[node].entries()) {
      const at = name.indexOf(wantedText);
      if (at < 0) continue;
      const how = name === wantedText ? 0 : at === 0 ? 1 : /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
      // Ids count after names, the IRI as a whole only if it is given whole.
      best = Math.min(best, i < names[node].length - 2 ? how : i === names[node].length - 1 ? (how ? 9 : 0) : how + 1);
    }
    return best;
  };
  return [...drawn.nodes.keys()]
    .map((node) => [rank(node), node])
    .filter(([how]) => how < 9)
    .sort(([a, i], [b, j]) => a - b || sizeOf[j] - sizeOf[i] || i - j)
    .map(([, node]) => node);
}

function suggest() {
  suggested = search($("search").value).slice(0, MOST_SUGGESTIONS);
  marked = suggested.length ? 0 : -1;
  const items = suggested.map((node, i) =>
    el(
      "li",
      { role: "option", id: `suggestion-${i}`, onmousedown: (event) => event.preventDefault(), onclick: () => take(i) },
      el("span", { class: "name", dir: "auto" }, label(node)),
      el("span", { class: "what" }, data.nodes[node].kind + (view.nodes.has(node) ? "" : ", hidden by the filters")),
    ),
  );
  const typed = $("search").value.trim() !== "";
  if (typed && !items.length) items.push(el("li", { class: "what", role: "option", "aria-disabled": "true" }, "Nothing here has this name"));
  $("suggestions").replaceChildren(...items);
  openSuggestions(typed);
}

function openSuggestions(open) {
  $("suggestions").hidden = !open;
  $("search").setAttribute("aria-expanded", String(open));
  if (!open) marked = -1;
  [...$("suggestions").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === marked)));
  if (marked >= 0) {
    $("search").setAttribute("aria-activedescendant", `suggestion-${marked}`);
    $("suggestions").children[marked].scrollIntoView({ block: "nearest" });
  } else $("search").removeAttribute("aria-activedescendant");
}

/** Choose a suggestion; one that the filters hide takes the filters away. */
function take(i) {
  const node = suggested[i];
  if (node === undefined) return;
  $("search").value = label(node);
  openSuggestions(false);
  change({ ...(view.nodes.has(node) ? {} : clearFilters()), ...NOTHING, focus: node }, { nearer: true });
  if (narrow.matches) $("search").blur();
}

$("search").addEventListener("input", suggest);
$("search").addEventListener("focus", () => $("search").value && suggest());
$("search").addEventListener("blur", () => openSuggestions(false));
$("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && suggested.length) {
    event.preventDefault();
    marked = (marked + step + suggested.length) % suggested.length;
    openSuggestions(true);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if ($("suggestions").hidden) suggest();
    take(Math.max(marked, 0));
  }
});
