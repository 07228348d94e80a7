// Cells of a CSV file, as Python writes them: text that a spreadsheet would compute is guarded.

const FORMULA = /^[\t-\r\x1c- \x85\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const SIGNED = /^[+-](?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+|[Ii][Nn][Ff])(?:[Ee][+-]?[0-9]+)?$/;

/** Text with an apostrophe before it, if it would be computed or such an apostrophe be lost. */
function guarded(text) {
  const bare = text.replace(/^'+/, "");
  return FORMULA.test(bare) && !SIGNED.test(bare) ? `'${text}` : text;
}

/** Text as a cell: guarded, and in quotes where it holds what ends a cell. */
function csvText(text) {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
