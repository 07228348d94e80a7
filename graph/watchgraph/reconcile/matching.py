"""Printed names to keys: what is equal is taken, what is like is proposed to a person.

A name is taken only if its text equals a name, legal name, alias, key or surely read spelling
of exactly one thing, but for case, blanks, Unicode form and legal form. A name that is like one,
that fits two, or whose reading the edition only assumes, becomes a proposal; so does a short
alias that nothing else confirms.

What *like* means is told in :mod:`watchgraph.reconcile.likeness`.
A name of at most four letters is like too many: there a second field must agree as well, the
country of the head office or the domain of the website.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from watchgraph.reconcile.folding import fold, plain
from watchgraph.reconcile.judgements import Judgement, Judgements
from watchgraph.reconcile.known import KnownNames, KnownThing, domain
from watchgraph.reconcile.likeness import LIKE_LETTERS, is_short, likeness

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
    names = _gathered(printed)
    matches: dict[str, Match] = {}
    proposals: dict[tuple[str, str], Judgement] = {}
    undecided: list[str] = []
    unknown: list[_Name] = []
    for name in names:
        judged = judgements.of_text(known.kind, name.text)
        if judged.same in known.things:
            matches[name.printed] = Match(name.printed, judged.same, "judged")
            continue
        if judged.unsure:
            undecided.append(name.printed)
        match, candidates = _equal(name, known)
        if match.key in judged.ruled_out:
            match = Match(name.printed, None, "")
        matches[name.printed] = match
        for key in candidates:
            if key not in judged.ruled_out:
                proposals.setdefault((name.text, key), _proposal(name, key, 100.0, known))
        if not match.how and not candidates:
            unknown.append(name)
    for name, key, score in _like(unknown, known, judgements):
        # Two writings of one name are one question.
        proposals.setdefault((name.text, key), _proposal(name, key, score, known))
    return Reconciled(
        known.kind,
        matches,
        tuple(proposals[at] for at in sorted(proposals)),
        tuple(undecided),
    )


@dataclass(frozen=True)
class _Name:
    """A printed name, what is plain of it, and what is said of it in any harmless spelling."""

    printed: str
    text: str
    fields: _Fields


def _gathered(printed: Iterable[PrintedName]) -> list[_Name]:
    """Return the names, sorted, each once."""
    countries: dict[str, set[str]] = {}
    domains: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    for name in printed:
        if name.printed not in texts:
            texts[name.printed] = plain(name.printed)
        text = texts[name.printed]
        countries.setdefault(text, set()).update({name.country} - {""})
        domains.setdefault(text, set()).update({domain(name.website)} - {""})
    fields = {
        text: _Fields(frozenset(countries[text]), frozenset(domains[text])) for text in countries
    }
    return [_Name(name, text, fields[text]) for name, text in sorted(texts.items()) if text]


def _equal(name: _Name, known: KnownNames) -> tuple[Match, list[str]]:
    """Return the match of an equal text, or the candidates that it is not enough for."""
    if name.text in known.mark_texts:
        return Match(name.printed, None, "mark"), []
    ways = dict(known.by_text.get(name.text, {}))
    if name.printed in known.things:
        ways[name.printed] = "code"
    if len(ways) == 1:
        ((key, how),) = ways.items()
        agrees, compared = name.fields.compared(known.things[key])
        # A short alias by itself, or a short name of a company from elsewhere, says too little.
        says_little = is_short(fold(name.printed)) and not agrees
        if how == "code" or not (
            how == "assumed" or (says_little and (how == "alias" or compared))
        ):
            return Match(name.printed, key, how), []
    return Match(name.printed, None, ""), sorted(ways)


def _proposal(name: _Name, key: str, score: float, known: KnownNames) -> Judgement:
    thing = known.things[key]
    return Judgement(
        kind=known.kind,
        printed=name.printed,
        candidate=key,
        candidate_name=thing.name,
        score=f"{score:.0f}",
        second_field=name.fields.compared(thing)[1],
    )


def _like(
    names: Sequence[_Name], known: KnownNames, judgements: Judgements
) -> Iterator[tuple[_Name, str, float]]:
    """Yield name, key and score of what is like, the best of each name first."""
    others = sorted({(fold(n.text), n.key) for n in known.names if n.how != "code"})
    others = [(text, key) for text, key in others if text]
    folded = [(name, text) for name in names if (text := fold(name.printed))]
    folded = [(name, text) for name, text in folded if len(text) <= _LONGEST]
    if not others:
        return
    for start in range(0, len(folded), _BATCH):
        batch = folded[start : start + _BATCH]
        scores = likeness([text for _, text in batch], [text for text, _ in others])
        for (name, text), row in zip(batch, scores, strict=True):
            ruled_out = judgements.of_text(known.kind, name.text).ruled_out
            best: dict[str, float] = {}
            for place in row.nonzero()[0].tolist():
                other, key = others[place]
                if key in ruled_out:
                    continue
                score = float(row[place])
                if is_short(text) or is_short(other):
                    enough = name.fields.compared(known.things[key])[0]
                else:
                    enough = score >= LIKE_LETTERS
                if enough:
                    best[key] = max(best.get(key, 0.0), score)
            ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
            for key, score in ranked[:MOST]:
                yield name, key, score
