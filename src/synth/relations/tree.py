"""The tree of themes and subthemes: which are nearest, joined pair by pair.

Average linkage (UPGMA; Sokal and Michener 1958) of the cosine distances between centroids: what SciPy's
``linkage(..., "average")`` gives, which a test checks; importing it would take longer than all else here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Join, Leaf
from synth.linalg import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Embedding, Theme

# Two leaves are a pair, no tree.
_FEWEST_LEAVES = 3
_DIGITS = 6


def grow_tree(embedding: Embedding, themes: Sequence[Theme]) -> tuple[tuple[Leaf, ...], tuple[Join, ...]]:
    """Return the leaves and how they are joined; nothing where there are fewer than three.

    Parameters
    ----------
    embedding
        Where the documents lie.
    themes
        The themes; each is its subthemes, or itself where it has none.
    """
    leaves = tuple(leaf for theme in themes for leaf in _leaves(theme))
    if len(leaves) < _FEWEST_LEAVES:
        return (), ()
    row = {record_id: i for i, record_id in enumerate(embedding.record_ids)}
    centroids = np.stack(
        [embedding.points[sorted(row[record_id] for record_id in leaf.record_ids)].mean(axis=0) for leaf in leaves]
    )
    directions = unit_rows(centroids)
    distances = np.clip(np.round(1 - directions @ directions.T, _DIGITS), 0.0, 2.0)
    return leaves, average_linkage(distances)


def _leaves(theme: Theme) -> list[Leaf]:
    parts = [part for part in theme.subthemes if part.record_ids]
    if not parts:
        return [Leaf(theme_key=theme.key, part=-1, label=theme.label, record_ids=theme.primary_ids)]
    return [
        Leaf(theme_key=theme.key, part=i, label=part.label, record_ids=part.record_ids) for i, part in enumerate(parts)
    ]


def average_linkage(distances: NDArray[np.float64]) -> tuple[Join, ...]:
    """Join the nearest two branches until one is left; the distance of two is the mean over their leaves.

    Parameters
    ----------
    distances
        (n_leaves, n_leaves), symmetric.

    Returns
    -------
    tuple of Join
        One fewer than there are leaves; of equal distances that of the first branches comes first.
    """
    n_leaves = len(distances)
    far = distances.astype(float, copy=True)
    np.fill_diagonal(far, np.inf)
    branch, sizes = list(range(n_leaves)), np.ones(n_leaves)
    joins: list[Join] = []
    for step in range(n_leaves - 1):
        i, j = sorted(divmod(int(np.argmin(far)), n_leaves))
        joins.append(Join(left=branch[i], right=branch[j], distance=round(float(far[i, j]), _DIGITS)))
        merged = (sizes[i] * far[i] + sizes[j] * far[j]) / (sizes[i] + sizes[j])
        far[i] = far[:, i] = merged
        far[i, i] = np.inf
        far[j] = far[:, j] = np.inf
        sizes[i] += sizes[j]
        branch[i] = n_leaves + step
    return tuple(joins)
