"""Printed names to keys: what is equal is taken, what is like is proposed to a person.

A name is taken only if its text equals a name, legal name, alias, key or surely read spelling
of exactly one thing, but for case, blanks, Unicode form and legal form. A name that is like one,
that fits two, or whose reading the edition only assumes, becomes a proposal; so does a short
alias that nothing else confirms.

Names are like each other if their folded forms are within one edit in five letters (optimal
string alignment, blanks left out), or if the words of one are nearly all in the other (token
set ratio of at least 90). On the edition's own 374 names of 226 suppliers, each taken out and
looked for among the rest, 164 of 214 names with another name beside them lead to their supplier
(recall 0.77) and 164 of 168 proposals are right (precision 0.98); the rest of the 214 share no
letters to go by, such as Cassidian and Airbus. Of 4,506 swaps of two neighbouring letters of the
names all are found. Lists of other hands will hold more names that are like by chance.

A name of at most four letters is like too many: there a second field must agree as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.extras import needs
from watchgraph.reconcile.folding import fold, plain
from watchgraph.reconcile.judgements import Judgement, Judgements
from watchgraph.reconcile.known import KnownNames, KnownThing, domain

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: So like must two folded names be, in hundredths.
LIKE_LETTERS = 80
LIKE_WORDS = 90
_MOST_BY_WORDS = 95
#: A folded name of so many letters is short: it says too little by itself.
SHORT = 4
#: So many candidates are proposed for one name.
MOST = 3
# Rows compared at a time, so that memory does not grow with the sheet.
_BATCH = 2_000
# No company is called so; what is longer is a sentence in the wrong column.
_LONGEST = 300


@dataclass(frozen=True, order=True)
class PrintedName:
    """A name as it stands in a sheet.

    Attributes
    ----------
    printed
        The name.
    country
        Country of its head office, ISO alpha-3, if the sheet states one; empty if not.
    website
        Its website or domain, if the sheet states one; empty if not.
    """

    printed: str
    country: str = ""
    website: str = ""


@dataclass(frozen=True)
class Match:
    """What a printed name was found to mean.

    Attributes
    ----------
    printed
        The name.
    key
        Key of the thing; None if none was found.
    how
        ``code``, ``name``, ``spelling``, ``alias`` or ``judged``; ``mark`` for a text that names
        no one thing, such as ``Mult``; empty if nothing was found.
    """

    printed: str
    key: str | None
    how: str


@dataclass(frozen=True)
class Reconciled:
    """What became of all printed names.

    Attributes
    ----------
    kind
        Kind of the things.
    matches
        One match for each printed name, sorted by name.
    proposals
        Rows for a person to judge, sorted.
    undecided
        Printed names that a person was not sure of, sorted.
    """

    kind: str
    matches: Mapping[str, Match]
    proposals: tuple[Judgement, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True)
class _Fields:
    """What a sheet says of one printed name beside the name."""

    countries: frozenset[str]
    domains: frozenset[str]

    def compared(self, thing: KnownThing) -> tuple[bool, str]:
        """Tell whether a field agrees, and what was compared."""
        for host in sorted(self.domains):
            known = thing.website
            if known and (host == known or host.endswith("." + known)):
                return True, f"website {known} agrees"
        if thing.country and self.countries:
            if thing.country in self.countries:
                return True, f"head office {thing.country} agrees"
            return False, f"head office {thing.country}, not {', '.join(sorted(self.countries))}"
        return False, ""


def reconcile(
    printed: Iterable[PrintedName], known: KnownNames, judgements: Judgements
) -> Reconciled:
    """Find what printed names mean, and propose what they may mean.

    Parameters
    ----------
    printed
        The names; one may come more than once, with other fields. Blank ones are passed over.
    known
        The things they may mean.
    judgements
        What people judged before; it is obeyed.

    Returns
    -------
    Reconciled
        The same whatever the order of the names.

    Raises
    ------
    UseError
        If names have to be compared and rapidfuzz is not installed.
    """
    names, fields = _gathered(printed)
    matches: dict[str, Match] = {}
    proposals: dict[tuple[str, str], Judgement] = {}
    undecided: set[str] = set()
    open_names: list[str] = []
    for name in names:
        judged = judgements.of(known.kind, name)
        if judged.same in known.things:
            matches[name] = Match(name, judged.same, "judged")
            continue
        if judged.unsure:
            undecided.add(name)
        match, candidates = _equal(name, known, fields[name])
        if match.key is not None and match.key not in judged.ruled_out:
            matches[name] = match
            continue
        matches[name] = match if match.how == "mark" else Match(name, None, "")
        for key in candidates:
            _propose(proposals, name, key, 100.0, known, fields[name], judged.ruled_out)
        if match.key is None and match.how != "mark" and not candidates:
            open_names.append(name)
    for name, key, score in _like(open_names, known, fields):
        ruled_out = judgements.of(known.kind, name).ruled_out
        _propose(proposals, name, key, score, known, fields[name], ruled_out)
    return Reconciled(
        known.kind,
        matches,
        tuple(proposals[at] for at in sorted(proposals)),
        tuple(sorted(undecided)),
    )


def _gathered(printed: Iterable[PrintedName]) -> tuple[list[str], dict[str, _Fields]]:
    """Return the names, sorted, and for each what is said of it in any harmless spelling."""
    countries: dict[str, set[str]] = {}
    domains: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for name in printed:
        text = plain(name.printed)
        if text:
            names[name.printed] = text
            countries.setdefault(text, set()).update({name.country} - {""})
            domains.setdefault(text, set()).update({domain(name.website)} - {""})
    fields = {
        text: _Fields(frozenset(countries[text]), frozenset(domains[text])) for text in countries
    }
    return sorted(names), {name: fields[text] for name, text in names.items()}


def _equal(name: str, known: KnownNames, fields: _Fields) -> tuple[Match, list[str]]:
    """Return the match of an equal text, or the candidates that it is not enough for."""
    if name in known.things:
        return Match(name, name, "code"), []
    text = plain(name)
    if text in known.mark_texts:
        return Match(name, None, "mark"), []
    ways = known.by_text.get(text, {})
    if len(ways) == 1:
        ((key, how),) = ways.items()
        agrees, compared = fields.compared(known.things[key])
        doubtful = how == "assumed" or (
            _is_short(fold(name)) and not agrees and (how == "alias" or bool(compared))
        )
        if not doubtful:
            return Match(name, key, how), []
    return Match(name, None, ""), sorted(ways)


def _propose(
    proposals: dict[tuple[str, str], Judgement],
    name: str,
    key: str,
    score: float,
    known: KnownNames,
    fields: _Fields,
    ruled_out: frozenset[str],
) -> None:
    at = (plain(name), key)
    # Two writings of one name are one question.
    if key in ruled_out or at in proposals:
        return
    thing = known.things[key]
    proposals[at] = Judgement(
        kind=known.kind,
        printed=name,
        candidate=key,
        candidate_name=thing.name,
        score=f"{score:.0f}",
        second_field=fields.compared(thing)[1],
    )


def _is_short(folded: str) -> bool:
    return len(folded.replace(" ", "")) <= SHORT


def _like(
    names: Sequence[str], known: KnownNames, fields: Mapping[str, _Fields]
) -> Iterator[tuple[str, str, float]]:
    """Yield name, key and score of what is like, the best of each name first."""
    others = sorted({(fold(n.text), n.key) for n in known.names if n.how != "code"})
    others = [(text, key) for text, key in others if text]
    folded = [(name, text) for name in names if (text := fold(name)) and len(text) <= _LONGEST]
    if not others or not folded:
        return
    for start in range(0, len(folded), _BATCH):
        batch = folded[start : start + _BATCH]
        scores = _scores([text for _, text in batch], [text for text, _ in others])
        for (name, text), row in zip(batch, scores, strict=True):
            best: dict[str, float] = {}
            for place in row.nonzero()[0].tolist():
                other, key = others[place]
                second = fields[name].compared(known.things[key])[0]
                if second or not (_is_short(text) or _is_short(other)):
                    best[key] = max(best.get(key, 0.0), float(row[place]))
            ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
            for key, score in ranked[:MOST]:
                yield name, key, score


def _scores(texts: list[str], others: list[str]) -> npt.NDArray[np.float32]:
    """Return how like each text is to each other one; 0 where it is not like enough."""
    import numpy as np

    fuzz = needs("rapidfuzz.fuzz", "own")
    process = needs("rapidfuzz.process", "own")
    osa = needs("rapidfuzz.distance", "own").OSA
    words = process.cdist(
        texts, others, scorer=fuzz.token_set_ratio, score_cutoff=LIKE_WORDS, dtype=np.float32
    )
    letters = process.cdist(
        [text.replace(" ", "") for text in texts],
        [text.replace(" ", "") for text in others],
        scorer=osa.normalized_similarity,
        score_cutoff=LIKE_LETTERS / 100,
        dtype=np.float32,
    )
    # Words that are all in a longer name say less than letters that are all the same.
    likeness: npt.NDArray[np.float32] = np.maximum(np.minimum(words, _MOST_BY_WORDS), letters * 100)
    return likeness
