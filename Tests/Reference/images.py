"""Small IDX and gzip files, and rotated images by SciPy, for DatasetsTests.

    python3 Tests/Reference/images.py        # rewrites Tests/Reference/images

The IDX files are laid out by struct, the gzip files are Python's, the rotations are
scipy.ndimage.map_coordinates with linear interpolation against zeros outside (mode grid-constant),
whose coordinates are those of a picture turned counterclockwise. Made with Python 3.11.7,
NumPy 2.4.6, SciPy 1.17.1.
"""

import gzip
import json
import pathlib
import struct

import numpy as np
from scipy.ndimage import map_coordinates

FOLDER = pathlib.Path(__file__).parent / "images"
CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def idx(array):
    kind = array.dtype.str[1:]
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, CODES[kind], array.ndim, *array.shape)
    return header + array.astype(">" + kind).tobytes()


def rotated(image, angle):
    """The image turned counterclockwise: rows count downwards, so height is minus the row."""
    height, width = image.shape
    row, column = np.mgrid[:height, :width].astype(float)
    x, y = column - (width - 1) / 2, (height - 1) / 2 - row
    # What comes to (x, y) was at the point turned back.
    z = (x + 1j * y) * np.exp(-1j * angle)
    source = [(height - 1) / 2 - z.imag, z.real + (width - 1) / 2]
    return map_coordinates(image, source, order=1, mode="grid-constant", cval=0)


def main():
    FOLDER.mkdir(exist_ok=True)

    def write(name, data, compressed=False):
        packed = gzip.compress(data, mtime=0) if compressed else data
        (FOLDER / name).write_bytes(packed)

    for kind in CODES:
        numbers = 7 * np.arange(5)[:, None] + 3 * np.arange(3)[None, :] - (0 if kind[0] == "u" else 20)
        shift = 0.25 if kind[0] == "f" else 0
        write(f"numbers-{kind}.idx", idx((numbers + shift).astype(kind)))

    rng = np.random.default_rng(5)
    images = rng.integers(0, 256, (7, 4, 5), dtype=np.uint8)
    labels = np.array([3, 1, 4, 1, 5, 9, 3], dtype=np.uint8)
    write("train-images-idx3-ubyte", idx(images))
    write("train-labels-idx1-ubyte", idx(labels))
    write("t10k-images-idx3-ubyte.gz", idx(images[:3]), compressed=True)
    write("t10k-labels-idx1-ubyte.gz", idx(labels[:3]), compressed=True)

    text = "".join(f"{i},{i * i}\n" for i in range(8000)).encode()
    write("squares.csv.gz", text, compressed=True)
    halves = gzip.compress(text[:50000], mtime=0) + gzip.compress(text[50000:], mtime=0)
    (FOLDER / "two-members.csv.gz").write_bytes(halves)

    cases = []
    for height, width in [(6, 6), (5, 8), (7, 3)]:
        image = rng.random((height, width)).astype(np.float32)
        for angle in [0.3, -1.1, 2.5, 40.0, 1e-3, np.pi / 4]:
            cases.append({
                "height": height, "width": width, "radians": angle,
                "image": [float(v) for v in image.ravel()],
                "rotated": [round(float(v), 9) for v in rotated(image.astype(float), angle).ravel()],
            })
    (FOLDER / "rotations.json").write_text(json.dumps(cases, separators=(",", ":")).replace("},", "},\n") + "\n")


main()
