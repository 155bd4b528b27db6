"""k-means on the sphere: free, and anchored at given directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.linalg import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RESTARTS = 8
_MOST_ROUNDS = 50
# Rounding makes ties between equal documents independent of the order of summation.
_DECIMALS = 5


def kmeans_from(
    points: NDArray[np.floating],
    centroids: NDArray[np.floating],
    *,
    anchors: NDArray[np.floating] | None = None,
    preference: NDArray[np.floating] | None = None,
) -> tuple[NDArray[np.intp], NDArray[np.floating]]:
    """Move centroids and documents until no document changes its cluster.

    Seeded k-means (Basu, Banerjee and Mooney 2002) starts at the seeds and then forgets them; where anchors are given,
    each centroid is ``normalise(mean direction of its documents + anchor)`` in every round, so that it cannot drift.

    Parameters
    ----------
    points
        (n_documents, n_dimensions), rows of norm 1.
    centroids
        Where to start, (n_clusters, n_dimensions), rows of norm 1 or 0.
    anchors
        Directions that hold the centroids, (n_clusters, n_dimensions), rows of norm 1 or 0; none by default.
    preference
        Added to the cosines, (n_documents, n_clusters); none by default.

    Returns
    -------
    labels : ndarray of shape (n_documents,)
        The cluster of each document, the first of equally good ones.
    centroids : ndarray of shape (n_clusters, n_dimensions)
        Rows of norm 1; a cluster that loses all its documents keeps its last centroid.
    """
    labels = np.full(len(points), -1, dtype=np.intp)
    for _ in range(_MOST_ROUNDS):
        scores = points @ centroids.T
        if preference is not None:
            scores += preference
        assigned = np.round(scores, _DECIMALS).argmax(axis=1)
        if np.array_equal(assigned, labels):
            break
        labels = assigned
        means = mean_directions(points, labels, len(centroids))
        moved = means if anchors is None else unit_rows(means + anchors)
        centroids = np.where(np.any(moved, axis=1, keepdims=True), moved, centroids)
    return labels, centroids


def mean_directions(points: NDArray[np.floating], labels: NDArray[np.intp], n_clusters: int) -> NDArray[np.floating]:
    """Return each cluster's mean, of norm 1 (or 0 without documents); documents labelled -1 are left out."""
    members = np.flatnonzero(labels >= 0)
    ones = np.ones(len(members), points.dtype)
    indicator = csr_matrix((ones, (labels[members], members)), shape=(n_clusters, len(points)))
    return unit_rows(np.asarray(indicator @ points))


def free_kmeans(
    points: NDArray[np.floating], n_clusters: int, random_state: int, restarts: int = _RESTARTS
) -> NDArray[np.intp]:
    """Cluster documents without expectations: the best of several k-means, each started by k-means++.

    Parameters
    ----------
    points
        (n_documents, n_dimensions), rows of norm 1 or 0.
    n_clusters
        How many clusters; fewer come back where documents are fewer or equal.
    random_state
        State of the generator.
    restarts
        How many starts (Arthur and Vassilvitskii 2007), of which that with the largest sum of cosines counts.

    Returns
    -------
    ndarray of shape (n_documents,)
        Clusters numbered by their first document, -1 for documents of norm 0.
    """
    from sklearn.cluster import kmeans_plusplus  # noqa: PLC0415 - heavy

    labels = np.full(len(points), -1, dtype=np.intp)
    rows = np.flatnonzero(np.any(points, axis=1))
    if not len(rows):
        return labels
    # Half the digits halve the time, and a cosine needs no more.
    known = points[rows].astype(np.float32)
    n_clusters = min(n_clusters, len(rows))
    generator = np.random.RandomState(random_state)
    best = -np.inf
    for _ in range(restarts):
        start, _places = kmeans_plusplus(known, n_clusters, random_state=generator)
        found, centroids = kmeans_from(known, start)
        gain = round(float(np.einsum("ij,ij->", known, centroids[found], dtype=np.float64)), _DECIMALS)
        if gain > best:
            best, labels[rows] = gain, _renumbered(found)
    return labels


def _renumbered(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return clusters numbered by their first member, so that numbering does not depend on the generator."""
    order = {label: i for i, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([order[label] for label in labels.tolist()], dtype=np.intp)
