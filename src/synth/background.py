"""What is known of terms before any corpus is read: vectors and idf, learned once from open titles.

Ten titles teach nothing about their words. The table ``models/background.npz`` has one vector for each of some 66,000
English lemmas and Chinese words and characters, both languages in one space; ``models/README.md`` tells from what and
how it was made, and under which licences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# A term that open titles do not have is rare.
_UNKNOWN_IDF = 8.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Background:
    """What is known of a corpus' terms.

    ``known`` is (n_terms,), ``vectors`` (n_known, n_dimensions) with longer rows for terms that tell more, ``idf``
    (n_terms,), in natural logarithms.
    """

    known: NDArray[np.bool_]
    vectors: NDArray[np.float64]
    idf: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    rows: dict[str, int]
    vectors: NDArray[np.int8]
    scales: NDArray[np.float16]
    idf: NDArray[np.float16]


def read_background(terms: Sequence[str]) -> Background:
    """Look up what is known of terms.

    Parameters
    ----------
    terms
        Index terms: lemmas, Han words and characters.

    Returns
    -------
    Background
        In the order of the terms.
    """
    table = _table()
    rows = np.array([table.rows.get(term, -1) for term in terms], np.intp)
    known = rows >= 0
    found = rows[known]
    idf = np.full(len(terms), _UNKNOWN_IDF)
    idf[known] = table.idf[found]
    scales = table.scales[found, None].astype(np.float64)
    return Background(known=known, vectors=table.vectors[found] * scales, idf=idf)


@cache
def _table() -> _Table:
    with (files("synth") / "models" / "background.npz").open("rb") as file, np.load(file) as stored:
        terms = stored["terms"].tobytes().decode().split("\n")
        return _Table(
            rows={term: row for row, term in enumerate(terms)},
            vectors=stored["vectors"],
            scales=stored["scales"],
            idf=stored["idf"],
        )
