"""Every node of the real graph is found in the row it came from."""

from collections.abc import Iterator

import pyoxigraph
import pytest

from watchgraph.checks.locate import Locator, locator
from watchgraph.checks.location import plain_value
from watchgraph.tables import Tables
from watchgraph.vocabulary import expand, mint, parts

DERIVED = {"supply", "origin-supply"}


@pytest.fixture(scope="module")
def locate(tables: Tables) -> Locator:
    return locator(tables)


def test_every_typed_node_stands_in_a_row_that_holds_its_key(
    store: pyoxigraph.Store, tables: Tables, locate: Locator
) -> None:
    key_of = {schema.path: (name, schema.key) for name, schema in tables.package.tables.items()}
    keys = {
        file: tables.columns[name].column(key).to_pylist() for file, (name, key) in key_of.items()
    }
    kinds = set()
    for focus in set(typed(store)):
        kind, key = parts(focus) or ("", "")
        if kind in DERIVED or focus.endswith("--derived"):
            assert locate(focus) is None
            continue
        if kind == "scheme":
            # A list as a whole is described beside the tables.
            assert locate(focus) == ("datapackage.json", 0, "")
            continue
        place = locate(focus)
        assert place is not None, focus
        assert keys[place.file][place.row - 2] == key
        kinds.add(kind)
    assert len(kinds) > 40


def test_a_retired_id_stands_in_its_own_table(small_tables: Tables) -> None:
    locate = locator(small_tables)
    iri = mint("supplier", "eye-ltd")
    for name, column in (
        ("owl:deprecated", "record"),
        ("dcterms:isReplacedBy", "replaced_by"),
        ("wg:retiredIn", "retired"),
    ):
        assert locate(iri, expand(name)) == ("retired.csv", 2, column)
        assert locate(mint("supplier", "eye"), expand(name)) is None
    assert locate(mint("scheme", "nothing")) is None


def typed(store: pyoxigraph.Store) -> Iterator[str]:
    kind = pyoxigraph.NamedNode(expand("rdf:type"))
    for quad in store.quads_for_pattern(None, kind, None):
        if isinstance(quad.subject, pyoxigraph.NamedNode) and parts(quad.subject.value):
            yield quad.subject.value


def test_a_property_leads_to_the_column_and_cell_it_came_from(
    store: pyoxigraph.Store, tables: Tables, locate: Locator
) -> None:
    names = {schema.path: name for name, schema in tables.package.tables.items()}
    checked = 0
    for path in ("wg:country", "wg:technology", "wg:supplierStateMarked", "wg:productFocus"):
        predicate = pyoxigraph.NamedNode(expand(path))
        for quad in list(store.quads_for_pattern(None, predicate, None))[:200]:
            assert isinstance(quad.subject, pyoxigraph.NamedNode)
            assert isinstance(quad.object, pyoxigraph.NamedNode)
            if "supply/" in quad.subject.value:
                continue
            place = locate(quad.subject.value, quad.predicate.value, quad.object.value)
            assert place is not None
            cells = tables.columns[names[place.file]].column(place.column)
            territory = "/territory/" in quad.object.value
            if not territory:
                assert cells[place.row - 2].as_py() == plain_value(quad.object.value)
                checked += 1
    assert checked > 400


def test_a_bound_of_a_date_leads_to_the_stated_date(tables: Tables, locate: Locator) -> None:
    record = tables.columns["listings"].column("record")[3].as_py()
    place = locate(mint("listing", record), expand("wg:startLatest"), "")
    assert place == ("listings.csv", 5, "start")


def test_a_supplier_named_in_another_spelling_leads_to_the_printed_name(
    tables: Tables, locate: Locator
) -> None:
    frame = tables.frame("assessment_suppliers")
    row = int(frame.index[frame["as_printed"] == "IBMN"][0])
    focus = mint("assessment", frame["assessment"][row])
    place = locate(focus, expand("wg:namesSupplierAssumed"), mint("supplier", "ibm"))
    assert place == ("assessment_suppliers.csv", row + 2, "as_printed")


def test_a_missing_property_leads_to_the_row_alone(locate: Locator) -> None:
    place = locate(mint("country", "AFG"), expand("wg:unheardOf"), "")
    assert place == ("countries.csv", 3, "")


@pytest.mark.parametrize("stranger", ["https://example.org/x", mint("country", "QQQ"), "_:b", ""])
def test_what_stands_in_no_table_has_no_place(stranger: str, locate: Locator) -> None:
    assert locate(stranger, expand("rdfs:label"), "") is None
