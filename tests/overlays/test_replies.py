"""What an overlay withholds of its own records, and what organisations reply to them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

import watchgraph as wg
from watchgraph.export.answered import notices_of_record, withheld_lines
from watchgraph.export.passing_on import passed_on
from watchgraph.export.statements import statements
from watchgraph.overlays import Laid
from watchgraph.profiles import deployment, gather
from watchgraph.profiles import record as of_page
from watchgraph.store import KnowledgeGraph
from watchgraph.times.cut import without
from watchgraph.vocabulary import WG

from .conftest import ROWS, SMALL_ROWS, Make

RECORD = "https://w3id.org/watchgraph/id/deployment/mine-ken-yard"
REPLIES = (
    "record,reply_status,asked,reply,replied,reply_source\n"
    "mention/mine-ken-yard--huawei,declined,2021-03-01,,,\n"
)
REDACTIONS = (
    "redaction,record,column,reason\n"
    "mine-ken-yard--operator,deployment/mine-ken-yard,operator,To keep <staff> from harm.\n"
)


def test_own_records_show_what_is_withheld_and_what_was_answered(make: Make, small: Path) -> None:
    files = {**SMALL_ROWS, "replies.csv": REPLIES, "redactions.csv": REDACTIONS}
    kg = wg.load(small, overlays=[make(files=files)], include_private=["mine"])
    assert deployment(gather(kg), RECORD).operator == "withheld"
    [told] = kg.evidence([RECORD])
    assert told["note"] == "Withheld: operator (To keep <staff> from harm)."
    assert f"deployment/mine-ken-yard: {told['note']}" in withheld_lines(kg)
    mention = kg.record("mention/mine-ken-yard--huawei")
    assert (mention["replyStatus"], mention["askedOn"]) == ("reply-status/declined", "2021-03-01")


def test_nothing_is_said_of_it_where_the_overlay_is_not_shown(make: Make, small: Path) -> None:
    files = {**SMALL_ROWS, "replies.csv": REPLIES, "redactions.csv": REDACTIONS}
    lines = withheld_lines(wg.load(small, overlays=[make(files=files)]))
    assert [line for line in lines if "mine" in line] == []
    assert len(lines) > 1


def test_they_are_left_out_with_the_record_that_they_are_about(
    make: Make, lay: Callable[..., Laid]
) -> None:
    faulty = ROWS["deployments.csv"].replace("KEN", "KEX")
    files = {**ROWS, "deployments.csv": faulty, "replies.csv": REPLIES}
    laid = lay(make(files=files | {"redactions.csv": REDACTIONS}), skip_faulty=True)
    assert laid.stopping == ()
    assert sorted(set(laid.layers["mine"].columns)) == [
        "codelist-datasets",
        "publishers",
        "sources",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "rule"),
    [
        ("redactions.csv", ",operator,", ",place,", "column", "is withheld, and stands in"),
        ("redactions.csv", ",operator,", ",name,", "column", "is never blank in"),
        ("redactions.csv", "/mine-ken-yard,", "/mine-none,", "record", "names no row"),
        ("replies.csv", "mention/mine-ken-yard--huawei", "supplier/huawei", "record", "says noth"),
        ("replies.csv", "declined,2021-03-01,", "no_reply,,No.", "reply", "stands although"),
    ],
)
def test_what_does_not_go_with_its_record_is_found_in_the_owners_file(
    make: Make,
    lay: Callable[..., Laid],
    file: str,
    old: str,
    new: str,
    place: str,
    rule: str,
) -> None:
    text = {"replies.csv": REPLIES, "redactions.csv": REDACTIONS}[file]
    [fault] = lay(make(files={**ROWS, file: text.replace(old, new, 1)})).errors
    assert (fault.file, fault.row, fault.column) == (f"mine/{file}", 2, place)
    assert fault.rule.startswith(rule)
    # What is to be withheld must not be printed with the fault.
    assert "Mombasa" not in str(fault)


QUOTED = {
    "sources.csv": "source,title,publisher,redistribution\n"
    "mine-talk,A talk with an engineer,mine-press,\n"
    "mine-letter,A letter,mine-press,quotation\n",
    "replies.csv": "record,reply_status,asked,reply,replied,reply_source\n"
    "deployment/mine-ken-yard,replied,2024-01-02,It is all lies,2024-01-05,mine-letter\n",
    "redactions.csv": REDACTIONS
    + "mine-ken-yard--contract_value,deployment/mine-ken-yard,contract_value,endangers a source\n",
}


@pytest.fixture
def quoted(make: Make, small: Path) -> wg.KnowledgeGraph:
    """Return a graph in which an answer may only be quoted, and two values are withheld."""
    files = {**SMALL_ROWS, **QUOTED}
    return wg.load(small, overlays=[make(files=files)], include_private=["mine"])


WITHHELD = "Withheld: contract value (endangers a source), operator (To keep <staff> from harm)."


def test_each_reason_stands_with_its_column(quoted: wg.KnowledgeGraph) -> None:
    [told] = quoted.evidence([RECORD])
    assert told["note"].endswith(
        f"Asked on 2024-01-02; replied on 2024-01-05: It is all lies. {WITHHELD}"
    )
    record = quoted.record("deployment/mine-ken-yard")
    assert {(one["withheldColumn"], one["withheldBecause"]) for one in record["redactions"]} == {
        ("operator", "To keep <staff> from harm."),
        ("contract_value", "endangers a source"),
    }
    stated = Graph().parse(
        data=json.dumps(quoted.record("deployment/mine-ken-yard", inline=True)), format="json-ld"
    )
    [node] = stated.subjects(URIRef(WG + "withheldColumn"), Literal("operator"))
    assert stated.value(node, URIRef(WG + "withheldFrom")) == URIRef(RECORD)
    assert f"deployment/mine-ken-yard: {WITHHELD}" in notices_of_record(
        quoted, "deployment/mine-ken-yard"
    )
    assert of_page(gather(quoted), RECORD).withheld == WITHHELD


def test_an_answer_that_stays_behind_leaves_whole_sentences(quoted: wg.KnowledgeGraph) -> None:
    [told] = passed_on(quoted).evidence([RECORD])
    assert told["note"].endswith(
        "Right of reply: Asked on 2024-01-02. Replied on 2024-01-05; "
        f"the answer may not be passed on. {WITHHELD}"
    )


def test_what_is_withheld_goes_with_its_record(quoted: wg.KnowledgeGraph) -> None:
    about = "SELECT ?one { ?one wg:withheldColumn ?column FILTER(CONTAINS(STR(?one), 'mine')) }"
    assert len(list(quoted.rows(about))) == 2
    assert list(KnowledgeGraph(without(quoted.store, [RECORD])).rows(about)) == []
    lines, _ = statements(quoted.store, [RECORD], keep_graphs=True)
    assert not any(b"mine-ken-yard--operator" in line for line in lines)
