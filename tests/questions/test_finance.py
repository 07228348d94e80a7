"""Questions of money against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def loans(table):
    """Return the loans with numbers and the wider group of their purpose."""
    frame = table("soft_loans").copy()
    for column in (
        "amount",
        "amount_usd_2021",
        "interest_rate_percent",
        "maturity_years",
        "grace_years",
    ):
        frame[column] = pd.to_numeric(frame[column])
    frame["group"] = frame.purpose.map(table("codelists/purposes").set_index("code").broader)
    return frame


@pytest.fixture(scope="module")
def contractors(table):
    """Return which supplier is named by which loan without doubt."""
    sure = table("spellings").query("certainty == 'certain' and supplier != ''")
    rows = table("loan_contractors").merge(sure, left_on="as_printed", right_on="printed")
    return rows[["loan", "supplier"]].drop_duplicates()


def _of_purpose(loans, purpose):
    return (
        loans if purpose is None else loans[(loans.purpose == purpose) | (loans.group == purpose)]
    )


@pytest.mark.parametrize(
    ("country", "purpose"),
    [(None, None), ("KEN", None), (None, "security"), ("ECU", "security"), (None, "safe_city")],
)
def test_lenders(kg, table, loans, country, purpose):
    rows = _of_purpose(loans, purpose)
    if country:
        rows = rows[rows.country == country]
    frame = kg.ask("lenders", country=country, purpose=purpose).set_index("lender_id")
    assert set(frame.index) == set(rows.lender)
    kinds = table("lenders").set_index("lender").lender_type
    for lender, mine in rows.groupby("lender"):
        line = frame.loc[lender]
        assert line.lender_type_id == kinds[lender]
        assert line.loans == len(mine)
        assert set(line.recipients.split()) == set(mine.country)
        valued = mine.amount_usd_2021.notna()
        assert line.in_usd_2021 == valued.sum()
        if valued.any():
            assert line.amount_usd_2021 == pytest.approx(mine.amount_usd_2021.sum())
        else:
            assert line.amount_usd_2021 is pd.NA
        assert line.own_currency_only == (mine.amount.notna() & ~valued).sum()
        assert line.no_amount == (mine.amount.isna() & ~valued).sum()
        assert set(line.records.split()) == {f"loan/{record}" for record in mine.record}
    assert frame.loans.sum() == len(rows)


@pytest.mark.parametrize(
    "lender", [None, "export-import-bank-of-china", "chinese-venezuelan-fund-fondo-chino"]
)
def test_loan_terms(kg, loans, lender):
    rows = loans if lender is None else loans[loans.lender == lender]
    frame = kg.ask("loan_terms", lender=lender)
    assert len(frame) == 3 * rows.instrument.nunique()
    terms = {
        "interest rate": "interest_rate_percent",
        "maturity": "maturity_years",
        "grace period": "grace_years",
    }
    for line in frame.itertuples():
        kind = "" if line.instrument_id is pd.NA else line.instrument_id
        mine = rows[rows.instrument == kind]
        stated = mine[terms[line.term]].dropna()
        assert line.loans == len(mine) > 0
        assert line.concessional == (mine.concessional == "yes").sum()
        assert line.not_concessional == (mine.concessional == "no").sum()
        assert line.stated == len(stated)
        stating = mine[mine[terms[line.term]].notna()] if len(stated) else mine
        assert set(line.records.split()) == {f"loan/{record}" for record in stating.record}
        if len(stated):
            assert (line.lowest, line.highest) == (stated.min(), stated.max())
            assert line.mean == pytest.approx(stated.mean(), abs=0.0051)
        else:
            assert (line.lowest, line.mean, line.highest) == (pd.NA,) * 3 or pd.isna(line.mean)


@pytest.mark.parametrize(("country", "purpose"), [(None, None), ("MUS", None), (None, "security")])
def test_contractors_paid_by_loans(kg, loans, contractors, naming, country, purpose):
    rows = _of_purpose(loans, purpose)
    if country:
        rows = rows[rows.country == country]
    paid = contractors.merge(rows, left_on="loan", right_on="record")
    frame = kg.ask("contractors_paid_by_loans", country=country, purpose=purpose)
    frame = frame.set_index("supplier_id")
    assert set(frame.index) == set(paid.supplier)
    for supplier, mine in paid.groupby("supplier"):
        line = frame.loc[supplier]
        assert line.loans == mine.loan.nunique()
        seen = naming[(naming.supplier == supplier) & naming.country.isin(mine.country)]
        assert set(line.also_named_in.split()) == set(seen.country)
        assert set(line.by_loans_alone_in.split()) == set(mine.country) - set(seen.country)
        assert set(line.lenders.split()) == set(mine.lender)
        assert line.in_usd_2021 == mine.amount_usd_2021.notna().sum()
        if line.in_usd_2021:
            assert line.amount_usd_2021 == pytest.approx(mine.amount_usd_2021.sum())
        expected = {f"loan/{loan}" for loan in mine.loan} | set(seen.record)
        assert set(line.records.split()) == expected


@pytest.mark.parametrize(
    ("edition", "purpose"), [("2019", "security"), ("2022", "security"), ("2019", "e_government")]
)
def test_loans_and_supply(kg, table, loans, contractors, naming, edition, purpose):
    rows = _of_purpose(loans, purpose).merge(
        contractors, how="left", left_on="record", right_on="loan"
    )
    rows["supplier"] = rows.supplier.fillna("")
    units = table("index_units").query("edition == @edition").set_index("country").finding
    words = {"adopter": "found", "none_found": "none found", "unknown": "not known"}
    frame = kg.ask("loans_and_supply", edition=edition, purpose=purpose)
    keys = [(line.country_id, line.supplier_id) for line in frame.fillna("").itertuples()]
    assert sorted(keys) == sorted(set(zip(rows.country, rows.supplier, strict=True)))
    for line in frame.fillna("").itertuples():
        mine = rows[(rows.country == line.country_id) & (rows.supplier == line.supplier_id)]
        seen = naming[(naming.country == line.country_id) & (naming.supplier == line.supplier_id)]
        assert line.finding == words.get(units.get(line.country_id, ""), "not looked")
        assert line.loans == mine.record.nunique()
        assert set(line.committed.split("; ")) == {start or "undated" for start in mine.start}
        assert set(line.editions.split()) == set(seen.edition) - {""}
        systems = seen[seen.edition == ""].record.str.removeprefix("deployment/")
        assert set(line.deployments.split()) == set(systems)
        assert {f"loan/{record}" for record in mine.record} <= set(line.records.split())
        assert set(seen.record) <= set(line.records.split())
