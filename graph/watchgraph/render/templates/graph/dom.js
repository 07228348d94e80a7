// Elements are made from text nodes and attributes only: no string is ever read as HTML.

const $ = (id) => document.getElementById(id);

/** Make an element. `on...` properties are listeners, the rest attributes; children are nodes or text. */
function el(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** A link if the address is one of the web; else its words, and the address as text. */
function webLink(address, words) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    url = null;
  }
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    const rest = address && address !== words ? ` ${address}` : "";
    return el("span", { dir: "auto" }, (words || "") + rest);
  }
  return el(
    "a",
    { href: url.href, target: "_blank", rel: "noopener noreferrer", dir: "auto" },
    words || address,
  );
}

function counted(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many || `${one}s`}`;
}

/** An element of a drawing; attributes only, so that no string is ever read as markup. */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A field to choose from, with its label. */
function chooser(id, words, options, value, onchange) {
  const select = el("select", { id, onchange: () => onchange(select.value) });
  for (const [code, text] of options) select.append(el("option", { value: code }, text));
  select.value = value;
  return el("div", { class: "choice" }, el("label", { for: id }, words), select);
}

// Halves of a pair stand for letters beyond all others.
const unitOrder = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** Compare texts as Python does, by code point. */
function byCode(a, b) {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const [one, two] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (one !== two) return unitOrder(one) - unitOrder(two);
  }
  return a.length - b.length;
}
