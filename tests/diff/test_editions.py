"""The two editions of the real data, counted again from the tables by pandas."""

import pandas as pd
import pytest

from watchgraph.diff import diff_editions, summary
from watchgraph.errors import UseError
from watchgraph.vocabulary import ID


def place(rows: pd.DataFrame) -> pd.Series:
    return rows["country"].where(rows["country"] != "", rows["territory"])


@pytest.fixture(scope="module")
def units(table) -> dict[str, pd.DataFrame]:
    rows = table("index_units").assign(place=place)
    return {e: rows[rows["edition"] == e].set_index("place") for e in ("2019", "2022")}


@pytest.fixture(scope="module")
def found(units) -> dict[str, set[str]]:
    return {e: set(rows.index[rows["finding"] == "adopter"]) for e, rows in units.items()}


@pytest.fixture(scope="module")
def assessed(table) -> pd.DataFrame:
    return table("assessments").assign(place=place).set_index("record")[["edition", "place"]]


@pytest.fixture(scope="module")
def marked(table, assessed) -> dict[str, pd.DataFrame]:
    return {
        name: table(name).join(assessed, on="assessment")
        for name in ("assessment_technologies", "assessment_origins")
    }


@pytest.fixture(scope="module")
def named(table, assessed) -> pd.DataFrame:
    spelled = table("spellings").set_index("printed")[["supplier", "certainty"]]
    rows = table("assessment_suppliers").join(assessed, on="assessment")
    rows = rows.join(spelled, on="as_printed")
    return rows[rows["supplier"] != ""]


def keys(frame: pd.DataFrame, change: str, column: str = "country") -> set[str]:
    return set(frame.loc[frame["change"] == change, column])


def test_only_places_that_both_surely_looked_at_are_new_or_gone(editions, units, found):
    certain = {e: set(r.index[r["membership"] == "certain"]) for e, r in units.items()}
    both = certain["2019"] & certain["2022"]
    assert len(both) == 175
    assert keys(editions.countries, "newly found") == (found["2022"] - found["2019"]) & both
    assert keys(editions.countries, "no longer found") == (found["2019"] - found["2022"]) & both
    assert keys(editions.countries, "found in both") == found["2019"] & found["2022"]
    assert len(keys(editions.countries, "newly found")) == 24
    assert keys(editions.countries, "no longer found") == {"OMN", "RWA"}


def test_the_four_candidates_of_2019_stand_apart(editions):
    apart = editions.countries[editions.countries["change"] == "not comparable"]
    assert set(apart["country"]) == {"PSE", "gaza", "somaliland", "zanzibar"}
    assert set(apart["before"]) == {"not known whether looked at"}
    assert set(apart["after"]) == {"none found"}
    assert editions.before.looked_at + editions.before.not_known == 179
    assert editions.before.published_units == 176


def test_technologies_are_counted_like_with_like(editions, marked, found):
    rows = marked["assessment_technologies"]
    state = rows.pivot(index=["place", "technology"], columns="edition", values="result")
    both = state.dropna()
    told = editions.technologies.set_index("subject")
    for technology in ("facial_recognition", "smart_city", "smart_policing"):
        own = both.xs(technology, level="technology")
        row = told.loc[technology]
        assert row["both_asked"] == len(own) == len(found["2019"] & found["2022"]) == 73
        for name, one, two in (
            ("in_both", "reported", "reported"),
            ("added", "none_found", "reported"),
            ("no_longer", "reported", "none_found"),
            ("neither", "none_found", "none_found"),
        ):
            assert row[name] == ((own["2019"] == one) & (own["2022"] == two)).sum(), name
        assert (
            row["before"]
            == (
                (rows["edition"] == "2019")
                & (rows["result"] == "reported")
                & (rows["technology"] == technology)
            ).sum()
        )
    changed = editions.technology_changes
    added = both[(both["2019"] == "none_found") & (both["2022"] == "reported")]
    listed = changed[changed["change"] == "added"]
    assert set(zip(listed["country"], listed["subject"], strict=True)) == set(added.index)
    assert len(added) == 14


def test_social_media_surveillance_is_in_2022_only_and_is_not_compared(editions):
    row = editions.technologies.set_index("subject").loc["social_media_surveillance"]
    assert (row["asked_before"], row["asked_after"], row["after"]) == (False, True, 38)
    assert row[["both_asked", "no_longer", "neither"]].isna().all()
    changes = editions.technology_changes
    own = changes[changes["subject"] == "social_media_surveillance"]
    assert set(own["change"]) == {"not comparable"}
    assert set(own["before"]) == {"not stated"}
    told = "\n".join(summary(editions))
    assert "Asked for in 2022 only, so not compared: Social media surveillance." in told


def test_a_state_that_an_edition_only_names_is_never_gone(editions, marked):
    rows = marked["assessment_origins"]
    told = editions.states.set_index("subject")
    asked = set(
        rows.loc[(rows["edition"] == "2022") & (rows["result"] == "none_found"), "supplier_state"]
    )
    assert asked == {"CHN", "USA"}
    assert set(told.index[told["asked_before"] & told["asked_after"]]) == asked
    japan = told.loc["JPN"]
    assert (japan["asked_before"], japan["asked_after"]) == (True, False)
    gone = editions.state_changes[editions.state_changes["change"] == "no longer reported"]
    assert set(gone["subject"]) <= asked


def test_suppliers_by_certain_readings(editions, named):
    sure = named[named["certainty"] == "certain"]
    one, two = (set(sure.loc[sure["edition"] == e, "supplier"]) for e in ("2019", "2022"))
    assert keys(editions.suppliers, "newly named", "supplier") == two - one
    assert keys(editions.suppliers, "no longer named", "supplier") == one - two
    assert keys(editions.suppliers, "named in both", "supplier") == one & two
    assert (editions.before.suppliers, editions.after.suppliers) == (len(one), len(two))
    pairs = {
        e: set(zip(r["supplier"], r["place"], strict=True)) for e, r in sure.groupby("edition")
    }
    links = editions.links
    new = links[links["change"] == "newly named"]
    guessed = set(named.loc[named["certainty"] == "assumed", "place"])
    assert set(zip(new["supplier"], new["country"], strict=True)) == {
        pair for pair in pairs["2022"] - pairs["2019"] if pair not in {("ibm", c) for c in guessed}
    }


def test_gained_and_lost_are_the_links_that_can_be_compared(editions):
    links = editions.links
    suppliers = editions.suppliers[editions.suppliers["change"] != "not comparable"]
    suppliers = suppliers.set_index("supplier")
    for column, change in (("gained", "newly named"), ("lost", "no longer named")):
        own = links[links["change"] == change]
        told = {(one, name) for one, names in suppliers[column].items() for name in names}
        assert told == {
            pair
            for pair in zip(own["supplier"], own["country_name"], strict=True)
            if pair[0] in suppliers.index
        }
    assert not {"Brazil", "Spain"} & set(suppliers.loc["ibm", "gained"])


def test_assumed_readings_stand_apart(editions):
    apart = editions.links[editions.links["before"] == "assumed"]
    assert set(zip(apart["supplier"], apart["country"], strict=True)) == {
        ("ibm", "BRA"),
        ("ibm", "ESP"),
    }
    assert set(apart["change"]) == {"not comparable"}


def test_every_row_opens_onto_records_and_every_record_onto_a_source(editions, real):
    said = editions.sources
    assert (said["source"] != "").all() and (said["title"] != "").all()
    known = set(said["record"])
    for name in ("countries", "technology_changes", "suppliers", "links", "state_changes"):
        rows = getattr(editions, name)["records"]
        assert rows.map(len).min() >= 1, name
        assert {record for own in rows for record in own} <= known, name
    angola = editions.countries.set_index("country").loc["AGO", "records"]
    assert [row["label"] for row in real.evidence(ID + record for record in angola)][:2] == [
        "Index 2019: Angola",
        "Index 2022: Angola",
    ]


def test_the_other_way_round_what_was_added_is_gone(editions, real):
    back = diff_editions(real, 2022, 2019)
    for change, other in (("newly found", "no longer found"), ("no longer found", "newly found")):
        assert keys(back.countries, change) == keys(editions.countries, other)
    for change, other in (("newly named", "no longer named"), ("named in both", "named in both")):
        assert keys(back.suppliers, change, "supplier") == keys(
            editions.suppliers, other, "supplier"
        )
    one, two = (frame.set_index("subject") for frame in (editions.technologies, back.technologies))
    both = one.index[one["asked_before"] & one["asked_after"]]
    assert list(one.loc[both, "added"]) == list(two.loc[both, "no_longer"])


def test_an_edition_and_itself_are_the_same(real):
    same = diff_editions(real, 2022, 2022)
    assert same.empty
    assert set(same.countries["change"]) == {"found in both", "found in neither"}


def test_an_unknown_edition_is_named_with_the_choices(real):
    with pytest.raises(UseError) as raised:
        diff_editions(real, 2019, 2020)
    assert raised.value.choices == ("2019", "2022")


def test_a_place_outside_one_edition_is_not_looked_at(two_editions):
    diff = diff_editions(two_editions, 2019, 2022)
    rows = diff.countries.set_index("country")
    assert list(rows["change"]) == [
        "not comparable",
        "not comparable",
        "newly found",
        "found in both",
    ]
    assert rows.loc["CHN", "before"] == "not looked at"
    assert rows.loc["gaza", "before"] == "not known whether looked at"
    changed = diff.technology_changes.set_index(["country", "subject"])["change"]
    assert changed["NAM", "smart_policing"] == "added"
    assert changed["NAM", "smart_city"] == "no longer reported"
    assert changed["XKX", "smart_city"] == "not comparable"
    assert dict(zip(diff.suppliers["supplier"], diff.suppliers["change"], strict=True)) == {
        "ear": "newly named",
        "eye": "no longer named",
    }


def test_what_a_cut_list_lacks_is_not_known(known_editions, units):
    diff = known_editions
    assert (diff.before.found, diff.before.none_found) == (75, 0)
    assert diff.before.missing_units == len(units["2019"]) - 75 == 104
    assert diff.after.missing_units == 0
    apart = diff.countries[diff.countries["change"] == "not comparable"]
    assert set(apart["before"]) == {"not known whether looked at"}
    assert len(apart) == 104
    told = "\n".join(summary(diff))
    assert "not looked at" not in told and "100 %" not in told
    assert "104 entries are missing from the list" in told
    assert "2022: use is found in 97 of 179 places looked at (54 %)" in told


def test_a_comparison_as_of_a_day_says_so(known_editions, known, editions):
    assert (known_editions.as_of, known_editions.known) == ("2022-12-31", "2022-12-31")
    assert summary(known_editions)[0] == str(known.moment)
    assert (editions.as_of, editions.known, editions.coverage) == ("", "", "")


def test_the_audit_may_be_handed_over(known, known_editions):
    from watchgraph.audit import audit

    rows = [row for row in audit(known) if row.edition == "2022"]
    handed = diff_editions(known, 2019, 2022, audited=rows).verdicts
    own = known_editions.verdicts
    assert handed.to_dict("records") == own[own["edition"] == "2022"].to_dict("records")


def test_ranks_are_those_of_the_supply_network(editions, real):
    from watchgraph.analysis import centrality

    for edition, which in ((2019, "before"), (2022, "after")):
        frame = centrality(real.network("supply", edition=edition), ["degree"])
        frame = frame[frame["kind"] == "supplier"]
        ranks = {str(iri).rpartition("/")[2]: rank for iri, rank in frame["degree_rank"].items()}
        told = editions.suppliers.set_index("supplier")[f"rank_{which}"].dropna()
        assert dict(told) == ranks


def test_verdicts_are_counted_by_edition(editions, real):
    from watchgraph.audit import audit

    told = {(r.edition, r.verdict): (r.claims, r.keys) for r in editions.verdicts.itertuples()}
    assert sum(count for count, _ in told.values()) == 34
    for row in audit(real):
        assert row.claim in told[row.edition, row.verdict][1]


def test_communities_are_compared_over_common_nodes(editions, real):
    one, two = (real.network("supply", edition=edition) for edition in (2019, 2022))
    own = editions.communities
    assert own.nodes == len(set(one) & set(two))
    assert 0 < own.adjusted_rand < 1 and 0 < own.information < 1
    assert 0 < len(own.moved) < own.nodes
    assert (own.moved["matched"] != own.moved["after"]).all()
