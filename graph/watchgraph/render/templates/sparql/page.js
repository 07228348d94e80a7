// The page: questions and their fields, the editor, running, and what it leads to.

const $ = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");
const SELECTABLE = 14; // so many values fit a list; of more, one is typed

const state = { question: null, mine: false, answer: null, running: false, waiting: false };

/** What parameters of the address mean: a question and its values, or a query. */
const wanted = () => new URLSearchParams(location.hash.slice(1));

function addressOf() {
  const parts = new URLSearchParams();
  if (state.question && !state.mine) {
    parts.set("q", state.question.name);
    for (const [name, value] of Object.entries(fieldValues())) if (value) parts.set(name, value);
  } else parts.set("query", editor.text());
  return `#${parts}`;
}

function tell(text, fault = null) {
  $("status").textContent = fault ? "" : text;
  $("fault").hidden = !fault;
  $("fault").textContent = fault?.message ?? "";
  editor.mark(fault?.line, fault?.column, fault?.message);
}

const fieldValues = () =>
  Object.fromEntries([...$("fields").querySelectorAll("[name]")].map(({ name, value }) => [name, value.trim()]));

function field({ name, kind, default: standard, required, description }, value) {
  const id = `field-${name}`;
  const things = data.things[kind];
  const label = made("label", { htmlFor: id }, name.replaceAll("_", " "), made("span", { className: "soft" }, ` ${description}`));
  let input;
  if (things && things.length <= SELECTABLE) {
    const any = made("option", { value: "" }, standard === null ? (required ? "choose one" : "any") : `as by default: ${standard}`);
    input = made("select", {}, any, ...things.map(({ key, name: called }) => made("option", { value: key }, called && called !== key ? `${called} (${key})` : key)));
  } else {
    input = made("input", { type: "text", autocomplete: "off", placeholder: standard ?? (kind === "date" ? "YYYY-MM-DD" : "any") });
    if (kind === "integer") input.inputMode = "numeric";
    if (things) input.setAttribute("list", `things-${kind}`);
  }
  Object.assign(input, { id, name });
  // A list takes a thing by its id only; text stays as it was given.
  input.value = value && input.localName === "select" ? keyOf(thing(kind, value).slice(1, -1)) : value;
  input.addEventListener("change", rewrite);
  return made("div", { className: "field" }, label, input);
}

function lists(parameters) {
  const kinds = new Set(parameters.map(({ kind }) => kind).filter((kind) => data.things[kind]?.length > SELECTABLE));
  return [...kinds].map((kind) =>
    made("datalist", { id: `things-${kind}` }, ...data.things[kind].map(({ key, name }) => made("option", { value: key }, name))),
  );
}

/** Show a question: what it asks, its fields and its text. */
function choose(question, values = {}) {
  state.question = question;
  $("question").value = question.name;
  $("why").textContent = question.why;
  $("limits").textContent = question.limits && `What the answer does not say: ${question.limits}`;
  $("fewer").hidden = !question.fewer;
  for (const { name, default: standard } of question.parameters) values[name] ??= standard ?? "";
  const fields = question.parameters.map((parameter) => {
    try {
      return field(parameter, values[parameter.name]);
    } catch (error) {
      return [field(parameter, ""), error];
    }
  });
  $("fields").replaceChildren(...fields.map((one) => (Array.isArray(one) ? one[0] : one)), ...lists(question.parameters));
  const fault = fields.find(Array.isArray)?.[1];
  if (fault) return refuse(fault);
  return rewrite();
}

function refuse(error) {
  tell("", { message: error.message });
  return false;
}

/** Write the question with the values of its fields into the editor. */
function rewrite() {
  try {
    const text = bound(state.question, fieldValues());
    if (text !== editor.text()) editor.write(text);
    state.mine = false;
    $("mine").hidden = true;
    if (!state.running) tell(engine.words ?? "");
    return true;
  } catch (error) {
    return refuse(error);
  }
}

/** Kept questions have described columns; a query that was changed by hand has its own. */
async function answered(sparql, question) {
  return shaped(await asked(sparql), question);
}

async function run() {
  if (state.running) return;
  // A field that was not left yet counts as well.
  if (!state.mine && state.question && !rewrite()) return;
  const sparql = editor.text();
  busy(true);
  tell(engine.words ? "Asking …" : "Loading the edition …");
  const began = performance.now();
  const opened = location.hash;
  try {
    state.answer = await answered(sparql, state.mine ? null : state.question);
    show(state.answer);
    tell(`${summary(state.answer)} in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    // An address that was opened meanwhile, told of or not yet, is not written over: it is next.
    if (!state.waiting && location.hash === opened) history.replaceState(null, "", addressOf());
    $("link").value = location.href;
    $("share").hidden = false;
  } catch (error) {
    clear();
    const fault = faultIn(error.message, sparql);
    if (error.stopped) tell(error.message);
    else tell("", fault);
  }
  busy(false);
  // Another address was opened meanwhile.
  if (state.waiting) {
    state.waiting = false;
    if (follow()) run();
  }
}

function busy(on) {
  state.running = on;
  $("run").disabled = on;
  $("stop").hidden = !on || !engine.stoppable;
  $("answer").setAttribute("aria-busy", String(on));
}

const count = (many, one, more) => `${number(many)} ${many === 1 ? one : more}`;

function summary({ form, truth, triples, rows }) {
  if (form === "ASK") return `The answer is ${truth ? "yes" : "no"}`;
  return triples === undefined ? count(rows.length, "row", "rows") : count(rows.length, "statement", "statements");
}

function clear() {
  state.answer = null;
  $("answer").hidden = true;
}

const TABS = {
  table: (answer) => (answer.form === "ASK" ? null : answer),
  picture: (answer) => pictured(answer),
  map: (answer) => mapped(answer),
};
const SHOW = { table: showTable, picture: showPicture, map: showMap };

function show(answer) {
  $("answer").hidden = false;
  $("said").textContent = `${summary(answer)}.`;
  const views = Object.fromEntries(Object.entries(TABS).map(([name, view]) => [name, view(answer)]));
  for (const name of Object.keys(TABS)) {
    $(`tab-${name}`).hidden = !views[name];
    $(`view-${name}`).replaceChildren();
    $(`tab-${name}`).onclick = () => open(name, views[name]);
  }
  $("tabs").hidden = Object.values(views).filter(Boolean).length < 2;
  $("save-triples").hidden = answer.triples === undefined;
  if (views.table) open("table", views.table);
  else for (const name of Object.keys(TABS)) $(`view-${name}`).hidden = true;
}

function open(name, view) {
  for (const other of Object.keys(TABS)) {
    const here = other === name;
    $(`tab-${other}`).setAttribute("aria-selected", String(here));
    $(`tab-${other}`).tabIndex = here ? 0 : -1;
    $(`view-${other}`).hidden = !here;
  }
  const host = $(`view-${name}`);
  // What could not be drawn is tried anew.
  if (!host.hasChildNodes() || (name === "picture" && !host.querySelector(".canvas"))) SHOW[name](host, view);
}

// Arrow keys go from tab to tab, as in any list of tabs.
$("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const shown = [...$("tabs").children].filter((tab) => !tab.hidden);
  const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
  next.focus();
  next.click();
});

/** Do what the address says; true if it asked for anything. */
function follow() {
  const parts = wanted();
  const name = parts.get("q");
  if (parts.has("query")) {
    editor.write(parts.get("query"));
    state.mine = true;
    $("mine").hidden = !state.question;
    return true;
  }
  if (!name) return false;
  const question = data.questions.find((one) => one.name === name);
  if (!question) return refuse(new Error(`There is no kept question “${name.slice(0, 80)}”.`));
  parts.delete("q");
  const values = Object.fromEntries(parts);
  const known = question.parameters.map((parameter) => parameter.name);
  const chosen = choose(question, values);
  const strange = Object.keys(values).find((one) => !known.includes(one));
  if (strange) return refuse(new Error(`This question has no parameter “${strange.slice(0, 80)}”. It takes ${known.join(", ") || "none"}.`));
  return chosen;
}

const editor = WGEditor.create($("editor"), {
  doc: "",
  label: "Query in SPARQL",
  terms: data.terms,
  onRun: run,
  onChange() {
    state.mine = !state.question || editor.text() !== unchanged();
    $("mine").hidden = !state.mine || !state.question;
  },
});

/** What the fields alone would write. */
function unchanged() {
  try {
    return bound(state.question, fieldValues());
  } catch {
    return null;
  }
}

// What is typed in the editor is the editor's, and no shortcut of the site.
$("editor").addEventListener("keydown", (event) => event.stopPropagation());
$("question").addEventListener("change", () => choose(data.questions.find(({ name }) => name === $("question").value)));
$("mine").querySelector("button").addEventListener("click", rewrite);
$("asking").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
$("stop").addEventListener("click", () => stop("Stopped. The edition is being loaded again."));
$("save-csv").addEventListener("click", () => save(`${fileName()}.csv`, "text/csv", csvOf(state.answer)));
$("save-json").addEventListener("click", () => save(`${fileName()}.json`, "application/sparql-results+json", jsonOf(state.answer)));
$("save-triples").addEventListener("click", () => save(`${fileName()}.nt`, "application/n-triples", state.answer.triples));
$("copy").addEventListener("click", async () => {
  $("link").select();
  try {
    await navigator.clipboard.writeText($("link").value);
    $("copied").textContent = "Copied.";
  } catch {
    $("copied").textContent = "It is selected: copy it by hand.";
  }
});
window.addEventListener("hashchange", () => {
  if (state.running) state.waiting = true;
  else if (follow()) run();
});

const fileName = () => (state.mine || !state.question ? "watchgraph-answer" : state.question.name);

choose(data.questions.find(({ name }) => name === data.first) ?? data.questions[0]);
const told = follow();
const ready = start().then(({ statements, seconds }) => {
  engine.words = `Ready: ${number(statements)} statements, loaded in ${seconds.toFixed(1)} s.`;
  document.documentElement.dataset.ready = "yes";
  if (!state.running && $("fault").hidden) tell(engine.words);
});
ready.catch((error) => tell("", { message: `The engine does not start in this browser: ${error.message}` }));
if (told) run();

/** For the site's other scripts, and for tests: ask a kept question, or bind one. */
window.WGSparqlPage = {
  ready,
  literal,
  bind: (name, values = {}) => bound(data.questions.find((one) => one.name === name), values),
  async ask(name, values = {}) {
    const question = data.questions.find((one) => one.name === name);
    const { columns, rows } = await answered(bound(question, values), question);
    return { columns: columns.map((column) => column.name), rows: rows.map((row) => row.map(({ text }) => text)) };
  },
};
