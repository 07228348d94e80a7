"""When each class of record holds: a declaration, carried out by the other modules here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

#: A day as a user gives it; None if none is given.
Day = datetime.date | str | None


@dataclass(frozen=True)
class Rule:
    """What the time of a class of records is.

    Attributes
    ----------
    start
        Property that says when it begins; empty if its time is that of other records.
    end
        Property that says when it ends; empty if what begins does not end.
    ended
        Codes of a status under which it has ended although the day may not be stated.
    unsure
        Codes of a status under which it is not sure that it held, whatever its dates.
    of
        Properties that lead to the records with which it goes: it holds if all of them do, and
        is known only if all of them are.
    own_source
        Whether it must also be known by its own source; else it is known with those of ``of``.
    """

    start: str = ""
    end: str = ""
    ended: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    own_source: bool = True


#: The classes whose records have a time; things such as countries, suppliers and sources stay.
RULES: dict[str, Rule] = {
    # The index was published on one day; an edition and what it says stand from then on.
    "wg:Edition": Rule(start="wg:start"),
    "wg:Assessment": Rule(of=("wg:edition",)),
    "wg:IndexUnit": Rule(of=("wg:edition",)),
    # A claim repeats a figure of its edition, and could be checked once that was out.
    "wg:Claim": Rule(of=("wg:edition",), own_source=False),
    # A system that was dismantled has a stage, not an end.
    "wg:Deployment": Rule(start="wg:start"),
    # A loan stands from its commitment on; its repayment is not recorded.
    "wg:SoftLoan": Rule(start="wg:start"),
    "wg:LoanDeploymentLink": Rule(of=("wg:loan", "wg:deployment")),
    "wg:BRIMembership": Rule(
        start="wg:start",
        end="wg:end",
        ended=("membership-status/withdrawn",),
        unsure=("membership-status/unclear",),
    ),
    "wg:Listing": Rule(start="wg:start", end="wg:end"),
    "wg:SupplierControl": Rule(start="wg:start", end="wg:end"),
    # A value of a year is whole when the year is over, and stays the value of that year.
    "wg:Indicator": Rule(start="wg:year"),
    "wg:EvidenceSearch": Rule(start="wg:searchedOn"),
    # A printed name goes with the record in which it is printed.
    "wg:Mention": Rule(of=("wg:mentionedIn",), own_source=False),
}
