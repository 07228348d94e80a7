// Labels and rings: they keep their size on screen, never overlap, and name the largest first.

const LABEL_SIZE = 12; // pixels on screen
const LABEL_FROM = 5.2; // a node of this radius on screen is labelled unasked

/** The nodes that must be named: what the pointer or the keyboard is on, and what is chosen. */
function named() {
  const first = [...(hovered || [])];
  if (cursor !== null) first.push(cursor);
  if (gathered) {
    if (chosenBundle() >= 0) first.push(bundleId(chosenBundle()));
  } else if (state.path) first.push(...pathShown().nodes);
  else if (state.focus >= 0) first.push(state.focus);
  else if (state.link >= 0) first.push(...ends(state.link));
  const there = new Set(idsInView());
  return [...new Set(first)].filter((id) => there.has(id));
}

function labelOrder(scale) {
  const focus = inFocus();
  const bySize = (a, b) => radiusOf(b) - radiusOf(a) || (a < b ? -1 : 1);
  const rest = focus ? [...focus.nodes].filter((id) => view.nodes.has(id)) : idsInView().filter((id) => radiusOf(id) * scale >= LABEL_FROM);
  const first = named();
  return { forced: new Set(gathered ? idsInView() : first), rings: first, order: [...new Set([...first, ...rest.sort(bySize)])] };
}

/** A name short enough to stand in the picture; the panel has it whole. */
function short(id) {
  const name = nameOf(id);
  const most = gathered ? 40 : 30;
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}\u2026` : name;
}

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** A ring around a node, in its own shape. */
function ring(ctx, { x, y }, id, scale) {
  const away = radiusOf(id) + 4 / scale;
  ctx.beginPath();
  if (shapeOf(id) === "square") ctx.rect(x - away, y - away, 2 * away, 2 * away);
  else ctx.arc(x, y, away, 0, 2 * Math.PI);
  ctx.lineWidth = (id === cursor ? 3 : 2) / scale;
  ctx.strokeStyle = ink.focus;
  ctx.stroke();
}

/** The places for a label of half size w, h beside a node: below, above, the sides, the corners. */
function spotsAround({ x, y }, away, w, h) {
  const slant = away * 0.72;
  return [
    [x, y + away + h],
    [x, y - away - h],
    [x + away + w, y],
    [x - away - w, y],
    [x + slant + w, y + slant + h],
    [x - slant - w, y + slant + h],
    [x + slant + w, y - slant - h],
    [x - slant - w, y - slant - h],
  ];
}

/** Choose places for the labels, in order: none over another, few over a larger node. */
function placeLabels(ctx, scale, at, corner, end) {
  const { forced, rings, order } = labelOrder(scale);
  const seen = order.filter((id) => {
    // While the picture is filled anew, the library draws before all is there.
    const { x, y } = at[id] || { x: NaN, y: NaN };
    return x > corner.x && x < end.x && y > corner.y && y < end.y;
  });
  const shapes = seen.slice(0, 60).map((id) => {
    const r = radiusOf(id);
    return { id, box: [at[id].x - r, at[id].y - r, at[id].x + r, at[id].y + r] };
  });
  const taken = [];
  const placed = [];
  const h = (LABEL_SIZE * 0.6) / scale;
  for (const id of seen) {
    const r = radiusOf(id);
    const w = ctx.measureText(short(id)).width / 2 + 2 / scale;
    const box = ([x, y]) => [x - w, y - h, x + w, y + h];
    const cost = (spot) => {
      const own = box(spot);
      if (own[0] < corner.x || own[2] > end.x || taken.some((other) => overlaps(own, other))) return Infinity;
      const under = shapes.filter((shape) => shape.id !== id && overlaps(own, shape.box));
      // On a larger shape it would be read as that one's name.
      return under.some((shape) => radiusOf(shape.id) > r) ? Infinity : under.length;
    };
    const spots = spotsAround(at[id], r + 3 / scale, w, h);
    const costs = spots.map(cost);
    let least = Math.min(...costs);
    if (least === Infinity) {
      if (!forced.has(id)) continue;
      least = costs[0];
    }
    // Only a name that must be read may stand on another's shape.
    if (least > 0 && !forced.has(id) && r * scale < 8) continue;
    const spot = spots[costs.indexOf(least)];
    taken.push(box(spot));
    placed.push({ id, text: short(id), spot });
  }
  return { rings, placed };
}

// Milliseconds from the opening of the page to the first whole picture.
let firstDrawing = 0;
let whole = false;

function drawLabels(ctx) {
  const scale = network.getScale();
  const at = network.getPositions();
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const end = network.DOMtoCanvas({ x: $("picture").clientWidth, y: $("picture").clientHeight });
  ctx.save();
  ctx.lineJoin = "round";
  ctx.font = `${LABEL_SIZE / scale}px ${ink.sans}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const { rings, placed } = placeLabels(ctx, scale, at, corner, end);
  for (const id of rings) if (at[id]) ring(ctx, at[id], id, scale);
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = ink.paper;
  ctx.fillStyle = ink.text;
  // All halos first, so that none wipes out a neighbour's letters.
  for (const { text: words, spot } of placed) ctx.strokeText(words, ...spot);
  for (const { text: words, spot } of placed) ctx.fillText(words, ...spot);
  ctx.restore();
  if (!firstDrawing && whole) firstDrawing = performance.now();
}
