"""Times training steps here and in other libraries: python3 steps.py [--quick] [--seconds S]

For each of the steps that peers/problems.py describes, takes turns between the matrix products
alone, Symmetron on two threads and on one, JAX, and PyTorch (eager and compiled), each for a few
seconds in a process of its own on the same two cores. Prints one table of the medians of three
rounds' medians and of their ratios beside the targets, and writes results/<date>-steps.md.
Every answer is checked: losses are finite and fall, or the benchmark stops. What is not installed
is left out, and said so. --quick is one short round, to try the script; nothing is written.
Written for Python 3.11.
"""

import argparse
import datetime
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine

STEPS = "ABCD"
ROUNDS = 3
CORES = 2

# Rows of the table: what is timed, by the names that the programs report.
PRODUCTS, OURS, ONE_THREAD = "products", "symmetron", "symmetron, one thread"
JAX, EAGER, COMPILED = "jax", "torch-eager", "torch-compile"
TIMES = {
    PRODUCTS: "matrix products alone, ms",
    OURS: "Symmetron, ms",
    ONE_THREAD: "Symmetron, one thread, ms",
    JAX: "JAX, ms",
    EAGER: "PyTorch eager, ms",
    COMPILED: "PyTorch compiled, ms",
}
# Title, numerator, denominator, and the target of each step.
RATIOS = [
    ("Symmetron ÷ products", OURS, PRODUCTS, {"A": ("≤", 1.2)}),
    ("JAX ÷ Symmetron", JAX, OURS, {"A": ("≥", 1.1), "B": ("≥", 2), "C": ("≥", 1.3)}),
    ("PyTorch eager ÷ Symmetron", EAGER, OURS, {"A": ("≥", 1.3), "B": ("≥", 3.3), "C": ("≥", 2)}),
    ("PyTorch compiled ÷ Symmetron", COMPILED, OURS, {}),
    ("one thread ÷ two", ONE_THREAD, OURS, {"A": ("≥", 1.8), "C": ("≥", 1.8)}),
]
CACHING = ("≥", 1.6)
ALLOCATIONS = ("≤", 50)
# Bytes in a step. The history takes some 200 an epoch, here of eight steps; nothing else may grow.
GROWTH = ("≤", 40)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--seconds", type=float, help="for each time (4; with --quick 1)")
    options = parser.parse_args()
    options.rounds = 1 if options.quick else ROUNDS
    options.seconds = options.seconds or (1 if options.quick else 4)
    return options


def built():
    """The program of steps/, built if it is not up to date."""
    build = ["swift", "build", "-c", "release", "--package-path", str(HERE / "steps")]
    # What was built for an older library may not link with this one.
    if subprocess.run(build, stdout=sys.stderr).returncode:
        shutil.rmtree(HERE / "steps" / ".build", ignore_errors=True)
        subprocess.run(build, check=True, stdout=sys.stderr)
    place = subprocess.check_output([*build, "--show-bin-path"], text=True).strip()
    return os.path.join(place, "TrainingSteps")


def installed():
    """The versions of the peers that can be imported, by module."""
    versions = {}
    for module in ("jax", "optax", "torch"):
        code = f"import {module}; print({module}.__version__)"
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        if found.returncode == 0:
            versions[module] = found.stdout.strip()
    return versions


def contenders(program, versions, seconds, notes):
    """The commands, without the step, in the order of their turns."""
    ours = [program, "--seconds", str(seconds)]
    peers = ["--threads", str(CORES), "--seconds", str(seconds)]
    commands = {
        (PRODUCTS,): [*ours, "--products", "--threads", str(CORES)],
        (OURS,): [*ours, "--threads", str(CORES)],
        (ONE_THREAD,): [*ours, "--threads", "1"],
    }
    if "jax" in versions and "optax" in versions:
        commands[(JAX,)] = [sys.executable, str(HERE / "peers/jax_steps.py"), *peers]
    else:
        notes.append("JAX is left out: `pip install jax optax`")
    if "torch" in versions:
        commands[(EAGER, COMPILED)] = [sys.executable, str(HERE / "peers/torch_steps.py"), *peers]
    else:
        notes.append("PyTorch is left out: `pip install torch`")
    return commands


def take_turn(names, command, step):
    """The reports of one process, by name; stops if it fails or an answer is wrong."""
    process = subprocess.run([*command, "--step", step], capture_output=True, text=True)
    reports = [json.loads(line) for line in process.stdout.splitlines() if line.startswith("{")]
    found = dict(zip(names, reports))
    # torch.compile needs a C++ compiler; without one, what ran before it still counts.
    has_compiler = any(map(shutil.which, ("c++", "g++", "clang++")))
    is_without_compiler = COMPILED in names and not has_compiler
    expected = names[:1] if is_without_compiler else names
    if len(found) < len(expected) or (process.returncode != 0 and not is_without_compiler):
        sys.exit(f"{' '.join(command)} --step {step} failed:\n{process.stderr[-2000:]}")
    for name, report in found.items():
        check(name, step, report)
    return found


def check(name, step, report):
    if report["step"] != step or not name.startswith(report["peer"]):
        sys.exit(f"{name}, step {step}: the report is of {report['peer']}, {report['step']}")
    if not (math.isfinite(report["median_ms"]) and report["median_ms"] > 0):
        sys.exit(f"{name}, step {step}: the median is {report['median_ms']}")
    if name == PRODUCTS:
        return
    first = report.get("first_losses") or [report["first_loss"]]
    last = report["last_loss"]
    if not all(map(math.isfinite, [*first, last])) or not last < statistics.fmean(first):
        sys.exit(f"{name}, step {step}: the loss went from {first} to {last}")


def measure(commands, options):
    """The reports of every round, by step and name."""
    reports = {}
    for round_number in range(1, options.rounds + 1):
        for step in STEPS:
            for names, command in commands.items():
                for name, report in take_turn(names, command, step).items():
                    reports.setdefault((step, name), []).append(report)
                    time = f"{report['median_ms']:.3f} ms"
                    print(f"round {round_number}, {step}, {name}: {time}", file=sys.stderr)
    check_losses(reports)
    return reports


def check_losses(reports):
    """The peers begin with the same weights and batches, so they begin with the same losses."""
    for step in STEPS:
        found = [reports[step, n][0]["first_losses"] for n in (JAX, EAGER) if (step, n) in reports]
        for other in found[1:]:
            if not all(math.isclose(a, b, rel_tol=0.05) for a, b in zip(found[0], other)):
                sys.exit(f"step {step}: the peers begin with losses {found[0]} and {other}")


def judged(value, target, digits=2):
    """A value, and whether it reaches its target, if it has one."""
    if target is None:
        return f"{value:.{digits}f}"
    sign, limit = target
    is_reached = value <= limit if sign == "≤" else value >= limit
    return f"{value:.{digits}f} {'✓' if is_reached else '✗'}"


def row(title, cells, target=""):
    return f"| {title} | {' | '.join(cells)} | {target} |"


def table(reports):
    median = {
        key: statistics.median(report["median_ms"] for report in found)
        for key, found in reports.items()
    }
    names = [name for name in TIMES if any((step, name) in median for step in STEPS)]
    yield row("", STEPS, "target")
    yield "|---|" + "---|" * (len(STEPS) + 1)
    for name in names:
        yield row(
            TIMES[name], [f"{median[s, name]:.3g}" if (s, name) in median else "" for s in STEPS])
    for title, above, below, targets in RATIOS:
        if above not in names:
            continue
        cells = [
            judged(median[s, above] / median[s, below], targets.get(s))
            if (s, above) in median else ""
            for s in STEPS
        ]
        yield row(title, cells, ", ".join(f"{s} {t[0]} {t[1]}" for s, t in targets.items()))
    caching = median["C", OURS] / median["D", OURS]
    cells = ["", "", "", judged(caching, CACHING)]
    yield row("C ÷ D, Symmetron", cells, f"{CACHING[0]} {CACHING[1]}")
    for title, value, target in [
        ("allocations in a step", lambda r: r["allocations"], ALLOCATIONS),
        ("growth of the heap in a step, bytes", growth, GROWTH),
    ]:
        cells = [judged(max(map(value, reports[s, OURS])), target, 0) for s in STEPS]
        yield row(title, cells, f"{target[0]} {target[1]}")


def growth(report):
    """Bytes that the second half of the steps added, for each; one step in eight is not timed."""
    return report["growth_bytes"] / (report["steps"] * 8 / 7 / 2)


def description(versions, about, cores, notes):
    avx = "with" if about["avx512"] else "without"
    yield f"- {about['processor']}, {avx} AVX-512, {about['cores']} cores; {about['system']}"
    yield f"- all processes on cores {', '.join(map(str, cores))}"
    yield f"- {machine.first_line('swift', '--version').removeprefix('swift-driver version: ')}"
    kernels = os.environ.get("OPENBLAS_CORETYPE", "its own choice")
    yield f"- OpenBLAS {machine.first_line('pkg-config', '--modversion', 'openblas')}, kernels: {kernels}"
    found = {"Python": about["python"], **versions}
    yield f"- {', '.join(f'{name} {version}' for name, version in found.items())}"
    yield f"- load average at the start {about['load']}"
    yield f"- revision {machine.first_line('git', '-C', str(HERE), 'rev-parse', '--short', 'HEAD')}"
    yield from (f"- {note}" for note in notes)


def take_cores(options):
    """Binds this process, and so those it starts, to the cores, with priority if it may have it."""
    cores = list(range(os.cpu_count() or 1))
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))[:CORES]
        os.sched_setaffinity(0, cores)
    if len(cores) < CORES:
        sys.exit(f"the targets are for {CORES} cores; there is {len(cores)}")
    if not options.quick:
        try:
            os.nice(-10)
        except OSError:
            pass
    return cores


def main():
    options = arguments()
    about, versions, notes = machine.description(), installed(), []  # before the build: the load
    program = built()
    cores = take_cores(options)
    commands = contenders(program, versions, options.seconds, notes)
    reports = measure(commands, options)
    rounds = f"{options.rounds} round{'s' if options.rounds > 1 else ''}"
    lines = [
        "# Training steps", "",
        f"Medians of {rounds} of {options.seconds:g} s, by `Benchmarks/steps.py`; the steps are "
        "described in", "`Benchmarks/peers/problems.py`. ✓ and ✗: a target reached or not.", "",
        *description(versions, about, cores, notes), "", *table(reports)]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if not options.quick:
        results = HERE / "results"
        results.mkdir(exist_ok=True)
        (results / f"{datetime.date.today()}-steps.md").write_text(text)


main()
