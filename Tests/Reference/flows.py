"""Writes flows.json: what NumPy and SciPy find for the parts of flows, compared with by DiscoveryTests.

python3 flows.py
Written with Python 3.11, NumPy 2.4.6 and SciPy 1.17.1.

- quaternions: the fields ix, jx, kx of R^4 at Gaussian points, as they are and made unit vectors: the
  closure residual sqrt(sum over pairs of |[g_a, g_b] - sum_c gamma_c g_c|^2 over sum of
  |Dg_b g_a|^2 + |Dg_a g_b|^2), the best constants by numpy.linalg.lstsq, derivatives in closed form.
- pair: two linear fields Ax, Bx: the closure loss, a mean over points, by the same means.
- jacobians: singular values, ranks and projections on row spaces by numpy.linalg.svd.
- conflicts: the least of sum (|v|-1)^2, or (|v|^2-1)^2, plus sum_{a<b} (v_a.v_b)^2 over N vectors of
  R^d, by scipy.optimize.minimize from thirty random starts.
- measures: those of random fields, from their definitions.
"""

import json
import pathlib

import numpy as np
from scipy.optimize import minimize

rng = np.random.default_rng(4)


def flat(x):
    return np.asarray(x).ravel().tolist()


def best(brackets, fields):
    """The rest and the constants of one bracket, [M, n], by fields, [M, N, n]."""
    matrix = fields.transpose(0, 2, 1).reshape(-1, fields.shape[1])
    constants = np.linalg.lstsq(matrix, brackets.ravel(), rcond=None)[0]
    return ((matrix @ constants - brackets.ravel()) ** 2).sum(), constants


def closure(fields, along):
    """fields [M, N, n]; along[a][b] = Dg_b g_a, [M, n]."""
    count = fields.shape[1]
    rest, scale = 0.0, 0.0
    constants = np.zeros((count, count, count))
    for a in range(count):
        for b in range(a + 1, count):
            r, c = best(along[a][b] - along[b][a], fields)
            rest += r
            scale += (along[a][b] ** 2).sum() + (along[b][a] ** 2).sum()
            constants[a, b], constants[b, a] = c, -c
    return rest, scale, constants


I = np.array([[0, -1, 0, 0], [1, 0, 0, 0], [0, 0, 0, -1], [0, 0, 1, 0.0]])
J = np.array([[0, 0, -1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, -1, 0, 0.0]])
K = I @ J
assert np.allclose(K @ K, -np.eye(4)) and np.allclose(J @ I, -K)
points = rng.standard_normal((400, 4)).round(6)
r = np.linalg.norm(points, axis=1)[:, None, None]
raw = np.stack([points @ A.T for A in (I, J, K)], axis=1)
raw_along = [[points @ (B @ A).T for B in (I, J, K)] for A in (I, J, K)]
# u = g/r: Du_b u_a = Dg_b g_a/r^2 - g_b (x.g_a)/r^4, and x.g_a = 0.
unit = raw / r
unit_along = [[v / r[:, :, 0] ** 2 for v in row] for row in raw_along]
quaternions = {"points": flat(points)}
for name, fields, along in (("raw", raw, raw_along), ("unit", unit, unit_along)):
    rest, scale, constants = closure(fields, along)
    quaternions[name] = {"residual": float(np.sqrt(rest / scale)), "constants": flat(constants)}

A, B = rng.standard_normal((2, 3, 3)).round(6)
x = rng.standard_normal((64, 3)).round(6)
fields = np.stack([x @ A.T, x @ B.T], axis=1)
along = [[x @ (Y @ X).T for Y in (A, B)] for X in (A, B)]
rest, scale, _ = closure(fields, along)
pair = {"a": flat(A), "b": flat(B), "points": flat(x), "loss": rest / len(x)}

jacobians = []
for k, n, rank in ((2, 5, 2), (5, 3, 3), (4, 6, 2), (6, 4, 2), (1, 3, 0), (3, 3, 3)):
    j = (rng.standard_normal((k, max(rank, 1))) @ rng.standard_normal((max(rank, 1), n))) * (rank > 0)
    g = rng.standard_normal((2, n))
    _, s, vh = np.linalg.svd(j, full_matrices=False)
    seen = vh[:rank]
    jacobians.append(
        {"k": k, "n": n, "rank": rank, "jacobian": flat(j), "values": flat(s), "fields": flat(g),
         "removed": flat(g - g @ seen.T @ seen)})

conflicts = []
for count, d in ((2, 1), (3, 1), (3, 2), (4, 3), (5, 3), (5, 2), (7, 6)):
    upper = np.triu_indices(count, 1)
    entry = {"fields": count, "directions": d}
    for name, power in (("points", 1), ("average", 2)):
        def loss(flat_vectors):
            v = flat_vectors.reshape(count, d)
            length = np.sqrt((v**2).sum(axis=1) + 1e-300)
            return ((length**power - 1) ** 2).sum() + ((v @ v.T)[upper] ** 2).sum()
        starts = rng.standard_normal((30, count * d))
        entry[name] = min(minimize(loss, s, method="BFGS", options={"gtol": 1e-9}).fun for s in starts)
    conflicts.append(entry)

g = rng.standard_normal((20, 3, 5)).round(6)
j = rng.standard_normal((20, 2, 5)).round(6)
length = np.linalg.norm(g, axis=2)
gram = g @ g.transpose(0, 2, 1)
upper = np.triu_indices(3, 1)
change = ((j[:, None] @ g[..., None]) ** 2).sum(axis=(2, 3)).mean(axis=0)
# E|J u|^2 of a random unit direction is |J|^2/n, by E u u^T = 1/n.
random = (j**2).sum(axis=(1, 2)).mean() / 5
seen = np.stack([np.linalg.pinv(a) @ a for a in j])
inside = np.linalg.norm(g @ seen, axis=2)
measures = {
    "fields": flat(g), "jacobians": flat(j),
    "relativeInvariances": flat(change / (length**2).mean(axis=0) / random),
    "normError": float(np.sqrt(((length - 1) ** 2).mean())),
    "meanAbsoluteCosine": float(np.mean(
        [abs(gram[:, a, b]) / (length[:, a] * length[:, b]) for a, b in zip(*upper)])),
    "normalization": {
        "points": float((((length - 1) ** 2).mean(axis=0) + length.var(axis=0)).sum()),
        "average": float((((length**2).mean(axis=0) - 1) ** 2).sum())},
    "orthogonality": {
        "points": float((gram[:, *upper] ** 2).mean(axis=0).sum()),
        "average": float((gram[:, *upper].mean(axis=0) ** 2).sum())},
    "seenShare": float(np.sqrt(((inside / length) ** 2).mean())),
}

with open(pathlib.Path(__file__).with_suffix(".json"), "w") as file:
    json.dump(
        {"quaternions": quaternions, "pair": pair, "jacobians": jacobians, "conflicts": conflicts,
         "measures": measures}, file, indent=1)
    file.write("\n")
