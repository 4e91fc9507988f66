"""Draws the pictures of docs/LatentFlows.md from two runs: python3 flows.py PLANE_RUN DIGITS_RUN

Made from: symmetron flows mnist --classes 0,1 --latent 2 --output runs/plane
           symmetron flows mnist --generators 1 --constraint hard --output runs/digits
Needs NumPy and Matplotlib.
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

plt.rcParams.update({"font.family": "sans-serif", "font.size": 9, "axes.spines.top": False,
                     "axes.spines.right": False})
COLOURS = ["#d55e00", "#0072b2"]
here = pathlib.Path(__file__).parent


def plane(run):
    """The latent plane: classes, level sets of the oracle, streamlines; and what the decoder makes of them."""
    a = np.load(run / "arrays.npz")
    size = int(np.sqrt(a["pixel_mean"].size))
    figure = plt.figure(figsize=(7.2, 3.7), layout="constrained")
    grid = figure.add_gridspec(3, 2, width_ratios=[1, 1.15])
    left = figure.add_subplot(grid[:, 0])
    x, y = a["grid_axes"]
    logits = a["grid_outputs"][:, 0].reshape(x.size, y.size).T
    left.contour(x, y, logits, levels=[-10, -5, 0, 5, 10], colors="#999999", linewidths=0.6)
    points, labels = a["points"], a["labels"]
    for k, colour in enumerate(COLOURS):
        left.scatter(*points[labels == k].T, s=1.5, color=colour, alpha=0.5, linewidths=0)
    fields = a["grid_fields"][:, 0].reshape(x.size, y.size, 2)[::5, ::5]
    left.quiver(*np.meshgrid(x[::5], y[::5], indexing="ij"), *fields.transpose(2, 0, 1), color="#555555",
                width=0.003, scale=34)
    for k, curve in enumerate(a["streamlines"][:, 0]):
        left.plot(*curve.T, color=COLOURS[k], linewidth=1.6)
        left.plot(*a["centres"][k], "*", color="white", markeredgecolor="black", markersize=11)
    left.plot(*a["straight_points"].T, "--", color="black", linewidth=0.9)
    left.set(xlabel="z₁", ylabel="z₂", xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    rows = [("from the centre of 0, along the flow", a["streamline_decoded"][0, 0],
             a["streamline_probabilities"][0, 0]),
            ("from the centre of 1, along the flow", a["streamline_decoded"][1, 0],
             a["streamline_probabilities"][1, 0]),
            ("from centre to centre, straight", a["straight_decoded"], a["straight_probabilities"])]
    for index, (title, images, shares) in enumerate(rows):
        panel = figure.add_subplot(grid[index, 1])
        shown = images[:: max(1, len(images) // 8)]
        strip = np.concatenate([1 - image.reshape(size, size) for image in shown], axis=1)
        panel.imshow(strip, cmap="gray", extent=(0, 1, 0, 1 / len(shown)), vmin=0, vmax=1)
        panel.plot(np.linspace(0, 1, len(shares)), (1.15 + shares[:, 0]) / len(shown), color=COLOURS[0])
        panel.plot(np.linspace(0, 1, len(shares)), (1.15 + shares[:, 1]) / len(shown), color=COLOURS[1])
        panel.set_title(title, fontsize=8.5, loc="left")
        panel.set_axis_off()
    figure.savefig(here / "flows-plane.png", dpi=160)


def digits(run):
    """Each class's centre, and where the flow carries it both ways; beside the probability of the class."""
    a = np.load(run / "arrays.npz")
    halves = json.loads((run / "result.json").read_text())["walks"]["halves"]
    images = a["streamline_decoded"][:, 0]
    size = int(np.sqrt(images.shape[2]))
    step = (images.shape[1] - 1) // 6
    rows = [np.concatenate([1 - image.reshape(size, size) for image in row[::step]], axis=1)
            for row in images]
    figure, panel = plt.subplots(figsize=(3.9, 5.2), layout="constrained")
    panel.imshow(np.concatenate(rows), cmap="gray", vmin=0, vmax=1)
    panel.set_xticks([size * (k + 0.5) for k in range(7)], ["−6", "−4", "−2", "centre", "2", "4", "6"])
    least = [min(h["leastProbability"] for h in halves if h["start"] == k) for k in range(len(rows))]
    panel.set_yticks([size * (k + 0.5) for k in range(len(rows))], [f"p ≥ {p:.4f}" for p in least])
    panel.tick_params(length=0)
    panel.set_xlabel("path length along the flow, latent units")
    for spine in panel.spines.values():
        spine.set_visible(False)
    figure.savefig(here / "flows-digits.png", dpi=150)


plane(pathlib.Path(sys.argv[1]))
digits(pathlib.Path(sys.argv[2]))
