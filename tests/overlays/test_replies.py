"""What an overlay withholds of its own records, and what organisations reply to them."""

from collections.abc import Callable
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.export.answered import withheld_lines
from watchgraph.overlays import Laid
from watchgraph.profiles import deployment, gather

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
    assert told["note"] == "Withheld: operator. To keep <staff> from harm."
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
