"""From a value to its place on an axis, and the ticks of that axis."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A place on an axis that bears a number.

    Attributes
    ----------
    at : float
        Percent of the axis.
    label : str
        The number.
    """

    at: float
    label: str


@dataclass(frozen=True)
class Scale:
    """An axis: what stands at its ends, and whether equal steps are equal ratios.

    Attributes
    ----------
    low, high : float
        Values at the ends, apart from each other; above zero on a logarithmic axis.
    logarithmic : bool
        Whether equal steps are equal ratios.
    ticks : tuple of Tick
        From low to high.
    """

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[Tick, ...] = ()

    def at(self, value: float) -> float:
        """Return the place of a value in percent; beyond an end, that end.

        Parameters
        ----------
        value : float
            Any number but NaN.

        Returns
        -------
        float
            Rounded, so that equal values give equal bytes on any machine.

        Examples
        --------
        >>> linear_scale(0, 100, (0, 50, 100)).at(43.3), log_scale(0.1, 10, (1,)).at(1)
        (43.3, 50.0)
        """
        value = min(max(value, self.low), self.high)
        if self.logarithmic:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(100 * share, 2)


def linear_scale(
    low: float, high: float, ticks: Sequence[float], label: Callable[[float], str] | None = None
) -> Scale:
    """Return an axis of equal steps.

    Parameters
    ----------
    low, high : float
        Values at the ends.
    ticks : sequence of float
        Values that bear a number; those beyond the ends are left out.
    label : callable, optional
        Value to number; by default the shortest.

    Returns
    -------
    Scale
        The axis.
    """
    return _scale(low, high, False, ticks, label)


def log_scale(
    low: float, high: float, ticks: Sequence[float], label: Callable[[float], str] | None = None
) -> Scale:
    """Return an axis of equal ratios.

    Parameters
    ----------
    low, high : float
        Values at the ends, above zero.
    ticks, label
        As of :func:`linear_scale`.

    Returns
    -------
    Scale
        The axis.
    """
    return _scale(low, high, True, ticks, label)


def round_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return round values between two others.

    Parameters
    ----------
    low, high : float
        The others, apart from each other.
    most : int
        At most so many, two or more.

    Returns
    -------
    tuple of float
        Multiples of one, two or five times a power of ten.

    Examples
    --------
    >>> round_ticks(-0.027, 0.011), round_ticks(19.2, 27.6)
    ((-0.02, -0.01, 0.0, 0.01), (20.0, 22.0, 24.0, 26.0))
    """
    power = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    for step in (factor * power for factor in (1, 2, 5, 10, 20, 50, 100)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            break
    digits = max(0, -math.floor(math.log10(step)))
    return tuple(round(number * step, digits) for number in range(first, last + 1))


def _scale(
    low: float,
    high: float,
    logarithmic: bool,
    ticks: Sequence[float],
    label: Callable[[float], str] | None,
) -> Scale:
    bare = Scale(low, high, logarithmic)
    told = label or _shortest
    marks = tuple(Tick(bare.at(one), told(one)) for one in ticks if low <= one <= high)
    return Scale(low, high, logarithmic, marks)


def _shortest(value: float) -> str:
    return f"{value:,.6g}".replace("-", "\N{MINUS SIGN}")
