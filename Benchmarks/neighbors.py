"""Times exact nearest neighbours here and in FAISS: python3 neighbors.py [--quick] [--points N]

50 000 points in 100 dimensions, in clusters as an embedding has them: the 250 nearest other points of
each, by Symmetron and by FAISS's IndexFlatL2, taking turns on the same two cores, three times. Both
answers are compared: every neighbour of one must be one of the other, or as near to rounding. Times by the
clock, and of the processors, which other programs disturb less. Prints a table and writes results/<date>-neighbors.md; --quick is small, and writes nothing. Needs
`pip install faiss-cpu numpy`. Written for Python 3.11.
"""

import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import faiss
import numpy

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine

DIMENSION, COUNT, THREADS, ROUNDS = 100, 250, 2, 3


def built():
    build = ["swift", "build", "-c", "release", "--package-path", str(HERE / "neighbors")]
    subprocess.run(build, check=True, stdout=sys.stderr)
    place = subprocess.check_output([*build, "--show-bin-path"], text=True).strip()
    return os.path.join(place, "FindNeighbors")


def embedding(points):
    """Clusters of 80 points, whose size is a hundredth of their distance."""
    random = numpy.random.default_rng(1)
    centres = random.standard_normal((points // 80 + 1, DIMENSION))
    spread = 0.01 * random.standard_normal((points, DIMENSION))
    return (centres[numpy.arange(points) // 80] + spread).astype(numpy.float32)


def ours(program, folder, x):
    path, found = os.path.join(folder, "x.f32"), os.path.join(folder, "indices.i32")
    x.tofile(path)
    command = [program, path, str(DIMENSION), str(COUNT), str(THREADS), found]
    report = json.loads(subprocess.check_output(command, text=True))
    return (report["seconds"], report["processors"]), numpy.fromfile(found, numpy.int32).reshape(len(x), COUNT)


def theirs(x):
    faiss.omp_set_num_threads(THREADS)
    start, used = time.perf_counter(), time.process_time()
    index = faiss.IndexFlatL2(DIMENSION)
    index.add(x)
    _, found = index.search(x, COUNT + 1)
    return (time.perf_counter() - start, time.process_time() - used), found


def check(x, mine, found):
    """Whether the farthest neighbours that only one of both has are equally far, in double precision."""
    for i in range(0, len(x), max(1, len(x) // 500)):
        other = [j for j in found[i] if j != i][:COUNT]
        only = [set(mine[i]) - set(other), set(other) - set(mine[i])]
        if i in mine[i] or len(set(mine[i])) != COUNT:
            sys.exit(f"point {i}: a neighbour is there twice, or the point itself")
        if not only[0]:
            continue
        far = [max(numpy.linalg.norm(x[list(s)].astype(float) - x[i], axis=1)) for s in only]
        if far[0] > far[1] * (1 + 1e-6):
            sys.exit(f"point {i}: Symmetron missed a nearer neighbour: {far}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--points", type=int)
    options = parser.parse_args()
    count = options.points or (5000 if options.quick else 50_000)
    rounds = 1 if options.quick else ROUNDS
    about, program, x = machine.description(), built(), embedding(count)
    times = {"Symmetron": [], "FAISS": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            seconds, mine = ours(program, folder, x)
            times["Symmetron"].append(seconds)
            seconds, found = theirs(x)
            times["FAISS"].append(seconds)
            check(x, mine, found)
    medians = {
        name: [statistics.median(kind) for kind in zip(*values)] for name, values in times.items()
    }
    ratios = [theirs / ours for ours, theirs in zip(medians["Symmetron"], medians["FAISS"])]
    lines = [
        f"# Exact neighbours, {datetime.date.today()}",
        "",
        f"{about['processor']}, {about['cores']} cores, {about['system']}, load {about['load']} at "
        f"the start; OpenBLAS kernels: {os.environ.get('OPENBLAS_CORETYPE', 'its own choice')}; "
        f"FAISS {faiss.__version__}, {THREADS} threads each, medians of {rounds}.",
        "",
        f"{count} points, {DIMENSION} dimensions, {COUNT} neighbours of each.",
        "",
        "| | seconds | least | greatest | seconds of processors |",
        "|---|---|---|---|---|",
    ]
    for name, values in times.items():
        clock = [value[0] for value in values]
        lines.append(
            f"| {name} | {medians[name][0]:.2f} | {min(clock):.2f} | {max(clock):.2f} "
            f"| {medians[name][1]:.2f} |")
    lines += [
        "",
        f"FAISS ÷ Symmetron: {ratios[0]:.2f} by the clock, {ratios[1]:.2f} by processors "
        "(target ≥ 1.0)",
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if not options.quick:
        (HERE / "results" / f"{datetime.date.today()}-neighbors.md").write_text(text)


if __name__ == "__main__":
    main()
