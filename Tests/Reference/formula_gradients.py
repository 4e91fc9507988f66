"""Values and gradients of formulas, to 30 digits, for FormulaOracleTests.

Each formula is written twice: as Symmetron reads it, and as a SymPy expression. Where the two
grammars differ (precedence, dot products, complex numbers) that is the point of the comparison.

Made with Python 3.11 and SymPy 1.14.0:  python3 formula_gradients.py > formula_gradients.json
"""

import json

import sympy as sp

x, y, z = sp.symbols("x y z", real=True)
F = sp.Rational

scalars = [
    ("x^2 + y^2", x**2 + y**2, [F(3, 10), F(-7, 5)]),
    ("-x^2 - 2*-y", -(x**2) + 2 * y, [F(3, 10), F(-7, 5)]),
    ("x^2^y", x ** (2**y), [F(13, 10), F(1, 2)]),
    ("2^-x^2*y", 2 ** (-(x**2)) * y, [F(13, 10), F(1, 2)]),
    ("x^-3/y/2", x**-3 / y / 2, [F(-13, 10), F(1, 2)]),
    ("x - y - 1 - (x - (y - 2))^3", x - y - 1 - (x - y + 2) ** 3, [F(1, 4), F(1, 3)]),
    ("sin(x)*cos(y) + tan(x*y)", sp.sin(x) * sp.cos(y) + sp.tan(x * y), [F(3, 10), F(-7, 5)]),
    ("asin(x) + acos(y) + atan(x/y)", sp.asin(x) + sp.acos(y) + sp.atan(x / y), [F(3, 10), F(-2, 5)]),
    ("atan2(x, y) + atan2(y, -x)", sp.atan2(x, y) + sp.atan2(y, -x), [F(3, 10), F(-2, 5)]),
    ("sinh(x) - cosh(y)*tanh(x + y)", sp.sinh(x) - sp.cosh(y) * sp.tanh(x + y), [F(3, 10), F(-2, 5)]),
    ("exp(-x)*log(y) + ln(x)", sp.exp(-x) * sp.log(y) + sp.log(x), [F(3, 10), F(7, 5)]),
    ("sqrt(x*y) + abs(x - 2*y)", sp.sqrt(x * y) + sp.Abs(x - 2 * y), [F(3, 10), F(7, 5)]),
    ("pow(x, 2.5) + y^x + x^y", x ** F(5, 2) + y**x + x**y, [F(3, 10), F(7, 5)]),
    ("e^x*pi - y²·x³", sp.E**x * sp.pi - y**2 * x**3, [F(3, 10), F(7, 5)]),
    ("x*y*z/(x + y + z)", x * y * z / (x + y + z), [F(3, 10), F(7, 5), F(-1, 8)]),
    ("1e-2*x + .5*y - 2.*z", F(1, 100) * x + F(1, 2) * y - 2 * z, [F(3, 10), F(7, 5), F(-1, 8)]),
]

a = sp.symbols("x1:4", real=True)
b = sp.symbols("y1:4", real=True)
c = sp.symbols("z1:4", real=True)
A, B, C = (sp.Matrix(v) for v in (a, b, c))
point = [F(k * k % 17 - 8, 5) + F(1, k + 2) for k in range(9)]
vectors = [
    ("x.y^2 + z.z", A.dot(B) ** 2 + C.dot(C)),
    ("-x.y*2 - norm(x - 2*y)", -A.dot(B) * 2 - (A - 2 * B).norm()),
    ("det(x, y, z)", sp.Matrix.hstack(A, B, C).det()),
    ("cross(x, y).z - x[1]*y[3]", A.cross(B).dot(C) - a[0] * b[2]),
    ("dot(x/x[2], y + z)", A.dot(B + C) / a[1]),
    ("(x × y)·(y × z)", A.cross(B).dot(B.cross(C))),
]

re = [sp.symbols(f"a{p}{i}", real=True) for p in range(2) for i in range(2)]
im = [sp.symbols(f"b{p}{i}", real=True) for p in range(2) for i in range(2)]
Z = [re[i] + sp.I * im[i] for i in range(2)]
W = [re[2 + i] + sp.I * im[2 + i] for i in range(2)]
# The coordinates of each point: real parts, then imaginary parts.
order = re[:2] + im[:2] + re[2:] + im[2:]
det = Z[0] * W[1] - Z[1] * W[0]
complexes = [
    ("inner(z, w)", sum(sp.conjugate(s) * t for s, t in zip(Z, W))),
    ("z.w", sum(s * t for s, t in zip(Z, W))),
    ("det(z, w)", det),
    ("z[1]^3/w[2] - i*conj(w[1])", Z[0] ** 3 / W[1] - sp.I * sp.conjugate(W[0])),
    ("exp(z[1])*(1 - 2*i)*w[1]^-2", sp.exp(Z[0]) * (1 - 2 * sp.I) / W[0] ** 2),
    ("re(z).im(w) + i*norm(w - i*z)",
     sum(sp.re(s) * sp.im(t) for s, t in zip(Z, W))
     + sp.I * sp.sqrt(sum(sp.Abs(t - sp.I * s) ** 2 for s, t in zip(Z, W)))),
    ("i*abs(det(z, w))^2 + re(z[1])", sp.I * sp.expand(det * sp.conjugate(det)) + sp.re(Z[0])),
]


def numbers(outputs, symbols, at):
    places = dict(zip(symbols, at))
    value = [float(sp.N(f.subs(places), 30)) for f in outputs]
    gradient = [[float(sp.N(sp.diff(f, s).doit().subs(places), 30)) for s in symbols] for f in outputs]
    return {"point": [float(v) for v in at], "values": value, "jacobian": gradient}


cases = []
for text, f, at in scalars:
    symbols = [x, y, z][: len(at)]
    cases.append({"formula": text, "kind": "scalars"} | numbers([f], symbols, at))
for text, f in vectors:
    cases.append({"formula": text, "kind": "vectors"} | numbers([f], a + b + c, point))
for text, f in complexes:
    parts = [sp.simplify(part) for part in sp.expand_complex(f).as_real_imag()]
    cases.append({"formula": text, "kind": "complex"} | numbers(parts, order, point[:8]))

lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
print(f'{{"sympy": "{sp.__version__}", "cases": [\n{lines}\n]}}')
