"""How far each cluster can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.clustering.kmeans import free_kmeans

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RUNS = 10
_LEFT_OUT = 0.2


def measure_stability(
    points: NDArray[np.float64], labels: NDArray[np.intp], n_clusters: int, random_state: int
) -> NDArray[np.float64]:
    """Measure how far each cluster comes back when a fifth of the documents is left out.

    Clusterwise stability by resampling (Hennig 2007): the mean, over runs, of the largest Jaccard coefficient
    between the cluster and a cluster of the run, on the documents of the run.

    Parameters
    ----------
    points
        (n_documents, n_dimensions).
    labels
        (n_documents,), -1 for documents in no cluster.
    n_clusters
        How many clusters; some may be empty.
    random_state
        State of the generator.

    Returns
    -------
    ndarray of shape (n_clusters,)
        From 0 to 1; 1 where there is only one cluster, 0 for an empty one.
    """
    rows = np.flatnonzero((labels >= 0) & np.any(points, axis=1))
    filled = len(np.unique(labels[rows]))
    if filled <= 1:
        return np.ones(n_clusters)
    generator = np.random.default_rng(random_state)
    found = np.zeros((_RUNS, n_clusters))
    for run in range(_RUNS):
        kept = np.sort(generator.permutation(rows)[: max(filled, round(len(rows) * (1 - _LEFT_OUT)))])
        again = free_kmeans(points[kept], filled, random_state + run, restarts=1)
        found[run] = _best_jaccard(labels[kept], again, n_clusters)
    means: NDArray[np.float64] = found.mean(axis=0)
    return means


def _best_jaccard(labels: NDArray[np.intp], again: NDArray[np.intp], n_clusters: int) -> NDArray[np.float64]:
    together = np.zeros((n_clusters, int(again.max()) + 1))
    np.add.at(together, (labels, again), 1)
    sizes, others = together.sum(axis=1, keepdims=True), together.sum(axis=0, keepdims=True)
    union = sizes + others - together
    best: NDArray[np.float64] = np.divide(together, union, out=np.zeros_like(together), where=union > 0).max(axis=1)
    return best
