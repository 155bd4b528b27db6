"""k-means on the sphere: free, through scikit-learn, and anchored at given directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, issparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RESTARTS = 10
_NEIGHBOURS = 15
_SMOOTHING_STEPS = 2
# Above this many documents distances are taken in a space of as many dimensions (latent semantic analysis).
_DIMENSIONS = 100


def unit_rows(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale rows to Euclidean norm 1; rows of zeros stay."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float64] = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return scaled


def anchored_kmeans(
    weights: csr_matrix,
    anchors: NDArray[np.float64],
    *,
    mentions: NDArray[np.bool_],
    pull: float = 1.0,
    most_iterations: int = 50,
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Cluster documents around anchors that they cannot drift away from.

    Seeded k-means (Basu, Banerjee and Mooney 2002) starts at the seeds and then forgets them; here each centroid is
    ``normalise(mean of its documents + pull * anchor)`` in every round. A document goes to the most similar centroid
    among the themes that it mentions.

    Parameters
    ----------
    weights
        CSR of shape (n_documents, n_terms), rows of norm 1.
    anchors
        The seed vectors, (n_clusters, n_terms), rows of norm 1 or 0.
    mentions
        Which document mentions which theme, (n_documents, n_clusters).
    pull
        Weight of the anchor against the mean, both of norm 1; between 0.5 and 2 it hardly matters.
    most_iterations
        Rounds after which to stop, converged or not.

    Returns
    -------
    labels : ndarray of shape (n_documents,)
        The cluster of each document, -1 for those that mention no theme.
    centroids : ndarray of shape (n_clusters, n_terms)
        Rows of norm 1.
    """
    centroids = anchors.copy()
    labels = np.full(weights.shape[0], -1, dtype=np.intp)
    for _ in range(most_iterations):
        similarities = np.where(mentions, np.asarray(weights @ centroids.T), -1.0)
        # Rounding makes ties between equal documents independent of the order of summation.
        assigned = np.where(mentions.any(axis=1), np.round(similarities, 9).argmax(axis=1), -1).astype(np.intp)
        if np.array_equal(assigned, labels):
            break
        labels = assigned
        centroids = unit_rows(_mean_directions(weights, labels, len(anchors)) + pull * anchors)
    return labels, centroids


def _mean_directions(weights: csr_matrix, labels: NDArray[np.intp], n_clusters: int) -> NDArray[np.float64]:
    members = np.flatnonzero(labels >= 0)
    indicator = csr_matrix((np.ones(len(members)), (labels[members], members)), shape=(n_clusters, weights.shape[0]))
    return unit_rows((indicator @ weights).toarray())


def free_kmeans(weights: csr_matrix, n_clusters: int, random_state: int) -> NDArray[np.intp]:
    """Cluster documents without expectations.

    Titles share few words, so each document is first averaged with its nearest neighbours (two steps of diffusion over
    the graph of cosines); then scikit-learn's k-means with ten restarts on rows of norm 1, where Euclidean distance
    orders as the cosine does.

    Parameters
    ----------
    weights
        CSR of shape (n_documents, n_terms), rows of norm 1 or 0.
    n_clusters
        How many clusters; fewer come back where documents are fewer or equal.
    random_state
        State of the generator.

    Returns
    -------
    ndarray of shape (n_documents,)
        Clusters numbered by their first document, -1 for documents without terms.
    """
    from sklearn.cluster import KMeans  # noqa: PLC0415 - heavy
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    labels = np.full(weights.shape[0], -1, dtype=np.intp)
    rows = np.flatnonzero(weights.getnnz(axis=1) > 0)
    if not len(rows):
        return labels
    # One thread: with more, the last bits of the centroids depend on who adds first.
    with threadpool_limits(1):
        points = smooth(weights[rows], random_state)
        n_distinct = len(np.unique(np.round(points, 9), axis=0))
        n_clusters = min(n_clusters, n_distinct)
        model = KMeans(n_clusters, n_init=_RESTARTS, random_state=random_state).fit(points)
    labels[rows] = _renumbered(model.labels_)
    return labels


def smooth(weights: csr_matrix, random_state: int) -> NDArray[np.float64]:
    """Average each document with its nearest neighbours, twice.

    Parameters
    ----------
    weights
        CSR of shape (n_documents, n_terms), rows of norm 1.
    random_state
        State of the generator of the decomposition that large corpora need.

    Returns
    -------
    ndarray of shape (n_documents, n_dimensions)
        Rows of norm 1.
    """
    points = _reduced(weights, random_state)
    graph = neighbour_graph(weights)
    for _ in range(_SMOOTHING_STEPS):
        points = unit_rows(points + graph @ points)
    return points


def _reduced(weights: csr_matrix, random_state: int) -> NDArray[np.float64]:
    if weights.shape[0] <= _DIMENSIONS or weights.shape[1] <= _DIMENSIONS:
        return np.asarray(weights.toarray() if issparse(weights) else weights)
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415 - heavy

    return unit_rows(TruncatedSVD(_DIMENSIONS, random_state=random_state).fit_transform(weights))


def neighbour_graph(weights: csr_matrix) -> csr_matrix:
    """Return each document's nearest neighbours by cosine.

    Parameters
    ----------
    weights
        CSR of shape (n_documents, n_terms), rows of norm 1.

    Returns
    -------
    csr_matrix of shape (n_documents, n_documents)
        At most 15 neighbours a row (a quarter of the documents in small corpora), cosines scaled to sum 1; no document
        is its own neighbour.
    """
    n_documents = weights.shape[0]
    n_neighbours = max(1, min(_NEIGHBOURS, n_documents // 4))
    rows: list[csr_matrix] = []
    for start in range(0, n_documents, 1000):
        cosines = np.round((weights[start : start + 1000] @ weights.T).toarray(), 9)
        cosines[np.arange(len(cosines)), np.arange(start, start + len(cosines))] = 0.0
        nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :n_neighbours]
        kept = np.zeros_like(cosines)
        np.put_along_axis(kept, nearest, np.take_along_axis(cosines, nearest, axis=1), axis=1)
        sums = kept.sum(axis=1, keepdims=True)
        rows.append(csr_matrix(np.divide(kept, sums, out=np.zeros_like(kept), where=sums > 0)))
    from scipy.sparse import vstack  # noqa: PLC0415 - beside its use

    return csr_matrix(vstack(rows))


def _renumbered(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return clusters numbered by their first member, so that numbering does not depend on the generator."""
    order = {label: i for i, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([order[label] for label in labels.tolist()], dtype=np.intp)
