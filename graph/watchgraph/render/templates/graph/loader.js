// Which network is open. A page of its own holds one; the page of the site loads each when asked.

const menu = $("network");

/** Ask for a network's data by a script of its own: a page from a disk may ask in no other way. */
function fetchNetwork(name, then, failed) {
  const all = (window.WGNetworks = window.WGNetworks || {});
  if (all[name]) {
    then(all[name]);
    return;
  }
  $("status").textContent = "Loading the network\u2026";
  const script = el("script", { src: `${menu.dataset.assets}network-${name}.js` });
  script.addEventListener("load", () => (all[name] ? then(all[name]) : failed()));
  script.addEventListener("error", () => {
    script.remove();
    failed();
  });
  document.head.append(script);
}

// Of several that were asked for, the last one is wanted, whichever comes last.
let turn = 0;

/** Open a network by its name if it is not open yet, and go on. */
function openNamed(name, then) {
  const mine = ++turn;
  const known = menu ? [...menu.options].map((option) => option.value) : [];
  const wanted = known.includes(name) ? name : menu ? menu.dataset.first : "";
  if (!menu || (data && data.name === wanted)) {
    then();
    return;
  }
  fetchNetwork(
    wanted,
    (given) => {
      if (mine !== turn) return;
      openNetwork(given);
      menu.value = wanted;
      then();
    },
    () => {
      if (mine !== turn) return;
      if (data) menu.value = data.name;
      $("status").textContent = `The file of the network ${wanted} is missing${data ? `: ${data.name} is still shown` : ""}.`;
    },
  );
}

/** Say what an address names that is not here; nothing is passed over in silence. */
function sayUnknown(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const name = parts.get("network") || "";
  const [only] = [...parts.keys()];
  const alone = parts.size === 1 && !parts.get(only) && !document.getElementById(only) ? only : "";
  const focus = parts.get("focus") || alone || "";
  const words = [];
  const quoted = (text) => `\u201c${text.slice(0, 80)}\u201d`;
  if (menu && name && name !== data.name) words.push(`There is no network ${quoted(name)}: ${data.name} is shown.`);
  if (focus && nodeNumber(focus) < 0) words.push(`${quoted(focus)} is not in this network.`);
  if (parts.get("link") && edgeBetween(...parts.get("link").split(" ").map(nodeNumber)) < 0) words.push(`This network has no link between ${quoted(parts.get("link"))}.`);
  $("unknown-named").textContent = words.join(" ");
  $("unknown-named").hidden = !words.length;
}

/** The reader chose another network: what is chosen and filtered of the old one means nothing there. */
function switchNetwork(name) {
  const old = data && toFragment(state);
  openNamed(name, () => {
    if (old !== null) past.push(old);
    future.length = 0;
    state = { ...START, network: name, view: state.view };
    setAddress(toFragment(state));
    sayUnknown("");
    show(START);
    whole = true;
    fit();
  });
}

if (menu) menu.addEventListener("change", () => switchNetwork(menu.value));
