"""What people judged two names to be, kept in ``judgements.csv`` and obeyed ever after.

One row says whether a printed name means a thing. A row without a judgement is a proposal, made
by WatchGraph and renewed at each run; every other row is a person's and is kept as it stands, in
its place. Columns that people add are kept too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from watchgraph.reconcile.folding import plain

#: What may be judged; ``unsure`` keeps the two apart and says that somebody looked.
WORDS = ("same", "different", "unsure")


@dataclass(frozen=True, order=True)
class Judgement:
    """One row of ``judgements.csv``.

    Attributes
    ----------
    kind
        ``supplier`` or ``lender``.
    printed
        The name as printed.
    candidate
        Key of the thing that it may mean.
    candidate_name
        What that thing is called.
    score
        How like the names are, 0 to 100; 100 if they are the same but for harmless spelling.
    second_field
        What else was compared, and with what result; empty if nothing could be.
    judgement
        One of :data:`WORDS`; empty for a proposal.
    judged_by
        Who judged.
    judged_on
        On which day, YYYY-MM-DD.
    why
        Why.
    """

    kind: str = ""
    printed: str = ""
    candidate: str = ""
    candidate_name: str = ""
    score: str = ""
    second_field: str = ""
    judgement: str = ""
    judged_by: str = ""
    judged_on: str = ""
    why: str = ""

    @property
    def touched(self) -> bool:
        """Whether a person wrote into the row."""
        return bool(self.judgement or self.judged_by or self.judged_on or self.why)

    @property
    def about(self) -> tuple[str, str, str]:
        """What the row is about: kind, name and candidate."""
        return self.kind, plain(self.printed), self.candidate


#: The columns of the file, in order.
COLUMNS = tuple(column.name for column in fields(Judgement))


@dataclass(frozen=True)
class Judged:
    """What people judged of one printed name.

    Attributes
    ----------
    same
        Key of the thing that it means; empty if nobody said so.
    different
        Keys of things that it does not mean.
    unsure
        Keys of things of which somebody was not sure.
    """

    same: str = ""
    different: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @property
    def ruled_out(self) -> frozenset[str]:
        """Keys that are neither taken nor proposed."""
        return self.different | self.unsure


_NOTHING = Judged()


@dataclass(frozen=True)
class Row:
    """A row of the file as it was read.

    Attributes
    ----------
    judgement
        What it says.
    number
        Row in the file, the header being row 1.
    more
        Cells of the columns that people added, in the order of the file.
    obeyed
        Whether the row may be acted on: it is a judgement, and nothing is wrong with it.
    """

    judgement: Judgement
    number: int = 0
    more: tuple[str, ...] = ()
    obeyed: bool = False


@dataclass(frozen=True)
class Judgements:
    """All rows of ``judgements.csv``.

    Attributes
    ----------
    rows
        The rows in the order of the file.
    more_columns
        Headings of the columns that people added.
    raw
        The file as it was read; None if there was none.
    readable
        Whether the file could be read; if not, it is never written over.
    """

    rows: Sequence[Row] = ()
    more_columns: tuple[str, ...] = ()
    raw: bytes | None = field(default=None, repr=False)
    readable: bool = True

    @classmethod
    def made(cls, judgements: Iterable[Judgement]) -> Judgements:
        """Return judgements that are not from a file; all that bear a word are obeyed.

        Parameters
        ----------
        judgements
            The rows.

        Returns
        -------
        Judgements
            The same, to be obeyed.
        """
        return cls(
            [
                Row(judgement, at, (), bool(judgement.judgement))
                for at, judgement in enumerate(judgements, start=2)
            ]
        )

    def of(self, kind: str, printed: str) -> Judged:
        """Return what was judged of a name.

        Parameters
        ----------
        kind
            ``supplier`` or ``lender``.
        printed
            The name, in any harmless spelling.

        Returns
        -------
        Judged
            All judgements that are obeyed.
        """
        return self.of_text(kind, plain(printed))

    def of_text(self, kind: str, text: str) -> Judged:
        """Return what was judged of a name that is plain already.

        Parameters
        ----------
        kind
            ``supplier`` or ``lender``.
        text
            The name as :func:`watchgraph.reconcile.folding.plain` leaves it.

        Returns
        -------
        Judged
            All judgements that are obeyed.
        """
        return self._by_name.get((kind, text), _NOTHING)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Judged]:
        words: dict[tuple[str, str], dict[str, set[str]]] = {}
        for row in self.rows:
            if row.obeyed:
                kind, name, candidate = row.judgement.about
                said = words.setdefault((kind, name), {word: set() for word in WORDS})
                said[row.judgement.judgement.strip().casefold()].add(candidate)
        return {
            at: Judged(
                min(said["same"], default=""),
                frozenset(said["different"]),
                frozenset(said["unsure"]),
            )
            for at, said in words.items()
        }
