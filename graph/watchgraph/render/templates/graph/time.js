// Time: the days from and to which records are dated, and what becomes of those without a date.

let span = null; // the first and last year of the records of this network

const yearOf = (day) => Number(day.slice(0, 4));

/** The records that edges rest on, by the year in which they are dated. */
function recordsByYear() {
  const rows = new Set(drawn.edges.flatMap((_, edge) => edgeLeft(edge, null, 1).rows));
  const count = new Map();
  for (const row of rows) {
    const told = data.told[row];
    if (told && told.d.length) count.set(yearOf(told.d[0]), (count.get(yearOf(told.d[0])) || 0) + 1);
  }
  return count;
}

function makeTime() {
  const count = data.way ? recordsByYear() : new Map();
  const years = [...count.keys()].sort((a, b) => a - b);
  span = years.length > 1 ? [years[0], years[years.length - 1]] : null;
  $("time").hidden = !span;
  if (!span) return;
  $("time-legend").textContent = data.words.assessed ? "Began, or was published" : "Began";
  for (const [id, at] of [["from-year", 0], ["to-year", 1]]) {
    $(id).min = span[0];
    $(id).max = span[1];
    $(id).value = span[at];
  }
  const most = Math.max(...count.values());
  const width = span[1] - span[0] + 1;
  const bars = [...count].map(([year, n]) => {
    const high = Math.max(1, (n / most) * 34);
    return svg("rect", { x: year - span[0] + 0.1, y: 36 - high, width: 0.8, height: high, "data-year": year });
  });
  $("years").replaceChildren(svg("svg", { viewBox: `0 0 ${width} 36`, preserveAspectRatio: "none" }, ...bars), el("p", null, el("span", null, String(span[0])), el("span", null, String(span[1]))));
}

function syncTime() {
  if (!span) return;
  const { from, to, undated } = state;
  $("from-year").value = from ? yearOf(from) : span[0];
  $("to-year").value = to ? yearOf(to) : span[1];
  $("from-year").setAttribute("aria-valuetext", from || "the beginning");
  $("to-year").setAttribute("aria-valuetext", to || "the end");
  $("from-day").value = from;
  $("to-day").value = to;
  $("undated").checked = undated;
  const number = undatedEdges(state);
  const stay = !from && !to ? "" : undated ? "; they stay" : "; they are left out";
  $("undated-count").textContent = `${counted(number, "link")} without a date${stay}.`;
  for (const bar of document.querySelectorAll("#years rect")) {
    const year = Number(bar.dataset.year);
    bar.classList.toggle("out", Boolean((from && year < yearOf(from)) || (to && year > yearOf(to))));
  }
}

/** The span that the two sliders stand for; a whole span is no filter. */
function spanOfSliders(moved) {
  let [a, b] = [Number($("from-year").value), Number($("to-year").value)];
  if (a > b) [a, b] = moved === "from-year" ? [b, b] : [a, a];
  return { from: a > span[0] ? `${a}-01-01` : "", to: b < span[1] ? `${b}-12-31` : "" };
}

function wireTime() {
  for (const id of ["from-year", "to-year"]) {
    $(id).addEventListener("input", () => change(spanOfSliders(id), { settled: false }));
    $(id).addEventListener("change", () => change(spanOfSliders(id)));
  }
  for (const [id, name] of [["from-day", "from"], ["to-day", "to"]]) {
    $(id).addEventListener("change", () => (isDay($(id).value) || !$(id).value) && change({ [name]: $(id).value }));
  }
  $("undated").addEventListener("change", () => change({ undated: $("undated").checked }));
}
