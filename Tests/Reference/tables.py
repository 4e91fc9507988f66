"""Writes Tests/Reference/tables: small files as NumPy and pandas write them, read by DatasetsTests.

python3 tables.py [--check ARCHIVE.npz]
Written with Python 3.11, NumPy 2.4.6 and pandas 3.0.

Every array-*.npy holds 5 rows of 3 numbers, number j of row i being 7 i + 3 j − s, where s = 20 for
types with a sign and 0 for the others, plus a quarter for floats; truth values are its parity.
With --check, prints the arrays of an archive instead: name, type, shape and the sum of their values
weighted by 1, 2, 3, … in row-major order.
"""

import pathlib
import sys

import numpy as np

FOLDER = pathlib.Path(__file__).parent / "tables"


def values(kind):
    i, j = np.meshgrid(np.arange(5), np.arange(3), indexing="ij")
    whole = 7 * i + 3 * j - (0 if kind in "ub" else 20)
    return whole % 2 == 1 if kind == "b" else whole + (0.25 if kind == "f" else 0)


def check(path):
    with np.load(path) as arrays:
        for name in arrays.files:
            x = arrays[name]
            weighted = np.dot(x.ravel(), np.arange(1, x.size + 1))
            print(name, x.dtype.str, *x.shape, repr(float(weighted)))


def main():
    import pandas as pd

    for kind in ["<f8", ">f8", "<f4", ">f4", "<i8", ">i8", "<i4", ">i4", "<i2", ">i2", "|i1",
                 "<u8", ">u8", "<u4", ">u4", "<u2", ">u2", "|u1", "|b1"]:
        for order in "CF":
            array = np.array(values(kind[1]), dtype=kind, order=order)
            name = {"<": "little", ">": "big", "|": "single"}[kind[0]]
            np.save(FOLDER / f"array-{kind[1:]}-{name}-{order}.npy", array)
    np.save(FOLDER / "vector.npy", values("f")[:, 0])
    np.save(FOLDER / "complex.npy", values("f").astype("c16"))
    np.save(FOLDER / "cube.npy", np.zeros((2, 3, 4)))
    with open(FOLDER / "version3.npy", "wb") as file:
        np.lib.format.write_array(file, values("f"), version=(3, 0))
    x, y = values("f"), np.arange(5)
    np.savez(FOLDER / "stored.npz", X=x, y=y, scale=2.5)
    np.savez_compressed(
        FOLDER / "deflated.npz", X=np.asfortranarray(x), y=y,
        cube=np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
    np.savez(FOLDER / "unequal.npz", a=np.arange(3), b=np.arange(4))
    np.savetxt(FOLDER / "savetxt.txt", x, header="five rows")
    frame = pd.DataFrame({
        "mass, GeV": x[:, 0], "say \"hi\"": [1, 2, 3, 4, 5],
        "kind": ["up", "down", "two\nlines", "a, b", "up"], "tiny": x[:, 1] * 1e-300})
    frame.to_csv(FOLDER / "pandas.csv", index=False)
    frame.to_csv(FOLDER / "pandas.tsv", index=False, sep="\t", lineterminator="\r\n")


if sys.argv[1:2] == ["--check"]:
    check(sys.argv[2])
else:
    main()
