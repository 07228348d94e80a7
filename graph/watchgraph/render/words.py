"""The words of the pictures for the codes of the networks."""

from typing import TYPE_CHECKING, Any

from watchgraph.render.captions import caption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

BRI = {
    "member": "Member",
    "withdrawn": "Withdrawn",
    "unclear": "Unclear",
    "none recorded": "No membership recorded",
}

# Three kinds of answer; the last two are not the same.
ADOPTER = {
    "adopter": "Looked at: technology found",
    "none found": "Looked at: none found",
    "not looked": "Not looked at",
    "not known": "Not known whether it was looked at",
}

BASIS = {
    "marked": "The index marks the state",
    "headquarters": "A supplier named has its head office there",
    "both": "The index marks the state, and a supplier named has its head office there",
}

TECHNOLOGIES_BASIS = {
    "country": "As reported of the country; which supplier is not said",
    "assessment": "As reported of the country; which supplier is not said",
    "deployment": "As reported of the deployments",
    "both": "As reported of the deployments and, without saying which supplier, of the country",
}

STATUSES = {
    "pledge": "Offered or promised",
    "commitment": "Signed",
    "implementation": "Under way",
    "completion": "Completed",
    "cancelled": "Cancelled",
}

LENDER_TYPES = {"other": "Fund, or lender not named"}

# What was asked of the evidence; nothing is said where all of it counts.
EVIDENCE = {
    "independent": "Only links with at least two independent sources.",
    "deployments": "Deployments only.",
}

# Codes of the code lists that are not words themselves.
CODES = {
    "command_center": "Command centre",
    "biometric_id": "Biometric identification",
    "alpr": "Number-plate recognition",
    "interest_free_loan": "Interest-free loan",
    "preferential_buyers_credit": "Preferential buyer's credit",
    "supplier_credit": "Supplier's credit",
    "unspecified_loan": "Loan, terms unspecified",
    "budget": "Public budget",
    "ppp": "Public-private partnership",
    "public_security_network": "Public-security network",
    "security": "Surveillance or public security",
    "e_government": "E-government",
    "telecom_backbone": "Telecommunication backbone",
}

KINDS = {
    "assessment": "Index assessment",
    "deployment": "Deployment",
    "loan": "Loan or grant",
    "soft-loan": "Loan or grant",
    "membership": "Belt and Road membership",
    "listing": "Listing by a regulator",
    "control": "Control or change of name",
}


_ABSENCE = (
    "No line is not a finding. A country may have been looked at with nothing found, or not "
    "looked at; its panel says which, and such a country without any record is not drawn."
)

_NO_LINE = "No line is not a finding: it says only that no record here gives one."

_ASSESSMENT = (
    "An index assessment names the companies and the technologies of a country side by side. It "
    "does not say which company supplies which technology, and it is not a deployment."
)


def reading_notes(graph: "nx.Graph[Any]") -> list[str]:
    """Return how the picture is to be read, one idea a paragraph.

    Parameters
    ----------
    graph : networkx.Graph
        The network.

    Returns
    -------
    list of str
        Plain sentences.
    """
    words = caption(graph)
    if not words.title:
        return [words.reading]
    return [
        words.reading,
        "Choose a node or a line to see the records and sources it rests on.",
        *([_ASSESSMENT] if words.assessed else []),
        _ABSENCE if words.absent else _NO_LINE,
        *_left_out(graph.graph.get("coverage") or {}),
        *filter(None, [str(graph.graph.get("left_out") or "")]),
    ]


def _left_out(coverage: "Mapping[str, int]") -> list[str]:
    """Return what the records say and the picture does not show."""
    notes = []
    if number := coverage.get("names_of_unknown_origin"):
        mentions = counted(number, "mention")
        notes.append(f"{mentions} of a supplier whose head office no source here gives: no arrow.")
    if number := coverage.get("assumed_names"):
        mentions = counted(number, "mention")
        notes.append(
            f"{mentions} of a printed name could only be read by assumption, and no line rests "
            "on that."
        )
    if number := coverage.get("without_supplier"):
        deployment = counted(number, "deployment")
        notes.append(f"{deployment} without a named supplier cannot be drawn between the two.")
    if number := coverage.get("without_contractor"):
        loans = counted(number, "record")
        notes.append(f"{loans} of loans and grants drawn here name no contractor.")
    if number := coverage.get("pairs_of_one_source"):
        notes.append(f"{counted(number, 'link')} of a single independent source left out.")
    return notes


def spoken(code: str) -> str:
    """Return a code as words.

    Parameters
    ----------
    code : str
        A code such as ``facial_recognition``.

    Returns
    -------
    str
        Its words.

    Examples
    --------
    >>> spoken("facial_recognition")
    'Facial recognition'
    """
    if code in CODES:
        return CODES[code]
    text = code.replace("_", " ").replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Parameters
    ----------
    number : int
        How many.
    one : str
        The noun in the singular.
    many : str, optional
        The plural, if not the singular with an s.

    Returns
    -------
    str
        The two, thousands parted by a comma.

    Examples
    --------
    >>> counted(1, "country", "countries"), counted(1200, "link")
    ('1 country', '1,200 links')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def byte_size(number: int) -> str:
    """Return a number of bytes in words.

    Parameters
    ----------
    number : int
        Bytes.

    Returns
    -------
    str
        In decimal units, as file managers count.

    Examples
    --------
    >>> byte_size(512), byte_size(40_000), byte_size(1_240_000)
    ('512 bytes', '40 kB', '1.2 MB')
    """
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1000:.0f} kB" if number < 999_500 else f"{number / 1_000_000:.1f} MB"


def joined(parts: "Sequence[str]") -> str:
    """Return words as one list in a sentence.

    Parameters
    ----------
    parts : sequence of str
        At least one.

    Returns
    -------
    str
        With commas, and "and" before the last.

    Examples
    --------
    >>> joined(["a", "b", "c"]), joined(["a"])
    ('a, b and c', 'a')
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
