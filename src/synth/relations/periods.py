"""What themes of consecutive periods have in common.

Records stay in their period; what goes on is what they speak of. The inclusion index is that of Cobo and others, "An
approach for detecting, quantifying, and visualizing the evolution of a research field", Journal of Informetrics 5
(2011) 146-166.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import PeriodTie

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Period, Theme
    from synth.relations.terms import Lexicon

# What a theme speaks of in a period can be told from so many records on.
FEWEST_RECORDS = 4
_MOST_TERMS = 20
_FEWEST_TERMS = 4
# A tie is worth a line if it is more than a term, and not only a corner of either.
_FEWEST_SHARED = 2
LEAST_INCLUSION = 0.2


def tie_periods(
    lexicon: Lexicon, themes: Sequence[Theme], groups: Sequence[NDArray[np.intp]], periods: Sequence[Period]
) -> tuple[PeriodTie, ...]:
    """Return the ties between the themes of each period and those of the next.

    Parameters
    ----------
    lexicon
        Which document has which term.
    themes
        The themes.
    groups
        The rows of their primary records.
    periods
        In order of time.

    Returns
    -------
    tuple of PeriodTie
        By period, theme and next theme; none where fewer than two periods have themes that can be told.
    """
    row = {record_id: i for i, record_id in enumerate(lexicon.matrix.record_ids)}
    blocks: list[list[_Block]] = []
    for period in periods:
        dated = np.array(sorted(row[record_id] for record_id in period.ids), np.intp)
        inside = [np.intersect1d(rows, dated, assume_unique=True) for rows in groups]
        blocks.append([_block(lexicon, theme, rows) for theme, rows in zip(themes, inside, strict=True)])
    ties = (
        _tie(lexicon, place, one, other)
        for place, (now, following) in enumerate(pairwise(blocks))
        for one in now
        for other in following
    )
    return tuple(tie for tie in ties if tie)


class _Block:
    """A theme in a period: its rows, and the terms that they have more of than the corpus."""

    def __init__(self, theme: Theme, rows: NDArray[np.intp], columns: tuple[int, ...]) -> None:
        self.theme, self.rows, self.columns = theme, rows, columns


def _block(lexicon: Lexicon, theme: Theme, rows: NDArray[np.intp]) -> _Block:
    columns = lexicon.telling(rows, _MOST_TERMS) if len(rows) >= FEWEST_RECORDS else ()
    return _Block(theme, rows, columns)


def _tie(lexicon: Lexicon, period: int, one: _Block, other: _Block) -> PeriodTie | None:
    shared = [column for column in one.columns if column in other.columns]
    smaller = min(len(one.columns), len(other.columns))
    if smaller < _FEWEST_TERMS or len(shared) < _FEWEST_SHARED or len(shared) < LEAST_INCLUSION * smaller:
        return None
    rows = np.concatenate([one.rows, other.rows])
    speaks = np.asarray(lexicon.present[rows][:, shared].sum(axis=1)).ravel() > 0
    return PeriodTie(
        period=period,
        theme_key=one.theme.key,
        next_key=other.theme.key,
        inclusion=len(shared) / smaller,
        terms=lexicon.surfaces(shared),
        record_ids=lexicon.ids(rows[speaks].tolist()),
    )
