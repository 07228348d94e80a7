// Queries: what is admitted, and values made into terms, never into text. As the Python engine does.

// Strings, IRIs, comments and escaped signs of names, in which a word of the language is none.
const QUOTED =
  /"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\r\n]*|\\./g;
const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"];
const XSD = "http://www.w3.org/2001/XMLSchema#";
const LONGEST_VALUE = 1000;

/** Refuse what this page does not do; else say which form a query has and which graphs it asks. */
function admitted(sparql) {
  const words = sparql.replace(QUOTED, " ");
  const body = words.replace(/\bPREFIX\s+[^\s:]*:/gi, " ").replace(/\bBASE\b/gi, " ");
  const first = (/^\s*([a-z]+)/i.exec(body)?.[1] ?? "").toUpperCase();
  if (UPDATES.includes(first)) {
    throw new Error("This page only asks: the edition in it cannot be changed. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.");
  }
  if (!body.trim()) throw new Error("There is no query yet.");
  if (/(?<![?$:])\bSERVICE\b/i.test(words)) {
    throw new Error("SERVICE is refused: a query stays in this page, and no other server is asked.");
  }
  // An engine that is told to take the union passes over FROM in silence.
  const union = !/(?<![?$:])\bFROM\b(?!\s+NAMED\b)/i.test(words);
  return { form: FORMS.includes(first) ? first : "SELECT", union };
}

/** Where a place of the text that was sent lies in the text as it was written. */
function written(sparql, line, column) {
  const own = sparql.split("\n")[line - 1] ?? "";
  const sent = grouped(sparql).split("\n")[line - 1] ?? "";
  let place = 0;
  for (const c of sent.slice(0, column - 1)) if (own[place] === c) place += c.length;
  return place + 1;
}

/** What the engine says of a faulty query: {line, column, message}, the place that of the editor. */
function faultIn(message, sparql) {
  const place = /error at (\d+):(\d+): ?([^]*)/.exec(message);
  if (!place) return { message };
  const line = Math.max(Number(place[1]) - data.prologue.split("\n").length + 1, 1);
  const column = written(sparql, line, Number(place[2]));
  return { line, column, message: `Line ${line}, column ${column}: ${said(place[3])}` };
}

function said(expected) {
  if (/Prefix not found/.test(expected)) return "this prefix is not declared.";
  if (/variable that is unbound/.test(expected)) return "SELECT names a variable that the pattern or GROUP BY does not give.";
  // Lists of characters say nothing to people.
  const named = expected
    .replace(/^expected (one of )?/, "")
    .replace(/\['[^]*?'\](?=,|$|\s*\|)|\[[^\]]*\]/g, "")
    .split(/,\s*/)
    .map((piece) => piece.trim().replace(/^"(.*)"$/, "$1").replace(/\\"/g, '"'))
    .filter((piece) => piece && piece.length <= 30 && !/[\n|]/.test(piece));
  if (!named.length) return "this cannot stand here.";
  return `expected ${named.slice(0, 8).join(" or ")}${named.length > 8 ? ", or others" : ""}.`;
}

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A SPARQL literal of any text. */
function literal(text, datatype = "") {
  let body = "";
  let before = " ";
  for (const c of text) {
    // Some engines read \u wherever it stands, even behind a backslash that is escaped itself.
    const coded = c < " " || ((c === "u" || c === "U") && before === "\\");
    body += ESCAPES[c] ?? (coded ? `\\U${c.codePointAt(0).toString(16).toUpperCase().padStart(8, "0")}` : c);
    before = c;
  }
  return `"${body}"${datatype && `^^<${datatype}>`}`;
}

const isDay = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const LITERALS = {
  date(text) {
    if (!isDay(text)) throw new Error(`“${text}” is no date. Write a day as YYYY-MM-DD.`);
    return literal(text, `${XSD}date`);
  },
  integer(text) {
    if (!/^[+-]?[0-9]{1,18}$/.test(text)) throw new Error(`“${text}” is no integer. Write a whole number.`);
    return String(BigInt(text.replace("+", "")));
  },
  text: (text) => literal(text),
};

const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .toLowerCase()
    .trim()
    .replace(/\s+/g, " ");

/** The one thing of a kind that a text names: its id before all names, the safest name first. */
function thing(kind, text) {
  const things = data.things[kind];
  const own = text.startsWith(data.id) ? things.find(({ iri }) => iri === text) : things.find(({ key }) => key === text);
  if (own) return `<${own.iri}>`;
  const wanted = fold(text);
  const ranked = [(of) => [of.key], ...data.ranks.map((_, rank) => (of) => of.names[rank] ?? [])];
  for (const names of ranked) {
    const found = things.filter((of) => names(of).some((name) => fold(name) === wanted));
    if (found.length === 1) return `<${found[0].iri}>`;
    if (found.length) throw new Error(`“${text}” is ambiguous: ${found.map(({ key }) => key).join(", ")}.`);
  }
  const like = things.filter((of) => [of.key, ...of.names.flat()].some((name) => fold(name).includes(wanted))).slice(0, 5);
  const hint = like.length ? ` Did you mean ${like.map(({ key }) => key).join(" or ")}?` : "";
  throw new Error(`The ${kind.replaceAll("_", " ")} “${text}” is unknown.${hint}`);
}

/** The text of a question with values in its VALUES blocks; what is empty keeps its default. */
function bound(question, values) {
  let sparql = question.sparql;
  for (const { name, kind, default: standard, required } of question.parameters) {
    const block = new RegExp(`VALUES\\s+\\?${name}\\s*\\{[^{}]*\\}`, "g");
    const text = (values[name] ?? "").trim();
    if (!text) {
      if (required) throw new Error(`This question needs a value for ${name}.`);
      // VALUES with one UNDEF joins with everything.
      if (standard === null) sparql = sparql.replace(block, "");
      continue;
    }
    if (text.length > LONGEST_VALUE || /\p{Cs}/u.test(text)) throw new Error(`The value of ${name} is no text of up to ${LONGEST_VALUE} characters.`);
    const term = LITERALS[kind] ? LITERALS[kind](text) : thing(kind, text);
    sparql = sparql.replace(block, () => `VALUES ?${name} { ${term} }`);
  }
  return sparql;
}
