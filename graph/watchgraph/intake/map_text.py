"""A guess written as a column map: YAML that says of each line what it is and what stands there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from watchgraph.intake.evidence import Column
from watchgraph.intake.fields import Form
from watchgraph.intake.guess import Guess

_EXAMPLES = 3
_LONGEST = 40
_WIDTH = 98
_WORDS_SHOWN = 12


def map_text(
    guess: Guess,
    form: Form,
    *,
    file: str,
    folder: str,
    read_as: Mapping[str, str],
    sheet: str = "",
    codes: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Write a guess as the text of a column map.

    Parameters
    ----------
    guess
        What was guessed.
    form
        What a row may say.
    file
        Name of the sheet's file.
    folder
        Folder of the sheet, for the commands that are named.
    read_as
        How the file was read.
    sheet
        Sheet of the workbook.
    codes
        Codes that a field of codes may have, by field.

    Returns
    -------
    str
        YAML with comments; every text of the sheet stands in quotes on one line.
    """
    lines = [
        f"# How the columns of {comment(file)} are read.",
        "# Left: what WatchGraph calls it. Right: your heading. This is a first guess: correct it,",
        f"# then run: watchgraph check {comment(folder)}",
        "",
        f"file: {quote(file)}",
    ]
    if sheet:
        lines.append(f"sheet: {quote(sheet)}")
    for key in ("encoding", "delimiter"):
        if read_as.get(key):
            lines.append(f"{key}: {quote(read_as[key])}")
    if read_as.get("header"):
        lines.append(f"header: {read_as['header']}".ljust(30) + "# row of the headings")
    lines += [f"rows: {form.rows}".ljust(30) + "# what one row is", ""]
    lines += _columns(guess, form)
    lines += _not_placed(guess, form)
    lines += _values(guess, codes or {})
    lines += _blank_words(guess)
    lines += _dates(guess, form)
    lines += _decimals(guess, form)
    lines += _fixed(guess, form)
    lines += _ignored(guess)
    return "\n".join(lines).rstrip("\n") + "\n"


def quote(text: str) -> str:
    r"""Return a text as a YAML value in double quotes, on one line.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text with escapes for quotes, and for whatever does not show as itself.

    Examples
    --------
    >>> print(quote('a "b"\n\u202ec'))
    "a \"b\"\n\u202Ec"
    """
    return f'"{"".join(map(_escaped, text))}"'


def comment(text: str) -> str:
    """Return a text for a comment: on one line, and nothing in it that does not show as itself.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text; quoted where something had to be escaped.

    Examples
    --------
    >>> comment("leads.xlsx")
    'leads.xlsx'
    """
    quoted = quote(text)
    return text if quoted[1:-1] == text else quoted


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    if sign == "\t":
        return "\\t"
    hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    if hidden or (sign.isspace() and sign != " "):
        number = ord(sign)
        if 0xD800 <= number < 0xE000:
            return "\\uFFFD"
        return (
            f"\\x{number:02X}"
            if number < 256
            else (f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}")
        )
    return sign


def _examples(column: Column) -> str:
    shown = []
    for cell in column.cells[:_EXAMPLES]:
        cut = cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…"
        shown.append(quote(cut))
    return ", ".join(shown) if shown else "no cell is filled"


def _columns(guess: Guess, form: Form) -> list[str]:
    lines = ["columns:"]
    for one in guess.placed:
        lines += _wrapped(form[one.field].about, "  # ")
        lines.append(f"  # such as {_examples(guess.columns[one.heading])}")
        told = f"  {one.field}: {quote(one.heading)}"
        lines.append(told if one.sure == "sure" else f"{told}    # {one.sure}: {one.why}")
    if not guess.placed:
        lines[0] = "columns: {}"
    placed = {one.field for one in guess.placed}
    missing = [field for field in form.fields if field.name not in placed]
    lines += ["", "  # Fields that no column was found for; take # away and give the heading:"]
    for field in missing:
        mark = "   # needed" if field.needed else ""
        lines.append(f'  # {field.name}: ""{mark}')
    return [*lines, ""]


def _not_placed(guess: Guess, form: Form) -> list[str]:
    if not guess.not_placed:
        return []
    lines = ["# not mapped: put a field before the heading under `columns`, or leave it out."]
    for heading in guess.not_placed:
        lines.append(f"#   {quote(heading)}, such as {_examples(guess.columns[heading])}")
    return [*lines, ""]


def _values(guess: Guess, codes: Mapping[str, Sequence[str]]) -> list[str]:
    lines: list[str] = []
    if guess.split:
        lines.append("# What parts several values in one cell.")
        lines.append("split:")
        for name, marks in guess.split.items():
            lines.append(f"  {name}: {_listed(marks)}")
        lines.append("")
    if guess.unread:
        lines.append('# Your words, and our codes for them: take # away and fill "" with a code.')
        lines.append('# A word that stays "" is read as: not stated.')
        lines.append("# values:")
        for name, words in guess.unread.items():
            lines += _wrapped(f"one of: {', '.join(codes.get(name, ()))}", "#   # ")
            lines.append(f"#   {name}:")
            lines += [f'#     {quote(word)}: ""' for word in words[:_WORDS_SHOWN]]
            if len(words) > _WORDS_SHOWN:
                lines.append(f"#     # … and {len(words) - _WORDS_SHOWN} more")
        lines.append("")
    return lines


def _blank_words(guess: Guess) -> list[str]:
    if not guess.blank:
        return []
    return ["# Words that stand for an empty cell.", f"blank: {_listed(guess.blank)}", ""]


def _dates(guess: Guess, form: Form) -> list[str]:
    kinds = {form[one.field].kind for one in guess.placed}
    if not kinds & {"partial", "day"}:
        return []
    told = "# Order of day and month where a date does not tell, such as 03/04/2019:"
    if guess.dates:
        return [told, f"dates: {guess.dates}".ljust(30) + "# as others of its dates show", ""]
    return [told, "# dates: day-first", ""]


def _decimals(guess: Guess, form: Form) -> list[str]:
    kinds = {form[one.field].kind for one in guess.placed}
    if not kinds & {"number", "integer"}:
        return []
    told = "# Sign before decimals where a number does not tell, such as 1,200: point or comma."
    if guess.decimals:
        shown = f"decimals: {guess.decimals}".ljust(30) + "# as others of its numbers show"
        return [told, shown, ""]
    return [told, "# decimals: point", ""]


def _fixed(guess: Guess, form: Form) -> list[str]:
    placed = {one.field for one in guess.placed}
    lines = ["# The same for every row.", "fixed:"]
    given = [field for field in form.fields if field.default and field.name not in placed]
    lines += [f"  {field.name}: {quote(field.default)}" for field in given]
    if not given:
        lines = ["# The same for every row; take # away.", "# fixed:", '#   note: ""']
    return [*lines, ""]


def _ignored(guess: Guess) -> list[str]:
    if not guess.private:
        return ["# Headings that are left out on purpose.", "ignore: []", ""]
    lines = [
        "# Headings that are left out on purpose. These look like what belongs to private persons,",
        "# which WatchGraph does not take in:",
        "ignore:",
    ]
    return [*lines, *(f"  - {quote(heading)}" for heading in guess.private), ""]


def _listed(words: Iterable[str]) -> str:
    return "[" + ", ".join(map(quote, words)) + "]"


def _wrapped(text: str, margin: str) -> list[str]:
    import textwrap

    return [
        margin + line for line in textwrap.wrap(text, _WIDTH - len(margin), break_on_hyphens=False)
    ]
