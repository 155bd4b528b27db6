"""Clusters that obey a person who has seen the themes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from synth.clustering.kmeans import mean_directions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from synth.datatypes import Clustering, Corrections, Embedding, Hit, ThemeSet

# How much nearer those who went must be than those who stay. On 284 titles and 300 abstracts, with half of each
# subtheme moved, two fifths of its other half went along, and of the rest of the theme none.
_LOYALTY = 0.1
# Rounding makes ties between equal documents independent of the order of summation.
_DECIMALS = 5


def obey(
    clustering: Clustering, embedding: Embedding, hits: Iterable[Hit], themes: ThemeSet, corrections: Corrections
) -> Clustering:
    """Move documents where a person wants them, and let those follow that are drawn along.

    A step of constrained k-means (Basu, Banerjee and Mooney 2002) inside each theme that lost documents: those moved
    keep their label and stand for where they went; a document that lies nearer to them than to those that stay goes
    along. One that an expected theme has for a mention stays, and so do the documents of all other themes.

    Parameters
    ----------
    clustering
        What was found without a person.
    embedding
        Where the documents lie.
    hits
        Where the documents mention expected themes.
    themes
        The themes that were made of the clusters.
    corrections
        The moves, each to the key of a theme.

    Returns
    -------
    Clustering
        A cluster for each theme, in the order of ``themes``, with its key and label. The number of themes and their
        stability are those found without a person.
    """
    row = {record_id: i for i, record_id in enumerate(embedding.record_ids)}
    place = {theme.key: j for j, theme in enumerate(themes.themes)}
    moves = {row[move.record_id]: place[move.theme] for move in corrections.moves}
    labels = _labels_by_theme(clustering, themes, row)
    mentioned = np.isin(np.arange(len(labels)), [row[hit.record_id] for hit in hits]) & (labels < clustering.n_expected)
    # One thread: with more, the last bits of the centroids depend on who adds first.
    with threadpool_limits(1):
        moved = _draw_along(embedding, labels, moves, mentioned)
        centroids = _centroids(embedding, moved, len(place))
        similarities = np.clip(embedding.points @ centroids.T, 0.0, 1.0)
    return replace(
        clustering,
        labels=moved,
        similarities=similarities,
        stability=np.array([theme.stability for theme in themes.themes]),
        parts=np.where(moved == labels, clustering.parts, -1),
        names=tuple((theme.key, theme.label) for theme in themes.themes),
        placed=frozenset(moves),
    )


def _labels_by_theme(clustering: Clustering, themes: ThemeSet, row: Mapping[str, int]) -> NDArray[np.intp]:
    """Return the theme of each document; one without goes with its cluster, so that it is judged anew."""
    labels = np.full(len(row), -1, dtype=np.intp)
    for j, theme in enumerate(themes.themes):
        labels[[row[record_id] for record_id in theme.primary_ids]] = j
    became = Counter(zip(clustering.labels.tolist(), labels.tolist(), strict=True))
    for i in np.flatnonzero((labels < 0) & (clustering.labels >= clustering.n_expected)).tolist():
        own = [(count, -j) for (cluster, j), count in became.items() if cluster == clustering.labels[i] and j >= 0]
        labels[i] = -max(own)[1] if own else -1
    return labels


def _draw_along(
    embedding: Embedding, labels: NDArray[np.intp], moves: Mapping[int, int], decided: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Return the labels after the moves, with the documents that go along."""
    moved = labels.copy()
    rows = np.array(sorted(moves), dtype=np.intp)
    moved[rows] = [moves[i] for i in rows.tolist()]
    for former in sorted(set(labels[rows].tolist()) - {-1}):
        own = labels == former
        gone = own & np.isin(np.arange(len(labels)), rows)
        targets = np.unique(moved[gone])
        free = np.flatnonzero(own & ~gone & ~decided)
        # The theme falls into those who stay and those who went each way.
        parts = np.where(gone, np.searchsorted(targets, moved) + 1, np.where(own, 0, -1))
        directions = mean_directions(embedding.points, parts, len(targets) + 1)
        scores = embedding.points[free] @ directions.T
        scores[:, 0] += _LOYALTY
        nearest = np.round(scores, _DECIMALS).argmax(axis=1)
        moved[free] = np.where(nearest == 0, former, targets[np.maximum(nearest - 1, 0)])
    return moved


def _centroids(embedding: Embedding, labels: NDArray[np.intp], n_clusters: int) -> NDArray[np.floating]:
    """Return the clusters' mean directions; an expected theme without documents lies where its seed terms do."""
    centroids = mean_directions(embedding.points, labels, n_clusters)
    expected = centroids[: len(embedding.anchors)]
    empty = ~np.any(expected, axis=1)
    expected[empty] = embedding.anchors[empty]
    return centroids
