"""Writes decompositions.json: what NumPy finds in seeded matrices, compared with by TensorsTests.

python3 decompositions.py
Written with Python 3.11 and NumPy 2.4.6.

For each matrix a: its shape and entries (rounded to 6 decimals, so that the text is exact), the
output of numpy.linalg.svd(a, full_matrices=False), and of numpy.linalg.eigh(a.T @ a): values, and
the vectors as rows, each with its largest component positive.
"""

import json
import pathlib

import numpy as np

SHAPES = [(3, 3), (6, 4), (4, 6), (5, 5)]


def with_sign(rows):
    largest = np.abs(rows).argmax(axis=1)
    return rows * np.sign(rows[np.arange(len(rows)), largest])[:, None]


rng = np.random.default_rng(20)
cases = []
for shape in SHAPES:
    a = rng.standard_normal(shape).round(6)
    u, s, vh = np.linalg.svd(a, full_matrices=False)
    values, vectors = np.linalg.eigh(a.T @ a)
    cases.append(
        {
            "shape": shape,
            "entries": a.ravel().tolist(),
            "singularValues": s.tolist(),
            "leftVectors": with_sign(u.T).ravel().tolist(),
            "rightVectors": with_sign(vh).ravel().tolist(),
            "gramEigenvalues": values.tolist(),
            "gramEigenvectors": with_sign(vectors.T).ravel().tolist(),
        })

with open(pathlib.Path(__file__).with_suffix(".json"), "w") as file:
    json.dump(cases, file, indent=1)
    file.write("\n")
