"""Reading speed and peak memory beside NumPy: python3 compare.py [rows of CSV] [rows of NPY]

Builds ReadTable, writes a table of 9 normal numbers a row with all their 17 digits and one with
numpy.savetxt's default format, reads each with ReadTable and numpy.loadtxt in processes of their
own, then streams an NPY array of 10 columns. Checked: rows and sum agree.
Written for Python 3.11 and NumPy 2.4.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

HERE = pathlib.Path(__file__).parent
NUMPY = """
import sys, time, numpy as np
start = time.perf_counter()
x = np.loadtxt(sys.argv[1], delimiter=sys.argv[2])
print(len(x), x.sum(), time.perf_counter() - start)
"""


def run(command):
    """Standard output split into numbers, and the peak resident memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} failed")
    return [float(word) for word in output.split()], usage.ru_maxrss / 1024


def check(found, expected):
    if found[0] != expected[0] or abs(found[1] - expected[1]) > 1e-6 * max(1, abs(expected[1])):
        sys.exit(f"read {found[:2]}, expected {expected[:2]}")


def write(kind, path, rows):
    """Writes a table; in a process of its own, whose memory the measured ones do not inherit."""
    rng = np.random.default_rng(0)
    if kind == "npy":
        array = np.lib.format.open_memmap(path, "w+", "<f8", (rows, 10))
        total = 0.0
        for start in range(0, rows, 100_000):
            block = rng.standard_normal((min(100_000, rows - start), 10))
            array[start : start + len(block)] = block
            total += block.sum()
        array.flush()
        print(rows, total)
        return
    table = rng.standard_normal((rows, 9))
    if kind == "savetxt":
        np.savetxt(path, table)
    else:
        with open(path, "w") as file:
            file.writelines(",".join(map(repr, row)) + "\n" for row in table.tolist())


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    npy_rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    build = ["swift", "build", "-c", "release", "--package-path", str(HERE)]
    subprocess.run(build, check=True, stdout=sys.stderr)
    folder = subprocess.check_output(build + ["--show-bin-path"], text=True).strip()
    tool = os.path.join(folder, "ReadTable")
    with tempfile.TemporaryDirectory() as temporary:
        path = os.path.join(temporary, "table.csv")
        for kind, delimiter in [("repr", ","), ("savetxt", " ")]:
            run([sys.executable, __file__, "--write", kind, path, str(rows)])
            size = os.path.getsize(path) / 1e6
            expected, memory = run([sys.executable, "-c", NUMPY, path, delimiter])
            print(f"{kind}: {rows} rows, {size:.0f} MB; numbers {rows * 72 / 2**20:.0f} MiB")
            print(f"  loadtxt {expected[2]:.2f} s, {size / expected[2]:.0f} MB/s, {memory:.0f} MiB")
            for threads in (1, 2):
                found, memory = run([tool, path, str(threads)])
                check(found, expected)
                print(
                    f"  {threads} threads {found[2]:.3f} s, {size / found[2]:.0f} MB/s,"
                    f" {expected[2] / found[2]:.1f} times as fast, {memory:.0f} MiB")
        path = os.path.join(temporary, "table.npy")
        expected, _ = run([sys.executable, __file__, "--write", "npy", path, str(npy_rows)])
        found, memory = run([tool, path, "2"])
        check(found, expected)
        print(
            f"NPY: {npy_rows} rows, {npy_rows * 80 / 2**20:.0f} MiB: checked and streamed in"
            f" {found[3]:.2f} s, peak {memory:.0f} MiB")


if sys.argv[1:2] == ["--write"]:
    write(sys.argv[2], sys.argv[3], int(sys.argv[4]))
else:
    main()
