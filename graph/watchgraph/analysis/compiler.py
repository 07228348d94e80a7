"""The compiled parts of the analysis, for those who installed the compiler."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar, cast

from watchgraph.errors import UseError

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(name: str) -> ModuleType:
    """Return a module of compiled functions.

    Parameters
    ----------
    name
        ``"curveball"`` or ``"brim"``.

    Returns
    -------
    module
        The module of that name in this package.

    Raises
    ------
    UseError
        If numba is not installed.
    """
    try:
        import numba  # noqa: F401
    except ImportError:
        raise UseError(
            "Null models need the compiler numba, which is not installed.",
            name="numba",
            remedy="Install it with: pip install 'watchgraph[analysis]'.",
        ) from None
    return import_module(f"watchgraph.analysis.{name}")


def cached(function: _Function) -> _Function:
    """Compile a function at its first call, and keep what was compiled for the next process.

    It is kept in ``__pycache__`` beside the module, else in the user's cache folder; where
    neither can be written to, each process compiles for itself.

    Parameters
    ----------
    function
        Function of numbers and arrays.

    Returns
    -------
    function
        The same for its caller.
    """
    from numba import njit

    try:
        made: Any = njit(cache=True)(function)
    except RuntimeError:
        made = njit(function)
    return cast(_Function, made)
