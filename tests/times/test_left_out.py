"""What a graph as of a day says of a record that it leaves out: why, and not that there is none."""

from collections.abc import Callable

import pytest

from watchgraph.errors import UseError
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

Cut = Callable[..., KnowledgeGraph]
Act = Callable[[KnowledgeGraph], object]

PUBLISHED = "2019-09-17"


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (lambda kg: kg.record("assessment/2022-KEN"), "assessment/2022-KEN"),
        (lambda kg: kg.record(ID + "edition/2022"), "edition/2022"),
        (lambda kg: kg.evidence([ID + "assessment/2022-KEN"]), "assessment/2022-KEN"),
        (lambda kg: kg.network("supply", edition=2022), "edition/2022"),
        (lambda kg: kg.ask("suppliers_of_country", country="KEN", edition=2022), "edition/2022"),
    ],
)
def test_what_began_later_is_named_as_such(cut: Cut, act: Act, name: str) -> None:
    with pytest.raises(UseError) as raised:
        act(cut(PUBLISHED))
    assert str(raised.value) == (
        f"{name} is not in the graph as of {PUBLISHED}: it began after the day. "
        "Ask the whole graph, or one as of another day."
    )


@pytest.mark.parametrize(
    ("days", "outcome", "why"),
    [
        ({"known": PUBLISHED}, "not_published", "its source was not published yet"),
        ({"known": PUBLISHED}, "publication_unknown", "when its source was published is not known"),
        ({"valid": PUBLISHED}, "undated", "it cannot be placed for want of a date"),
        ({"valid": PUBLISHED}, "ended", "it had ended by the day"),
    ],
)
def test_each_reason_is_said(cut: Cut, days: dict[str, str], outcome: str, why: str) -> None:
    kg = cut(**days) if "known" in days else cut(PUBLISHED)
    assert kg.moment is not None
    gone = [iri for iri, one in kg.moment.records.items() if one.outcome == outcome]
    with pytest.raises(UseError, match=f": {why}\\. Ask"):
        kg.record(gone[0])


def test_what_never_was_is_unknown_as_before(kg: KnowledgeGraph, cut: Cut) -> None:
    for one in (kg, cut(PUBLISHED)):
        with pytest.raises(UseError, match="There is no 'assessment/2022-XXX'"):
            one.record("assessment/2022-XXX")
        with pytest.raises(UseError, match="No record with a source"):
            one.evidence([ID + "assessment/2022-XXX"])
        with pytest.raises(UseError, match="'1999' is unknown"):
            one.network("supply", edition=1999)


def test_what_is_kept_is_told_whole(kg: KnowledgeGraph, cut: Cut) -> None:
    name = "assessment/2019-KEN"
    assert cut(PUBLISHED).record(name) == kg.record(name)
