"""How many bytes a file that is read may have, and the variable that moves it."""

from __future__ import annotations

import os

from watchgraph.errors import UseError

#: The variable of the environment that allows more bytes, or fewer, whatever kind of file it is.
MOST_BYTES_VARIABLE = "WATCHGRAPH_MAX_INPUT"


def allowed_bytes(default: int) -> int:
    """Return how many bytes a file may have.

    Parameters
    ----------
    default
        What holds where the environment's ``WATCHGRAPH_MAX_INPUT`` says nothing.

    Returns
    -------
    int
        A number of bytes, at least 1.

    Raises
    ------
    UseError
        If the environment's limit is no number of bytes.
    """
    said = os.environ.get(MOST_BYTES_VARIABLE, "")
    if not said:
        return default
    if not (said.isascii() and said.isdecimal() and len(said) < 20 and 0 < int(said) < 2**62):
        raise UseError(
            f"{MOST_BYTES_VARIABLE} is {said[:80]!r}, which is no number of bytes.",
            name=MOST_BYTES_VARIABLE,
            value=said,
            remedy=f"Set it to a whole number above 0, such as {default}.",
        )
    return int(said)
