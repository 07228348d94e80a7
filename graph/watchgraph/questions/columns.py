"""Gives an answer the columns that its question declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pandas as pd

from watchgraph.errors import UseError
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    from watchgraph.questions.header import Column
    from watchgraph.questions.library import Question

_TEXT = pd.StringDtype("pyarrow")


def shape(answer: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Give an answer the declared columns, their order and dtypes.

    Parameters
    ----------
    answer
        What the engine gave.
    question
        The question.

    Returns
    -------
    pandas.DataFrame
        Things of ours stand by their key in columns of ids, by ``kind/key`` in columns of
        records; members of a cell are sorted, since engines join them in any order.

    Raises
    ------
    UseError
        If the answer lacks a column or has one of another kind.
    """
    declared = [column.name for column in question.columns]
    if sorted(declared) != sorted(answer.columns):
        raise UseError(
            f"The question {question.name} gives other columns than it declares.",
            name=question.name,
            value=list(answer.columns),
            choices=declared,
        )
    return pd.DataFrame(
        {column.name: _series(answer[column.name], column, question) for column in question.columns}
    )


def members(cell: str, kind: str) -> list[str]:
    """Split a joined cell into its sorted members.

    Parameters
    ----------
    cell
        Text with the members: IRIs apart by spaces, names by line breaks; empty ones stand for
        nothing.
    kind
        ``ids``, ``records`` or ``names``.

    Returns
    -------
    list of str
        Distinct members, sorted; things of ours by key or by ``kind/key``.
    """
    if kind == "names":
        return sorted({name for name in cell.split("\n") if name})
    show = _SHOW[kind]
    return sorted({show(iri) for iri in cell.split()})


def _series(cells: pd.Series[Any], column: Column, question: Question) -> pd.Series[Any]:
    kind = column.kind
    if cells.dtype == _DTYPES.get(kind, _TEXT) and kind not in _SHOW and kind != "names":
        return cells
    if kind in _DTYPES:
        try:
            # A column without a value comes as text.
            return (cells.astype("object") if cells.isna().all() else cells).astype(_DTYPES[kind])
        except (TypeError, ValueError):
            raise UseError(
                f"The column {column.name} of {question.name} is no {kind}.", name=column.name
            ) from None
    if kind in _JOINTS:
        joint = _JOINTS[kind]
        made = [None if v is None else joint.join(members(v, kind)) for v in _texts(cells)]
        return pd.Series(made, index=cells.index, dtype=_TEXT)
    if kind in _SHOW:
        show = _SHOW[kind]
        # Few distinct things fill many rows.
        seen: dict[str, str] = {}
        made = [v and (seen.get(v) or seen.setdefault(v, show(v))) for v in _texts(cells)]
        return pd.Series(made, index=cells.index, dtype=_TEXT)
    return cells.astype(_TEXT)


def _texts(cells: pd.Series[Any]) -> list[str | None]:
    return [None if v is pd.NA else str(v) for v in cells.astype(_TEXT).array]


def _key(iri: str) -> str:
    key = iri[iri.find("/", _FRONT) + 1 :] if iri.startswith(ID) else iri
    return unquote(key) if "%" in key else key


def _kind_key(iri: str) -> str:
    # The key stays percent-encoded, since cells are split at spaces.
    return iri[_FRONT:] if iri.startswith(ID) else iri


_FRONT = len(ID)
_DTYPES: dict[str, Any] = {
    "integer": "Int64",
    "decimal": "Float64",
    "boolean": "boolean",
    "day": "datetime64[us]",
}
_JOINTS = {"ids": " ", "records": " ", "names": "; "}
_SHOW = {"id": _key, "ids": _key, "record": _kind_key, "records": _kind_key}
