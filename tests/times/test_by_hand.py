"""What holds on a day and is known by a day, on records whose time is known by hand."""

import pytest

from watchgraph.store import KnowledgeGraph
from watchgraph.times import OUTCOMES
from watchgraph.times.placing import worst
from watchgraph.vocabulary import ID


def outcome(kg: KnowledgeGraph, record: str) -> str:
    assert kg.moment is not None
    return kg.moment.records[ID + record].outcome


@pytest.mark.parametrize(
    ("record", "day", "said"),
    [
        ("deployment/by-day", "2017-12-31", "later"),
        ("deployment/by-day", "2018-01-01", "possibly"),
        ("deployment/by-day", "2018-12-30", "possibly"),
        ("deployment/by-day", "2018-12-31", "surely"),
        ("deployment/by-blank", "2030-01-01", "undated"),
        ("deployment/odd-date", "2030-01-01", "undated"),
        # Delisted in some day of March: in force until the last of February, not in April.
        ("listing/lifted", "2016-03-07", "later"),
        ("listing/lifted", "2016-03-08", "surely"),
        ("listing/lifted", "2017-02-28", "surely"),
        ("listing/lifted", "2017-03-01", "possibly"),
        ("listing/lifted", "2017-03-30", "possibly"),
        ("listing/lifted", "2017-03-31", "ended"),
        # It withdrew, and nobody says when.
        ("membership/left", "2015-12-31", "later"),
        ("membership/left", "2030-01-01", "possibly"),
        # Whether it was a member at all is unclear; that it was not yet one is sure.
        ("membership/unclear", "2015-12-31", "later"),
        ("membership/unclear", "2030-01-01", "possibly"),
        # It ended on a known day; when it began is not stated.
        ("control/sold", "2018-01-31", "undated"),
        ("control/sold", "2018-02-01", "ended"),
        ("indicator/of-2018", "2017-12-31", "later"),
        ("indicator/of-2018", "2018-06-30", "possibly"),
        ("indicator/of-2018", "2030-01-01", "surely"),
        # A link holds when both its ends do; a printed name goes with its record.
        ("loan-deployment/link", "2018-01-01", "later"),
        ("loan-deployment/link", "2019-06-01", "possibly"),
        ("loan-deployment/link", "2019-06-30", "surely"),
        ("mention/by-year--acme", "2019-05-31", "later"),
        ("mention/by-year--acme", "2019-06-30", "surely"),
        ("assessment/of-no-edition", "2030-01-01", "undated"),
    ],
)
def test_what_held_on_a_day(small: KnowledgeGraph, record: str, day: str, said: str) -> None:
    assert outcome(small.as_of(day), record) == said


@pytest.mark.parametrize(
    ("record", "day", "said"),
    [
        ("deployment/by-day", "2019-05-09", "not_published"),
        ("deployment/by-day", "2019-05-10", "surely"),
        ("deployment/by-year", "2018-12-31", "not_published"),
        ("deployment/by-year", "2019-01-01", "possibly"),
        ("deployment/by-year", "2019-12-31", "surely"),
        # What was seen on a day had been published by then.
        ("deployment/by-year-seen", "2019-02-28", "possibly"),
        ("deployment/by-year-seen", "2019-03-01", "surely"),
        ("deployment/by-seen", "2019-12-31", "publication_unknown"),
        ("deployment/by-seen", "2020-01-01", "surely"),
        ("deployment/by-blank", "2030-01-01", "publication_unknown"),
        ("deployment/by-none", "2030-01-01", "publication_unknown"),
        ("deployment/by-ring", "2030-01-01", "publication_unknown"),
        # What repeats a page is no older than it.
        ("deployment/by-repeat", "2019-05-09", "not_published"),
        ("deployment/by-repeat", "2019-05-10", "publication_unknown"),
        ("deployment/by-early", "2017-12-31", "not_published"),
        ("deployment/by-early", "2018-12-31", "surely"),
        # One source is enough.
        ("deployment/by-two", "2019-05-09", "publication_unknown"),
        ("deployment/by-two", "2019-05-10", "surely"),
        # A printed name is known with the record that it stands in.
        ("mention/by-year--acme", "2019-12-31", "surely"),
        ("loan-deployment/link", "2019-06-01", "possibly"),
    ],
)
def test_what_was_known_by_a_day(small: KnowledgeGraph, record: str, day: str, said: str) -> None:
    assert outcome(small.as_of(known=day), record) == said


def test_both_times_must_be_met(small: KnowledgeGraph) -> None:
    # The system of June 2019 is not there in May, though it may have been announced.
    assert outcome(small.as_of("2019-05-31", known="2019-12-31"), "deployment/by-year") == "later"
    assert (
        outcome(small.as_of("2019-12-31", known="2018-12-31"), "deployment/by-year")
        == "not_published"
    )
    both = small.as_of("2019-06-15", known="2019-06-15")
    assert outcome(both, "deployment/by-year") == "possibly"


def test_what_cannot_be_placed_stays_only_if_asked_for(small: KnowledgeGraph) -> None:
    blank = f"ASK {{ <{ID}deployment/by-blank> ?p ?o }}"
    assert small.as_of("2030-01-01").query(blank) is False
    kept = small.as_of("2030-01-01", keep_undated=True)
    assert kept.query(blank) is True
    assert kept.moment is not None
    counts = kept.moment.coverage("Deployment")
    assert (counts["records"], counts["kept"], counts["undated"], counts["surely"]) == (
        11,
        11,
        9,
        2,
    )
    # What is known not to hold is left out all the same.
    assert kept.query(f"ASK {{ <{ID}listing/lifted> ?p ?o }}") is False


def test_nothing_links_to_what_was_left_out(small: KnowledgeGraph) -> None:
    early = small.as_of("2018-12-31")
    assert early.query(f"ASK {{ ?s ?p <{ID}deployment/by-year> }}") is False
    assert early.query(f"ASK {{ <{ID}loan/credit> ?p ?o }}") is True


def test_relations_are_derived_from_what_is_there(small: KnowledgeGraph) -> None:
    support = "SELECT ?record { ?r a wg:SupplyRelation ; wg:supportedBy ?record } ORDER BY ?record"
    assert small.as_of("2017-01-01").rows(support) == []
    assert small.as_of("2018-12-31").rows(support) == [(f"{ID}deployment/by-day",)]
    assert len(small.as_of("2020-01-01").rows(support)) == 2


def test_counts_make_up_all_records(small: KnowledgeGraph) -> None:
    for cut in (small.as_of("2018-06-01"), small.as_of("2019-06-01", known="2019-06-01")):
        assert cut.moment is not None
        frame = cut.moment.as_frame().set_index("class")
        assert (frame[list(OUTCOMES)].sum(axis=1) == frame["records"]).all()
        total = cut.moment.coverage()
        assert total == frame.sum().to_dict()
        assert sum(total[name] for name in OUTCOMES) == total["records"] == 20


def test_a_sentence_says_what_was_left_out(small: KnowledgeGraph) -> None:
    assert str(small.as_of("2018-06-01").moment) == (
        "As of 2018-06-01: 5 of 20 records (4 of them only possibly). "
        "Left out: 3 began later, 2 had ended, 10 without a date."
    )
    moment = small.as_of(known="2018-06-01", keep_undated=True).moment
    assert moment is not None
    assert moment.words == "as known by 2018-06-01"
    assert "whose source has no date of publication). Left out: 1" in str(moment)


def test_the_strongest_reason_to_leave_out_comes_first() -> None:
    for place, name in enumerate(OUTCOMES):
        assert worst(list(OUTCOMES)[place:]) == name
