// The engine for the web, up to release 0.5.11, groups a - b - c and a / b / c from the right, which
// gives another value. Brackets make it group from the left, as SPARQL says.

const TOKEN =
  /"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*|[?$][\p{L}\p{N}_]+|(?:\p{L}[\p{L}\p{N}_.-]*)?:[\p{L}\p{N}_.%:-]*|\d*\.?\d+(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\|\||&&|[!<>]?=|\^\^|\S/gu;
const OPERAND = /^(?:[?$].|["')}]|\.?\d|<.+>$|[^\s?$<"'(]*:|(?:true|false)$)/i;
const LOOSER = /^(?:,|;|\|\||&&|[!<>]?=|[<>]|IN|NOT|AS|DISTINCT)$/i;
// After these words a bracket holds values or a list of nodes, not an expression.
const NO_EXPRESSION = /^(?:VALUES|a)$/;

/** A query with brackets around each sum or product that stands left of another operator. */
function grouped(sparql) {
  const inserted = []; // {at, text}
  // One level for each open bracket: what is in it, and the chains that its last tokens belong to.
  const level = (kind) => ({ kind, chains: { sum: null, product: null } });
  const levels = [level("clause")];
  let before = "";
  let end = 0;
  const extend = (chain) => {
    if (chain.operators) inserted.push({ at: chain.start, text: "(" }, { at: end, text: ")" });
    chain.operators += 1;
  };
  for (const { 0: token, index } of sparql.matchAll(TOKEN)) {
    if (token.startsWith("#")) continue;
    const here = levels.at(-1);
    const { chains } = here;
    if (here.kind === "expression" && token !== ")") {
      if (LOOSER.test(token)) here.chains = { sum: null, product: null };
      else if (/^[-+*/]$/.test(token) && OPERAND.test(before)) {
        extend(/[-+]/.test(token) ? chains.sum : chains.product);
        if (/[-+]/.test(token)) chains.product = null;
      } else {
        chains.sum ??= { start: index, operators: 0 };
        chains.product ??= { start: index, operators: 0 };
      }
    }
    if (token === "{") {
      if (here.kind === "clause") here.kind = "pattern";
      levels.push(level("pattern"));
    } else if (token === "(") {
      const called = /^[A-Za-z_]\w*$/.test(before) || here.kind !== "pattern";
      levels.push(level(called && here.kind !== "nodes" && !NO_EXPRESSION.test(before) ? "expression" : "nodes"));
    } else if (token === ")" || token === "}") {
      if (levels.length > 1) levels.pop();
    } else if (here.kind !== "expression" && /^(?:SELECT|GROUP|HAVING|ORDER)$/i.test(token)) here.kind = "clause";
    else if (/^WHERE$/i.test(token) && here.kind === "clause") here.kind = "pattern";
    before = token;
    end = index + token.length;
  }
  let text = "";
  let done = 0;
  for (const { at, text: bracket } of inserted.sort((a, b) => a.at - b.at)) {
    text += sparql.slice(done, at) + bracket;
    done = at;
  }
  return text + sparql.slice(done);
}
