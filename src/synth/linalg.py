"""Small numerical helpers of what works on vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
from scipy.sparse import csr_matrix, issparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_Float = TypeVar("_Float", bound=np.floating)

# Up to this many rows or columns an exact decomposition costs less than importing the approximate one.
_SMALL = 300
_RANDOM_STATE = 0


def unit_rows(rows: NDArray[_Float]) -> NDArray[_Float]:
    """Scale rows to Euclidean norm 1; rows of zeros stay."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[_Float] = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-9)  # noqa: PLR2004 - rounding
    return scaled


def unit_sparse(matrix: csr_matrix) -> csr_matrix:
    """Scale the rows of a sparse matrix to Euclidean norm 1; rows of zeros stay."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scaled = matrix.copy()
    scaled.data /= np.repeat(np.where(norms > 0, norms, 1.0), np.diff(matrix.indptr))
    return scaled


def centre(rows: NDArray[np.float64], groups: Sequence[NDArray[np.bool_]], n_documents: int) -> NDArray[np.float64]:
    """Take each language's mean from its rows, so that no direction tells the language alone.

    Parameters
    ----------
    rows
        (n_rows, n_dimensions), of norm 1 or 0.
    groups
        Masks over all rows, one a language.
    n_documents
        The mean is that of the first so many rows, the documents.

    Returns
    -------
    ndarray of shape (n_rows, n_dimensions)
        Rows of norm 1 or 0. A language of a few documents is centred in part: the mean of one is that one itself.
    """
    centred = rows.copy()
    for mask in groups:
        known = mask[:n_documents] & (np.abs(rows[:n_documents]).sum(axis=1) > 0)
        n_known = int(known.sum())
        if n_known:
            filled = mask & (np.abs(rows).sum(axis=1) > 0)
            centred[filled] -= rows[:n_documents][known].mean(axis=0) * (1 - 1 / np.sqrt(n_known))
    return unit_rows(centred)


def reduce(matrix: csr_matrix, n_dimensions: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Decompose a matrix into its strongest directions.

    Parameters
    ----------
    matrix
        (n_rows, n_columns).
    n_dimensions
        How many directions at most.

    Returns
    -------
    left : ndarray of shape (n_rows, n_kept)
        Left singular vectors.
    values : ndarray of shape (n_kept,)
        Singular values, largest first. Exact for small matrices, randomised (Halko, Martinsson and Tropp 2011) else.
    """
    n_kept = max(min(n_dimensions, *matrix.shape), 1)
    if min(matrix.shape) <= _SMALL:
        left, values, _ = np.linalg.svd(matrix.toarray() if issparse(matrix) else matrix, full_matrices=False)
        return left[:, :n_kept], values[:n_kept]
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415 - heavy, and only wanted for many rows

    left, values, _ = randomized_svd(matrix, n_kept, n_iter=3, random_state=_RANDOM_STATE)
    return left, values


def compress(
    points: NDArray[np.float64], others: NDArray[np.float64], n_dimensions: int = 100
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Keep the strongest directions of points, and of others in the same space.

    Parameters
    ----------
    points
        (n_points, n_columns), the rows that decide on the directions.
    others
        (n_others, n_columns), rows that follow.
    n_dimensions
        How many directions to keep at most.

    Returns
    -------
    points : ndarray of shape (n_points, n_kept)
        Rows of norm 1 or 0, with nearly the cosines that they had.
    others : ndarray of shape (n_others, n_kept)
        Rows of norm 1 or 0.
    """
    if points.shape[1] <= n_dimensions or not len(points):
        return points, others
    _, directions = np.linalg.eigh(points.T @ points)
    # Of a pair of opposite directions that with the positive sum, which no library decides otherwise.
    kept = directions[:, ::-1][:, :n_dimensions]
    kept = kept * np.where(kept.sum(axis=0) < 0, -1.0, 1.0)
    return unit_rows(points @ kept), unit_rows(others @ kept)
