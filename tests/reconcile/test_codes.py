import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchgraph.reconcile import Codes
from watchgraph.reconcile.codes import synonyms_of
from watchgraph.reconcile.folding import letters


@pytest.fixture(scope="module")
def technologies(edition) -> Codes:
    return Codes("technologies", edition.columns["codelist-technologies"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("facial_recognition", "facial_recognition"),
        ("Facial recognition", "facial_recognition"),
        (" FACIAL-RECOGNITION ", "facial_recognition"),
        ("face recognition", "facial_recognition"),
        ("CCTV", "video_surveillance"),
        ("closed circuit television", "video_surveillance"),
        ("ANPR", "alpr"),
        ("LPR", "alpr"),
        ("number plate recognition", "alpr"),
        ("License-plate readers", "alpr"),
        ("Smart or safe city platform", "smart_city"),
        ("Safe City", "smart_city"),
        ("Smart city", "smart_city"),
        ("command center", "command_center"),
        ("Command centre", "command_center"),
    ],
)
def test_a_code_is_found_by_label_and_synonym(technologies, text, code):
    assert technologies.find(text) == code


@pytest.mark.parametrize(
    "text", ["", "drones", "facial", "recognition", "=CCTV()x", "人脸识别", "5G", "CCTV + ANPR"]
)
def test_what_is_no_code_is_not_found(technologies, text):
    assert technologies.find(text) is None
    assert technologies.remedy(text)


def test_a_like_word_is_suggested_and_not_taken(technologies):
    assert technologies.find("Facial recogniton") is None
    assert technologies.nearest("Facial recogniton")[0] == "facial_recognition"
    assert "'facial_recognition'" in technologies.remedy("Facial recogniton")


def lists(edition):
    return {
        name: Codes(name, table)
        for name, table in edition.columns.items()
        if table.column_names[:2] == ["code", "label"]
    }


def test_every_code_and_every_label_of_its_own_is_found(edition):
    for name, codes in lists(edition).items():
        rows = edition.columns[name].to_pylist()
        labels = [letters(row["label"]) for row in rows]
        for row in rows:
            assert codes.find(row["code"]) == row["code"]
            if labels.count(letters(row["label"])) == 1:
                assert codes.find(row["label"]) == row["code"], (name, row["label"])
            else:
                assert codes.find(row["label"]) in (None, row["code"])


def test_synonyms_say_nothing_that_a_list_says_otherwise(edition):
    named = 0
    for name, codes in lists(edition).items():
        words = synonyms_of(name)
        named += len(words)
        bare = Codes(name, edition.columns[name], ())
        assert len({letters(word) for word, _ in words}) == len(words)
        for word, code in words:
            assert codes.find(word) == code
            assert bare.find(word) is None, (name, word)
    from importlib import resources

    text = (resources.files("watchgraph.reconcile") / "synonyms.csv").read_text("utf-8")
    assert named == len(text.splitlines()) - 1 > 50


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_text_is_answered(technologies, text):
    assert technologies.find(text) is None or technologies.find(text) in list(technologies)
    assert technologies.remedy(text)
