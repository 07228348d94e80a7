"""What is said of a country in sentences: in short, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from watchgraph.profiles import CountryProfile, Known, Reading, families_of
from watchgraph.profiles.systems import deployment, loan
from watchgraph.render.words import counted, joined
from watchgraph.report.rows.name_rows import printed_in

_FOUND = {
    "adopter": "found such technology in use",
    "none found": "looked and found none",
    "not looked": "did not look",
    "not known": "may or may not have looked",
}


def standfirst(known: Known, of: CountryProfile) -> str:
    """Return a sentence on a country with the figures of its records.

    Parameters
    ----------
    known
        What the graph states.
    of
        The country.

    Returns
    -------
    str
        What the editions of the index found, and how much is recorded.
    """
    return f"{_editions(of)} {_amounts(known, of)}"


def summary(of: CountryProfile) -> str:
    """Return a few words that tell a country from its like in a search."""
    return ", ".join(
        (
            counted(len(of.pairs), "supplier"),
            counted(len(of.deployments), "deployment"),
            counted(len(of.loans), "loan"),
        )
    )


def _editions(of: CountryProfile) -> str:
    if of.outside:
        return "This country is outside the index: neither edition looked at it."
    said = [_FOUND[one.finding] for one in of.readings]
    if len(set(said)) == 1:
        return f"Both editions of the index {said[0]}."
    parts = [
        f"{'the edition of' if not place else 'that of'} {one.edition} {words}"
        for place, (one, words) in enumerate(zip(of.readings, said, strict=True))
    ]
    told = ", ".join(parts) + "."
    return told[0].upper() + told[1:]


def _amounts(known: Known, of: CountryProfile) -> str:
    kinds = (
        (len(of.pairs), "supplier", "suppliers"),
        (len(of.deployments), "named deployment", "named deployments"),
        (len(of.loans), "loan or grant", "loans or grants"),
    )
    there = [counted(number, one, many) for number, one, many in kinds if number]
    if not there:
        return "No record here names a supplier, a deployment or a loan for it."
    # Loans may name suppliers as their contractors, which a sentence of its own tells.
    told = "supplier" if of.contractors else ""
    missing = [one for number, one, _ in kinds if not number and one != told]
    sources = counted(len(families_of(known, of.evidence)), "independent source")
    lack = f" and no {' and no '.join(missing)}" if missing else ""
    return f"Records name {joined(there)}{lack}, from {sources}.{_contractors(known, of)}"


def _contractors(known: Known, of: CountryProfile) -> str:
    """Return what its loans say of suppliers beyond what else does; empty if nothing."""
    if not of.contractors:
        return ""
    loans = "its loan names" if len(of.loans) == 1 else "its loans name"
    if of.pairs:
        number = counted(len(of.contractors), "further contractor")
        return f" {loans[0].upper()}{loans[1:]} {number}."
    names = [known.label(one) for one in known.by_label(of.contractors)]
    role = "as contractor" if len(names) == 1 else "as contractors"
    return f" No assessment and no deployment names a supplier; {loans} {joined(names)} {role}."


def unknown(known: Known, of: CountryProfile) -> tuple[str, ...]:
    """Return what is not known of a country, one gap a sentence.

    Parameters
    ----------
    known
        What the graph states.
    of
        The country.

    Returns
    -------
    tuple of str
        Sentences with the number of records that lack something.
    """
    return (
        *(_of_edition(one) for one in of.readings if one.finding != "adopter"),
        *_of_suppliers(known, of),
        *_of_deployments(known, of),
        *_of_loans(known, of),
        *_of_membership(known, of),
        *_of_sources(known, of),
    )


def _of_edition(one: Reading) -> str:
    if one.finding == "none found":
        return (
            f"The edition of {one.edition} looked and found no evidence, which is not evidence "
            "of none; it names no technology and no supplier."
        )
    if one.finding == "not looked":
        return (
            f"The edition of {one.edition} did not look here. What it would have found is not "
            "known."
        )
    return (
        f"Whether the edition of {one.edition} looked here is not known: its list of places is "
        "not fully published."
    )


def _of_suppliers(known: Known, of: CountryProfile) -> list[str]:
    said = []
    if any(one.several for one in of.readings):
        said.append("An edition says that several companies supply and does not name them.")
    named = [pair for pair in of.pairs if not pair.deployments]
    if named:
        said.append(
            f"{counted(len(named), 'supplier is', 'suppliers are')} named by the index, and no "
            "deployment here names the supplier: what it supplies, and to whom, is not known."
        )
    nowhere = [pair for pair in of.pairs if not known.first(pair.supplier, "wg:headquarters")]
    if nowhere:
        said.append(f"The head office of {counted(len(nowhere), 'supplier')} is not stated.")
    if of.assumed:
        said.append(
            f"{printed_in(known, of.assumed)} could only be read by assumption; no count rests on "
            "that."
        )
    return said


def _of_deployments(known: Known, of: CountryProfile) -> list[str]:
    found = [deployment(known, iri) for iri in of.deployments]
    gaps = (
        ("supplier", sum(not one.suppliers for one in found)),
        ("beginning", sum(not one.record.date for one in found)),
        ("operator", sum(not one.operator for one in found)),
        ("stage", sum(not one.stage for one in found)),
        ("number of cameras", sum(not one.cameras for one in found)),
        ("contract value", sum(not one.value for one in found)),
        ("financing", sum(not one.financing for one in found)),
    )
    return _gaps("deployment", len(found), gaps)


def _of_loans(known: Known, of: CountryProfile) -> list[str]:
    found = [loan(known, iri) for iri in of.loans]
    gaps = (
        ("contractor", sum(not one.contractors for one in found)),
        ("date", sum(not one.record.date for one in found)),
        ("amount", sum(not one.amount for one in found)),
        ("rate of interest", sum(not one.interest for one in found)),
        ("status", sum(not one.status for one in found)),
    )
    return _gaps("loan or grant", len(found), gaps)


def _gaps(thing: str, number: int, gaps: Sequence[tuple[str, int]]) -> list[str]:
    lacking = [f"the {what} of {missing:,}" for what, missing in gaps if missing]
    if not lacking:
        return []
    many = thing.replace("loan or grant", "loans or grants") if number != 1 else thing
    many = many.replace("deployment", "deployments") if number != 1 else many
    return [f"Of {number:,} {many}, not entered here: {joined(lacking)}."]


def _of_membership(known: Known, of: CountryProfile) -> list[str]:
    none = (
        "No Belt and Road membership is recorded; that no document was found does not show that "
        "there is none."
    )
    unclear = "The Belt and Road membership is unclear: sources disagree, or no document was seen."
    if not of.memberships:
        return [none]
    statuses = [known.first(one, "wg:membershipStatus") for one in of.memberships]
    return [unclear] if any(one.endswith("/unclear") for one in statuses) else []


def _of_sources(known: Known, of: CountryProfile) -> list[str]:
    sources = {
        one
        for iri in of.records
        for kind in ("prov:wasDerivedFrom", "wg:furtherSource")
        for one in known.all(iri, kind)
    }
    undated = sum(not known.first(one, "wg:published") for one in sources)
    bear = "bears" if undated == 1 else "bear"
    number = counted(len(sources), "source")
    said = f"Of {number} of these records, {undated:,} {bear} no date of publication."
    return [said] if undated else []
