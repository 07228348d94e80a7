// What is in view as a drawing of vectors: the places, colours and names of the picture.

const round = (value) => Math.round(value * 10) / 10;

/** The bend of an arrow, as the picture bends it. */
function bendOf(a, b, smooth) {
  if (!smooth) return null;
  const [dx, dy] = [b.x - a.x, a.y - b.y];
  const half = smooth.roundness * 0.5 + 0.5;
  const angle = (Math.atan2(dy, dx) + half * Math.PI) % (2 * Math.PI);
  const reach = half * Math.hypot(dx, dy);
  return { x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) };
}

/** The head of an arrow, with its point on the rim of the shape. */
function arrowHead(from, to, r, width, fill, opacity) {
  const away = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / away, (to.y - from.y) / away];
  const tip = { x: to.x - ux * r, y: to.y - uy * r };
  const long = 5 + width;
  const at = (back, side) => `${round(tip.x - ux * back - uy * side)},${round(tip.y - uy * back + ux * side)}`;
  return svg("polygon", { points: `${at(0, 0)} ${at(long, long * 0.4)} ${at(long, -long * 0.4)}`, fill, "fill-opacity": opacity });
}

function drawnLine(link, at) {
  const { from, to, width, color, smooth, arrow } = link;
  const [a, b] = [at[from], at[to]];
  const look = { stroke: color.color, "stroke-opacity": round(color.opacity * 100) / 100, "stroke-width": round(width), fill: "none" };
  if (from === to) return [svg("circle", { cx: round(a.x + radiusOf(from)), cy: round(a.y - radiusOf(from)), r: 9, ...look })];
  const via = bendOf(a, b, smooth && smooth.enabled ? smooth : null);
  const d = via ? `M${round(a.x)} ${round(a.y)}Q${round(via.x)} ${round(via.y)} ${round(b.x)} ${round(b.y)}` : `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`;
  const line = svg("path", { d, ...look });
  return arrow ? [line, arrowHead(via || a, b, radiusOf(to) * 1.1, width, color.color, color.opacity)] : [line];
}

function drawnShape(id, at, { background, border }, opacity) {
  const { x, y } = at[id];
  const r = radiusOf(id);
  const look = { fill: background, stroke: border, "stroke-width": 1.5, opacity };
  const title = svg("title", {}, nameOf(id));
  if (shapeOf(id) === "square") return svg("rect", { x: round(x - r), y: round(y - r), width: round(2 * r), height: round(2 * r), ...look }, title);
  if (shapeOf(id) === "diamond") return svg("path", { d: `M${round(x)} ${round(y - r)}l${round(r)} ${round(r)} ${round(-r)} ${round(r)} ${round(-r)} ${round(-r)}z`, ...look }, title);
  return svg("circle", { cx: round(x), cy: round(y), r: round(r), ...look }, title);
}

/** The lines and shapes in view with the looks that were last painted. */
function scene() {
  const links = edgeSet.get({ filter: (edge) => !edge.hidden }).map((edge) => ({ ...edge, arrow: Boolean(edge.arrows) }));
  const shapes = nodeSet.get({ filter: (node) => !node.hidden });
  return { links, shapes: shapes.sort((a, b) => b.size - a.size) };
}

/** The line that says what the drawing holds, under it; none where there is nothing to say. */
function noticeLine(ctx, scale, left, bottom) {
  if (!data.notice) return { wide: 0, high: 0, parts: [] };
  const [gap, high] = [LABEL_SIZE / scale, (2 * LABEL_SIZE) / scale];
  const look = { "font-family": ink.sans, "font-size": round(gap), "font-weight": 600, fill: ink.text };
  ctx.font = `600 ${gap}px ${ink.sans}`;
  const wide = ctx.measureText(data.notice).width + 2 * gap;
  return { wide, high, parts: [svg("text", { x: round(left + gap), y: round(bottom + high - gap), ...look }, data.notice)] };
}

/** An `svg` element of all that is in view. */
function viewSvg() {
  const { links, shapes } = scene();
  const at = network.getPositions();
  const margin = 40;
  const reach = (axis, side) => shapes.map(({ id }) => at[id][axis] + side * (radiusOf(id) + margin));
  const [left, top] = [Math.min(...reach("x", -1)), Math.min(...reach("y", -1))];
  const [right, bottom] = [Math.max(...reach("x", 1)), Math.max(...reach("y", 1))];
  const scale = Math.min(1.6, Math.max(0.4, 1400 / (right - left)));
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.font = `${LABEL_SIZE / scale}px ${ink.sans}`;
  const { placed } = placeLabels(ctx, scale, at, { x: left, y: top }, { x: right, y: bottom });
  const style = { "font-family": ink.sans, "font-size": round(LABEL_SIZE / scale), "text-anchor": "middle", "dominant-baseline": "central" };
  const halo = { stroke: ink.paper, "stroke-width": round(4 / scale), "stroke-linejoin": "round", "paint-order": "stroke", fill: ink.text };
  const notice = noticeLine(ctx, scale, left, bottom);
  const [wide, high] = [Math.max(right - left, notice.wide), bottom - top + notice.high];
  const [width, height] = [wide, high].map((side) => Math.round(side * scale));
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `${round(left)} ${round(top)} ${round(wide)} ${round(high)}`, width, height, role: "img" },
    svg("title", {}, data.title),
    svg("desc", {}, `${data.notice ? `${data.notice} ` : ""}${data.standfirst} ${$("status").textContent}. ${data.footer}`),
    svg("rect", { x: round(left), y: round(top), width: round(wide), height: round(high), fill: ink.paper }),
    svg("g", {}, ...links.flatMap((link) => drawnLine(link, at))),
    svg("g", {}, ...shapes.map(({ id, color, opacity }) => drawnShape(id, at, color, opacity ?? 1))),
    svg("g", { ...style, ...halo }, ...placed.map(({ text: words, spot: [x, y] }) => svg("text", { x: round(x), y: round(y) }, words))),
    ...notice.parts,
  );
}
