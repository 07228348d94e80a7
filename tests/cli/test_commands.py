"""Each command on the real data."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from watchgraph.cli.parser import parser
from watchgraph.resources import data_folder

COMMANDS = (
    "report",
    "build",
    "check",
    "ask",
    "query",
    "verify",
    "new",
    "map",
    "network",
    "analyze",
    "draw",
    "audit",
    "record",
    "diff",
    "export",
)


def test_the_help_names_every_command(run):
    said = run("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert f"\n    {command} " in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help(run, command):
    assert run(command, "--help").code == 0


def test_the_readme_names_only_commands_that_exist():
    text = (data_folder().parent / "README.md").read_text(encoding="utf-8")
    named = {line.split()[1] for line in text.splitlines() if line.startswith("watchgraph ")}
    assert named and named <= set(COMMANDS)


def test_ask_gives_a_table_a_csv_and_json_of_the_same_rows(run):
    table = run("ask", "countries_by_supplier", "supplier=huawei")
    rows = list(
        csv.DictReader(
            io.StringIO(
                run("ask", "countries_by_supplier", "supplier=huawei", "--format", "csv").out
            )
        )
    )
    listed = json.loads(
        run("ask", "countries_by_supplier", "supplier=huawei", "--format", "json").out
    )
    assert table.code == 0
    assert table.out.splitlines()[-1] == f"{len(rows)} rows"
    assert len(rows) == len(listed) > 49
    assert any("KEN" in row.values() for row in rows)


def test_query_reads_a_file(run, tmp_path: Path):
    file = tmp_path / "q.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) { ?c a wg:Country }", encoding="utf-8")
    assert run("query", file, "--format", "csv").out.splitlines() == ["n", "250"]


def test_query_answers_ask_and_construct(run, tmp_path: Path):
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?c wg:iso3 'KEN' }", encoding="utf-8")
    assert run("query", file).out == "true\n"
    file.write_text("CONSTRUCT { ?c rdfs:label ?l } { ?c wg:iso3 'KEN' ; rdfs:label ?l }", "utf-8")
    assert "Kenya" in run("query", file).out


def test_network_as_csv_and_graphml_agree(run, tmp_path: Path):
    rows = list(
        csv.DictReader(
            io.StringIO(run("network", "supply", "--edition", "2019", "--format", "csv").out)
        )
    )
    file = tmp_path / "supply.graphml"
    assert (
        run("network", "supply", "--edition", "2019", "--format", "graphml", "--out", file).code
        == 0
    )
    assert nx.read_graphml(file).number_of_edges() == len(rows) > 200


def test_analyze_ranks_huawei_first(run):
    said = run("analyze", "supply", "--edition", "2019", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    suppliers = [row for row in rows if row["kind"] == "supplier"]
    first = min(suppliers, key=lambda row: float(row["degree_rank"]))
    assert first["label"] == "Huawei"
    assert all(row["community"] for row in rows)


def test_draw_writes_one_file(run, tmp_path: Path):
    out = tmp_path / "supply.html"
    assert run("draw", "supply", "--out", out).code == 0
    assert 200_000 < out.stat().st_size < 2_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["supply.html"]


def test_audit_gives_34_verdicts(run):
    rows = json.loads(run("audit", "--format", "json").out)
    assert [row["claim"] for row in rows] == [f"c{n:02}" for n in range(1, 35)]
    wanted = {"claim", "published", "recomputed", "verdict", "why", "question"}
    assert all(wanted <= set(row) for row in rows)
    assert "c05" in run("audit").out


def test_check_of_the_packaged_data_is_good(run):
    assert run("check").code == 0
    assert isinstance(json.loads(run("check", "--format", "json").out), dict)


def test_build_prints_counts_and_is_not_repeated(run, tmp_path: Path):
    first = run("build", "--out", tmp_path / "build")
    again = run("build", "--out", tmp_path / "build")
    assert first.code == again.code == 0
    assert "graph/derived" in first.out
    assert "Nothing changed" in again.out
    asked = run("ask", "countries_by_supplier", "--build", tmp_path / "build", "--format", "csv")
    assert asked.out == run("ask", "countries_by_supplier", "--format", "csv").out


def test_export_leaves_quoted_scores_out_and_says_so(run, tmp_path: Path):
    said = run("export", "rdf", "--format", "nquads", "--out", tmp_path / "graph.nq")
    assert said.code == 0
    text = (tmp_path / "graph.nq").read_text(encoding="utf-8")
    assert "/id/indicator/freedom_house_total-" not in text
    assert "/id/indicator/vdem_polyarchy-" in text
    assert "36" in said.err


def test_record_prints_one_record(run):
    said = run("record", "country/KEN")
    assert said.code == 0
    assert json.loads(said.out)["iso3"] == "KEN"
    inline = json.loads(run("record", "country/KEN", "--inline").out)
    assert inline["@context"][0]["label"] == "rdfs:label"
    unknown = run("record", "supplier/huawe")
    assert unknown.code == 2
    assert "supplier/huawei" in unknown.err


def test_the_vocabularies_and_the_context_are_exported(run, tmp_path: Path):
    assert run("export", "vocabularies", "--out", tmp_path / "v.ttl").code == 0
    assert "scheme:technology a skos:ConceptScheme ;" in (tmp_path / "v.ttl").read_text("utf-8")
    assert run("export", "context", "--out", tmp_path / "c.jsonld").code == 0
    published = data_folder().parent / "ontology" / "context.jsonld"
    assert (tmp_path / "c.jsonld").read_bytes() == published.read_bytes()
    refused = run("export", "vocabularies", "--out", tmp_path / "v.trig")
    assert refused.code == 2
    assert "turtle" in refused.err


def test_a_reader_that_leaves_early_causes_no_error():
    done = subprocess.run(
        f"{sys.executable} -m watchgraph network supply --format csv | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_the_parser_is_made_without_heavy_libraries():
    code = (
        "import sys; from watchgraph.cli.parser import parser; parser(); "
        "print(sorted({'pandas', 'networkx', 'pyvis', 'rdflib', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert parser().prog == "watchgraph"


def test_an_empty_answer_is_not_called_an_absence(run):
    said = run("ask", "suppliers_of_country", "country=VAT")
    assert said.code == 0
    assert "0 rows" in said.out
    assert "no proof of absence" in said.err
