"""Nearest neighbours, and the move of each point towards its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, diags_array

from synth.linalg import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

# As many neighbours, or a hundredth of all: with fixed ones a larger corpus falls into more and more communities.
_FEWEST, _SHARE, _MOST = 15, 0.01, 50
_STEPS = 2
_CHUNK = 1000
# Beyond this many documents the neighbours of all would take minutes; there nobody moves, and a sample is linked.
_MOST_DOCUMENTS = 20_000
_SAMPLE = 5000


def neighbour_graph(rows: NDArray[np.floating]) -> csr_matrix:
    """Link each document with its nearest neighbours by cosine.

    Parameters
    ----------
    rows
        (n_documents, n_dimensions), of norm 1 or 0.

    Returns
    -------
    csr_matrix of shape (n_documents, n_documents)
        Symmetric, with the cosines above zero of each document's nearest: 15, or a hundredth of the documents up to 50
        (a quarter of them in small corpora); without loops. Of more than 20,000 documents 5,000 spread over them are
        linked.
    """
    n_documents = len(rows)
    if n_documents > _MOST_DOCUMENTS:
        chosen = np.unique(np.linspace(0, n_documents - 1, _SAMPLE).astype(np.intp))
        linked = neighbour_graph(rows[chosen]).tocoo()
        row, column = linked.coords
        return csr_matrix((linked.data, (chosen[row], chosen[column])), shape=(n_documents, n_documents))
    n_neighbours = min(max(_FEWEST, round(n_documents * _SHARE)), _MOST, n_documents // 4)
    if n_neighbours < 1:
        return csr_matrix((n_documents, n_documents))
    places, others, cosines = [], [], []
    # Half the digits halve the time, and a cosine needs no more.
    rows = rows.astype(np.float32)
    for start in range(0, n_documents, _CHUNK):
        # Rounding makes ties of documents that are equal but for the order of a sum.
        near = np.round(rows[start : start + _CHUNK] @ rows.T, 5)
        near[np.arange(len(near)), np.arange(start, start + len(near))] = -1.0
        nearest = _nearest(near, n_neighbours)
        places.append(np.repeat(np.arange(start, start + len(near)), n_neighbours))
        others.append(nearest.ravel())
        cosines.append(np.take_along_axis(near, nearest, axis=1).ravel())
    weights = np.maximum(np.concatenate(cosines), 0.0).astype(np.float64)
    graph = csr_matrix((weights, (np.concatenate(places), np.concatenate(others))), shape=(n_documents, n_documents))
    graph.eliminate_zeros()
    return csr_matrix(graph.maximum(graph.T))


def _nearest(near: NDArray[np.floating], n_neighbours: int) -> NDArray[np.intp]:
    """Return each row's largest columns, the first of equal ones, so that nothing hangs on the sorting."""
    # A stable sort of all is slow; so sort those not smaller than the last that counts.
    least = -np.partition(-near, n_neighbours - 1, axis=1)[:, n_neighbours - 1]
    chosen = np.empty((len(near), n_neighbours), np.intp)
    for i, row in enumerate(near):
        candidates = np.flatnonzero(row >= least[i])
        chosen[i] = candidates[np.argsort(-row[candidates], kind="stable")[:n_neighbours]]
    return chosen


def diffuse(rows: NDArray[np.float64], graph: csr_matrix) -> NDArray[np.float64]:
    """Move each point twice half way towards the mean of its neighbours.

    Parameters
    ----------
    rows
        (n_documents, n_dimensions), of norm 1 or 0.
    graph
        Symmetric, (n_documents, n_documents).

    Returns
    -------
    ndarray of shape (n_documents, n_dimensions)
        Rows of norm 1 or 0; as they were for more than 20,000 documents, of which only a sample is linked.
    """
    if len(rows) > _MOST_DOCUMENTS:
        return rows
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    scale = diags_array(np.divide(1.0, np.sqrt(degrees), out=np.zeros_like(degrees), where=degrees > 0))
    step = csr_matrix(scale @ graph @ scale)
    moved = rows
    for _ in range(_STEPS):
        moved = (moved + step @ moved) / 2
    return unit_rows(moved)
