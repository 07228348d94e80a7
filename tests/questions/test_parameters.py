"""Values of parameters: found by any name, refused with a suggestion, never read as SPARQL."""

import datetime

import pytest

from watchgraph.errors import UseError
from watchgraph.questions import describe
from watchgraph.questions.header import Parameter
from watchgraph.questions.parameters import literal, resolve

FRAGMENTS = [
    "huawei> } ?s ?p ?o . { <x",
    '"} UNION { ?s ?p ?o } #',
    "} VALUES ?supplier { <x> ",
    "huawei'; DROP ALL",
    "\\u003e } #",
    "> . ?record ?p ?o . <",
    "huawei\n} #",
    "?supplier",
    "UNDEF",
    "<https://w3id.org/watchgraph/id/supplier/zte>",
    "https://w3id.org/watchgraph/id/supplier/zte> } #",
    "../supplier/zte",
    "%2e%2e/zte",
    "华为<script>alert(1)</script>",
    "huawei\x00",
    "x" * 900,
]


def _parameter(kind: str) -> Parameter:
    return Parameter("value", kind, None, False, "")


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("supplier", "huawei", "huawei"),
        ("supplier", "HUAWEI", "huawei"),
        ("supplier", " Huawei Investment & Holding ", "huawei"),
        ("supplier", "https://w3id.org/watchgraph/id/supplier/huawei", "huawei"),
        ("country", "KEN", "KEN"),
        ("country", "ken", "KEN"),
        ("country", "KE", "KEN"),
        ("country", "NA", "NAM"),
        ("country", "Ivory Coast", "CIV"),
        ("country", "CÔTE D’IVOIRE", "CIV"),
        ("country", "cote d'ivoire", "CIV"),
        ("country", "Congo", "COG"),
        ("country", "gaza", "gaza"),
        ("edition", 2019, "2019"),
        ("edition", "2022", "2022"),
        ("technology", "Facial recognition", "facial_recognition"),
        ("lender", "Export-Import Bank of China", "export-import-bank-of-china"),
        ("source", "aigs-2019", "aigs-2019"),
        ("list", "FCC Covered List", "fcc_covered_list"),
        ("regime_class", "closed autocracy", "CA"),
        ("instrument", "grant", "grant"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(kg, kind, value, found):
    term, shown = resolve(kg, _parameter(kind), value)
    assert shown == found
    assert term.startswith("<https://w3id.org/watchgraph/id/")
    assert term.endswith(f"/{found}>")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("date", "2019-09-17", '"2019-09-17"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (
            "date",
            datetime.date(2019, 9, 17),
            '"2019-09-17"^^<http://www.w3.org/2001/XMLSchema#date>',
        ),
        ("integer", 5, "5"),
        ("integer", "-3", "-3"),
        ("text", 'a "b" \\ c', '"a \\"b\\" \\\\ c"'),
    ],
)
def test_literals(kg, kind, value, term):
    assert resolve(kg, _parameter(kind), value)[0] == term


@pytest.mark.parametrize("text", [*FRAGMENTS, "a\r\n\t\x07b", "ünïcödé 华为 🎥"])
def test_text_comes_back_as_it_went_in(kg, text):
    assert kg.rows(f"SELECT ({literal(text)} AS ?text) {{}}") == [(text,)]


@pytest.mark.parametrize(
    ("question", "given", "suggested"),
    [
        ("countries_by_supplier", {"supplier": "hauwei"}, "huawei"),
        ("countries_by_supplier", {"supplier": "hikvison"}, "hikvision"),
        ("suppliers_of_country", {"country": "Kenia"}, "KEN"),
        ("deployments_of_country", {"technology": "facial_recogniton"}, "facial_recognition"),
        ("suppliers_of_country", {"edition": 2020}, "2022"),
        ("soft_loans", {"instrument": "lone"}, "loan"),
        ("countries_by_supplier", {"suplier": "huawei"}, "supplier"),
        ("countrys_by_supplier", {}, "countries_by_supplier"),
    ],
)
def test_what_is_unknown_suggests_the_nearest(kg, question, given, suggested):
    with pytest.raises(UseError) as error:
        kg.ask(question, **given)
    assert error.value.exit_code == 2
    assert error.value.choices[0] == suggested
    assert suggested in str(error.value)


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("countries_by_supplier", {"supplier": ""}),
        ("countries_by_supplier", {"supplier": ["huawei"]}),
        ("countries_by_supplier", {"supplier": True}),
        ("countries_by_supplier", {"supplier": 1.5}),
        ("countries_by_supplier", {"supplier": "half\ud800pair"}),
        ("countries_by_supplier", {"supplier": "x" * 2000}),
        ("listed_suppliers_and_deployments", {"date": "2019-02-30"}),
        ("listed_suppliers_and_deployments", {"date": "2019"}),
        ("listed_suppliers_and_deployments", {"date": "17.9.2019"}),
        ("top_suppliers", {"at_least": "five"}),
        ("top_suppliers", {"at_least": "5 } #"}),
        ("top_suppliers", {"at_least": "٥"}),
        ("no such question", {}),
    ],
)
def test_what_cannot_be_meant_is_refused(kg, question, given):
    with pytest.raises(UseError):
        kg.ask(question, **given)


@pytest.mark.parametrize("fragment", FRAGMENTS)
@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("countries_by_supplier", "supplier"),
        ("countries_by_supplier", "edition"),
        ("suppliers_of_country", "country"),
        ("deployments_of_country", "technology"),
        ("soft_loans", "lender"),
        ("contributions_of_sources", "source"),
        ("listed_suppliers_and_deployments", "list"),
        ("listed_suppliers_and_deployments", "date"),
        ("top_suppliers", "at_least"),
    ],
)
def test_a_fragment_of_sparql_is_only_a_name_that_nobody_has(kg, question, parameter, fragment):
    with pytest.raises(UseError) as error:
        kg.ask(question, **{parameter: fragment})
    assert "cannot be run" not in str(error.value)


def test_none_stands_for_the_default(kg):
    frame = kg.ask("suppliers_of_country", country=None, edition=None)
    assert frame.attrs["parameters"] == {"country": "KEN", "edition": None}


def test_the_number_of_countries_is_a_number(kg):
    frame = kg.ask("top_suppliers", edition=2019, at_least=6)
    assert len(frame) == 9
    assert frame.countries.min() == 6


def test_parameters_are_described():
    supplier, edition = describe("countries_by_supplier").parameters
    assert (supplier.kind, supplier.default, supplier.required) == ("supplier", "huawei", False)
    assert (edition.kind, edition.default, edition.required) == ("edition", None, False)
