"""Years as periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

# A corpus that spans more years than this is told in periods.
_MOST_YEARS = 6


def split_periods(dated: Sequence[tuple[str, int]]) -> tuple[Period, ...]:
    """Divide dated records into periods: single years where they are few, else three spans of about equal counts.

    Parameters
    ----------
    dated
        Ids in order of number, with years.

    Returns
    -------
    tuple of Period
        In order of time; every record in one.
    """
    years = sorted({year for _, year in dated})
    if not years:
        return ()
    if years[-1] - years[0] < _MOST_YEARS:
        spans = [(year, year) for year in years]
    else:
        ends = sorted({int(q) for q in np.quantile([year for _, year in dated], [1 / 3, 2 / 3, 1], method="lower")})
        starts = [years[0], *(end + 1 for end in ends[:-1])]
        spans = list(zip(starts, ends, strict=True))
    return tuple(
        Period(first=first, last=last, ids=tuple(i for i, year in dated if first <= year <= last))
        for first, last in spans
    )
