"""Which sentences stand for many and repeat none: LexRank and maximal marginal relevance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Erkan and Radev 2004: the chance of leaving the walk, and the steps after which it has long settled.
_DAMPING = 0.15
_STEPS = 100
# Carbonell and Goldstein 1998: how much relevance counts against repetition.
RELEVANCE = 0.7


def likeness(sentences: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Return the cosines of sentences as TF-IDF vectors of their terms.

    Parameters
    ----------
    sentences
        The terms of each sentence, with repeats.

    Returns
    -------
    ndarray
        (n_sentences, n_sentences), symmetric, in [0, 1]; a sentence without terms is like none.
    """
    column = {term: j for j, term in enumerate(sorted({term for terms in sentences for term in terms}))}
    counts = [Counter(terms) for terms in sentences]
    rows = [i for i, found in enumerate(counts) for _ in found]
    columns = [column[term] for found in counts for term in found]
    values = np.array([count for found in counts for count in found.values()], float)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(sentences), max(1, len(column))))
    matrix.data *= np.log((len(sentences) + 1) / np.maximum(matrix.getnnz(axis=0), 1))[matrix.indices]
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(norms > 0, norms, 1.0), np.diff(matrix.indptr))
    cosines: NDArray[np.float64] = (matrix @ matrix.T).toarray()
    return np.clip(cosines, 0.0, 1.0)


def centrality(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how central each sentence is: continuous LexRank (Erkan and Radev 2004), the largest 1.

    Parameters
    ----------
    cosines
        (n_sentences, n_sentences), in [0, 1].

    Returns
    -------
    ndarray
        (n_sentences,), in (0, 1]; where all are alike or unlike, all are 1.
    """
    n = len(cosines)
    weights = cosines.copy()
    np.fill_diagonal(weights, 0.0)
    sums = weights.sum(axis=1, keepdims=True)
    # A sentence that is like none leads everywhere.
    steps = np.where(sums > 0, weights / np.where(sums > 0, sums, 1.0), 1.0 / n)
    ranks = np.full(n, 1.0 / n)
    for _ in range(_STEPS):
        ranks = _DAMPING / n + (1 - _DAMPING) * (steps.T @ ranks)
    # Rounded, so that no order hangs on the last digit of a sum.
    return np.asarray(np.round(ranks / ranks.max(), 9)) if n else ranks
