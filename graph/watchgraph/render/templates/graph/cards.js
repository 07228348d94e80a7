// The cards of records: what each says, of which source, and of a loan its terms.

const FIRST_RECORDS = 12;

/** Words that lead to a page of the site where there is one. */
function pageLink(iri, words) {
  const page = pageOf(iri);
  return page ? el("a", { href: page, dir: "auto" }, words) : el("span", { dir: "auto" }, words);
}

function sourceLine(row) {
  const [title, url, publisher, published, accessed, licence, iri] = data.sources[row];
  const about = [
    publisher,
    published,
    accessed && !published ? `read ${accessed}` : "",
    licence === "Not stated" ? "licence not stated" : licence,
  ].filter(Boolean);
  return el(
    "p",
    { class: "source" },
    webLink(url, title || url),
    about.length ? el("span", { dir: "auto" }, `. ${about.join(", ")}`) : null,
    pageOf(iri) ? " " : null,
    pageOf(iri) ? el("a", { class: "own", href: pageOf(iri) }, "Source page", el("span", { class: "unseen" }, ` of ${title}`)) : null,
  );
}

const money = (amount, currency) => `${amount.toLocaleString("en", { maximumFractionDigits: 0 })} ${currency || "(currency not stated)"}`;

/** What a loan states: amount, lender, contractors, terms; what it does not is said so. */
function loanLines(loan) {
  const usd = loan.amount_usd_2021;
  const terms = [
    loan.rate !== null ? `${loan.rate} % interest` : "",
    loan.maturity !== null ? `${counted(loan.maturity, "year")} to repay` : "",
    loan.grace !== null ? `${counted(loan.grace, "year")} of grace` : "",
    loan.concessional[0] === "yes" ? "concessional" : loan.concessional[0] === "no" ? "not concessional" : "",
  ].filter(Boolean);
  const contractors = loan.contractors.flatMap((row, i) => [i ? ", " : "", pageLink(text(row), loan.contractorLabels[i])]);
  const rows = [
    ["Amount", loan.amount === null ? "Not stated" : money(loan.amount, loan.currency) + (usd === null ? "" : `; ${money(usd, "US dollars of 2021")}`)],
    ["Lender", pageLink(text(loan.lender), loan.lenderLabel)],
    ["Contractors", contractors.length ? contractors : "None named"],
    ["Status", loan.statuses.map((code) => data.words.statuses[code] || spokenCode(code)).join(", ") || "Not stated"],
    ["Terms", terms.join(", ") || "Not stated"],
    ["Kind", [...loan.instruments, ...loan.purposes].map(spokenCode).join(", ") || "Not stated"],
  ];
  const made = el("dl", { class: "facts terms" });
  for (const [term, words] of rows) made.append(el("dt", null, term), el("dd", { dir: "auto" }, ...[words].flat()));
  return made;
}

function recordCard(row) {
  const [iri, kind, words, country, date, note, sources, own] = data.records[row];
  if (!kind && !words) {
    return el("li", { class: "record" }, el("code", null, iri), el("p", { class: "note" }, "No details of this record were given to the picture."));
  }
  const name = words && country && !words.includes(country) ? `${words}, ${country}` : words;
  const told = data.told[row];
  return el(
    "li",
    { class: "record" },
    el("p", { class: "head" }, el("span", null, kind), el("span", null, date || "no date")),
    name ? el("p", { class: "label", dir: "auto" }, pageOf(iri) ? pageLink(iri, name) : name) : null,
    own ? el("p", { class: "own-records" }, "Own records: ", el("bdi", null, own)) : null,
    told && told.loan ? loanLines(told.loan) : null,
    note ? el("p", { class: "note", dir: "auto" }, note) : null,
    ...(sources.length ? sources.map(sourceLine) : [el("p", { class: "source" }, "No source is given.")]),
  );
}

function heading(words, count) {
  return el("h3", null, `${words} `, el("span", { class: "count" }, count.toLocaleString("en")));
}

function cardList(words, records) {
  const cards = el("ol", { class: "records" }, ...records.slice(0, FIRST_RECORDS).map(recordCard));
  const made = [heading(words, records.length), cards];
  if (records.length > FIRST_RECORDS) {
    const more = el("button", { type: "button", class: "more-records" }, `Show all ${records.length.toLocaleString("en")} records`);
    more.addEventListener("click", () => {
      cards.append(...records.slice(FIRST_RECORDS).map(recordCard));
      more.remove();
      cards.children[FIRST_RECORDS].scrollIntoView({ block: "nearest" });
    });
    made.push(more);
  }
  return made;
}

const recordList = (edges) => cardList("Records", recordsOf(edges));

// What is recorded of a node itself: no link rests on it, so it stands below and says so.
function aboutList(facts) {
  if (!facts.about.length) return [];
  const words = facts.kind.startsWith("Country") ? data.words.loans : "Listings and control";
  const [title, ...rest] = cardList(words, facts.about);
  return [title, el("p", { class: "note" }, "Recorded of it besides; no link of the picture rests on these."), ...rest];
}

// What is recorded beside a link: it stands below the records that the link rests on.
function besideList(edge) {
  const { beside = [] } = data.edges[edge];
  if (!beside.length) return [];
  const [title, ...rest] = cardList("Beside the link", beside);
  return [title, el("p", { class: "note" }, "The link does not rest on these."), ...rest];
}
