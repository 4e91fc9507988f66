"""Writes normal_quantiles.csv: quantiles of the standard normal distribution, read by TensorsTests.

python3 normal_quantiles.py
Written with Python 3.11, SciPy 1.17.1 and mpmath 1.3.0.

Each line is p as a hexadecimal float, so that both sides mean the same number, and the x with
Φ(x) = p to 25 digits, by Newton's method on Φ(x) = erfc(−x/√2)/2 with 60 digits (or with the
complement, above 1/2). The start is scipy.special.ndtri, which must agree to 1e-14.
"""

import math
import pathlib

import mpmath
from scipy.special import ndtri

mpmath.mp.dps = 60


def probabilities():
    yield from (2.0**-1022, 1e-300, 1e-200, 1e-100, 1e-50, 1e-30, 1e-20, 1e-16, 1e-12, 1e-9)
    yield from (k * 1e-6 for k in (1, 3, 10, 100, 1000, 5000))
    yield from (k / 40 for k in range(1, 40))
    # Both sides of the borders of Wichura's three ranges: |p − ½| = 0.425 and p = exp(−25).
    for border in (0.075, math.exp(-25)):
        yield from (math.nextafter(border, 0), border, math.nextafter(border, 1))
    yield from (0.5 - 1e-9, 0.5 + 1e-9, 0.925, math.nextafter(0.925, 1))
    yield from (1 - 1e-3, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 1e-15, 1 - 1e-16)


def quantile(p):
    x = mpmath.mpf(float(ndtri(p)))
    for _ in range(8):
        if p <= 0.5:
            excess = mpmath.erfc(-x / mpmath.sqrt(2)) / 2 - mpmath.mpf(p)
        else:
            excess = (1 - mpmath.mpf(p)) - mpmath.erfc(x / mpmath.sqrt(2)) / 2
        x -= excess * mpmath.sqrt(2 * mpmath.pi) * mpmath.exp(x * x / 2)
    assert abs(x - float(ndtri(p))) <= 1e-14 * max(abs(x), 0.1), p
    return x


with open(pathlib.Path(__file__).with_suffix(".csv"), "w") as file:
    file.write("# made by normal_quantiles.py\n")
    for p in sorted(set(probabilities())):
        x = "0.0" if p == 0.5 else mpmath.nstr(quantile(p), 25)
        file.write(f"{p.hex()},{x}\n")
