"""Values of kept questions: each is a term, or refused; none is text of the query."""

from collections.abc import Iterator

from material import SHARP, Reading, graph
from watch import watched

from watchgraph.questions import describe, names
from watchgraph.questions.header import PARAMETER_KINDS, Parameter
from watchgraph.questions.library import Question
from watchgraph.questions.parameters import literal, resolve
from watchgraph.questions.run import bind

_ODD = (None, True, 1.5, b"x", [], {}, ("a",), float("nan"), 10**30, -1, 2**63, object())


def target(data: bytes) -> None:
    """Bind a value of any kind; ask with it where a kept question takes it."""
    reading = Reading(data)
    way = reading.byte() % 4
    kind = reading.choice(PARAMETER_KINDS)
    parameter = Parameter("value", kind, None, False, "")
    if way == 0:
        with watched():
            resolve(graph(), parameter, reading.choice(_ODD))
        return
    kept = reading.choice(names())
    value = reading.choice(SHARP) if reading.byte() % 5 == 0 else reading.text()
    if way == 1:
        with watched():
            term, _ = resolve(graph(), parameter, value)
            _is_one_term(term)
        return
    if way == 2:
        try:
            value.encode()
        except UnicodeEncodeError:
            return
        with watched():
            echo = f"SELECT ?value {{ VALUES ?value {{ {literal(value)} }} }}"
            if "\0" not in value:
                assert graph().rows(echo) == [(value,)]
        return
    question: Question = describe(kept)
    with watched():
        given = {p.name: value for p in question.parameters}
        sparql, _ = bind(graph(), question, given)
        graph().query(sparql, max_rows=10_000)


def _is_one_term(term: str) -> None:
    rows = graph().rows(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ ({term} 'end') }} }}")
    assert len(rows) == 1 and rows[0][1] == "end"


def seeds() -> Iterator[bytes]:
    """Give each kind of parameter some names that are known and some that are none."""
    texts = ["eye", "NAM", "Namibia", "2019", "2019-09-17", "5", '" } #', "> } #", "\\u003e", "é"]
    for way in (0, 1, 2, 3):
        for number in range(len(PARAMETER_KINDS)):
            text = texts[(number + way) % len(texts)]
            yield bytes([way, number, 0, number * 3, 0, 1]) + text.encode()
