"""Times whole commands and table readers: python3 run.py SYMMETRON [--quick]

Writes results/<date>-spectral.md: medians of five runs, each command in a process of its own from
start to answer, every answer checked; readers beside numpy.loadtxt, taking turns in the same run.
--quick uses small tables and two runs, to try this script out.
Written for Python 3.11 and NumPy 2.4.
"""

import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine

QUICK = "--quick" in sys.argv
REPEATS = 2 if QUICK else 5
CSV_ROWS = 20_000 if QUICK else 1_000_000
NPY_ROWS = 100_000 if QUICK else 10_000_000

# Invariant, algebra, the limit set for this project in seconds, and the published time.
INVARIANTS = [
    ("so:10", "so(10)", 0.3, "790 s"),
    ("su:3", "su(3)", 0.3, "908 s"),
    ("u:6", "u(6)", 1, "39 332 s"),
    ("f4", "f4", 1, ""),
    ("e6", "e6(-26)", 2, ""),
    ("e7", "e7(-25)", 15, ""),
]

LOADTXT = """
import sys, time, numpy as np
start = time.perf_counter()
x = np.loadtxt(sys.argv[1], delimiter=",")
print(len(x), x.sum(), time.perf_counter() - start)
"""

TABLES = """
import sys, numpy as np
kind, path, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
rng = np.random.default_rng(0)
if kind == "csv":
    with open(path, "w") as file:
        file.writelines(",".join(map(repr, r)) + "\\n" for r in rng.standard_normal((rows, 9)).tolist())
else:
    array = np.lib.format.open_memmap(path, "w+", "<f8", (rows, 5))
    for start in range(0, rows, 100_000):
        x = rng.standard_normal((min(100_000, rows - start), 4))
        y = x[:, 0]**2 - (x[:, 1:]**2).sum(1) + 0.1 * rng.standard_normal(len(x))
        array[start:start + len(x)] = np.column_stack([x, y])
    array.flush()
"""


def run(command):
    """Output, seconds from start to end, and peak resident memory in MiB, of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return output, seconds, usage.ru_maxrss / unit


def answer(tool, arguments, expected, folder):
    """Runs the tool, which must be certain of the expected algebra."""
    folder = os.path.join(folder, "run")
    output, seconds, memory = run([tool, *arguments, "--json", "--no-report", "--output", folder])
    found = json.loads(output)
    names = [found["algebra"]["name"], *found["algebra"]["aliases"]] if "algebra" in found else []
    if expected not in names or found["outcome"] != "clear":
        sys.exit(f"{arguments}: expected {expected}, found {found['summary']}")
    return seconds, memory


def spread(values):
    return f"{statistics.median(values):.3g} ({min(values):.3g}–{max(values):.3g})"


def commands(tool, folder):
    yield "| `symmetron algebra --invariant` | algebra | seconds | limit | published |"
    yield "|---|---|---|---|---|"
    for name, algebra, limit, published in INVARIANTS:
        arguments = ["algebra", "--invariant", name]
        times = [answer(tool, arguments, algebra, folder)[0] for _ in range(REPEATS)]
        yield f"| {name} | {algebra} | {spread(times)} | {limit} | {published} |"


def readers(folder):
    package = HERE / "csv"
    build = ["swift", "build", "-c", "release", "--package-path", str(package)]
    subprocess.run(build, check=True, stdout=sys.stderr)
    place = subprocess.check_output(build + ["--show-bin-path"], text=True).strip()
    reader = os.path.join(place, "ReadTable")
    path = os.path.join(folder, "table.csv")
    run([sys.executable, "-c", TABLES, "csv", path, str(CSV_ROWS)])
    kinds = {
        "numpy.loadtxt": [sys.executable, "-c", LOADTXT, path],
        "Table, 1 thread": [reader, path, "1"],
        "Table, 2 threads": [reader, path, "2"],
    }
    times, memory, sums = ({kind: [] for kind in kinds} for _ in range(3))
    for _ in range(REPEATS):
        for kind, command in kinds.items():
            output, _, peak = run(command)
            rows, total, seconds = map(float, output.split()[:3])
            times[kind].append(seconds)
            memory[kind].append(peak)
            sums[kind] = (rows, round(total, 4))
    if len(set(sums.values())) != 1:
        sys.exit(f"the readers disagree: {sums}")
    size = os.path.getsize(path)
    os.remove(path)
    yield f"CSV of {CSV_ROWS:,} rows × 9 numbers with all their digits, {size / 1e6:.0f} MB of text,"
    yield f"{CSV_ROWS * 72 / 2**20:.0f} MiB of numbers; seconds within the process that reads:"
    yield ""
    yield "| reader | seconds | MB/s | times as fast | peak MiB |"
    yield "|---|---|---|---|---|"
    base = statistics.median(times["numpy.loadtxt"])
    for kind in kinds:
        median = statistics.median(times[kind])
        yield (
            f"| {kind} | {spread(times[kind])} | {size / 1e6 / median:.0f} | {base / median:.1f} |"
            f" {max(memory[kind]):.0f} |")


def streaming(tool, folder):
    path = os.path.join(folder, "table.npy")
    run([sys.executable, "-c", TABLES, "npy", path, str(NPY_ROWS)])
    arguments = ["discover", path, "--target", "5"]
    runs = [answer(tool, arguments, "so(1,3)", folder) for _ in range(REPEATS)]
    size = os.path.getsize(path)
    os.remove(path)
    yield f"`symmetron discover table.npy --target 5`, {NPY_ROWS:,} rows × 5 numbers,"
    yield f"{size / 2**20:.0f} MiB, answer so(1,3): {spread([r[0] for r in runs])} s, peak"
    yield f"{max(r[1] for r in runs):.0f} MiB (limit 1536)."


def description():
    facts = machine.description()
    yield f"- {facts['cores']} cores of {facts['processor']}; {facts['system']}"
    yield f"- {machine.first_line('swift', '--version').removeprefix('swift-driver version: ')}"
    kernels = os.environ.get("OPENBLAS_CORETYPE", "its own choice")
    openblas = machine.first_line("pkg-config", "--modversion", "openblas")
    yield f"- OpenBLAS {openblas}, kernels: {kernels}"
    # Not imported here: the processes that are measured begin with the memory of this one.
    numpy = machine.first_line(sys.executable, "-c", "import numpy; print(numpy.__version__)")
    yield f"- Python {platform.python_version()}, NumPy {numpy}"
    yield f"- load average at the start {os.getloadavg()[0]:.2f}"
    yield f"- revision {machine.first_line('git', '-C', str(HERE), 'rev-parse', '--short', 'HEAD')}"


def main():
    tool = os.path.abspath(sys.argv[1])
    lines = ["# Whole commands and table readers", ""]
    lines += [f"Medians of {REPEATS} runs (least–greatest), by `Benchmarks/run.py`.", "", *description()]
    with tempfile.TemporaryDirectory() as folder:
        lines += ["", *commands(tool, folder), "", *readers(folder), "", *streaming(tool, folder)]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if not QUICK:
        results = HERE / "results"
        results.mkdir(exist_ok=True)
        (results / f"{datetime.date.today()}-spectral.md").write_text(text)


main()
