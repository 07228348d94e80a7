/* The world in any page of the site.

   WGMap.draw(element, values, { label }) fills an element with a map of `values`: a Map or an
   object from ISO 3166-1 alpha-3 codes to numbers or to words. Numbers are put into up to five
   classes of about as many places each, words into kinds, the most frequent first. The legend
   states the classes; places without a value are drawn as land and counted. It returns the <svg>.

   The look comes from site.css, the outlines from WGWorld in this same file. */
window.WGMap = (function () {
  "use strict";
  const world = window.WGWorld;
  const KINDS = 6;

  function drawn(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** A path of the fine grain in units of the drawing. */
  function outline(text) {
    return text.replace(/-?\d+/g, (steps) => steps / world.fine);
  }

  function link(code, root) {
    const shape = drawn(world.places[code].page ? "a" : "g", { "data-code": code });
    if (world.places[code].page) shape.setAttribute("href", `${root}country/${code}.html`);
    shape.append(drawn("title", {}));
    return shape;
  }

  /** Give a map its fine outlines; the marks stay. */
  function refine(svg) {
    if (!world.outlined) return;
    svg.querySelector(".a-land")?.setAttribute("d", outline(world.land));
    for (const shape of svg.querySelectorAll("[data-code]")) {
      const told = world.places[shape.dataset.code];
      if (!told.path) continue;
      let path = shape.querySelector("path");
      if (!path) {
        path = drawn("path", {});
        shape.querySelector("title").after(path);
      }
      path.setAttribute("d", outline(told.path));
    }
  }

  /** Look at a part of the world; marks and patterns keep their size on the screen. */
  function look(svg, region) {
    const box = world.regions[region] || [0, 0, world.width, world.height];
    svg.setAttribute("viewBox", box.join(" "));
    // How much larger than on a wide screen a unit must be to look as large.
    const wide = svg.clientWidth || 1000;
    const grain = Math.min(1.6, (box[2] / world.width) * Math.max(1, 1000 / wide));
    for (const circle of svg.querySelectorAll("[data-code] > circle")) {
      const [x, y, across, down] = world.places[circle.parentNode.dataset.code].mark;
      circle.setAttribute("cx", (x + across * grain).toFixed(1));
      circle.setAttribute("cy", (y + down * grain).toFixed(1));
      circle.setAttribute("r", (world.radius * grain).toFixed(2));
    }
    for (const pattern of svg.querySelectorAll("pattern:not([id$=key])")) {
      pattern.setAttribute("patternTransform", `scale(${grain.toFixed(3)})`);
    }
  }

  /** Say beneath the map what lies under the pointer or has the focus. */
  function say(svg, line, words) {
    const rest = line.textContent;
    const told = (event) => {
      const shape = event.target.closest?.("[data-code]");
      line.textContent = shape ? words(shape.dataset.code) : rest;
    };
    svg.addEventListener("pointerover", told);
    // Chromium lets an <svg> that listens for the focus have it itself.
    svg.parentNode.addEventListener("focusin", told);
    svg.addEventListener("pointerleave", () => { line.textContent = rest; });
  }

  /** Make the map one stop of the Tab key, in which the arrows go from place to place. */
  function steer(svg) {
    const links = [...svg.querySelectorAll("a[data-code]")].filter((one) => at(one));
    if (!links.length) return;
    let here = links.find((one) => one.dataset.code === "KEN") || links[0];
    const stop = (one) => {
      here.setAttribute("tabindex", "-1");
      here = one;
      here.setAttribute("tabindex", "0");
    };
    for (const one of links) one.setAttribute("tabindex", "-1");
    stop(here);
    svg.parentNode.addEventListener("focusin", (event) => {
      const one = event.target.closest?.("a[data-code]");
      if (one) stop(one);
    });
    svg.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const [x, y] = at(here);
      let best = null;
      let least = Infinity;
      for (const one of links) {
        const [u, v] = at(one);
        const ahead = (u - x) * way[0] + (v - y) * way[1];
        const aside = Math.abs((u - x) * way[1]) + Math.abs((v - y) * way[0]);
        // Within a quarter turn, the nearest; what lies straight ahead goes first.
        const far = ahead + 2 * aside;
        if (one !== here && ahead > 0 && aside <= ahead && far < least) [best, least] = [one, far];
      }
      if (best) best.focus();
    });
  }

  function at(shape) {
    return world.places[shape.dataset.code].at;
  }

  function swatch(kind) {
    return drawn("svg", { class: `swatch a-${kind}`, viewBox: "0 0 30 18", "aria-hidden": "true" },
      drawn("rect", { x: 1, y: 1, width: 28, height: 16 }));
  }

  /** The legend: rows of look, words and number of places. */
  function legend(rows) {
    return rows.map(([kind, label, count]) => {
      const row = element("li", {}, swatch(kind), element("span", {}, label));
      row.append(element("span", { class: "count" }, String(count)));
      return row;
    });
  }

  /** Up to five classes of about as many values each; equal values stay together. */
  function classes(values) {
    const sorted = [...values].sort((one, other) => one - other);
    const apart = [...new Set(sorted)];
    const starts = new Set(apart.slice(0, 1));
    if (apart.length <= 5) for (const one of apart) starts.add(one);
    else for (let i = 1; i < 5; i++) starts.add(sorted[Math.floor((i * sorted.length) / 5)]);
    const least = [...starts].sort((one, other) => one - other);
    const shown = least.length === 1 ? ["q4"] : least.map((_, i) => `q${1 + Math.round((i * 4) / (least.length - 1))}`);
    return least.map((start, i) => {
      const own = sorted.filter((one) => one >= start && (i + 1 === least.length || one < least[i + 1]));
      const end = own[own.length - 1];
      return { look: shown[i], label: start === end ? number(start) : `${number(start)} to ${number(end)}`, holds: (one) => one >= start && one <= end };
    });
  }

  function number(value) {
    return value.toLocaleString("en", { maximumFractionDigits: 3 });
  }

  function kinds(values) {
    const counts = new Map();
    for (const one of values) counts.set(one, (counts.get(one) || 0) + 1);
    const order = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1));
    const own = order.slice(0, order.length > KINDS ? KINDS - 1 : KINDS);
    const made = own.map((word, i) => ({ look: `k${i + 1}`, label: word, holds: (one) => one === word }));
    if (order.length > KINDS) made.push({ look: `k${KINDS}`, label: "another value", holds: (one) => !own.includes(one) });
    return made;
  }

  function draw(target, values, { label = "Map" } = {}) {
    const asked = values instanceof Map ? values : new Map(Object.entries(values));
    const known = new Map([...asked].filter(([code, one]) => world.places[code] && one !== null && one !== ""));
    const all = [...known.values()];
    const numeric = all.length > 0 && all.every((one) => typeof one === "number" && Number.isFinite(one));
    if (!numeric) for (const [code, one] of known) known.set(code, String(one));
    const levels = numeric ? classes(all) : kinds(known.values());
    const root = document.body.dataset.root || "";
    const svg = drawn("svg", { class: "atlas", viewBox: `0 0 ${world.width} ${world.height}`, role: "group", "aria-label": label },
      drawn("path", { class: "a-sea", d: world.sea }), drawn("path", { class: "a-land", d: "" }));
    const codes = Object.keys(world.places).filter((code) => world.places[code].path || world.places[code].mark);
    codes.sort((one, other) => !!world.places[one].mark - !!world.places[other].mark);
    const words = (code) => `${world.places[code].name}: ${known.has(code) ? (numeric ? number(known.get(code)) : known.get(code)) : "no value"}`;
    for (const code of codes) {
      const shape = link(code, root);
      const level = known.has(code) && levels.find((one) => one.holds(known.get(code)));
      shape.setAttribute("class", `a-${level ? level.look : "blank"}`);
      shape.firstChild.textContent = words(code);
      if (world.places[code].mark) shape.append(drawn("circle", { r: world.radius }));
      svg.append(shape);
    }
    refine(svg);
    const line = element("p", { class: "told", "aria-live": "polite" }, label);
    const rows = levels.map((level) => [level.look, level.label, [...known.values()].filter(level.holds).length]);
    rows.push(["blank", "no value", Object.keys(world.places).length - known.size]);
    // In a box of its own, so that what listens goes with it when another map is drawn.
    target.replaceChildren(element("div", {}, svg), line, element("ul", { class: "legend", "aria-label": "Legend" }, ...legend(rows)));
    look(svg);
    steer(svg);
    say(svg, line, words);
    return svg;
  }

  return { draw, refine, look, steer, say, legend };
})();
