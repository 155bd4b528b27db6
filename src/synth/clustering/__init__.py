"""Documents into clusters: k-means anchored at the expected themes, free k-means for what they leave over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.clustering.choose_k import choose_k
from synth.clustering.kmeans import anchored_kmeans, free_kmeans, unit_rows
from synth.clustering.seeding import seed_vectors
from synth.datatypes import Choice, Clustering, Config, Framework, Hit, Reason, TermMatrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["cluster"]

# Fewer records than this beside the expected themes are named one by one rather than made a theme.
_FEWEST_EMERGENT = 6


def cluster(matrix: TermMatrix, framework: Framework, hits: Sequence[Hit], config: Config) -> Clustering:
    """Cluster the documents.

    With expected themes: k-means seeded by their terms (Basu et al. 2002) and anchored there; the documents in which no
    expected theme is mentioned are clustered freely beside them. Without: free k-means.

    Parameters
    ----------
    matrix
        The documents' weights.
    framework
        The expected themes.
    hits
        Where the documents mention them.
    config
        ``themes`` fixes the number of emergent themes where there is no framework; ``random_state`` the generator.

    Returns
    -------
    Clustering
        Labels are -1 for documents without any term and, beside expected themes, for those left over.
    """
    if not framework.themes:
        return _free(matrix, config)
    seeds = seed_vectors(matrix, framework, hits)
    labels, centroids = anchored_kmeans(matrix.weights, seeds, mentions=_mentions(matrix, framework, hits))
    rest = np.flatnonzero(labels < 0)
    n_themes = len(framework.themes)
    why = Reason(code="k-expected")
    if len(rest) >= _FEWEST_EMERGENT:
        choice = choose_k(matrix.weights[rest], config.random_state)
        found = free_kmeans(matrix.weights[rest], choice.chosen, config.random_state)
        labels[rest] = np.where(found >= 0, found + n_themes, -1)
        extra = _centroids(matrix, labels, range(n_themes, n_themes + choice.chosen))
        centroids = np.vstack([centroids, extra])
        counts = (("n_expected", n_themes), ("n_emergent", choice.chosen), ("n_rest", len(rest)))
        why = Reason(code="k-expected-and-emergent", values=counts)
    return Clustering(
        labels=labels,
        similarities=_similarities(matrix, centroids),
        centroids=centroids,
        n_expected=n_themes,
        choice=Choice(chosen=len(centroids), why=why),
    )


def _free(matrix: TermMatrix, config: Config) -> Clustering:
    n_documents = int((matrix.weights.getnnz(axis=1) > 0).sum())
    if config.themes:
        chosen = min(config.themes, max(n_documents, 1))
        code = "k-asked" if chosen == config.themes else "k-asked-too-many"
        why = Reason(code=code, values=(("n", config.themes), ("n_records", n_documents)))
        choice = Choice(chosen=chosen, why=why)
    else:
        choice = choose_k(matrix.weights, config.random_state)
    labels = free_kmeans(matrix.weights, choice.chosen, config.random_state)
    centroids = _centroids(matrix, labels, range(choice.chosen))
    return Clustering(
        labels=labels,
        similarities=_similarities(matrix, centroids),
        centroids=centroids,
        n_expected=0,
        choice=choice,
    )


def _mentions(matrix: TermMatrix, framework: Framework, hits: Sequence[Hit]) -> NDArray[np.bool_]:
    """Return which document mentions which expected theme, (n_documents, n_themes).

    A hint counts only in a document that mentions no seed term of any theme.
    """
    row = {record_id: i for i, record_id in enumerate(matrix.record_ids)}
    column = {theme.key: j for j, theme in enumerate(framework.themes)}
    seeds = np.zeros((len(row), len(column)), bool)
    hints = np.zeros_like(seeds)
    for hit in hits:
        (seeds if hit.grade == "seed" else hints)[row[hit.record_id], column[hit.theme_key]] = True
    return seeds | (hints & ~seeds.any(axis=1, keepdims=True))


def _centroids(matrix: TermMatrix, labels: NDArray[np.intp], clusters: range) -> NDArray[np.float64]:
    means = [np.asarray(matrix.weights[labels == j].sum(axis=0)).ravel() for j in clusters]
    return unit_rows(np.array(means).reshape(len(means), matrix.weights.shape[1]))


def _similarities(matrix: TermMatrix, centroids: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(matrix.weights @ centroids.T)
