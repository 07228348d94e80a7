"""Maximum likelihood, where it exists."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.associations.separation import separation
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Fitted:
    """What could be estimated.

    Attributes
    ----------
    terms
        ``coefficient``, ``odds_ratio``, ``low``, ``high`` and ``p``, each by term.
    pseudo_r2
        McFadden's; not a number if a term is separated.
    converged
        Whether the search ended at a maximum.
    """

    terms: dict[str, NDArray[float64]]
    pseudo_r2: float
    converged: bool


def fit(
    design: NDArray[float64],
    outcome: NDArray[Any],
    signs: NDArray[float64],
    perfect: NDArray[Any],
    confidence: float,
) -> Fitted:
    """Estimate the finite terms; what is separated gets infinity and no interval.

    Parameters
    ----------
    design, outcome
        Cases by terms, and 0 or 1 for each case.
    signs, perfect
        What :func:`separation` says of them.
    confidence
        Confidence of the Wald intervals.

    Returns
    -------
    Fitted
        The estimates.

    Raises
    ------
    UseError
        If statsmodels is missing.
    """
    finite, cases = signs == 0, ~perfect
    width = design.shape[1]
    terms = {
        key: np.full(width, math.nan) for key in ("coefficient", "odds_ratio", "low", "high", "p")
    }
    terms["coefficient"][~finite] = np.where(signs[~finite] > 0, math.inf, -math.inf)
    terms["odds_ratio"][~finite] = np.where(signs[~finite] > 0, math.inf, 0.0)
    if not finite.any() or not cases.any():
        return Fitted(terms, math.nan, True)
    # A separated term that is zero in all other cases says nothing of them and drops out. If it
    # is not, separated terms carry one another, as where the reference level is separated.
    reduced = design[cases][:, finite]
    if design[cases][:, ~finite].any():
        return Fitted(terms, math.nan, True)
    made = _logit(reduced, outcome[cases])
    terms["coefficient"][finite] = made.params
    terms["odds_ratio"][finite] = np.exp(made.params)
    terms["p"][finite] = made.pvalues
    bounds = np.exp(made.conf_int(1 - confidence))
    terms["low"][finite], terms["high"][finite] = bounds[:, 0], bounds[:, 1]
    pseudo = float(made.prsquared) if finite.all() else math.nan
    return Fitted(terms, pseudo, bool(made.mle_retvals["converged"]))


def ratio_test(design: NDArray[float64], outcome: NDArray[Any], without: list[int]) -> float:
    """Test some terms by the likelihood with and without them.

    Parameters
    ----------
    design, outcome
        Cases by terms, and 0 or 1 for each case.
    without
        The terms to be tested, by number.

    Returns
    -------
    float
        Probability by the chi-squared distribution; separation does not harm it.

    Raises
    ------
    UseError
        If statsmodels is missing.
    """
    from scipy.stats import chi2

    gain = _likelihood(design, outcome) - _likelihood(np.delete(design, without, axis=1), outcome)
    return float(chi2.sf(max(0.0, 2 * gain), len(without)))


def _likelihood(design: NDArray[float64], outcome: NDArray[Any]) -> float:
    """Return the largest log-likelihood: cases that are fitted perfectly add nothing to it."""
    perfect = separation(design, outcome)[1]
    rest = design[~perfect]
    if not len(rest):
        return 0.0
    independent: list[int] = []
    for i in range(rest.shape[1]):
        if np.linalg.matrix_rank(rest[:, [*independent, i]]) > len(independent):
            independent.append(i)
    return float(_logit(rest[:, independent], outcome[~perfect]).llf)


def _logit(design: NDArray[float64], outcome: NDArray[Any]) -> Any:
    try:
        from statsmodels.discrete.discrete_model import Logit
    except ImportError:
        raise UseError(
            "Logistic models need statsmodels.",
            name="statsmodels",
            remedy="Install it: pip install 'watchgraph[analysis]'",
        ) from None
    with warnings.catch_warnings():
        # Said again in the warnings of the table.
        warnings.simplefilter("ignore")
        return Logit(outcome, design).fit(method="newton", maxiter=100, disp=False)
