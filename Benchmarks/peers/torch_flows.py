"""Ten digits, sixteen latent numbers, one flow, in PyTorch: python3 torch_flows.py --threads N --folder MNIST

The recipe of `symmetron flows mnist --generators 1`, from the files to the trained flow: an autoencoder
784-512-128-64-16 and its mirror (relu, sigmoid at the end), 12 epochs at batch 256, one-cycle Adam to
2e-3; a classifier 16-128-128-32-10 (silu), 15 epochs at batch 256, one-cycle AdamW to 3e-3 with decay
0.2; a field 16-128-128-16 (silu) of standardised points, 3000 steps of 512 with cached Jacobians, one-cycle
Adam to 1e-2. 50 000 images train, 10 000 judge.

Standard output is one line of JSON: seconds of every part, and the quality: mean squared error,
accuracy, relative invariance r = E|J g|^2 / E|g|^2 / E|J u|^2. Eager, fused optimizers, no loader: batches
are rows of one tensor in memory. --quick takes few images and steps.
Written for Python 3.11 and torch 2.15.0.
"""

import argparse
import gzip
import json
import os
import pathlib
import time

options = argparse.ArgumentParser()
options.add_argument("--threads", type=int, default=2)
options.add_argument("--folder", type=pathlib.Path, required=True)
options.add_argument("--seed", type=int, default=0)
options.add_argument("--quick", action="store_true")
options = options.parse_args()
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])

start = time.perf_counter()

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
seconds = {"import": time.perf_counter() - start}
BATCH = 256


def part(name, since):
    seconds[name] = time.perf_counter() - since
    return time.perf_counter()


def idx(name, skip):
    with gzip.open(options.folder / f"{name}.gz") as file:
        return torch.frombuffer(bytearray(file.read()[skip:]), dtype=torch.uint8)


def mlp(widths, activation, last=None):
    layers = []
    for a, b in zip(widths, widths[1:]):
        layer = nn.Linear(a, b)
        # The same initial values as ours: He's for relu, Glorot's for others, biases zero.
        if activation is nn.ReLU:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        else:
            nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)
        layers += [layer, activation()]
    return nn.Sequential(*layers[:-1], *([last] if last else []))


def fit(parameters, optimizer, rate, count, batch, epochs, loss):
    """One-cycle training on random batches of rows; the last batch of an epoch may be smaller."""
    optimizer = optimizer(parameters, lr=rate, fused=True)
    steps = -(-count // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=steps * epochs, cycle_momentum=False)
    for _ in range(epochs):
        for rows in torch.randperm(count).split(batch):
            optimizer.zero_grad(set_to_none=True)
            loss(rows).backward()
            optimizer.step()
            schedule.step()


now = time.perf_counter()
images = idx("train-images-idx3-ubyte", 16).view(-1, 784).float() / 255
labels = idx("train-labels-idx1-ubyte", 8).long()
order = torch.randperm(len(images))
if options.quick:
    order = order[:3000]
held = len(order) // 6
train, judge = order[held:], order[:held]
x, y, x_judge, y_judge = images[train], labels[train], images[judge], labels[judge]
now = part("data", now)

widths = [784, 512, 128, 64, 16]
encoder = mlp(widths, nn.ReLU)
decoder = mlp(widths[::-1], nn.ReLU, nn.Sigmoid())
autoencoder = nn.Sequential(encoder, decoder)
fit(
    autoencoder.parameters(), torch.optim.Adam, 2e-3, len(x), BATCH, 2 if options.quick else 12,
    lambda rows: F.mse_loss(autoencoder(x[rows]), x[rows]))
now = part("autoencoder", now)

with torch.no_grad():
    mse = F.mse_loss(autoencoder(x_judge), x_judge).item()
    z, z_judge = encoder(x), encoder(x_judge)
classifier = mlp([16, 128, 128, 32, 10], nn.SiLU)
fit(
    classifier.parameters(),
    lambda p, **more: torch.optim.AdamW(p, weight_decay=0.2, **more), 3e-3, len(z), BATCH,
    2 if options.quick else 15, lambda rows: F.cross_entropy(classifier(z[rows]), y[rows]))
with torch.no_grad():
    accuracy = (classifier(z_judge).argmax(dim=1) == y_judge).double().mean().item()
now = part("classifier", now)

for parameter in classifier.parameters():
    parameter.requires_grad_(False)


def jacobians(points):
    """[N, 10, 16], one pullback for each logit."""
    parts = []
    for block in points.split(8192):
        block = block.clone().requires_grad_()
        logits = classifier(block)
        rows = [
            torch.autograd.grad(logits[:, k].sum(), block, retain_graph=k < 9)[0] for k in range(10)
        ]
        parts.append(torch.stack(rows, dim=1))
    return torch.cat(parts)


j, j_judge = jacobians(z), jacobians(z_judge)
field = mlp([16, 128, 128, 16], nn.SiLU)
shift, scale = z.mean(dim=0), z.std(dim=0)
scaled = (z - shift) / scale


def flow_loss(rows):
    g = field(scaled[rows])
    change = (j[rows] @ g[..., None]).square().sum(dim=(1, 2)).mean()
    length = g.square().sum(dim=1).sqrt()
    return change + ((length - 1) ** 2).mean() + ((length - length.mean()) ** 2).mean()


steps = 60 if options.quick else 3000
fit(
    field.parameters(), torch.optim.Adam, 1e-2, len(z), 512, -(-steps // -(-len(z) // 512)),
    flow_loss)
now = part("flow", now)
with torch.no_grad():
    g = field((z_judge - shift) / scale)
    change = (j_judge @ g[..., None]).square().sum() / g.square().sum()
    r = (change / (j_judge.square().sum() / len(z_judge) / 16)).item()
    length_error = (g.norm(dim=1) - 1).square().mean().sqrt().item()

seconds["all"] = time.perf_counter() - start
print(
    json.dumps(
        {"torch": torch.__version__, "seconds": seconds, "mse": mse, "accuracy": accuracy,
         "relativeInvariance": r, "normError": length_error}))
