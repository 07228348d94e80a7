"""One row of a sheet becomes the rows of all tables that it speaks of."""

import pytest

from watchgraph.intake.forms import form_names, form_of

FULL_MAP = """\
file: leads.csv
rows: deployments
columns:
  supplier: Vendor
  country: Country
  place: City
  operator: User
  technology: Tech
  start: Date
  stage: Status
  camera_count: Cameras
  contract_value: Value
  source_url: Link
  source_title: Title
  source_published: Published
  source_accessed: Seen
  further_url: More
  note: Note
split: {supplier: ";", technology: [",", "+"], further_url: " "}
values:
  stage: {"up and running": operational, "who knows": ""}
blank: ["n/a"]
dates: day-first
"""
FULL = {
    "Vendor": "Huawei; Example Vision",
    "Country": "Кения",
    "City": "Nairobi\u00a0",
    "User": "Example police",
    "Tech": "CCTV + facial recognition, CCTV",
    "Date": "03/04/2019",
    "Status": "Up and  running",
    "Cameras": "1 200",
    "Value": "USD 12.5 million",
    "Link": "https://example.org/a",
    "Title": "Example report",
    "Published": "May 2019",
    "Seen": "2021-03-31",
    "More": "https://example.org/b https://example.org/a",
    "Note": "n/a",
}


def test_deployments_fill_every_table(take, rows_of):
    taken = take(FULL_MAP, FULL)
    assert taken.faults == []
    assert (taken.rows, taken.left_out) == (1, 0)
    (deployment,) = rows_of(taken, "deployments")
    source = deployment["source"]
    key = deployment["record"]
    assert key.startswith("my-ken-nairobi-huawei-")
    assert deployment == {
        "record": key,
        "country": "KEN",
        "place": "Nairobi",
        "name": "Video surveillance, Facial recognition in Nairobi, Kenya",
        "operator": "Example police",
        "start": "2019-04-03",
        "start_precision": "day",
        "stage": "operational",
        "camera_count": "1200",
        "contract_value": "12500000",
        "contract_currency": "USD",
        "source": source,
    }
    assert [row["as_printed"] for row in rows_of(taken, "deployment_suppliers")] == [
        "Huawei",
        "Example Vision",
    ]
    assert [row["technology"] for row in rows_of(taken, "deployment_technologies")] == [
        "video_surveillance",
        "facial_recognition",
    ]
    sources = {row["source"]: row for row in rows_of(taken, "sources")}
    assert sources[source].pop("publisher").startswith("my-example-org")
    assert sources[source] == {
        "source": source,
        "title": "Example report",
        "url": "https://example.org/a",
        "licence": "not-stated",
        "redistribution": "facts_only",
        "dataset": "deployment-reports",
        "published": "2019-05",
        "published_precision": "month",
        "accessed": "2021-03-31",
    }
    # The second address of the row is its own source again, and stands once.
    (further,) = rows_of(taken, "deployment_sources")
    assert sources[further["source"]]["url"] == "https://example.org/b"
    assert sources[further["source"]]["title"] == "Page of example.org (title not recorded)"
    (supplier,) = rows_of(taken, "suppliers")
    assert supplier == {
        "supplier": "my-example-vision",
        "name": "Example Vision",
        "ownership": "unknown",
        "basis": "name_only",
        "source": source,
        "note": "Name only; nothing else checked.",
    }
    # Huawei is spelled so in the edition already.
    (spelling,) = rows_of(taken, "spellings")
    assert (spelling["printed"], spelling["supplier"]) == ("Example Vision", "my-example-vision")
    assert sources[spelling["source"]]["title"] == "Readings of the names of suppliers in leads.csv"


def test_faults_are_told_by_row_and_heading_of_the_sheet(take):
    bad = FULL | {"Cameras": "a few", "Date": "31/02/2019", "Country": "Wakanda", "Seen": "2018"}
    faults = take(FULL_MAP, FULL, bad).faults
    assert {fault.column: (fault.row, fault.value, fault.rule) for fault in faults} == {
        "Cameras": (3, "a few", "is no number"),
        "Date": (3, "31/02/2019", "is no date of the calendar"),
        "Country": (3, "Wakanda", "is no country"),
        "Seen": (3, "2018", "is no whole day"),
    }
    assert all(fault.remedy for fault in faults)


def test_rules_of_the_tables_are_told_by_heading_too(take):
    (fault,) = take(FULL_MAP, FULL, FULL | {"Cameras": "-4"}).faults
    assert (fault.file, fault.row, fault.column) == ("leads.csv", 3, "Cameras")
    assert (fault.value, fault.rule) == ("-4", "is below 0")


def test_a_row_with_an_error_gives_nothing(take, map_text, good, rows_of):
    bad = good | {
        "Country": "Wakanda",
        "Vendor": "Another Example",
        "Link": "https://b.example.org/",
    }
    taken = take(map_text, good, bad)
    assert (taken.rows, taken.left_out) == (2, 1)
    assert len(rows_of(taken, "deployments")) == 1
    assert [row["name"] for row in rows_of(taken, "suppliers")] == ["Example Vision"]
    assert all(row < 3 for part in taken.parts for row in part.place.rows)


@pytest.mark.parametrize("blank", ["", " \u00a0"])
def test_no_supplier_must_be_said(take, map_text, good, rows_of, blank):
    (fault,) = take(map_text, good | {"Vendor": blank}).faults
    assert (fault.column, fault.rule) == ("Vendor", "value is missing")
    assert "none named" in fault.remedy
    taken = take(map_text, good | {"Vendor": "None named"})
    assert taken.faults == []
    assert rows_of(taken, "deployments")
    assert rows_of(taken, "deployment_suppliers") == []


def test_no_supplier_may_be_said_for_all_rows(take, map_text, good, rows_of):
    text = map_text.replace("  supplier: Vendor\n", "") + "fixed: {supplier: none named}\n"
    taken = take(text + "ignore: [Vendor]\n", good)
    assert taken.faults == []
    assert rows_of(taken, "deployments")


def test_a_fact_without_a_source_stays_out(take, map_text, good, rows_of):
    taken = take(map_text, good | {"Link": "", "Title": ""})
    (fault,) = taken.faults
    assert (fault.row, fault.column, fault.rule) == (2, "Link", "has no source")
    assert taken.parts == []


LOANS = """\
file: leads.csv
rows: soft_loans
columns:
  country: Recipient
  lender: Bank
  lender_type: Kind
  lender_country: Home
  amount: Amount
  currency: Currency
  purpose: Purpose
  start: Year
  contractor: Firm
  source_title: Report
split: {contractor: ";"}
"""
LOAN = {
    "Recipient": "Zambia",
    "Bank": "The Export-Import Bank of China",
    "Kind": "",
    "Home": "",
    "Amount": "€1.000.000",
    "Currency": "",
    "Purpose": "safe city",
    "Year": "2016",
    "Firm": "ZTE; Example Builders",
    "Report": "Example loans 2016",
}


def test_soft_loans_fill_every_table(take, rows_of):
    taken = take(LOANS, LOAN | {"Bank": "Export-Import Bank of China"})
    assert taken.faults == []
    (loan,) = rows_of(taken, "soft_loans")
    assert {name: loan[name] for name in ("country", "lender", "amount", "currency")} == {
        "country": "ZMB",
        "lender": "export-import-bank-of-china",
        "amount": "1000000",
        "currency": "EUR",
    }
    assert (loan["title"], loan["concessional"]) == ("Safe city in Zambia", "unknown")
    assert [row["as_printed"] for row in rows_of(taken, "loan_contractors")] == [
        "ZTE",
        "Example Builders",
    ]
    (publisher,) = [row for row in rows_of(taken, "publishers") if row["publisher"] != "my"]
    assert publisher["name"] == "Publisher not stated"


def test_a_new_lender_must_be_described(take, rows_of):
    new = LOAN | {"Bank": "Example State Bank"}
    (fault,) = take(LOANS, new).faults
    assert (fault.row, fault.column, fault.value) == (2, "Bank", "Example State Bank")
    assert "lender_type" in fault.remedy
    taken = take(LOANS, new | {"Kind": "policy bank", "Home": "Brazil"})
    assert taken.faults == []
    assert [row["home_country"] for row in rows_of(taken, "lenders")] == ["BRA"]


def test_any_other_table_one_to_one(take, rows_of):
    text = """\
file: leads.csv
rows: listings
columns: {supplier: Company, list: List, start: From, end: To, reason: Why, source_url: Link}
"""
    row = {
        "Company": "HIKVISION",
        "List": "BIS Entity List",
        "From": "October 2019",
        "To": "",
        "Why": "Example reason",
        "Link": "https://example.org/l",
    }
    taken = take(text, row, row | {"From": "2020", "To": "2019"})
    (fault,) = taken.faults
    assert (fault.row, fault.column, fault.rule) == (3, "To", "ends before it starts")
    (listing,) = rows_of(taken, "listings")
    assert {name: listing[name] for name in ("supplier", "list", "start", "start_precision")} == {
        "supplier": "hikvision",
        "list": "us_bis_entity_list",
        "start": "2019-10",
        "start_precision": "month",
    }


def test_sheets_of_sources_and_suppliers(take, rows_of):
    text = "file: leads.csv\nrows: sources\ncolumns: {title: T, url: U, publisher: P}\n"
    taken = take(text, {"T": "Example", "U": "https://example.org/a", "P": "Example Press"})
    assert taken.faults == []
    (source,) = rows_of(taken, "sources")
    assert source["publisher"] == "my-example-press"
    text = "file: leads.csv\nrows: suppliers\ncolumns: {name: N, headquarters: C, source_url: U}\n"
    taken = take(text, {"N": "Example Vision", "C": "Chile", "U": "https://example.org/a"})
    assert taken.faults == []
    (supplier,) = rows_of(taken, "suppliers")
    assert (supplier["supplier"], supplier["headquarters"]) == ("my-example-vision", "CHL")


def test_every_form_can_be_made(edition):
    for name in form_names(edition.package):
        form = form_of(name, edition.package)
        assert form.names == list(dict.fromkeys(form.names))
        assert all(field.codes in edition.columns for field in form.fields if field.codes)
