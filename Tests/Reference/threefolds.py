"""Writes Examples/threefolds.txt: python3 Tests/Reference/threefolds.py

Well-known complete-intersection threefolds in the format of the CICY list. Euler numbers and second Chern
classes are computed here by multiplying polynomials term by term, and h11 is the number of spaces, as for
every smooth member of these families (Huebsch, Calabi-Yau Manifolds, 1992); h21 = h11 - chi/2.
Written for Python 3.11, no packages.
"""

import itertools
import pathlib

MATRICES = [
    # Complete intersections in one space.
    [[5]], [[2, 4]], [[3, 3]], [[2, 2, 3]], [[2, 2, 2, 2]],
    # In two.
    [[2], [4]], [[3], [3]], [[0, 2], [4, 1]], [[1, 1], [4, 1]], [[2, 1], [1, 3]],
    [[1, 1], [3, 2]],
    # In three and four.
    [[2], [2], [3]], [[1, 1], [2, 1], [1, 2]], [[2], [2], [2], [2]],
]


def product(terms, factor, dimensions):
    out = {}
    for monomial, a in terms.items():
        for r, b in enumerate(factor):
            if b and monomial[r] < dimensions[r]:
                key = monomial[:r] + (monomial[r] + 1,) + monomial[r + 1:]
                out[key] = out.get(key, 0) + a * b
    return out


def topology(q):
    n = [sum(row) - 1 for row in q]
    terms = {(0,) * len(q): 1}
    columns = list(zip(*q))
    for column in columns:
        terms = product(terms, column, n)

    def integral(*classes):
        key = tuple(n[r] - classes.count(r) for r in range(len(q)))
        return terms.get(key, 0)

    rows = range(len(q))
    c2 = [
        sum((sum(c[s] * c[t] for c in columns) - (n[s] + 1) * (s == t)) * integral(r, s, t)
            for s in rows for t in rows) // 2
        for r in rows
    ]
    cubes = sum((n[r] + 1) * integral(r, r, r) for r in rows)
    cubes -= sum(c[r] * c[s] * c[t] * integral(r, s, t)
                 for c in columns for r, s, t in itertools.product(rows, repeat=3))
    return cubes // 3, c2


def main():
    entries = []
    for q in MATRICES:
        assert sum(sum(row) - 1 for row in q) == len(q[0]) + 3, q
        chi, c2 = topology(q)
        entries.append((chi, len(q), q, c2))
    text = ""
    for number, (chi, h11, q, c2) in enumerate(entries, 1):
        braces = lambda row: "{" + ", ".join(map(str, row)) + "}"
        text += f"Num    : {number}\nNumPs  : {len(q)}\nNumPol : {len(q[0])}\nEta    : {chi}\n"
        text += f"H11    : {h11}\nH21    : {h11 - chi // 2}\nC2     : {braces(c2)}\n"
        text += f"Redun  : {braces([0] * 5)}\n" + "".join(braces(row) + "\n" for row in q) + "\n"
    root = pathlib.Path(__file__).resolve().parents[2]
    (root / "Examples" / "threefolds.txt").write_text(text)


main()
