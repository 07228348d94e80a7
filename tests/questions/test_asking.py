"""The kept questions as people meet them in Python: completed, read and called like functions."""

import copy
import inspect
import pydoc
import rlcompleter

import pandas as pd
import pytest

from watchgraph.errors import UseError
from watchgraph.questions import about, allowed, describe, listing, names
from watchgraph.questions.header import Parameter

NO_DEFAULT = inspect.Parameter.empty


@pytest.mark.parametrize("name", names())
def test_a_question_is_asked_by_name_by_attribute_and_by_key(kg, name):
    by_name = kg.ask(name)
    for asked in (getattr(kg.ask, name), kg.ask[name]):
        assert asked.__name__ == name
        pd.testing.assert_frame_equal(asked(), by_name)


def test_parameters_are_passed_on(kg):
    here = kg.ask.countries_by_supplier(supplier="NEC Corporation", edition=2019)
    assert here.attrs["parameters"] == {"supplier": "nec", "edition": "2019"}
    assert len(here) == 14


def test_names_are_completed(kg):
    assert set(names()) <= set(dir(kg.ask))
    assert kg.ask._ipython_key_completions_() == names()
    completer = rlcompleter.Completer({"kg": kg})
    found = [completer.complete("kg.ask.countries_", state) for state in range(2)]
    # Some versions of Python close a name by a bracket.
    assert [word and word.rstrip("()") for word in found] == ["kg.ask.countries_by_supplier", None]


@pytest.mark.parametrize("name", names())
def test_the_signature_is_that_of_the_question(kg, name):
    signature = inspect.signature(getattr(kg.ask, name))
    assert list(signature.parameters) == [p.name for p in describe(name).parameters]
    for parameter in describe(name).parameters:
        shown = signature.parameters[parameter.name]
        assert shown.kind is inspect.Parameter.KEYWORD_ONLY
        if parameter.required:
            assert shown.default is NO_DEFAULT
        elif parameter.default is None:
            assert shown.default is None
        else:
            assert str(shown.default) == parameter.default
    # The defaults that are shown are those that hold.
    if all(p.default is not NO_DEFAULT for p in signature.parameters.values()):
        shown = {key: p.default for key, p in signature.parameters.items()}
        pd.testing.assert_frame_equal(getattr(kg.ask, name)(**shown), kg.ask(name))


@pytest.mark.parametrize("name", names())
def test_the_docstring_says_what_the_header_says(kg, name):
    kept = describe(name)
    said = " ".join(inspect.getdoc(getattr(kg.ask, name)).split())
    for part in (kept.question, kept.why, kept.limits, kept.engines):
        assert part in said
    for parameter in kept.parameters:
        assert f"{parameter.name} (" in said
        assert parameter.description in said
    for column in kept.columns:
        unit = f"{column.kind}, {column.unit}" if column.unit else column.kind
        assert f"{column.name} ({unit}): {column.description}" in said
    shown = pydoc.plain(pydoc.render_doc(getattr(kg.ask, name)))
    assert kept.question in " ".join(shown.split())


def test_objects_say_what_they_are(kg):
    assert repr(kg.ask) == f"<{len(names())} kept questions: kg.ask.NAME(parameter=...)>"
    assert repr(kg.ask.top_suppliers) == (
        "<question top_suppliers(edition=None, headquarters=None, at_least=1)>"
    )
    assert copy.copy(kg.ask).top_suppliers.__name__ == "top_suppliers"


def test_what_is_unknown_is_told(kg):
    with pytest.raises(AttributeError, match="no question 'countrys_by_supplier'") as error:
        kg.ask.countrys_by_supplier  # noqa: B018
    # From these Python itself says what may have been meant.
    assert (error.value.name, "countries_by_supplier" in dir(error.value.obj)) == (
        "countrys_by_supplier",
        True,
    )
    with pytest.raises(UseError, match="Did you mean 'countries_by_supplier'"):
        kg.ask["countrys_by_supplier"]
    with pytest.raises(UseError, match="Did you mean 'supplier'"):
        kg.ask.countries_by_supplier(suplier="huawei")
    with pytest.raises(UseError, match="Did you mean 'supplier'"):
        kg.ask.countries_by_supplier.allowed("suplier")


@pytest.mark.parametrize(
    ("kind", "some", "count"),
    [
        ("edition", {"2019": "AI Global Surveillance Index, September 2019"}, 2),
        ("supplier", {"huawei": "Huawei", "zte": "ZTE"}, None),
        ("country", {"KEN": "Kenya", "gaza": None, "CIV": "Côte d'Ivoire"}, None),
        ("technology", {"facial_recognition": "Facial recognition"}, None),
        ("regime_class", {"CA": "Closed autocracy", "LD": "Liberal democracy"}, 4),
        ("source", {"aigs-2019": None}, None),
        ("date", {}, 0),
        ("integer", {}, 0),
        ("text", {}, 0),
    ],
)
def test_allowed_values_come_from_the_graph(kg, kind, some, count):
    choices = allowed(kg, Parameter("value", kind, None, False, ""))
    found = {choice.value: choice.name for choice in choices}
    assert [choice.value for choice in choices] == sorted(found)
    assert count is None or len(choices) == count
    for value, name in some.items():
        assert found[value] == (name or found[value])
        assert found[value]


@pytest.mark.parametrize("kind", ["edition", "technology", "list", "lender", "regime_class"])
def test_an_allowed_value_is_accepted_by_its_id_and_its_name(kg, kind):
    from watchgraph.questions.parameters import resolve

    parameter = Parameter("value", kind, None, False, "")
    for choice in allowed(kg, parameter):
        assert resolve(kg, parameter, choice.value)[1] == choice.value
        assert resolve(kg, parameter, choice.name)[1] == choice.value


def test_allowed_values_of_a_question(kg):
    values = [choice.value for choice in kg.ask.countries_by_supplier.allowed("edition")]
    assert values == ["2019", "2022"]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_texts_keep_to_their_width(kg, width):
    kept = [describe(name) for name in names()]
    texts = [listing(kept, width)]
    texts += [about(q, {p.name: allowed(kg, p) for p in q.parameters}, width) for q in kept]
    for text in texts:
        # A single word or address may be longer than the line.
        assert all(len(line) <= width or " " not in line.strip() for line in text.splitlines())
        assert not any(line != line.rstrip() for line in text.splitlines())
