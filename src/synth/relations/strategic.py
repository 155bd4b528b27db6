"""The thematic map: how far a theme is tied to others, and how its own terms hang together.

Callon, Courtial and Laville, "Co-word analysis as a tool for describing the network of interactions between basic and
technological research", Scientometrics 22 (1991) 155-205; the scales are those of Cobo and others, "An approach for
detecting, quantifying, and visualizing the evolution of a research field", Journal of Informetrics 5 (2011) 146-166.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import ThemePlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Quadrant, Theme
    from synth.relations.terms import Lexicon

# The ranks of fewer themes divide nothing.
_FEWEST_THEMES = 4
# One record more or less would move a smaller theme across the map.
_FEWEST_RECORDS = 3
_FEWEST_TERMS = 2
_DIGITS = 9


def place_themes(
    lexicon: Lexicon, themes: Sequence[Theme], groups: Sequence[NDArray[np.intp]], owned: Sequence[tuple[int, ...]]
) -> tuple[ThemePlace, ...]:
    """Return the place of each theme that has enough records and terms; none where these are fewer than four.

    Parameters
    ----------
    lexicon
        Which document has which term.
    themes
        The themes.
    groups
        The rows of their primary records.
    owned
        The terms of each theme, no term in two.
    """
    placed = [
        i
        for i, (rows, columns) in enumerate(zip(groups, owned, strict=True))
        if len(rows) >= _FEWEST_RECORDS and len(columns) >= _FEWEST_TERMS
    ]
    if len(placed) < _FEWEST_THEMES:
        return ()
    columns = [column for i in placed for column in owned[i]]
    theme_of = np.repeat(np.arange(len(placed)), [len(owned[i]) for i in placed])
    centrality, density = callon(equivalence(lexicon, columns), theme_of)
    across, up = side_of_median(centrality), side_of_median(density)
    return tuple(
        ThemePlace(
            theme_key=themes[i].key,
            centrality=float(centrality[place]),
            density=float(density[place]),
            quadrant=_quadrant(int(across[place]), int(up[place])),
            terms=lexicon.surfaces(owned[i]),
        )
        for place, i in enumerate(placed)
    )


def equivalence(lexicon: Lexicon, columns: Sequence[int]) -> NDArray[np.float64]:
    """Return the equivalence index of each pair of terms, c² / (f g): c records have both, f the one and g the other.

    Parameters
    ----------
    lexicon
        Which document has which term.
    columns
        The terms.

    Returns
    -------
    ndarray of shape (n_columns, n_columns)
        Symmetric, from 0 to 1, zeros on the diagonal and for a phrase and its fragment.
    """
    present = lexicon.present[:, list(columns)]
    together = (present.T @ present).toarray()
    frequencies = np.maximum(lexicon.frequencies[list(columns)], 1).astype(float)
    np.fill_diagonal(together, 0.0)
    # A fragment occurs wherever its phrase does.
    whole = np.minimum.outer(frequencies, frequencies)
    for i, j in np.argwhere(np.triu(together == whole)).tolist():
        if lexicon.nested(columns[i], columns[j]):
            together[i, j] = together[j, i] = 0.0
    index: NDArray[np.float64] = together * together / np.outer(frequencies, frequencies)
    return index


def callon(index: NDArray[np.float64], theme_of: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Callon's centrality and density of each theme.

    Centrality is 10 times the sum of the equivalence of a theme's terms with other themes' terms; density is 100 times
    the sum over the pairs of its own terms, over the number of these terms (Cobo and others 2011).

    Parameters
    ----------
    index
        (n_terms, n_terms), the equivalence indices.
    theme_of
        (n_terms,), the theme of each term, from 0.

    Returns
    -------
    tuple of ndarray of shape (n_themes,)
        Both rounded, so that equal sums of another order are equal.
    """
    n_themes = int(theme_of.max(initial=-1)) + 1
    indicator = np.eye(n_themes)[theme_of]
    between = indicator.T @ index @ indicator
    within = np.diag(between).copy()
    sizes = np.maximum(indicator.sum(axis=0), 1)
    return (
        np.round(10 * (between.sum(axis=1) - within), _DIGITS),
        np.round(100 * (within / 2) / sizes, _DIGITS),
    )


def side_of_median(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return 1 for values above the median, -1 for those below it, 0 for those that are on it, (n_values,)."""
    sides: NDArray[np.intp] = np.sign(values - np.median(values)).astype(np.intp)
    return sides


def _quadrant(across: int, up: int) -> Quadrant:
    quadrants: dict[tuple[int, int], Quadrant] = {
        (1, 1): "motor",
        (-1, 1): "niche",
        (-1, -1): "emerging-or-declining",
        (1, -1): "basic",
    }
    return quadrants.get((across, up), "median")
