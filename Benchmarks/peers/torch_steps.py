"""Times training steps in PyTorch: python3 torch_steps.py --threads N --seconds S [--step A|…]…

Two lines of JSON a step, eager and torch.compile; the steps and how they are timed stand in
problems.py. Both use the fused Adam; the compiled one compiles loss and gradient together.
Written for Python 3.11 and torch 2.13.0 (CPU build); torch.compile calls a C++ compiler.
"""

import problems

options = problems.arguments()  # binds the process to its cores before OpenMP counts them

import torch
import torch.nn.functional as F

torch.set_num_threads(options.threads)
EPSILON = problems.EPSILON


def linear_layers(tree, trained):
    """The nested lists of (weight, bias) as those of torch.nn.Linear: [outputs, inputs]."""
    if isinstance(tree, list):
        return [linear_layers(branch, trained) for branch in tree]
    weight, bias = (torch.from_numpy(a) for a in tree)
    return weight.T.contiguous().requires_grad_(trained), bias.clone().requires_grad_(trained)


def leaves(tree):
    if isinstance(tree, torch.Tensor):
        return [tree]
    return [leaf for branch in tree for leaf in leaves(branch)]


def forward(layers, x, activation):
    for weight, bias in layers[:-1]:
        x = activation(F.linear(x, weight, bias))
    return F.linear(x, *layers[-1])


def autoencoder_loss(layers, _, x):
    code = forward(layers[:4], x, torch.relu)
    return F.mse_loss(torch.sigmoid(forward(layers[4:], code, torch.relu)), x)


def classifier_loss(layers, _, x, labels):
    return F.cross_entropy(forward(layers, x, torch.relu), labels)


def shape_loss(g):
    """The terms of normalization and orthogonality of a list of fields at the samples."""
    norm = sum(((a.square().sum(dim=1).sqrt() - 1) ** 2).mean() for a in g)
    pairs = [(a, b) for k, a in enumerate(g) for b in g[k + 1 :]]
    return norm + sum((a * b).sum(dim=1).square().mean() for a, b in pairs)


def flow_loss(fields, frozen, x):
    g = [forward(field, x, torch.tanh) for field in fields]
    here = forward(frozen, x, torch.relu)
    moved = forward(frozen, torch.cat([x + EPSILON * a for a in g]), torch.relu)
    change = (moved.view(len(g), *here.shape) - here).square().sum(dim=2) / EPSILON**2
    return change.mean(dim=1).sum() + shape_loss(g)


def cached_loss(fields, _, x, jacobian):
    g = [forward(field, x, torch.tanh) for field in fields]
    change = sum((jacobian * a[:, None, :]).sum(dim=2).square().sum(dim=1).mean() for a in g)
    return change + shape_loss(g)


LOSSES = {"A": autoencoder_loss, "B": classifier_loss, "C": flow_loss, "D": cached_loss}


def run(name, peer, loss):
    trained, frozen, arrays = problems.problem(name)
    parameters = linear_layers(trained, True)
    frozen = linear_layers(frozen, False) if frozen else None
    batches = [[torch.from_numpy(a) for a in batch] for batch in arrays]
    for batch in batches:
        if name == "B":
            batch[1] = batch[1].long()
    optimizer = torch.optim.Adam(leaves(parameters), lr=problems.RATE, fused=True)

    def advance(k):
        optimizer.zero_grad(set_to_none=True)
        value = loss(parameters, frozen, *batches[k])
        value.backward()
        optimizer.step()
        return value.detach()

    problems.measure(peer, torch.__version__, name, options, advance, float)


for name in options.step:
    run(name, "torch-eager", LOSSES[name])
    run(name, "torch-compile", torch.compile(LOSSES[name]))
