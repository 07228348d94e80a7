// What the panel says of a link, as pairs of words, told from what is left of it.

const spokenCode = (code) => data.words.codes[code] || `${code.charAt(0).toUpperCase()}${code.slice(1)}`.replace(/[_-]/g, " ");
const number = (value) => Number(value).toLocaleString("en");

function sharedFacts(facts) {
  const rows = [];
  for (const [name, words] of [["countries", "Shared countries"], ["suppliers", "Shared suppliers"]]) {
    const own = list(facts[`shared_${name}`]);
    if (!own.length) continue;
    const labels = list(facts.shared_labels);
    rows.push([words, `${number(own.length)}: ${(labels.length ? labels : own).slice().sort(byCode).join(", ")}`]);
    if (facts.shared_independent !== undefined) rows.push(["", `${number(facts.shared_independent)} of them with two independent sources at both ends`]);
  }
  return rows;
}

function loanFacts(facts) {
  if (facts.contractors === undefined) return [];
  const names = list(facts.contractor_labels);
  const rows = [["Contractors", (names.length ? names : list(facts.contractors)).join(", ") || "Not stated"]];
  for (const [name, words] of [["instruments", "Kind"], ["purposes", "Purpose"]]) {
    const codes = list(facts[name]);
    if (codes.length) rows.push([words, codes.map(spokenCode).join(", ")]);
  }
  const statuses = list(facts.statuses).map((code) => data.words.statuses[code] || spokenCode(code));
  if (facts.status_not_stated) statuses.push(`not stated of ${number(facts.status_not_stated)}`);
  rows.push(["Status", statuses.join(", ") || "Not stated"]);
  const amount = facts.amount_usd_2021;
  const whole = (value) => value.toLocaleString("en", { maximumFractionDigits: 0 });
  rows.push([
    "Sum",
    amount === null || amount === undefined
      ? "Not stated in US dollars of 2021"
      : `${whole(amount)} US dollars of 2021, stated by ${number(facts.amounts_stated)} of ${counted(facts.weight, "record")}`,
  ]);
  return rows;
}

function besideFacts(facts) {
  if (facts.beside === undefined) return [];
  const lists = counted(facts.listings || 0, "listing");
  const listed = list(facts.listed_labels).join(", ");
  return [
    ["Belt and Road", `${data.words.bri[facts.bri] || facts.bri} (the receiving country)`],
    ["Loans", facts.loans ? counted(facts.loans, "record") : "None recorded"],
    ["Listings", listed ? `${lists}: ${listed}` : "None recorded"],
  ];
}

/** The facts of a link; those that it does not have are left out. */
function edgeFacts(edge) {
  const facts = attributesOf(edge);
  const rows = sharedFacts(facts);
  // Of what two nodes share, the sources of one half confirm nothing of the other.
  const both = facts.shared_independent === undefined ? "" : ", both ends together";
  if (facts.independent_sources) rows.push([`Independent sources${both}`, number(facts.independent_sources)]);
  if (list(facts.editions).length) rows.push(["Index editions", list(facts.editions).join(", ")]);
  if (facts.deployments !== undefined) rows.push(["Deployments", facts.deployments ? number(facts.deployments) : "None"]);
  if (facts.basis) rows.push(["How known", data.words.basis[facts.basis] || spokenCode(facts.basis)]);
  const technologies = list(facts.technologies);
  if (technologies.length) {
    rows.push(["Technologies", technologies.map(spokenCode).join(", ")]);
    const basis = facts.technologies_basis;
    if (basis) rows.push(["", data.words.technologiesBasis[basis] || spokenCode(basis)]);
  }
  rows.push(...loanFacts(facts));
  if (facts.first_date !== undefined) {
    const { first_date: first, last_date: last } = facts;
    rows.push(["Dated", !first ? "No record here has a date" : first === last ? first : `${first} to ${last}`]);
  }
  return [...rows, ...besideFacts(facts)];
}
