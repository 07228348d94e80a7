// Which network is open. A page of its own holds one; the page of the site loads each when asked.

const menu = $("network");

/** Ask for a network's data by a script of its own: a page from a disk may ask in no other way. */
function fetchNetwork(name, then) {
  const all = (window.WGNetworks = window.WGNetworks || {});
  if (all[name]) {
    then(all[name]);
    return;
  }
  $("status").textContent = "Loading the network\u2026";
  const script = el("script", { src: `${menu.dataset.assets}network-${name}.js` });
  script.addEventListener("load", () => then(all[name]));
  script.addEventListener("error", () => {
    $("status").textContent = `The file of the network ${name} is missing.`;
  });
  document.head.append(script);
}

/** Open a network by its name if it is not open yet, and go on. */
function openNamed(name, then) {
  const known = menu ? [...menu.options].map((option) => option.value) : [];
  const wanted = known.includes(name) ? name : menu ? menu.dataset.first : "";
  if (!menu || (data && data.name === wanted)) {
    then();
    return;
  }
  fetchNetwork(wanted, (given) => {
    openNetwork(given);
    menu.value = wanted;
    then();
  });
}

/** The reader chose another network: what is chosen and filtered of the old one means nothing there. */
function switchNetwork(name) {
  const old = toFragment(state);
  openNamed(name, () => {
    past.push(old);
    future.length = 0;
    state = { ...START, network: name, view: state.view };
    setAddress(toFragment(state));
    show(START);
    fit();
  });
}

if (menu) menu.addEventListener("change", () => switchNetwork(menu.value));
