"""What data/README.md says of the tables is so."""

import re
from collections import Counter

import pandas as pd
import pytest

from watchgraph.resources import data_folder
from watchgraph.tables import Tables, load_tables

README = (data_folder() / "README.md").read_text(encoding="utf-8")
PLAIN = " ".join(README.split())
SECURITY = {
    "video_surveillance",
    "safe_city",
    "smart_city",
    "smart_policing",
    "facial_recognition",
    "public_security_network",
}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(data_folder())


def says(sentence: str) -> None:
    assert sentence in PLAIN, f"data/README.md should say: {sentence}"


def filled(frame: pd.DataFrame, column: str) -> int:
    return int(frame[column].notna().sum())


def test_every_table_has_a_section_with_its_columns_and_its_rows(tables: Tables) -> None:
    sections = {
        heading[1]: (int(heading[2]), body)
        for heading, body in zip(
            re.finditer(r"^### `(\S+)`: (\d+) rows$", README, re.M),
            re.split(r"^### `\S+`: \d+ rows$", README, flags=re.M)[1:],
            strict=True,
        )
    }
    own = {name: t for name, t in tables.package.tables.items() if not name.startswith("codelist-")}
    assert set(sections) == {schema.path for schema in own.values()}
    for name, schema in own.items():
        count, body = sections[schema.path]
        assert count == tables.columns[name].num_rows, f"{schema.path}: correct the number of rows"
        described = re.findall(r"^\| `(\w+)` \| (.+) \|$", body, re.M)
        assert [column for column, _ in described] == schema.column_names, schema.path
        assert "*Weak*" in body or "*Origin and rights*" in body, f"{schema.path}: what is weak?"


def test_every_code_list_stands_with_its_length(tables: Tables) -> None:
    lists = dict(re.findall(r"^\| \[\w+\.csv\]\((codelists/\w+\.csv)\) \| (\d+) \|", README, re.M))
    assert {path: int(count) for path, count in lists.items()} == {
        schema.path: tables.columns[name].num_rows
        for name, schema in tables.package.tables.items()
        if name.startswith("codelist-")
    }


def test_rights_are_counted(tables: Tables) -> None:
    stated = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", README, re.M))
    counts = Counter(tables.frame("sources")["redistribution"])
    assert {code: int(count) for code, count in stated.items()} == counts


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    assert [target for target in targets if not (data_folder() / target).exists()] == []


def test_counts_of_the_index_are_told(tables: Tables) -> None:
    units, rows = tables.frame("index_units"), tables.frame("assessments")
    adopters = Counter(rows[rows["adopter"]]["edition"])
    certain = units[units["membership"] == "certain"]
    looked = Counter(certain["edition"])
    says(f"{looked['2022']} units in 2022, and for 2019 {looked['2019']} certain ones and four")
    says(f"{adopters['2019']} adopters of 176 in 2019, {adopters['2022']} adopters of 179 in 2022")
    editions = rows.set_index("record")["edition"]
    marks = tables.frame("assessment_technologies")
    reported = marks[marks["result"] == "reported"]
    n = Counter(zip(reported["assessment"].map(editions), reported["technology"], strict=True))
    says(
        f"Reported in 2019: smart city {n['2019', 'smart_city']}, facial recognition "
        f"{n['2019', 'facial_recognition']}, smart policing {n['2019', 'smart_policing']}."
    )
    says(
        f"In 2022: smart city {n['2022', 'smart_city']}, facial recognition "
        f"{n['2022', 'facial_recognition']}, smart policing {n['2022', 'smart_policing']}, social "
        f"media surveillance {n['2022', 'social_media_surveillance']}."
    )
    states = tables.frame("assessment_origins")
    marked = states[states["result"] == "marked"]
    m = Counter(zip(marked["assessment"].map(editions), marked["supplier_state"], strict=True))
    says(
        f"Marked in 2019: China {m['2019', 'CHN']}, United States {m['2019', 'USA']}, "
        f"Japan {m['2019', 'JPN']}."
    )


def test_disagreements_are_told_with_their_figures(tables: Tables) -> None:
    rows = tables.frame("assessments")
    names = tables.frame("assessment_suppliers")
    names = names[names["source"] == "aigs-2019"]
    printed = Counter(names["as_printed"])
    says(f"Huawei is named in {printed['Huawei']} rows of 2019")
    ibm, doubtful = printed["IBM"], printed["IBM"] + printed["IBMN"]
    says(f"IBM is named in {ibm} rows of 2019, in {doubtful} if the twice printed `IBMN`")
    first = rows[(rows["edition"] == "2019") & rows["adopter"]].set_index("country")
    says(f"{int(first['bri_marked'].sum())} of the {len(first)} rows of 2019 bear the mark")
    members = tables.frame("bri_memberships").set_index("country")
    marked = set(first.index[first["bri_marked"]])
    assert marked - set(members.index) == {"ISR", "MUS"}
    early = {country for country, start in members["start"].items() if start[:7] <= "2019-09"}
    unmarked = set(first.index[~first["bri_marked"]]) & early
    labels = tables.frame("countries").set_index("country")["name"]
    assert len(unmarked) == 12
    told = PLAIN[PLAIN.index("Twelve countries without the mark") :].partition(".")[0]
    for country in unmarked - {"CIV"}:
        assert labels[country] in told
    inputs = tables.frame("indicators")
    says(f"{int((inputs['source'] == 'fiw-2019').sum())} of the 75 printed scores differ")
    without = names[~names["assessment"].isin({"2019-CHN"})]
    assert printed["Huawei"] == int((without["as_printed"] == "Huawei").sum())


def test_coverage_of_deployments_and_loans_is_told(tables: Tables) -> None:
    frame, named = tables.frame("deployments"), tables.frame("deployment_suppliers")
    says(f"{len(frame)} rows of {frame['country'].nunique()} countries")
    says(
        f"{filled(frame, 'start')} rows have a date, {filled(frame, 'camera_count')} a camera "
        f"count, {filled(frame, 'contract_value')} a value, {filled(frame, 'financing')} a kind of "
        f"financing; {len(frame) - named['deployment'].nunique()} name no supplier"
    )
    assessed = tables.frame("assessments")
    adopters = {
        edition: set(rows[rows["adopter"]]["country"])
        for edition, rows in assessed.groupby("edition")
    }
    reached = set(frame["country"])
    assert adopters["2019"] <= reached
    says(f"{len(adopters['2022'] & reached)} of the {len(adopters['2022'])} of 2022")
    says(f"{int((frame['country'] == 'CHN').sum())} rows each")
    licences = tables.frame("sources").set_index("source")["licence"]
    says(f"{Counter(frame['source'].map(licences))['cc-by-sa-4.0']} rows rest on the AIAAIC")
    loans, contractors = tables.frame("soft_loans"), tables.frame("loan_contractors")
    says(f"{len(loans)} records of {loans['country'].nunique()} countries")
    says(f"{int(loans['purpose'].isin(SECURITY).sum())} have a security purpose")
    says(f"{contractors['loan'].nunique()} of the {len(loans)} loans name one")
    says(f"{Counter(loans['source'].map(licences))['odc-by-1.0']} rows from AidData's Global")


def test_the_other_counts_are_told(tables: Tables) -> None:
    suppliers = tables.frame("suppliers")
    basis = Counter(suppliers["basis"])
    says(
        f"{basis['source_seen']} rows on a source seen, {basis['general_knowledge']} in part on "
        f"general knowledge that nobody checked against a page, {basis['name_only']} have only"
    )
    says(f"A head office is known for {filled(suppliers, 'headquarters')}")
    members = tables.frame("bri_memberships")
    status, precision = Counter(members["status"]), Counter(members["start_precision"])
    says(
        f"{status['member']} members, {status['withdrawn']} that left, {status['unclear']} unclear"
    )
    says(f"{precision['day']} dates are to the day, {precision['month']} to the month")
    found = Counter(tables.frame("evidence_searches")["result"])
    says(
        f"{found['found']} found, {found['found_but_not_state_customer']} found without a state "
        f"customer, {found['not_found']} not found"
    )
    claims = Counter(tables.frame("claims")["edition"])
    says(f"{claims['2019']} of an article on the index of 2019, {claims['2022']} of the data set")
    titles = tables.frame("sources")["title"]
    says(f"{int(titles.str.contains('title not recorded').sum())} titles of further pages")
    control = tables.frame("supplier_control")
    says(f"{filled(control, 'start')} of the {len(control)} rows have a date of start")
    ranked = tables.frame("indicators").query(
        "measure == 'military_expenditure_rank' and source == 'watchgraph-milex-ranks-2018'"
    )
    says(f"{len(ranked)} countries are ranked")
