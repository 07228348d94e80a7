"""What is said of a supplier, or of a lender, in sentences."""

from __future__ import annotations

from watchgraph.networks.answers import WITHHELD
from watchgraph.profiles import Known, LenderProfile, SupplierProfile, families_of
from watchgraph.profiles.systems import deployment, loan
from watchgraph.render.words import counted, joined
from watchgraph.report.rows.name_rows import printed_in
from watchgraph.vocabulary import key


def standfirst(known: Known, of: SupplierProfile) -> str:
    """Return a sentence on a supplier with the figures of its records.

    Parameters
    ----------
    known
        What the graph states.
    of
        The supplier.

    Returns
    -------
    str
        Where it sits, how many countries records name it for, and how many sources say so.
    """
    if of.headquarters:
        city = f"{of.city}, " if of.city else ""
        seat = f"Head office in {city}{known.label(of.headquarters)}."
    else:
        seat = "Where its head office is, no source here says."
    by_index = sum(bool(pair.assessments) for pair in of.pairs)
    by_deployment = sum(bool(pair.deployments) for pair in of.pairs)
    kinds = [
        text
        for text, number in (
            (f"the index for {by_index:,}", by_index),
            (f"deployments for {by_deployment:,}", by_deployment),
        )
        if number
    ]
    if not of.pairs:
        return f"{seat} No assessment and no deployment here names it{_contracts(of)}."
    sources = counted(len(families_of(known, of.evidence)), "independent source")
    return (
        f"{seat} Records name it for {counted(len(of.pairs), 'country', 'countries')} "
        f"({', '.join(kinds)}){_contracts(of)}, from {sources}."
    )


def _contracts(of: SupplierProfile) -> str:
    number = len(of.loans)
    if not number:
        return ""
    return f", and as contractor of {counted(number, 'loan or grant', 'loans or grants')}"


def summary(known: Known, of: SupplierProfile) -> str:
    """Return a few words that tell a supplier from its like in a search."""
    office = known.label(of.headquarters) if of.headquarters else "head office not stated"
    return f"{office}, {counted(len(of.pairs), 'country', 'countries')}"


def unknown(known: Known, of: SupplierProfile) -> tuple[str, ...]:
    """Return what is not known of a supplier, one gap a sentence.

    Parameters
    ----------
    known
        What the graph states.
    of
        The supplier.

    Returns
    -------
    tuple of str
        Sentences.
    """
    said = []
    gaps = [
        words
        for words, there in (
            ("the head office", of.headquarters),
            ("who owns it", of.ownership and key(of.ownership) != "unknown"),
            ("the year it was founded", of.founded),
            ("what it sells", of.focus),
            ("a Wikidata item", of.entity.wikidata),
        )
        if not there
    ]
    if gaps:
        said.append(f"Not stated in what was read: {joined(gaps)}.")
    if key(of.basis) in ("name_only", "general_knowledge"):
        said.append(f"{known.label(of.basis)}: {known.first(of.basis, 'skos:definition')}")
    only = [pair for pair in of.pairs if not pair.deployments]
    if only:
        said.append(
            f"For {counted(len(only), 'country', 'countries')} only the index names it: what it "
            "supplies there, and to whom, is not known."
        )
    if of.assumed:
        said.append(
            f"{printed_in(known, of.assumed)} could only be read as it by assumption; "
            "no count rests on that."
        )
    undated = sum(not deployment(known, iri).record.date for iri in of.deployments)
    if undated:
        said.append(
            f"Of {counted(len(of.deployments), 'deployment')}, {undated:,} "
            f"{'has' if undated == 1 else 'have'} no stated beginning."
        )
    if not of.listings:
        said.append(
            "No listing by a regulator is recorded. The lists were not searched evenly for every "
            "supplier, so that is not a finding of none."
        )
    if not of.controlled:
        said.append("Who controls it is not recorded.")
    return tuple(said)


def lender_standfirst(known: Known, of: LenderProfile) -> str:
    """Return a sentence on a lender with the figures of its records.

    Parameters
    ----------
    known
        What the graph states.
    of
        The lender.

    Returns
    -------
    str
        What it is, and how many loans to how many countries are recorded.
    """
    found = [loan(known, iri) for iri in of.loans]
    countries = {one.record.country for one in found}
    kind = known.label(of.type) if of.type else "Lender of a kind not stated"
    home = f" of {known.label(of.home)}" if of.home else ", home country not stated"
    stated = [float(one.usd_2021) for one in found if one.usd_2021 not in ("", WITHHELD)]
    total = (
        f"; {round(sum(stated)):,} US dollars of 2021 in all, stated of {len(stated):,} of them"
        if stated
        else "; no amount is stated in US dollars of 2021"
    )
    return (
        f"{kind}{home}: {counted(len(found), 'loan or grant', 'loans or grants')} to "
        f"{counted(len(countries), 'country', 'countries')}{total}."
    )
