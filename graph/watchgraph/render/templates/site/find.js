/* Which pages answer to some words. Every word must occur in one of a page's names. */
const KINDS = ["Country", "Supplier", "Lender", "Page", "Question", "Deployment", "Loan", "Source"];

function rankOf(name, words) {
  let worst = 0;
  for (const word of words) {
    const at = name.indexOf(word);
    if (at < 0) return -1;
    let rank = 3;
    if (name === word) rank = 0;
    else if (at === 0) rank = 1;
    else if (/[\s\-–—/(.,'"“«]/u.test(name[at - 1]) || name.includes(" " + word)) rank = 2;
    worst = Math.max(worst, rank);
  }
  return worst;
}

function prepare(rows) {
  return rows.map(([address, kind, title, summary, ...aliases]) => {
    const names = [title, ...aliases];
    return { address, kind, title, summary, names, folded: names.map(fold) };
  });
}

function find(pages, query, most) {
  const whole = fold(query);
  if (!whole) return { hits: [], total: 0 };
  const words = whole.split(" ");
  const hits = [];
  for (const page of pages) {
    let best = null;
    page.folded.forEach((name, place) => {
      let rank = name === whole ? 0 : rankOf(name, words);
      if (rank < 0) return;
      // An alias is as good as a title, but a title wins among equals.
      rank += place ? 0.5 : 0;
      if (!best || rank < best.rank) best = { rank, by: page.names[place], page };
    });
    if (best) hits.push(best);
  }
  const order = (hit) => Math.max(0, KINDS.indexOf(hit.page.kind));
  hits.sort(
    (one, two) =>
      one.rank - two.rank ||
      order(one) - order(two) ||
      one.page.title.length - two.page.title.length ||
      (one.page.address < two.page.address ? -1 : 1)
  );
  return { hits: hits.slice(0, most), total: hits.length };
}
