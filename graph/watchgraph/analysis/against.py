"""What a value means beside those of random samples."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

# Values that differ by less are equal but for rounding.
_SAME = 1e-9


def against(observed: float, values: NDArray[float64]) -> dict[str, float]:
    """Compare a value with those of random samples.

    Parameters
    ----------
    observed
        The value.
    values
        One of each sample, at least one.

    Returns
    -------
    dict of str to float
        ``mean``, ``sd`` (of the samples, over n - 1), ``z`` (missing, NaN, where all samples
        have one value), ``p_low`` and ``p_high``: how often a sample has at most, or at least,
        the value. The observed one counts as a sample more [1]_, so that no p is 0.

    References
    ----------
    .. [1] Phipson, B., Smyth, G. K. (2010). Permutation p-values should never be zero.
       Statistical Applications in Genetics and Molecular Biology 9, 39.

    Examples
    --------
    >>> import numpy as np
    >>> against(3.0, np.array([1.0, 2.0, 3.0]))
    {'mean': 2.0, 'sd': 1.0, 'z': 1.0, 'p_low': 1.0, 'p_high': 0.5}
    """
    if math.isnan(observed) or np.isnan(values).any():
        return dict.fromkeys(("mean", "sd", "z", "p_low", "p_high"), math.nan)
    mean = float(values.mean())
    sd = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    one_value = np.ptp(values) <= _SAME
    return {
        "mean": mean,
        "sd": 0.0 if one_value else sd,
        "z": math.nan if one_value else (observed - mean) / sd,
        "p_low": float((1 + (values <= observed + _SAME).sum()) / (1 + len(values))),
        "p_high": float((1 + (values >= observed - _SAME).sum()) / (1 + len(values))),
    }
