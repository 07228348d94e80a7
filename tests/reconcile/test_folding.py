import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.reconcile.folding import fold, letters, plain, tidy

FORMS = [
    "Co., Ltd.",
    "Co Ltd",
    "Ltd",
    "GmbH",
    "GmbH & Co. KG",
    "S.A.",
    "S.p.A.",
    "S. p. A.",
    "SpA",
    "LLC",
    "Inc.",
    "PLC",
    "plc",
    "Pte. Ltd.",
    "Sdn. Bhd.",
    "Sdn Bhd",
    "Pty Ltd",
    "Private Limited",
    "Pvt. Ltd.",
    "A.Ş.",
    "AB",
    "AG",
    "Oy",
    "Oyj",
    "B.V.",
    "BV",
    "Kft.",
    "JSC",
    "A/S",
    "S.A.B. de C.V.",
    "S.r.l.",
    "d.o.o.",
    "sp. z o.o.",
    "SE",
    "N.V.",
    "有限公司",
    "股份有限公司",
    "株式会社",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_legal_form_at_the_end_goes(form):
    assert plain(f"Panorama Vision {form}") == "panorama vision"
    assert plain(f"Panorama Vision, {form}".upper()) == "panorama vision"


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("ООО «НТЕХ ЛАБ»", "нтех лаб"),
        ('АО "Вокорд"', "вокорд"),
        ("ЗАО Вокорд", "вокорд"),
        ("OOO NtechLab", "ntechlab"),
        ("株式会社日立製作所", "日立製作所"),
        ("日本電気㈱", "日本電気"),
        ("华为技术有限公司", "华为技术"),
        ("شركة هواوي", "هواوي"),
        ("Acme,Inc.", "acme"),
    ],
)
def test_a_legal_form_of_other_scripts_goes(name, rest):
    assert plain(name) == rest


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_is_only_a_form_stays(form):
    assert plain(form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Metropolitan Company", "Metropolitan"),
        ("Face++", "Face"),
        ("LG U+", "LG U"),
        ("A.O. Smith", "Smith"),
        ("Vodacom SA", "Vodacom"),
        ("PT INTI", "INTI"),
        ("Dassault Systèmes", "Dassault Systemes"),
        ("Vision-Box", "Vision Box"),
        ("Huawei Technologies", "Huawei"),
        ("华为", "华為"),
    ],
)
def test_what_may_matter_is_kept(one, other):
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    "written",
    [
        "  Hik\u200bvision ",
        "ＨＩＫＶＩＳＩＯＮ",
        "hikvision\u200f",
        "\ufeffHikvision\xa0",
        "Hik\u00advision",
    ],
)
def test_what_no_one_sees_does_not_matter(written):
    assert plain(written) == "hikvision"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("НТЕХ ЛАБ", "ntekh lab"),
        ("Ростех", "rostekh"),
        ("Ελλάδα", "ellada"),
        ("Łódź Ørsted Straße", "lodz orsted strasse"),
        ("Vision-Box", "vision box"),
        ("The Boeing Company", "boeing"),
        ("N-Tech.Lab", "n tech lab"),
        ("杭州海康威视数字技术股份有限公司", "杭州海康威视数字技术"),
        ("كاميرات", "كاميرات"),
        ("!!!", ""),
    ],
)
def test_names_fold_by_rule(name, folded):
    assert fold(name) == folded


@given(st.text())
def test_every_text_is_taken_and_what_is_left_stays(text):
    for reduce in (tidy, plain, fold, letters):
        once = reduce(text)
        assert reduce(once) == once


@given(
    st.text(alphabet="AaİıßςΣ .,&«»\"'()公司社株有限oОТдСA/ºﬀ\u0301\u0345\u200f\u00a0", max_size=24)
)
def test_odd_letters_and_forms_are_settled_at_once(text):
    for reduce in (tidy, plain, fold, letters):
        once = reduce(text)
        assert reduce(once) == once


@given(st.text(min_size=1))
def test_only_a_blank_name_becomes_blank(text):
    assert bool(plain(text)) == bool(tidy(text))


@pytest.mark.parametrize("text", ["ltd " * 50_000, '"' * 200_000, "a." * 100_000, "ﷺ" * 20_000])
def test_a_text_without_end_takes_no_time(text):
    start = time.process_time()
    plain(text)
    fold(text)
    assert time.process_time() - start < 5
