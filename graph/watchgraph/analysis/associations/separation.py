"""Whether a logistic model can be fitted at all: separation, found by linear programming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

_ZERO = 1e-9


def separation(
    design: NDArray[float64], outcome: NDArray[int64]
) -> tuple[NDArray[float64], NDArray[bool_]]:
    """Find the terms whose maximum likelihood estimate is infinite.

    A direction in the space of coefficients separates the data if along it no case moves against
    its outcome and at least one moves with it: the likelihood then rises for ever [1]_ [2]_.

    Parameters
    ----------
    design
        Cases by terms, of full rank.
    outcome
        0 or 1 for each case.

    Returns
    -------
    tuple of arrays
        For each term the sign of its infinite estimate, 0 where it is finite; and for each case
        whether it is fitted perfectly.

    References
    ----------
    .. [1] Albert, A., Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
       logistic regression models. Biometrika 71, 1-10.
    .. [2] Konis, K. (2007). Linear programming algorithms for detecting separated data in binary
       logistic regression models. DPhil thesis, University of Oxford.

    Examples
    --------
    >>> import numpy as np
    >>> design = np.array([[1.0, 0], [1, 0], [1, 1], [1, 1]])
    >>> separation(design, np.array([0, 1, 1, 1]))[0].tolist()
    [0.0, 1.0]
    """
    from scipy.optimize import linprog

    signed = design * (2 * outcome - 1)[:, None]
    separated = np.zeros(len(outcome), bool)
    signs = np.zeros(design.shape[1])
    # A direction may leave cases at rest that another one moves; those are asked again.
    while not separated.all():
        rest = signed[~separated]
        found = linprog(
            -rest.sum(0), A_ub=-rest, b_ub=np.zeros(len(rest)), bounds=(-1, 1), method="highs"
        )
        assert found.x is not None  # No direction at all is always possible.
        moved = rest @ found.x
        if not (moved > _ZERO).any():
            break
        direction = np.where(np.abs(found.x) > _ZERO, np.sign(found.x), 0.0)
        signs = np.where(signs == 0, direction, signs)
        separated[np.flatnonzero(~separated)[moved > _ZERO]] = True
    return signs, separated
