"""Libraries that only some uses need: brought in when used, or named when missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from watchgraph.errors import UseError


def needs(module: str, extra: str) -> ModuleType:
    """Import a module of a library that an extra of the package brings.

    Parameters
    ----------
    module
        Full name of the module, such as ``openpyxl``.
    extra
        Name of the extra, such as ``own``.

    Returns
    -------
    types.ModuleType
        The module.

    Raises
    ------
    UseError
        If it is not installed.

    Examples
    --------
    >>> needs("json", "own").loads("1")
    1
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        # A library that is there but lacks a part of its own is not told apart: the same mends it.
        raise UseError(
            f"This needs {error.name or module}, which is not installed.",
            name="extra",
            value=module,
            remedy=f"pip install 'watchgraph[{extra}]'",
        ) from None
