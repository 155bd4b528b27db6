"""Clusters of documents: around expected themes, free, or both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from synth.clustering.choose_k import choose_k
from synth.clustering.kmeans import free_kmeans, kmeans_from, mean_directions
from synth.clustering.stability import measure_stability
from synth.datatypes import Choice, Clustering, Config, Embedding, Framework, Hit, Reason
from synth.linalg import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["cluster"]

# Fewer records than this beside the expected themes are named one by one rather than made a theme.
_FEWEST_EMERGENT = 6
# What a mention of an expected theme adds to a document's cosine: one in the title decides, others count beside it.
_WORTH = {("seed", "title"): 1.0, ("seed", "body"): 0.1, ("hint", "title"): 0.5, ("hint", "body"): 0.1}
_RARITY = 1.0
# A document without a mention joins an expected theme whose documents it is about as close to as they are themselves.
_NEAR_ENOUGH = 0.1
# Parts grow in number with the root of a theme's size: two from 25 documents on, five from 200.
_DOCUMENTS_A_PART = 10
_MOST_PARTS = 5


def cluster(embedding: Embedding, framework: Framework, hits: Sequence[Hit], config: Config) -> Clustering:
    """Cluster the documents.

    With expected themes: k-means seeded by their terms (Basu et al. 2002) and anchored there; a document goes to a
    theme that it mentions, or, without a mention, to one that it lies as close to as that theme's own documents; what
    remains is clustered freely. Without expected themes: free k-means.

    Parameters
    ----------
    embedding
        Where the documents lie.
    framework
        The expected themes.
    hits
        Where the documents mention them.
    config
        ``themes`` fixes the number of emergent themes; ``random_state`` the generator.

    Returns
    -------
    Clustering
        Labels are -1 for documents without any term and, beside expected themes, for those left over.
    """
    # One thread: with more, the last bits of the centroids depend on who adds first.
    with threadpool_limits(1):
        n_expected = len(framework.themes)
        labels = _around_expected(embedding, framework, hits)
        rest = np.flatnonzero((labels < 0) & np.any(embedding.points, axis=1))
        choice = _choice(embedding, rest, n_expected, config)
        if len(rest) and choice.chosen > n_expected:
            found = free_kmeans(embedding.points[rest], choice.chosen - n_expected, config.random_state)
            labels[rest] = found + n_expected
        n_clusters = max(n_expected, int(labels.max(initial=-1)) + 1)
        centroids = mean_directions(embedding.points, labels, n_clusters)
        empty = ~np.any(centroids[:n_expected], axis=1)
        centroids[:n_expected][empty] = embedding.anchors[empty]
        return Clustering(
            labels=labels,
            similarities=np.clip(embedding.points @ centroids.T, 0.0, 1.0),
            stability=_stability(embedding, labels, n_expected, n_clusters, config.random_state),
            parts=_parts(embedding, labels, config.random_state),
            n_expected=n_expected,
            choice=_as_found(choice, n_clusters),
        )


def _stability(
    embedding: Embedding, labels: NDArray[np.intp], n_expected: int, n_clusters: int, random_state: int
) -> NDArray[np.float64]:
    """Measure the stability of emergent clusters; expected ones are given, not found, and have 1."""
    found = np.ones(n_clusters)
    if n_clusters > n_expected:
        emergent = np.where(labels >= n_expected, labels - n_expected, -1)
        found[n_expected:] = measure_stability(embedding.points, emergent, n_clusters - n_expected, random_state)
    return found


def _as_found(choice: Choice, n_clusters: int) -> Choice:
    """Tell how many clusters there are where equal documents left fewer than were chosen."""
    return replace(choice, chosen=n_clusters, low=min(choice.low, n_clusters), high=max(choice.high, n_clusters))


def _around_expected(embedding: Embedding, framework: Framework, hits: Sequence[Hit]) -> NDArray[np.intp]:
    """Return the expected theme of each document, -1 where none is near."""
    labels = np.full(len(embedding.points), -1, dtype=np.intp)
    if not framework.themes:
        return labels
    worth = _worth_of_mentions(embedding, framework, hits)
    mentioned = worth.any(axis=1)
    points = embedding.points
    # A theme starts where its seed terms and the documents that mention it lie.
    start = unit_rows(unit_rows(worth.T @ points) + embedding.anchors)
    found, centroids = kmeans_from(points, start, anchors=start, preference=worth)
    labels[mentioned] = found[mentioned]
    similarities = points @ centroids.T
    own = similarities[np.arange(len(points)), found]
    for theme in range(len(framework.themes)):
        members = mentioned & (found == theme)
        if members.any():
            joins = ~mentioned & (found == theme) & (own >= np.quantile(own[members], _NEAR_ENOUGH))
            labels[joins] = theme
    labels[~np.any(points, axis=1) & ~mentioned] = -1
    return labels


def _worth_of_mentions(embedding: Embedding, framework: Framework, hits: Sequence[Hit]) -> NDArray[np.float64]:
    """Return what each document's mentions of each theme are worth, (n_documents, n_themes).

    A hint counts only in a document that mentions no seed term of any theme. A mention of a theme that few documents
    mention says more: what nearly all are about is seldom what one of them is about above all.
    """
    row = {record_id: i for i, record_id in enumerate(embedding.record_ids)}
    column = {theme.key: j for j, theme in enumerate(framework.themes)}
    seeds = np.zeros((len(row), len(column)))
    hints = np.zeros_like(seeds)
    for hit in hits:
        graded, place = seeds if hit.grade == "seed" else hints, (row[hit.record_id], column[hit.theme_key])
        graded[place] = max(graded[place], _WORTH[hit.grade, hit.place])
    worth = seeds + hints * ~seeds.any(axis=1, keepdims=True)
    rarity = np.log((len(row) + 1) / np.maximum((worth > 0).sum(axis=0), 1))
    weighed: NDArray[np.float64] = worth * (1 + _RARITY * rarity)
    return weighed


def _choice(embedding: Embedding, rest: NDArray[np.intp], n_expected: int, config: Config) -> Choice:
    """Tell how many themes there are in all, the expected ones included."""
    if n_expected and len(rest) < _FEWEST_EMERGENT:
        return Choice(chosen=n_expected, low=n_expected, high=n_expected, why=Reason(code="k-expected"))
    if config.themes:
        emergent = min(config.themes, max(len(rest), 1))
        code = "k-asked" if emergent == config.themes else "k-asked-too-many"
        found = Choice(
            chosen=emergent,
            low=emergent,
            high=emergent,
            why=Reason(code=code, values=(("n", config.themes), ("n_records", len(rest)))),
        )
    else:
        found = choose_k(embedding.neighbours[rest][:, rest], config.random_state)
    if not n_expected:
        return found
    counts = (("n_expected", n_expected), ("n_emergent", found.chosen), ("n_rest", len(rest)))
    return Choice(
        chosen=n_expected + found.chosen,
        low=n_expected + found.low,
        high=n_expected + found.high,
        why=Reason(code="k-expected-and-emergent", values=counts),
        curve=tuple((n_expected + k, score) for k, score in found.curve),
    )


def _parts(embedding: Embedding, labels: NDArray[np.intp], random_state: int) -> NDArray[np.intp]:
    """Divide large clusters once more; -1 in those that are small."""
    parts = np.full(len(labels), -1, dtype=np.intp)
    for label in range(int(labels.max(initial=-1)) + 1):
        rows = np.flatnonzero(labels == label)
        chosen = min(round(np.sqrt(len(rows) / _DOCUMENTS_A_PART)), _MOST_PARTS)
        if chosen > 1:
            # Away from what the whole theme shares, so that what tells the parts apart decides.
            around = embedding.points[rows] - embedding.points[rows].mean(axis=0)
            parts[rows] = free_kmeans(unit_rows(around), chosen, random_state, restarts=3)
    return parts
