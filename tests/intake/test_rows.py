"""Keys, sources and names of what is taken in."""

import pytest

from watchgraph.reconcile import Judgement, Judgements
from watchgraph.reconcile.judgements import Row


def judged(**said: str) -> Judgements:
    return Judgements((Row(Judgement(kind="supplier", **said), number=2, obeyed=True),))


def test_keys_do_not_hang_on_the_order_of_rows(take, map_text, good, rows_of):
    rows = [good, good | {"Country": "Uganda"}, good | {"Country": "Chile"}]
    first = {row["country"]: row["record"] for row in rows_of(take(map_text, *rows), "deployments")}
    turned = take(map_text, *reversed(rows))
    assert {row["country"]: row["record"] for row in rows_of(turned, "deployments")} == first
    more = take(map_text, good | {"Country": "Peru"}, *rows)
    assert (
        first.items()
        <= {row["country"]: row["record"] for row in rows_of(more, "deployments")}.items()
    )


def test_a_key_does_not_change_when_a_word_is_given_a_code(take, map_text, good, rows_of):
    text = map_text + "  stage: Status\n"
    row = good | {"Status": "in use"}
    (before,) = rows_of(take(text, row), "deployments")
    (after,) = rows_of(take(text + "values: {stage: {in use: ended}}\n", row), "deployments")
    assert (before["stage"], after["stage"]) == ("operational", "ended")
    assert before["record"] == after["record"]


def test_the_same_row_twice_names_both(take, map_text, good, rows_of):
    taken = take(map_text, good, good | {"Country": "Chile"}, good)
    (fault,) = taken.faults
    assert (fault.row, fault.rule, fault.severity) == (4, "repeats row 2", "error")
    assert "Row 2" in fault.remedy
    assert len(rows_of(taken, "deployments")) == 2


def test_rows_that_differ_in_ignored_columns_alone_are_the_same(take, map_text, good):
    taken = take(map_text + "ignore: [Phone]\n", good | {"Phone": "1"}, good | {"Phone": "2"})
    assert [fault.rule for fault in taken.faults] == ["repeats row 2"]


def test_own_ids_are_kept_behind_the_name_of_the_collection(take, map_text, good, rows_of):
    text = map_text + "  record: Id\n"
    taken = take(text, good | {"Id": "17"}, good | {"Id": "my-18"})
    assert [row["record"] for row in rows_of(taken, "deployments")] == ["my-17", "my-18"]
    taken = take(text, good | {"Id": "17"}, good | {"Id": "17", "Country": "Chile"})
    assert [(fault.row, fault.rule) for fault in taken.faults] == [
        (3, "has the id or name of row 2")
    ]
    (fault,) = take(text, good | {"Id": "17 b"}).faults
    assert (fault.row, fault.column, fault.rule) == (2, "Id", "is no id")


def test_a_page_of_the_edition_is_not_doubled(take, map_text, good, rows_of, edition):
    known = next(row for row in edition.columns["sources"].to_pylist() if row["url"])
    address = known["url"].rstrip("/") + "/#part"
    taken = take(map_text, good | {"Link": address})
    assert rows_of(taken, "deployments")[0]["source"] == known["source"]
    assert [row["source"] for row in rows_of(taken, "sources")] == ["my-readings"]


def test_rows_of_one_page_share_its_source(take, map_text, good, rows_of):
    taken = take(
        map_text,
        good | {"Link": "http://www.example.org/a/"},
        good | {"Country": "Chile", "Title": ""},
        good | {"Country": "Peru", "Link": "https://example.org/b"},
    )
    rows = rows_of(taken, "deployments")
    assert rows[0]["source"] == rows[1]["source"] != rows[2]["source"]
    assert len(rows_of(taken, "sources")) == 3  # the two pages, and the readings of names


def test_a_source_may_be_named_by_its_key(take, map_text, good, rows_of):
    text = map_text + "  source: Key\n"
    row = good | {"Link": "", "Title": "", "Key": "aigs-2019"}
    assert rows_of(take(text, row), "deployments")[0]["source"] == "aigs-2019"
    (fault,) = take(text, row | {"Key": "no-such"}).faults
    assert (fault.column, fault.rule) == ("Key", "is no source of the edition")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "https://",
        "https://localhost/a",
        "https://example.org/a b",
        "https://me:secret@example.org/",
        "http://[::1",
        "see above",
    ],
)
def test_addresses_that_are_none(take, map_text, good, address):
    (fault,) = take(map_text, good | {"Link": address}).faults
    assert (fault.row, fault.column, fault.severity) == (2, "Link", "error")


NAMES = (
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org","x")',
    "Example & Sons “Ltd”",
    "示例视觉",
    "شركة المثال",
    "Пример Видео",
    "👁 Example",
    "E\u200bx\u00a0ample\u202e",
    "'; DROP TABLE suppliers; --",
)


def test_names_are_data(take, map_text, good, rows_of):
    taken = take(map_text, *(good | {"Vendor": name} for name in NAMES))
    assert taken.faults == []
    printed = [row["as_printed"] for row in rows_of(taken, "deployment_suppliers")]
    assert printed[:7] == list(NAMES[:7])
    keys = [row["supplier"] for row in rows_of(taken, "suppliers")]
    assert len(set(keys)) == len(NAMES)


def test_two_writings_of_a_new_name_are_one_supplier(take, map_text, good, rows_of):
    taken = take(
        map_text,
        good | {"Vendor": "Example Vision"},
        good | {"Vendor": "EXAMPLE  Vision Ltd.", "Country": "Chile"},
    )
    assert [row["supplier"] for row in rows_of(taken, "suppliers")] == ["my-example-vision"]
    assert {row["printed"] for row in rows_of(taken, "spellings")} == {
        "Example Vision",
        "EXAMPLE Vision Ltd.",
    }


def test_a_name_that_is_like_a_known_one_is_asked_about(take, map_text, good, rows_of):
    row = good | {"Vendor": "Hikvison"}
    taken = take(map_text, row, row | {"Country": "Chile"})
    (fault,) = taken.faults
    assert (fault.row, fault.column, fault.value) == (2, "Vendor", "Hikvison")
    assert fault.severity == "warning"
    assert "Hikvision (hikvision)" in fault.remedy
    (proposal,) = taken.proposals
    assert (proposal.printed, proposal.candidate) == ("Hikvison", "hikvision")
    # Until somebody judges, nothing is merged.
    assert [row["name"] for row in rows_of(taken, "suppliers")] == ["Hikvison"]


def test_judgements_are_obeyed(take, map_text, good, rows_of):
    row = good | {"Vendor": "Hikvison"}
    said = {"printed": "Hikvison", "candidate": "hikvision"}
    same = take(map_text, row, judgements=judged(**said, judgement="same"))
    assert (same.faults, rows_of(same, "suppliers")) == ([], [])
    (spelling,) = rows_of(same, "spellings")
    assert spelling["supplier"] == "hikvision"
    assert "judged" in spelling["reason"]
    other = take(map_text, row, judgements=judged(**said, judgement="different"))
    assert other.faults == []
    assert [row["name"] for row in rows_of(other, "suppliers")] == ["Hikvison"]


def test_what_the_edition_reads_is_not_read_anew(take, map_text, good, rows_of):
    taken = take(map_text, good | {"Vendor": "IBMN"})
    assert (taken.faults, rows_of(taken, "spellings"), rows_of(taken, "suppliers")) == ([], [], [])


def test_money_needs_a_currency_and_one_only(take, map_text, good):
    text = map_text + "  contract_value: Value\n  contract_currency: Cur\n"
    (fault,) = take(text, good | {"Value": "5000", "Cur": ""}).faults
    assert (fault.column, fault.rule) == ("Value", "has no currency")
    (fault,) = take(text, good | {"Value": "EUR 5000", "Cur": "USD"}).faults
    assert (fault.column, fault.rule) == ("Value", "is in another currency")
    assert take(text, good | {"Value": "EUR 5000", "Cur": "euros"}).faults == []


def test_decimals_and_dates_are_read_as_the_map_says(take, map_text, good, rows_of):
    text = map_text + "  contract_value: Value\n  start: Date\nfixed: {contract_currency: EUR}\n"
    row = good | {"Value": "1.200", "Date": "03/04/2019"}
    assert {fault.column for fault in take(text, row).faults} == {"Value", "Date"}
    taken = take(text + "decimals: comma\ndates: month-first\n", row)
    assert taken.faults == []
    (deployment,) = rows_of(taken, "deployments")
    assert (deployment["contract_value"], deployment["start"]) == ("1200", "2019-03-04")


def test_a_mark_names_no_supplier(take, map_text, good, rows_of):
    taken = take(map_text, good | {"Vendor": "MULT"})
    assert (taken.faults, rows_of(taken, "suppliers")) == ([], [])
    (spelling,) = rows_of(taken, "spellings")
    assert spelling["mark"] == "unnamed_multiple"
    assert "supplier" not in spelling


@pytest.mark.parametrize(
    "word",
    ["unknown", "N/A", "none", "Not stated", "?", "TBD", "-", "inconnu", "desconocido",
     "unbekannt", "неизвестно", "未知"],
)  # fmt: skip
def test_a_word_for_nothing_is_no_supplier(take, map_text, good, word):
    taken = take(map_text, good | {"Vendor": word})
    (fault,) = taken.faults
    assert (fault.row, fault.column, fault.value) == (2, "Vendor", word)
    assert "`none named`" in fault.remedy
    assert taken.parts == []


def test_a_row_without_a_supplier_says_so_in_words(take, map_text, good, rows_of):
    taken = take(map_text, good | {"Vendor": "none named"})
    assert (taken.faults, rows_of(taken, "suppliers")) == ([], [])


def test_every_cell_of_a_faulty_row_is_told_in_one_go(take, map_text, good):
    text = map_text + "  stage: Status\n  camera_count: Cameras\n  note: Notes\n"
    row = {
        "Vendor": "Hikvison",
        "Country": "Kenyya",
        "Status": "maybe",
        "Cameras": "-5",
        "Notes": "Ask jane.doe@example.org",
    }
    taken = take(text, good | row)
    assert {(fault.column, fault.severity) for fault in taken.faults} == {
        ("Vendor", "warning"),
        ("Country", "error"),
        ("Status", "error"),
        ("Cameras", "error"),
        ("Notes", "error"),
    }
    assert [one.printed for one in taken.proposals] == ["Hikvison"]
    assert (taken.parts, taken.left_out) == ([], 1)


def test_one_system_on_two_rows_of_suppliers_is_told(take, map_text, good, rows_of):
    text = map_text + "  technology: Technology\n  place: City\n"
    row = good | {"Technology": "CCTV", "City": "Kisumu"}
    other = row | {"Vendor": "Example Radio"}
    taken = take(text, row, row | {"Country": "Chile"}, other)
    (fault,) = taken.faults
    assert (fault.row, fault.column, fault.value) == (4, "Vendor", "Example Radio")
    assert (fault.rule, fault.severity) == ("differs from row 2 in Vendor alone", "error")
    assert "name both suppliers in one row" in fault.remedy
    assert len(rows_of(taken, "deployments")) == 2
    # Two technologies may well be two systems.
    taken = take(text, row, other | {"Technology": "facial recognition"})
    (fault,) = taken.faults
    assert (fault.row, fault.severity) == (3, "warning")
    assert len(rows_of(taken, "deployments")) == 2
    one = take(text + "split: {supplier: [;]}\n", row | {"Vendor": "Example Vision; Example Radio"})
    assert (one.faults, len(rows_of(one, "deployment_suppliers"))) == ([], 2)
