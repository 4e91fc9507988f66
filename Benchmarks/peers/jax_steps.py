"""Times training steps in JAX: python3 jax_steps.py --threads N --seconds S [--step A|B|C|D]…

One line of JSON a step; the steps and how they are timed stand in problems.py. Each step is one
jitted function of donated parameters and optimizer state, with optax.adam.
Written for Python 3.11, jax 0.10.2 and optax 0.2.8.
"""

import problems

options = problems.arguments()  # binds the process to its cores before XLA counts them

import jax
import jax.numpy as jnp
import optax

EPSILON = problems.EPSILON


def forward(layers, x, activation):
    for weight, bias in layers[:-1]:
        x = activation(x @ weight + bias)
    weight, bias = layers[-1]
    return x @ weight + bias


def autoencoder_loss(layers, _, x):
    code = forward(layers[:4], x, jax.nn.relu)
    return jnp.mean((jax.nn.sigmoid(forward(layers[4:], code, jax.nn.relu)) - x) ** 2)


def classifier_loss(layers, _, x, labels):
    logits = forward(layers, x, jax.nn.relu)
    return optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()


def shape_loss(g):
    """The terms of normalization and orthogonality of a list of fields at the samples."""
    norm = sum(jnp.mean((jnp.sqrt(jnp.sum(a * a, axis=1)) - 1) ** 2) for a in g)
    pairs = [(a, b) for k, a in enumerate(g) for b in g[k + 1 :]]
    return norm + sum(jnp.mean(jnp.sum(a * b, axis=1) ** 2) for a, b in pairs)


def flow_loss(fields, frozen, x):
    g = [forward(field, x, jnp.tanh) for field in fields]
    here = forward(frozen, x, jax.nn.relu)
    moved = jnp.concatenate([x + EPSILON * a for a in g])
    moved = forward(frozen, moved, jax.nn.relu).reshape(len(g), *here.shape)
    change = jnp.sum((moved - here) ** 2, axis=2) / EPSILON**2
    return jnp.sum(jnp.mean(change, axis=1)) + shape_loss(g)


def cached_loss(fields, _, x, jacobian):
    g = [forward(field, x, jnp.tanh) for field in fields]
    change = jnp.einsum("noi,nif->nof", jacobian, jnp.stack(g, axis=2))
    return jnp.mean(jnp.sum(change**2, axis=(1, 2))) + shape_loss(g)


LOSSES = {"A": autoencoder_loss, "B": classifier_loss, "C": flow_loss, "D": cached_loss}

for name in options.step:
    loss = LOSSES[name]
    parameters, frozen, batches = jax.tree.map(jnp.asarray, problems.problem(name))
    optimizer = optax.adam(problems.RATE)

    def step(parameters, state, *batch):
        value, gradient = jax.value_and_grad(loss)(parameters, frozen, *batch)
        updates, state = optimizer.update(gradient, state)
        return optax.apply_updates(parameters, updates), state, value

    compiled = jax.jit(step, donate_argnums=(0, 1))
    now = (parameters, optimizer.init(parameters))

    def advance(k):
        global now
        *now, value = compiled(*now, *batches[k])
        return value

    problems.measure("jax", jax.__version__, name, options, advance, float)
