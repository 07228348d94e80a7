"""Questions, networks, audit, pictures, exports and commands of a graph as of a day."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.audit import AuditRow, audit, render_text, to_json
from watchgraph.cli import main
from watchgraph.cli.parser import parser
from watchgraph.errors import UseError
from watchgraph.export import edge_table, export_rdf
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import mint

PUBLISHED = "2019-09-17"
BOLIVIA, ITALY = mint("country", "BOL"), mint("country", "ITA")

Cut = Callable[..., KnowledgeGraph]
Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def then(cut: Cut) -> KnowledgeGraph:
    return cut(PUBLISHED)


@pytest.fixture(scope="module")
def known(cut: Cut) -> KnowledgeGraph:
    return cut(known="2019-12-31")


@pytest.fixture(scope="module")
def whole(kg: KnowledgeGraph) -> dict[str, AuditRow]:
    return {row.claim: row for row in audit(kg)}


@pytest.fixture
def ran(capfd: pytest.CaptureFixture[str]) -> Ran:
    def run(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run


def test_a_question_answers_as_of_then_and_says_so(
    kg: KnowledgeGraph, then: KnowledgeGraph
) -> None:
    frame = then.ask("countries_by_supplier", supplier="huawei")
    all_of_it = kg.ask("countries_by_supplier", supplier="huawei")
    assert set(frame["country_id"]) < set(all_of_it["country_id"])
    assert (frame.attrs["as_of"], frame.attrs["known"]) == (PUBLISHED, "")
    assert frame.attrs["as_of_coverage"]["undated"] > 0
    assert "as_of" not in all_of_it.attrs
    with pytest.raises(UseError, match="2022"):
        then.ask("suppliers_of_country", country="KEN", edition="2022")


def test_listings_agree_with_the_question_that_takes_a_day(
    kg: KnowledgeGraph, then: KnowledgeGraph
) -> None:
    columns = ["supplier_id", "list_id", "since"]
    asked = kg.ask("listed_suppliers_and_deployments", date=PUBLISHED)[columns]
    assert then.ask("listed_suppliers_and_deployments")[columns].equals(asked)


@pytest.mark.parametrize("name", ["supply", "origin"])
@pytest.mark.parametrize("day", ["2016-05-05", PUBLISHED, "2021-06-30"])
def test_the_links_are_those_of_the_filter_by_date(
    kg: KnowledgeGraph, cut: Cut, name: str, day: str
) -> None:
    net, filtered = cut(day).network(name), kg.network(name, date=day)
    assert list(net.edges(data=True)) == list(filtered.edges(data=True))
    assert list(net) == list(filtered)
    for node in net:
        # What has ended stands beside the filtered network, but not in the graph of the day.
        assert set(net.nodes[node]["about"]) <= set(filtered.nodes[node]["about"])
        assert net.nodes[node].get("bri") == filtered.nodes[node].get("bri")
    assert (net.graph["as_of"], net.graph["known"], net.graph["date"]) == (day, "", "")
    assert filtered.graph["as_of"] == filtered.graph["known"] == ""


def test_a_membership_that_ended_later_was_one(cut: Cut) -> None:
    for day, said in (
        ("2018-01-01", "none recorded"),
        (PUBLISHED, "member"),
        ("2024-06-01", "withdrawn"),
    ):
        net = cut(day, keep_undated=True).network("origin")
        assert net.nodes[ITALY]["bri"] == said
    # The page that tells of it bears no date: that it was known by then cannot be said.
    assert cut(known="2024-06-01").network("origin").nodes[ITALY]["bri"] == "unclear"


def test_what_is_not_known_is_not_said_not_to_have_been_looked_at(
    kg: KnowledgeGraph, known: KnowledgeGraph
) -> None:
    # Only the adopters' entries in the list of units have a source with a date.
    country = "CRI"
    assert kg.ask("absence", country=country)["state"].to_list()[0] == "none found"
    frame = known.ask("absence", country=country)
    assert frame["edition_id"].to_list() == ["2019"]
    assert frame["state"].to_list() == ["not known"]
    assert "not whole" in frame["in_words"][0]
    assert known.network("supply").nodes[BOLIVIA]["adopter_2019"] == "adopter"
    assert known.network("supply").nodes[BOLIVIA]["adopter_2022"] == "not known"
    # On the whole graph, "not looked" still is what it was.
    assert "not looked" in kg.ask("absence", country="VAT")["state"].to_list()


def test_the_audit_claims_no_more_than_was_known(cut: Cut, whole: dict[str, AuditRow]) -> None:
    for kg in (cut(PUBLISHED), cut(known="2019-12-31"), cut("2012-01-01")):
        rows = audit(kg)
        assert [row.claim for row in rows] == list(whole)
        for row in rows:
            assert row.verdict in (whole[row.claim].verdict, "undetermined")
            if row.verdict == "undetermined":
                assert row.why
                assert row.recomputed is None or whole[row.claim].verdict == "undetermined"
                assert {one.verdict for one in row.readings} <= {"undetermined"}


def test_the_audit_when_the_index_came_out(
    then: KnowledgeGraph, whole: dict[str, AuditRow]
) -> None:
    for row in audit(then):
        if row.edition == "2019":
            assert row.verdict == whole[row.claim].verdict
        else:
            assert (row.verdict, row.recomputed) == ("undetermined", None)
            assert row.why == "The edition that it speaks of came out later."
        assert (row.as_of, row.known) == (PUBLISHED, "")


def test_the_audit_of_what_was_known_says_what_is_missing(known: KnowledgeGraph) -> None:
    rows = {row.claim: row for row in audit(known)}
    assert rows["c01"].verdict == "holds"
    # 75 of the 176 units have a source that was published by then.
    assert rows["c02"].verdict == "undetermined"
    assert rows["c02"].why == (
        "The records of that day give 75 and do not suffice; all records give 176 (holds)."
    )
    assert rows["c22"].verdict == "undetermined"
    assert rows["c30"].why == "The edition that it speaks of was not published yet."


def test_the_written_audit_says_as_of_when(kg: KnowledgeGraph, then: KnowledgeGraph) -> None:
    rows = audit(then)
    assert render_text(rows).endswith("undetermined 6")
    assert "34 claims as of 2019-09-17: " in render_text(rows)
    assert {(one["as_of"], one["known"]) for one in json.loads(to_json(rows))} == {(PUBLISHED, "")}
    assert "as_of" not in to_json(audit(kg))


def test_a_table_a_picture_and_a_file_say_the_day(
    cut: Cut, then: KnowledgeGraph, tmp_path: Path
) -> None:
    net = cut(PUBLISHED, known="2020-12-31").network("supply")
    assert edge_table(net).attrs["as_of"] == PUBLISHED
    page = wg.draw(net, tmp_path / "supply.html").read_text(encoding="utf-8")
    assert "As it stood on 2019-09-17. As known by 2020-12-31, from what had been" in page
    for form in ("turtle", "trig", "nquads", "ntriples", "jsonld"):
        path = tmp_path / form
        export_rdf(then, path, form)
        assert "As of 2019-09-17: " in path.read_text(encoding="utf-8")


def test_an_audit_on_the_command_line_says_what_was_left_out(ran: Ran) -> None:
    code, out, err = ran("audit", "--as-of", PUBLISHED)
    assert (code, "claims as of 2019-09-17" in out) == (0, True)
    assert err.startswith("As of 2019-09-17: 2,")
    assert err.splitlines()[1] == (
        "Cannot be placed for want of a date: Deployment 137 of 353, LoanDeploymentLink 1 of 15, "
        "SoftLoan 3 of 98, SupplierControl 19 of 32."
    )


def test_what_cannot_be_placed_stays_on_request(ran: Ran) -> None:
    asked = ("ask", "soft_loans", "--known", PUBLISHED, "--format", "csv")
    code, out, err = ran(*asked)
    assert (code, out.count("\n")) == (0, 1)
    assert "whose source has no date of publication" in err
    code, out, _ = ran(*asked, "--keep-undated")
    assert (code, out.count("\n")) == (0, 99)


def test_a_network_on_the_command_line_bears_the_day(ran: Ran) -> None:
    code, out, _ = ran("network", "supply", "--as-of", PUBLISHED, "--format", "graphml")
    assert code == 0
    assert f">{PUBLISHED}<" in out


@pytest.mark.parametrize(
    "command",
    ["ask x", "query -", "network x", "analyze x", "draw x", "audit", "export rdf --out x"],
)
def test_every_command_that_answers_takes_the_days(command: str) -> None:
    arguments = parser().parse_args(
        [*command.split(), "--as-of", PUBLISHED, "--known", "2020-01-01"]
    )
    assert (arguments.as_of, arguments.known) == (PUBLISHED, "2020-01-01")
    assert arguments.keep_undated is False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "--as-of", "2019"), "YYYY-MM-DD"),
        (("audit", "--known", "soon"), "YYYY-MM-DD"),
        (("audit", "--keep-undated"), "--as-of"),
        (("audit", "--as-of", PUBLISHED, "--endpoint", "http://127.0.0.1:9/"), "server"),
    ],
)
def test_misuse_of_the_days(ran: Ran, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = ran(*arguments)
    assert (code, out) == (2, "")
    assert said in err
