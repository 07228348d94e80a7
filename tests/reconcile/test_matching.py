import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchgraph.reconcile import (
    Judgement,
    Judgements,
    KnownName,
    KnownNames,
    KnownThing,
    PrintedName,
    reconcile,
)
from watchgraph.reconcile.folding import plain

NONE = Judgements()


def known(*names: tuple[str, str], kind: str = "supplier", **countries: str) -> KnownNames:
    things = {key: KnownThing(key, name, countries.get(key, "")) for name, key in reversed(names)}
    return KnownNames(kind, things, tuple(KnownName(name, key, "name") for name, key in names))


def judged(printed: str, candidate: str, word: str) -> Judgement:
    return Judgement("supplier", printed, candidate, judgement=word)


def proposed(result) -> list[tuple[str, str]]:
    return [(row.printed, row.candidate) for row in result.proposals]


@pytest.mark.parametrize(
    ("printed", "key", "how"),
    [
        ("Huawei", "huawei", "name"),
        ("huawei", "huawei", "code"),
        ("HUAWEI TECHNOLOGIES CO LTD", "huawei", "name"),
        ("Huawei Technologies Co., Ltd", "huawei", "name"),
        (" Hik\u200bvision\xa0", "hikvision", "name"),
        ("Dassault Systèmes SE", "dassault-systemes", "name"),
        ("BAE", "bae-systems", "spelling"),
        ("Gemalto N.V.", "thales", "alias"),
        ("NEC", "nec", "name"),
        ("NEC Corp.", "nec", "name"),
    ],
)
def test_what_is_equal_is_taken(suppliers, printed, key, how):
    result = reconcile([PrintedName(printed)], suppliers, NONE)
    match = result.matches[printed]
    assert (match.key, match.how) == (key, how)
    assert not result.proposals


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Hauwei", "huawei"),
        ("Hikvison", "hikvision"),
        ("НТЕХ ЛАБ", "ntechlab"),
        ("N-Tech Lab", "ntechlab"),
        ("Vision Box", "vision-box"),
        ("Orange Cyberdefense", "orange"),
        ("Palantir Tech", "palantir"),
        ("IBMN", "ibm"),
        ("Face++", "megvii"),
    ],
)
def test_what_is_like_is_proposed_and_not_taken(suppliers, printed, key):
    result = reconcile([PrintedName(printed)], suppliers, NONE)
    assert result.matches[printed].key is None
    assert (printed, key) in proposed(result)


@pytest.mark.parametrize(
    "printed",
    [
        "=HYPERLINK(1)",
        "<script>",
        "华为技术有限公司",
        "هواوي",
        "Kenya Police",
        "🚓",
        "O'Reilly",
        "a" * 5_000,
    ],
)
def test_what_is_like_nothing_is_not_proposed(suppliers, printed):
    result = reconcile([PrintedName(printed)], suppliers, NONE)
    assert result.matches[printed].key is None
    assert not result.proposals


def test_a_mark_names_no_one(suppliers):
    match = reconcile([PrintedName("mult")], suppliers, NONE).matches["mult"]
    assert (match.key, match.how) == (None, "mark")


def test_blank_names_are_passed_over(suppliers):
    assert not reconcile([PrintedName(""), PrintedName(" \u200b")], suppliers, NONE).matches


def test_lenders_are_found(lenders):
    printed = ["Bank of China Ltd", "Export-Import Bank of China", "Export Import Bank of China"]
    result = reconcile(map(PrintedName, printed), lenders, NONE)
    assert result.matches["Bank of China Ltd"].key == "bank-of-china"
    assert result.matches[printed[1]].key == "export-import-bank-of-china"
    assert proposed(result) == [
        (printed[2], "bank-of-china"),
        (printed[2], "export-import-bank-of-china"),
    ]


@pytest.mark.parametrize(
    ("name", "taken", "proposals"),
    [
        (PrintedName("NECC"), None, []),
        (PrintedName("NECC", "JPN"), None, [("NECC", "nec")]),
        (PrintedName("NECC", "KEN"), None, []),
        (PrintedName("NECC", website="https://jpn.nec.com/x"), None, [("NECC", "nec")]),
        (PrintedName("NECC", website="https://notnec.com"), None, []),
        (PrintedName("NEC Zambia"), None, []),
        (PrintedName("NEC Zambia", "JPN"), None, [("NEC Zambia", "nec")]),
        (PrintedName("NEC", "JPN"), "nec", []),
        (PrintedName("NEC", "USA"), None, [("NEC", "nec")]),
        (PrintedName("ISS"), None, [("ISS", "intelligent-security-systems")]),
        (PrintedName("BEL", "IND"), "bharat-electronics", []),
    ],
)
def test_short_names_need_a_second_field(suppliers, name, taken, proposals):
    result = reconcile([name], suppliers, NONE)
    assert result.matches[name.printed].key == taken
    assert proposed(result) == proposals


def test_a_second_field_of_any_row_with_the_name_counts(suppliers):
    rows = [PrintedName("NECC"), PrintedName("necc", "JPN")]
    assert proposed(reconcile(rows, suppliers, NONE)) == [("NECC", "nec")]


def test_the_second_field_is_told(suppliers):
    rows = [PrintedName("Hauwei", "CHN"), PrintedName("Hikvison", "USA")]
    told = {row.candidate: row.second_field for row in reconcile(rows, suppliers, NONE).proposals}
    assert told == {"huawei": "head office CHN agrees", "hikvision": "head office CHN, not USA"}


def test_a_name_of_two_is_taken_for_neither():
    twins = known(("Global Vision", "global-vision-ke"), ("Global Vision Ltd", "global-vision-ug"))
    result = reconcile([PrintedName("Global Vision")], twins, NONE)
    assert result.matches["Global Vision"].key is None
    assert [key for _, key in proposed(result)] == ["global-vision-ke", "global-vision-ug"]


def test_a_key_that_is_the_name_of_another_is_taken_for_neither():
    mixed = known(("Delta Systems", "acme"), ("Acme", "delta"))
    result = reconcile([PrintedName("acme")], mixed, NONE)
    assert result.matches["acme"].key is None
    assert [key for _, key in proposed(result)] == ["acme", "delta"]


def test_judgements_are_obeyed(suppliers):
    rows = [PrintedName(name) for name in ("Hauwei", "HAUWEI ", "Hikvison", "Palantir Tech")]
    made = Judgements.made(
        [
            judged("Hauwei", "huawei", "same"),
            judged("Hikvison", "hikvision", "different"),
            judged("Palantir Tech", "palantir", "unsure"),
        ]
    )
    result = reconcile(rows, suppliers, made)
    assert {m.key for n, m in result.matches.items() if "hauwei" in n.casefold()} == {"huawei"}
    assert result.matches["Hauwei"].how == "judged"
    assert result.matches["Hikvison"].key is None
    assert result.matches["Palantir Tech"].key is None
    assert not result.proposals
    assert result.undecided == ("Palantir Tech",)


def test_a_judgement_outdoes_an_equal_name(suppliers):
    made = Judgements.made([judged("Orange", "orange", "different")])
    assert reconcile([PrintedName("Orange")], suppliers, made).matches["Orange"].key is None
    made = Judgements.made([judged("Orange", "nokia", "same")])
    assert reconcile([PrintedName("Orange")], suppliers, made).matches["Orange"].key == "nokia"


def test_judgements_of_lenders_do_not_count_for_suppliers(suppliers):
    made = Judgements.made([Judgement("lender", "ZTE", "bank-of-china", judgement="same")])
    assert reconcile([PrintedName("ZTE")], suppliers, made).matches["ZTE"].key == "zte"


def test_every_supplier_is_found_by_its_name_and_key(suppliers):
    names = [thing.name for thing in suppliers.things.values()]
    result = reconcile(map(PrintedName, [*names, *suppliers.things]), suppliers, NONE)
    wrong = [
        thing.key
        for thing in suppliers.things.values()
        if {result.matches[thing.name].key, result.matches[thing.key].key} != {thing.key}
    ]
    assert not wrong


def test_one_supplier_of_a_later_layer_joins_those_of_the_edition(edition):
    import pyarrow as pa

    own = {"suppliers": pa.table({"supplier": ["my-acme"], "name": ["Acme Optics"]})}
    names = KnownNames.of_suppliers(edition.columns, own)
    result = reconcile([PrintedName("ACME Optics Ltd"), PrintedName("Huawei")], names, NONE)
    assert [match.key for match in result.matches.values()] == ["my-acme", "huawei"]


WORDS = ["Huawei", "Hauwei", "NEC", "NECC", "Nokia Bell", "IBMN", "ISS", "Oosto", "=1", "有限公司"]


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(
        st.builds(
            PrintedName,
            st.one_of(st.sampled_from(WORDS), st.text(max_size=12)),
            st.sampled_from(["", "JPN", "CHN"]),
        ),
        max_size=12,
    ),
    seed=st.randoms(use_true_random=False),
)
def test_the_order_of_names_changes_nothing(suppliers, names, seed):
    shuffled = list(names)
    seed.shuffle(shuffled)
    one = reconcile(names, suppliers, NONE)
    other = reconcile(shuffled, suppliers, NONE)
    assert one == other
    assert list(one.matches) == list(other.matches)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_nothing_is_taken_that_is_no_name(suppliers, text):
    result = reconcile([PrintedName(text)], suppliers, NONE)
    key = result.matches[text].key if text in result.matches else None
    names = {plain(name.text) for name in suppliers.names if name.key == key}
    assert key is None or plain(text) in names
