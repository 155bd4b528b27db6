"""Where the expected themes' clusters start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.clustering.kmeans import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Framework, Hit, TermMatrix


def seed_vectors(matrix: TermMatrix, framework: Framework, hits: Sequence[Hit]) -> NDArray[np.float64]:
    """Return one vector per expected theme: the weight that its seed terms have in the documents that hold them.

    Parameters
    ----------
    matrix
        The documents' weights.
    framework
        The expected themes.
    hits
        Where the documents mention them; seed terms count fully, hint terms not at all.

    Returns
    -------
    ndarray of shape (n_themes, n_terms)
        Rows of norm 1, in the framework's order; a theme that no document mentions has a row of zeros.
    """
    row = {record_id: i for i, record_id in enumerate(matrix.record_ids)}
    column = {term: j for j, term in enumerate(matrix.terms)}
    theme = {expected.key: k for k, expected in enumerate(framework.themes)}
    seeds = np.zeros((len(theme), len(column)))
    places = {(theme[hit.theme_key], row[hit.record_id], column[hit.term]) for hit in hits if hit.grade == "seed"}
    for k, i, j in sorted(places):
        seeds[k, j] += matrix.weights[i, j]
    return unit_rows(seeds)
