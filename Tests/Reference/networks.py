"""Writes networks.json: training, step by step, as JAX and Optax do it, for NetworksTests.

python3 networks.py
Written with Python 3.11, NumPy 2.4.6, jax 0.10.2, optax 0.2.8 and torch 2.13.0 (CPU), in float64.

Arrays are flat and row-major. A network of `sizes` has its `parameters` in the order weight
[inputs, outputs], bias [outputs], layer by layer; tanh between layers, the last one linear.
Given numbers are rounded to 6 decimals; results are written so that reading them gives the same
double (at most 17 digits).

- optimizers: full batches, loss = mean of the squared error over all elements. `losses` are those
  before each step; `parameters` those after it. Momentum is optax's: m ← g + 0.9 m, p ← p − rate m
  (Nesterov: p ← p − rate (g + 0.9 m)). AdamW is p ← p − rate (Adam's step + decay p), biases
  included. `clipped` is Adam after scaling the whole gradient to norm 0.1 where it is longer.
- batchNormalization: each batch is normalized with its mean and biased variance (÷ rows).
  `gradients` are those of Σ cotangents ⊙ output. Running values start at 0 and 1 and move a tenth
  of the way to each batch's. The variance's running value takes the biased one in Flax, the
  unbiased one (÷ (rows − 1)) in PyTorch: both are here, with the outputs for `frozenInput` that
  they give.
- schedules: the rate at steps 0…99.
- crossEntropy: −log softmax(logits)[label] of each row, and the gradient of its mean.
- bracket: [u, v] = Dv·u − Du·v of two networks at the points, and the gradient of the mean over
  points of ‖[u, v]‖² with respect to all parameters of both.

PyTorch's batch normalization, finite differences and closed forms check what they can.
"""

import json
import pathlib

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

jax.config.update("jax_enable_x64", True)
rng = np.random.default_rng(1977)
STEPS = 10


def numbers(*shape):
    return rng.standard_normal(shape).round(6)


def flat(x):
    x = np.asarray(x)
    assert x.dtype == np.float64 and np.isfinite(x).all()
    return x.ravel().tolist()


def new_parameters(sizes):
    pairs = zip(sizes, sizes[1:])
    return [p for a, b in pairs for p in ((numbers(a, b) / a**0.5).round(6), numbers(b) / 4)]


def packed(parameters):
    return flat(np.concatenate([np.ravel(p) for p in parameters]))


def network(parameters, x):
    for k in range(0, len(parameters), 2):
        x = x @ parameters[k] + parameters[k + 1]
        if k + 2 < len(parameters):
            x = jnp.tanh(x)
    return x


def check_gradient(function, parameters, gradient):
    """The gradient along one direction against a central difference."""
    direction = [rng.standard_normal(np.shape(p)) for p in parameters]
    sides = [function([p + h * d for p, d in zip(parameters, direction)]) for h in (1e-5, -1e-5)]
    slope = sum(np.sum(g * d) for g, d in zip(gradient, direction))
    assert abs((sides[0] - sides[1]) / 2e-5 - slope) < 1e-7 * max(1, abs(slope))


def optimizers():
    sizes = [3, 5, 4, 2]
    start, x, y = new_parameters(sizes), numbers(6, 3), numbers(6, 2)

    def loss(parameters):
        return jnp.mean((network(parameters, x) - y) ** 2)

    gradient = jax.grad(loss)(start)
    check_gradient(loss, start, gradient)
    methods = {
        "momentum": optax.sgd(0.1, momentum=0.9),
        "nesterov": optax.sgd(0.1, momentum=0.9, nesterov=True),
        "adam": optax.adam(1e-2, b1=0.9, b2=0.999, eps=1e-8),
        "adamW": optax.adamw(1e-2, b1=0.9, b2=0.999, eps=1e-8, weight_decay=1e-2),
        "clipped": optax.chain(optax.clip_by_global_norm(0.1), optax.adam(1e-2)),
    }
    runs = {}
    for name, method in methods.items():
        parameters = [jnp.asarray(p) for p in start]
        state, losses, path, norms = method.init(parameters), [], [], []
        for _ in range(STEPS):
            value, g = jax.value_and_grad(loss)(parameters)
            updates, state = method.update(g, state, parameters)
            parameters = optax.apply_updates(parameters, updates)
            losses.append(float(value))
            norms.append(float(optax.global_norm(g)))
            path.append(packed(parameters))
        assert losses[-1] < losses[0]
        runs[name] = {"losses": losses, "gradientNorms": norms, "parameters": path}
    assert max(runs["clipped"]["gradientNorms"]) > 0.1
    return {
        "sizes": sizes, "parameters": packed(start), "inputs": flat(x), "targets": flat(y),
        "rows": len(x), "gradient": packed(gradient), "runs": runs,
    }


def batch_normalization():
    rows, features, epsilon = 6, 4, 1e-5
    scale, shift = (1 + numbers(features) / 4).round(6), numbers(features)
    batches = [(2 * numbers(rows, features) + 1).round(6) for _ in range(3)]
    cotangents = [numbers(rows, features) for _ in range(3)]
    frozen_input = numbers(5, features)

    def normalized(x, scale, shift):
        variance = jnp.mean((x - x.mean(axis=0)) ** 2, axis=0)
        return (x - x.mean(axis=0)) / jnp.sqrt(variance + epsilon) * scale + shift

    layer = torch.nn.BatchNorm1d(features, eps=epsilon, momentum=0.1, dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(scale))
        layer.bias.copy_(torch.from_numpy(shift))
    mean, biased, unbiased = np.zeros(features), np.ones(features), np.ones(features)
    results = []
    for x, w in zip(batches, cotangents):
        y = normalized(x, scale, shift)
        gradients = jax.grad(lambda *p: jnp.sum(w * normalized(*p)), (0, 1, 2))(x, scale, shift)
        theirs = torch.tensor(x, requires_grad=True)
        layer.zero_grad()
        output = layer(theirs)
        (torch.tensor(w) * output).sum().backward()
        np.testing.assert_allclose(output.detach().numpy(), y, rtol=0, atol=1e-13)
        for a, b in zip((theirs.grad, layer.weight.grad, layer.bias.grad), gradients):
            np.testing.assert_allclose(a.numpy(), b, rtol=0, atol=1e-13)
        mean = 0.9 * mean + 0.1 * x.mean(axis=0)
        biased = 0.9 * biased + 0.1 * x.var(axis=0)
        unbiased = 0.9 * unbiased + 0.1 * x.var(axis=0, ddof=1)
        results.append({
            "input": flat(x), "cotangents": flat(w), "output": flat(y),
            "inputGradient": flat(gradients[0]), "scaleGradient": flat(gradients[1]),
            "shiftGradient": flat(gradients[2]),
        })

    def frozen(variance):
        return (frozen_input - mean) / np.sqrt(variance + epsilon) * scale + shift

    layer.eval()
    np.testing.assert_allclose(layer.running_var.numpy(), unbiased, rtol=1e-14)
    theirs = layer(torch.tensor(frozen_input)).detach().numpy()
    np.testing.assert_allclose(theirs, frozen(unbiased), rtol=0, atol=1e-13)
    return {
        "rows": rows, "features": features, "momentum": 0.9, "epsilon": epsilon,
        "scale": flat(scale), "shift": flat(shift), "batches": results,
        "runningMean": flat(mean), "runningVarianceFlax": flat(biased),
        "runningVarianceTorch": flat(unbiased), "frozenInput": flat(frozen_input),
        "frozenOutputFlax": flat(frozen(biased)), "frozenOutputTorch": flat(frozen(unbiased)),
    }


def schedules():
    samples = {
        "oneCycle": (
            {"steps": 100, "peak": 1e-2, "warmUpShare": 0.3, "startDivisor": 25, "endDivisor": 1e4},
            optax.cosine_onecycle_schedule(100, 1e-2, pct_start=0.3, div_factor=25,
                                           final_div_factor=1e4)),
        "cosine": ({"steps": 100, "start": 1e-2, "endShare": 0},
                   optax.cosine_decay_schedule(1e-2, 100, alpha=0)),
        "cosineToTenth": ({"steps": 100, "start": 1e-2, "endShare": 0.1},
                          optax.cosine_decay_schedule(1e-2, 100, alpha=0.1)),
        "warmUpCosine": (
            {"steps": 100, "warmUpSteps": 10, "start": 0, "peak": 1e-2, "end": 1e-4},
            optax.warmup_cosine_decay_schedule(0, 1e-2, 10, 100, end_value=1e-4)),
        "warmUp": ({"warmUpSteps": 10, "start": 0, "peak": 1e-2},
                   optax.warmup_constant_schedule(0, 1e-2, 10)),
    }
    result = {}
    for name, (settings, schedule) in samples.items():
        rates = np.array([float(schedule(jnp.asarray(k, jnp.int64))) for k in range(100)])
        result[name] = settings | {"rates": flat(rates)}
    t = np.arange(100)
    cosine = 1e-2 * (1 + np.cos(np.pi * t / 100)) / 2
    np.testing.assert_allclose(result["cosine"]["rates"], cosine, rtol=1e-12, atol=1e-17)
    ramp = np.minimum(t / 10, 1) * 1e-2
    np.testing.assert_allclose(result["warmUp"]["rates"], ramp, rtol=1e-12, atol=1e-17)
    return result


def cross_entropy():
    logits = (3 * numbers(6, 4)).round(6)
    logits[4] = [800, -800, 799, 0]
    logits[5] = [0, 0, 0, 0]
    labels = np.array([2, 0, 3, 1, 2, 1])

    def losses(logits):
        return optax.softmax_cross_entropy_with_integer_labels(logits, labels)

    gradient = jax.grad(lambda x: losses(x).mean())(jnp.asarray(logits))
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = shifted / shifted.sum(axis=1, keepdims=True)
    expected = (probabilities - np.eye(4)[labels]) / len(labels)
    np.testing.assert_allclose(gradient, expected, rtol=0, atol=1e-15)
    return {
        "rows": 6, "classes": 4, "logits": flat(logits), "labels": labels.tolist(),
        "losses": flat(losses(logits)), "mean": float(losses(logits).mean()),
        "gradient": flat(gradient),
    }


def bracket():
    sizes = [3, 5, 3]
    u, v, x = new_parameters(sizes), new_parameters(sizes), numbers(4, 3)

    def at(u, v, point):
        along_u = jax.jvp(lambda p: network(v, p), (point,), (network(u, point),))[1]
        along_v = jax.jvp(lambda p: network(u, p), (point,), (network(v, point),))[1]
        return along_u - along_v

    def brackets(u, v):
        return jnp.stack([at(u, v, jnp.asarray(point)) for point in x])

    def loss(u, v):
        return jnp.mean(jnp.sum(brackets(u, v) ** 2, axis=1))

    for point, found in zip(x, brackets(u, v)):
        du, dv = (jax.jacrev(lambda p, f=f: network(f, p))(point) for f in (u, v))
        expected = dv @ network(u, point) - du @ network(v, point)
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-14)
    gradients = jax.grad(loss, (0, 1))(u, v)
    check_gradient(lambda p: loss(p, v), u, gradients[0])
    check_gradient(lambda p: loss(u, p), v, gradients[1])
    return {
        "sizes": sizes, "u": packed(u), "v": packed(v), "points": flat(x), "rows": len(x),
        "uValues": flat(network(u, x)), "vValues": flat(network(v, x)),
        "brackets": flat(brackets(u, v)), "loss": float(loss(u, v)),
        "uGradient": packed(gradients[0]), "vGradient": packed(gradients[1]),
    }


tables = {
    "optimizers": optimizers(),
    "batchNormalization": batch_normalization(),
    "schedules": schedules(),
    "crossEntropy": cross_entropy(),
    "bracket": bracket(),
}
folder = pathlib.Path(__file__).parents[1] / "NetworksTests" / "Fixtures"
lines = [f' "{name}": {json.dumps(table)}' for name, table in tables.items()]
(folder / "networks.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
