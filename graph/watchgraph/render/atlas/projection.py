"""The Equal Earth projection [1]_: areas keep their relation, so that shades can be compared.

References
----------
.. [1] B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal
   of Geographical Information Science 33 (3), 2019, https://doi.org/10.1080/13658816.2018.1504949
"""

from math import asin, cos, radians, sin, sqrt

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Project a point of a sphere of radius 1.

    Parameters
    ----------
    longitude, latitude : float
        Degrees east of the middle of the map, and north.

    Returns
    -------
    tuple of float
        To the right and upwards, in radii.

    Examples
    --------
    >>> [round(extent, 4) for extent in (equal_earth(180, 0)[0], equal_earth(0, 90)[1])]
    [2.7066, 1.3174]
    """
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    sixth = square * square * square
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = radians(longitude) * cos(angle) / (_M * slope)
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y
