"""Writes the example tables: python3 make.py [FOLDER]

Needs only Python's standard library. The numbers are the same at every run: a seed for each table,
and 6 significant digits, fewer than any machine's mathematical library agrees on.
"""

import math
import pathlib
import random
import sys


def four_momenta(rng):
    """Particles of 1 to 12 GeV that drift along a beam, and their masses, measured to 2 %."""
    yield "E", "px", "py", "pz", "mass"
    for _ in range(1000):
        mass = rng.uniform(1, 12)
        px, py, pz = rng.gauss(0, 4), rng.gauss(0, 4), rng.gauss(2, 5)
        energy = math.sqrt(mass * mass + px * px + py * py + pz * pz)
        yield energy, px, py, pz, mass * (1 + 0.02 * rng.gauss(0, 1))


def potential(rng):
    """V = −2.3 r² + r⁴ at points of space, with an error of 1 % of its standard deviation."""
    points = [[rng.gauss(0, 0.8) for _ in range(3)] for _ in range(600)]
    squares = [x * x + y * y + z * z for x, y, z in points]
    values = [-2.3 * s + s * s for s in squares]
    yield "x", "y", "z", "V"
    for point, value in zip(points, noisy(rng, values, 0.01)):
        yield (*point, value)


def no_symmetry(rng):
    """A cubic polynomial of three features with random coefficients, with an error of 5 %."""
    exponents = [
        (i, j, k) for i in range(4) for j in range(4) for k in range(4) if 1 <= i + j + k <= 3]
    coefficients = [rng.gauss(0, 1) for _ in exponents]
    points = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(600)]
    values = [
        sum(c * a**i * b**j * d**k for c, (i, j, k) in zip(coefficients, exponents))
        for a, b, d in points]
    yield "a", "b", "c", "y"
    for point, value in zip(points, noisy(rng, values, 0.05)):
        yield (*point, value)


def ellipse(rng):
    """(x − 1)² + 4 (y − 1)² on a square, without error."""
    yield "x", "y", "level"
    for _ in range(200):
        x, y = round(rng.uniform(-2, 4), 3), round(rng.uniform(-1, 3), 3)
        yield x, y, (x - 1) ** 2 + 4 * (y - 1) ** 2


def waves(rng):
    """sin 2r + r at points of space, with an error of 2 % of its standard deviation."""
    points = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(2000)]
    radii = [math.sqrt(x * x + y * y + z * z) for x, y, z in points]
    values = [math.sin(2 * r) + r for r in radii]
    yield "x", "y", "z", "height"
    for point, value in zip(points, noisy(rng, values, 0.02)):
        yield (*point, value)


def noisy(rng, values, share):
    mean = sum(values) / len(values)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in values) / len(values))
    return [v + share * deviation * rng.gauss(0, 1) for v in values]


TABLES = {
    "invariant-mass.csv": (four_momenta, 1),
    "potential.csv": (potential, 2),
    "none.csv": (no_symmetry, 3),
    "ellipse.csv": (ellipse, 4),
    "waves.csv": (waves, 5),
}

folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
for name, (table, seed) in TABLES.items():
    # The ellipse has no error, so all its digits are kept.
    digits = ".12g" if table is ellipse else ".6g"
    with open(folder / name, "w") as file:
        for row in table(random.Random(seed)):
            cells = (cell if isinstance(cell, str) else format(cell, digits) for cell in row)
            file.write(",".join(cells) + "\n")
