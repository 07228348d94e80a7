"""Refuse what is no whole number, before anything is drawn by it."""

from __future__ import annotations

from numbers import Integral

from watchgraph.errors import UseError


def require_whole(name: str, value: object, least: int) -> None:
    """Refuse a value that is no whole number, or too small a one.

    Parameters
    ----------
    name
        Name of the argument.
    value
        What was given; a truth value is no number.
    least
        The smallest that will do.

    Raises
    ------
    UseError
        If it is none.

    Examples
    --------
    >>> require_whole("seed", 1, 0)
    """
    if isinstance(value, Integral) and not isinstance(value, bool) and int(value) >= least:
        return
    raise UseError(
        f"{name} is {value!r}.",
        name=name,
        value=value,
        remedy=f"It must be a whole number of {least} or more.",
    )
