"""The four training steps that every peer is timed on: weights, batches and the timing itself.

A  autoencoder 784-512-128-64-16 and its mirror: relu, linear code, sigmoid output, mean squared
   error over all elements; 256 samples
B  classifier 16-128-128-32-10: relu, softmax cross-entropy; 256 samples
C  three flow fields g, 16-128-128-16, tanh, against B with frozen weights φ; 1024 samples:
       Σ_fields mean ‖φ(x + εg) − φ(x)‖²/ε² + Σ_fields mean (‖g‖ − 1)² + Σ_pairs mean (g_a·g_b)²
D  as C with the first term Σ_fields mean ‖J g‖², J [10, 16] of each sample an input of the step

All in float32, Adam with rate 1e-3 on everything that is not frozen. Weights and batches come from
one seeded generator, so all peers start at the same loss and follow the same path.
"""

import argparse
import json
import os
import statistics
import sys
import time

import numpy as np

import machine

RATE = 1e-3
EPSILON = 1e-3
BATCHES = 8
FIELDS = 3
SIZES = {
    "A": [784, 512, 128, 64, 16, 64, 128, 512, 784],
    "B": [16, 128, 128, 32, 10],
    "field": [16, 128, 128, 16],
}


def network(rng, sizes, gain):
    """Weights [inputs, outputs] with variance gain/inputs, and zero biases."""
    return [
        (
            (rng.standard_normal((a, b)) * (gain / a) ** 0.5).astype(np.float32),
            np.zeros(b, np.float32),
        )
        for a, b in zip(sizes, sizes[1:])
    ]


def classifier_jacobian(layers, x):
    """Dφ of a relu network at each row of x, [rows, outputs, inputs]."""
    product = None
    for k, (weight, bias) in enumerate(layers):
        step = np.broadcast_to(weight.T, (len(x), *weight.T.shape))
        product = step if product is None else step @ product
        x = x @ weight + bias
        if k + 1 < len(layers):
            product = product * (x > 0)[:, :, None]
            x = np.maximum(x, 0)
    return np.ascontiguousarray(product, np.float32)


def problem(step):
    """What a step trains, what it keeps frozen, and its batches (tuples of arrays)."""
    rng = np.random.default_rng(2023)
    if step == "A":
        mixing = rng.standard_normal((16, 784)) / 2
        batches = []
        for _ in range(BATCHES):
            latent = rng.standard_normal((256, 16)) @ mixing
            batches.append(((1 / (1 + np.exp(-latent))).astype(np.float32),))
        return network(rng, SIZES["A"], 2), None, batches
    if step == "B":
        teacher = rng.standard_normal((16, 10))
        batches = []
        for _ in range(BATCHES):
            x = rng.standard_normal((256, 16)).astype(np.float32)
            batches.append((x, (x @ teacher).argmax(axis=1).astype(np.int32)))
        return network(rng, SIZES["B"], 2), None, batches
    frozen = network(rng, SIZES["B"], 2)
    fields = [network(rng, SIZES["field"], 1) for _ in range(FIELDS)]
    points = [rng.standard_normal((1024, 16)).astype(np.float32) for _ in range(BATCHES)]
    if step == "C":
        return fields, frozen, [(x,) for x in points]
    return fields, None, [(x, classifier_jacobian(frozen, x)) for x in points]


def arguments():
    """The command line; the process is already bound to its cores when this returns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--step", choices="ABCD", action="append")
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    if not 1 <= options.threads <= len(cores):
        sys.exit(f"{options.threads} threads asked for, {len(cores)} cores to run on")
    os.sched_setaffinity(0, cores[: options.threads])
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    options.step = options.step or list("ABCD")
    print(json.dumps(machine.description()), file=sys.stderr)
    return options


def measure(peer, version, step, options, advance, wait):
    """Times `advance(k)`, a step on batch k that returns its loss; `wait(loss)` makes it a float.

    A time is that of one round through the batches, waited for at its end and divided by their
    number, so that a peer may queue steps ahead; at least ten rounds. The loss of each batch must
    fall by a tenth.
    """
    first = [wait(advance(k)) for k in range(BATCHES)]
    start = time.perf_counter()
    while time.perf_counter() - start < min(1, options.seconds):
        last = [wait(advance(k)) for k in range(BATCHES)]
    times = []
    start = time.perf_counter()
    while len(times) < 10 or time.perf_counter() - start < options.seconds:
        begin = time.perf_counter()
        last = [advance(k) for k in range(BATCHES)]
        wait(last[-1])
        times.append((time.perf_counter() - begin) * 1e3 / BATCHES)
    last = [wait(loss) for loss in last]
    if not all(b < 0.9 * a for a, b in zip(first, last)):
        sys.exit(f"{peer} {step}: the loss went from {first} to {last}")
    deciles = statistics.quantiles(times, n=10)
    report = {
        "peer": peer,
        "version": version,
        "step": step,
        "threads": options.threads,
        "median_ms": round(statistics.median(times), 4),
        "p10_ms": round(deciles[0], 4),
        "p90_ms": round(deciles[-1], 4),
        "steps": len(times) * BATCHES,
        "first_losses": [float(f"{loss:.6g}") for loss in first],
        "last_loss": float(f"{statistics.fmean(last):.6g}"),
    }
    print(json.dumps(report), flush=True)
